use proptest::prelude::*;

use super::*;
use crate::value::MissingReason;

fn id(n: u8) -> HouseholdId {
    HouseholdId::from_bytes([n; 16])
}

fn record(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// A record with these households and joins.
fn facts(n: u8, households: &[u8], joined: &[(u8, u8)]) -> HouseholdFacts {
    let values = households.iter().map(|n| Value::Text(id(*n).to_string()));
    let joined = joined
        .iter()
        .filter_map(|(a, b)| JoinedHouseholds::of(id(*a), id(*b)));
    HouseholdFacts {
        record: record(n),
        values: values.collect(),
        joined: joined.collect(),
    }
}

/// The members of each household, by number, with `?` for disputed ones.
fn shown(facts: &[HouseholdFacts]) -> Vec<String> {
    let households = households(facts).into_iter();
    let members = |household: Household| {
        let members = household.members.iter().map(|(record, membership)| {
            let mark = match membership {
                Membership::Settled => "",
                Membership::Disputed => "?",
            };
            format!("{}{mark}", record.as_bytes()[0])
        });
        members.collect::<Vec<_>>().join(" ")
    };
    households.map(members).collect()
}

#[test]
fn a_join_neither_moves_nor_removes_anybody_and_takes_in_who_comes_later() {
    let family = [
        facts(1, &[7], &[]),
        facts(2, &[7], &[]),
        facts(3, &[9], &[]),
    ];
    assert_eq!(shown(&family), ["1 2", "3"]);
    let [one, two, _] = family;
    // Only one record knows of the join, and meanwhile somebody was added to the third.
    let three = facts(3, &[9], &[(9, 7)]);
    let joined = [one, two.clone(), three, facts(4, &[9], &[])];
    assert_eq!(shown(&joined), ["1 2 3 4"]);
    assert_eq!(households(&joined)[0].ids, BTreeSet::from([id(7), id(9)]));
    // The first person leaves: nobody goes along.
    let mut left = joined;
    left[0].values = vec![Value::Missing(MissingReason::NotApplicable)];
    assert_eq!(shown(&left), ["2 3 4"]);
}

#[test]
fn whom_two_people_put_into_two_households_is_in_both_until_it_is_decided() {
    let mut family = vec![
        facts(1, &[7], &[]),
        facts(2, &[7, 9], &[]),
        facts(3, &[9], &[]),
    ];
    assert_eq!(shown(&family), ["1 2?", "2? 3"]);
    // They turn out to be one family: nothing is disputed any more.
    family[0].joined.extend(JoinedHouseholds::of(id(9), id(7)));
    assert_eq!(shown(&family), ["1 2 3"]);
    // One value says that the person left, another that they belong.
    let mut left = facts(2, &[7], &[]);
    left.values
        .push(Value::Missing(MissingReason::NotApplicable));
    assert_eq!(shown(&[left]), ["2?"]);
}

#[test]
fn two_people_who_begin_the_same_household_mean_the_same_one() {
    assert_eq!(
        HouseholdId::of_pair(record(1), record(2)),
        HouseholdId::of_pair(record(2), record(1))
    );
    assert_ne!(
        HouseholdId::of_pair(record(1), record(2)),
        HouseholdId::of_pair(record(1), record(3))
    );
    let of = |list, group| HouseholdId::of_group(list, group);
    assert_eq!(of("flight-135", "H1"), of("flight-135", "H1"));
    assert_ne!(of("flight-135", "H1"), of("flight-136", "H1"));
    assert_ne!(of("flight-13", "5H1"), of("flight-135", "H1"));
    assert_eq!(HouseholdId::of_text(&id(3).to_string()), id(3));
    assert_eq!(HouseholdId::of_text("H1"), HouseholdId::of_text("H1"));
}

#[test]
fn a_pair_has_one_spelling() {
    let pair = JoinedHouseholds::of(id(9), id(7)).unwrap();
    assert_eq!(pair, JoinedHouseholds::of(id(7), id(9)).unwrap());
    let text = pair.to_string();
    assert_eq!(JoinedHouseholds::parse(&text), Some(pair));
    let turned = format!("{}={}", id(9), id(7));
    for other in [&*turned, "", "7=9", &text[1..], &format!("{text}=")] {
        assert_eq!(JoinedHouseholds::parse(other), None, "{other}");
    }
    assert_eq!(JoinedHouseholds::of(id(7), id(7)), None);
}

prop_compose! {
    fn some_facts()(
        households in prop::collection::vec(0u8..6, 0..3),
        none in prop::bool::weighted(0.2),
        joined in prop::collection::vec((0u8..6, 0u8..6), 0..3),
    ) -> (Vec<u8>, bool, Vec<(u8, u8)>) {
        (households, none, joined)
    }
}

proptest! {
    #[test]
    fn households_do_not_depend_on_order_or_repetition(
        said in prop::collection::vec(some_facts(), 1..8),
        turns in prop::collection::vec(any::<prop::sample::Index>(), 8),
    ) {
        let all: Vec<HouseholdFacts> = (0..).zip(&said).map(|(n, (households, none, joined))| {
            let mut of = facts(n, households, joined);
            if *none {
                of.values.push(Value::Missing(MissingReason::NotApplicable));
            }
            of
        }).collect();
        let found = households(&all);
        let mut other = all.clone();
        for (at, turn) in turns.iter().enumerate() {
            let (at, to) = (at % other.len(), turn.index(other.len()));
            other.swap(at, to);
            other[to].values.reverse();
            let again = other[to].joined.clone();
            other[at].joined.extend(again);
        }
        // If another record knows the joins too, nothing changes.
        prop_assert_eq!(&households(&other), &found);

        for of in &all {
            let places = found.iter().filter(|found| found.members.contains_key(&of.record));
            let texts = of.values.iter().filter_map(Value::as_text);
            let named: BTreeSet<HouseholdId> = texts.map(HouseholdId::of_text).collect();
            let held: BTreeSet<HouseholdId> = places.flat_map(|found| found.ids.clone()).collect();
            prop_assert!(named.is_subset(&held), "whoever says a household is in it");
            prop_assert_eq!(named.is_empty(), held.is_empty());
        }
        // Joined ids are never separate.
        for pair in all.iter().flat_map(|of| &of.joined) {
            for household in &found {
                let [one, other] = pair.both().map(|id| household.ids.contains(&id));
                prop_assert_eq!(one, other);
            }
        }
    }
}
