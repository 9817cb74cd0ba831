use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn record(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn says(own: u8, other: u8, answer: PairAnswer) -> PairStatement {
    PairStatement {
        record: record(own),
        other: record(other),
        code: String::new(),
        answers: vec![answer],
        reason: PairReason::Other,
        at: String::new(),
        score: None,
    }
}

fn both(one: u8, other: u8, answer: PairAnswer) -> Vec<PairStatement> {
    vec![says(one, other, answer), says(other, one, answer)]
}

fn together(of: &[PairStatement]) -> Vec<Vec<u8>> {
    let people = people(of).people.into_iter();
    people
        .map(|records| records.iter().map(|id| id.as_bytes()[0]).collect())
        .collect()
}

fn state(of: &[PairStatement]) -> PairState {
    people(of).pairs[0].state
}

#[test]
fn the_entry_of_a_pair_has_one_id_whoever_is_named_first() {
    let id = EntryId::of_pair(record(1), record(2));
    assert_eq!(id, EntryId::of_pair(record(2), record(1)));
    assert_ne!(id, EntryId::of_pair(record(1), record(3)));
    assert_eq!(id.to_string(), "475655d609d1ae14e2197e48a29b8c12");
}

#[test]
fn two_records_are_of_one_person_when_both_say_so() {
    let one_side = [says(1, 2, PairAnswer::Same)];
    assert_eq!(state(&one_side), PairState::WaitingForOther);
    assert!(together(&one_side).is_empty());
    let both = both(1, 2, PairAnswer::Same);
    assert_eq!(state(&both), PairState::Linked);
    assert_eq!(together(&both), [[1, 2]]);
}

#[test]
fn different_holds_when_one_side_says_so() {
    assert_eq!(
        state(&[says(1, 2, PairAnswer::Different)]),
        PairState::Distinct
    );
}

#[test]
fn two_who_decide_differently_decide_nothing() {
    let sides = [
        says(1, 2, PairAnswer::Same),
        says(2, 1, PairAnswer::Different),
    ];
    assert_eq!(state(&sides), PairState::Disputed);
    let mut concurrent = both(1, 2, PairAnswer::Same);
    concurrent[0].answers.push(PairAnswer::Different);
    assert_eq!(state(&concurrent), PairState::Disputed);
    assert!(together(&concurrent).is_empty());
}

#[test]
fn links_chain_and_a_different_pair_breaks_the_weakest_of_them() {
    let mut chain = both(1, 2, PairAnswer::Same);
    chain.extend(both(2, 3, PairAnswer::Same));
    assert_eq!(together(&chain), [[1, 2, 3]]);
    chain[3].reason = PairReason::Paper;
    chain.push(says(3, 1, PairAnswer::Different));
    assert_eq!(together(&chain), [[2, 3]]);
    let contradicting: Vec<Pair> = people(&chain)
        .pairs
        .into_iter()
        .filter(|pair| pair.contradicts)
        .collect();
    assert_eq!(contradicting.len(), 1);
    assert_eq!(contradicting[0].records, [record(1), record(2)]);
}

#[test]
fn a_record_is_never_a_pair_with_itself_and_an_unknown_answer_says_nothing() {
    let mut unknown = says(1, 2, PairAnswer::Same);
    unknown.answers.clear();
    let of = people(&[says(1, 1, PairAnswer::Same), unknown]);
    assert_eq!(of, People::default());
}

fn statements() -> impl Strategy<Value = Vec<PairStatement>> {
    let answer = prop_oneof![
        4 => Just(PairAnswer::Same),
        1 => Just(PairAnswer::Different),
        1 => Just(PairAnswer::Ask),
    ];
    let one = (0_u8..7, 0_u8..7, answer, 0_usize..5, any::<bool>()).prop_map(
        |(one, other, answer, reason, is_both)| {
            let mut all = both(one, other, answer);
            all.truncate(1 + usize::from(is_both));
            for of in &mut all {
                of.reason = PairReason::ALL[reason];
            }
            all
        },
    );
    // A core says one thing about each other record.
    prop::collection::vec(one, 0..14).prop_map(|all| {
        let mut seen = BTreeSet::new();
        let all = all.into_iter().flatten();
        all.filter(|of| seen.insert((of.record, of.other)))
            .collect()
    })
}

proptest! {
    #[test]
    fn people_do_not_depend_on_the_order_nor_on_repetition(
        (of, shuffled) in statements().prop_flat_map(|of| (Just(of.clone()), Just(of).prop_shuffle()))
    ) {
        let mut twice = shuffled.clone();
        twice.extend(shuffled);
        prop_assert_eq!(people(&of), people(&twice));
    }

    #[test]
    fn nobody_is_two_people_and_no_person_holds_a_different_pair(of in statements()) {
        let found = people(&of);
        let mut seen = BTreeSet::new();
        for person in &found.people {
            prop_assert!(person.len() > 1);
            for record in person {
                prop_assert!(seen.insert(*record));
            }
        }
        for pair in &found.pairs {
            let is_one = found.people.iter().any(|person| pair.records.iter().all(|of| person.contains(of)));
            match pair.state {
                PairState::Distinct => prop_assert!(!is_one),
                PairState::Linked => prop_assert_eq!(is_one, !pair.contradicts),
                _ => {}
            }
        }
    }
}
