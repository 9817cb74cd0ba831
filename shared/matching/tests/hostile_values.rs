//! Whatever people write into a field, it can be compared, and it does not matter which is named first. However many
//! write the same, the work grows with their number and not with its square.

use proptest::prelude::*;
use puente_matching::{
    ComparedPair, GivenLevel, MODEL, MatchFeatures, MatchField, MatchIndex, MatchOptions, Paper,
    PaperKind, Registration, assign, blocking_hashes, compare, each_pair,
};
use puente_record::HouseholdId;

/// A name, or anything.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "(Ma\\.|José|Beto|De la Cruz|Hdez\\.|Luis|Ana|San Martín|Delacruz|J\\.| |Xóchitl){0,4}",
        any::<String>(),
        "[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[0-9]{0,2}",
    ]
}

/// The texts of one registration.
fn texts() -> impl Strategy<Value = [String; 8]> {
    [(); 8].map(|()| text())
}

fn features(of: &[String; 8]) -> MatchFeatures {
    let [
        given,
        surname1,
        surname2,
        curp,
        phone,
        state,
        municipality,
        number,
    ] = of;
    let kinds = [
        PaperKind::GuatemalaDpi,
        PaperKind::HondurasDni,
        PaperKind::ElSalvadorDui,
        PaperKind::Renewable,
    ];
    MatchFeatures::new(&Registration {
        given,
        surname1,
        surname2,
        curp,
        phone,
        state,
        municipality,
        papers: &kinds.map(|kind| Paper { kind, number }),
        country: municipality,
        ..Registration::default()
    })
}

proptest! {
    #[test]
    fn any_two_registrations_compare_the_same_in_both_orders(one in texts(), other in texts()) {
        let (one, other) = (features(&one), features(&other));
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
        prop_assert!(blocking_hashes(&one).len() < 200);
    }
}

/// More than share any key.
const CROWD: usize = 5000;

#[test]
fn a_crowd_with_one_name_is_not_compared_pair_by_pair() {
    let one = MatchFeatures::new(&Registration {
        given: "José",
        surname1: "Hernández",
        surname2: "Hernández",
        curp: "HEHJ880714HMNRRS05",
        phone: "4551234567",
        state: "Chiapas",
        ..Registration::default()
    });
    let mut compared = 0;
    each_pair(&vec![one; CROWD], |_| compared += 1);
    assert_eq!(compared, 0);
    let mut index = MatchIndex::default();
    for _ in 0..CROWD {
        index.add(one);
    }
    assert!(index.candidates(&one, &MODEL, i32::MIN).is_empty());
}

/// With the square of the pairs this takes minutes.
#[test]
fn two_large_groups_are_assigned_in_time_that_grows_with_their_pairs() {
    const EACH: u32 = 500;
    let bus = |name| {
        MatchFeatures::new(&Registration {
            given: "José",
            surname1: "Hernández",
            group: Some(HouseholdId::of_text(name)),
            ..Registration::default()
        })
    };
    let (first, second) = (bus("first"), bus("second"));
    let mut features = vec![first; EACH as usize];
    features.resize(2 * EACH as usize, second);
    let comparison = compare(&first, &second);
    let pairs: Vec<ComparedPair> = (0..EACH)
        .flat_map(|one| (EACH..2 * EACH).map(move |other| (one, other)))
        .map(|(one, other)| ComparedPair {
            one,
            other,
            comparison,
        })
        .collect();
    let scored = assign(&MODEL, &features, &pairs, MatchOptions::default());
    assert_eq!(scored.len(), pairs.len());
    assert!(scored.iter().all(|pair| pair.score == scored[0].score));
}

#[test]
fn a_name_as_long_as_a_value_may_be_is_compared_like_any_other() {
    let given = |name: &str| {
        MatchFeatures::new(&Registration {
            given: name,
            surname1: "Olvera",
            ..Registration::default()
        })
    };
    for name in [
        "A".repeat(8192),
        "ña".repeat(4096),
        "C. ".repeat(2730),
        "(".repeat(8192),
        "Ana ".repeat(2048),
    ] {
        let features = given(&name);
        let level = compare(&features, &given("Rosa")).levels()[MatchField::Given as usize];
        assert!(level == GivenLevel::Different as u8 || level == GivenLevel::Missing as u8);
        assert!(blocking_hashes(&features).len() < 200);
    }
}

#[test]
fn names_in_other_scripts_differ_by_letters_and_not_by_bytes() {
    let level = |one: &str, other: &str| {
        let [one, other] = [one, other].map(|given| {
            MatchFeatures::new(&Registration {
                given,
                ..Registration::default()
            })
        });
        compare(&one, &other).levels()[MatchField::Given as usize]
    };
    let (exact, different) = (GivenLevel::Exact as u8, GivenLevel::Different as u8);
    assert_eq!(level("建国", "建国"), exact);
    assert_eq!(level("建国", "建囯"), different);
    assert_eq!(level("李", "李"), exact);
    assert_eq!(level("Александр", "Алексей"), different);
    assert_eq!(level("Наталия", "Наталья"), GivenLevel::Close as u8);
    assert_eq!(level("محمد", "محمود"), GivenLevel::Close as u8);
}
