//! A small set of invented registrations as clerks write them, with what is known of them.

use puente_matching::{LabelledSet, LabelledSetError, MODEL, MatchOptions, evaluate};

const REGISTRATIONS: &str = include_str!("../../../tests/fixtures/duplicates/crossing.csv");
const PAIRS: &str = include_str!("../../../tests/fixtures/duplicates/crossing.pairs.csv");

fn found(options: MatchOptions) -> (f64, f64) {
    let set = LabelledSet::read(REGISTRATIONS, PAIRS, None).expect("a set");
    let found = evaluate(&MODEL, &set.features, &set.true_pairs, options).frozen;
    (found.precision, found.recall)
}

#[test]
fn everybody_who_is_there_twice_is_found_and_nobody_else() {
    assert_eq!(found(MatchOptions::default()), (1.0, 1.0));
}

#[test]
fn without_one_to_one_the_twins_of_a_family_are_taken_for_each_other() {
    let (precision, _) = found(MatchOptions {
        one_to_one: false,
        ..MatchOptions::default()
    });
    assert!(precision < 1.0);
}

#[test]
fn a_damaged_set_says_where() {
    let read = |registrations: &str, pairs: &str| LabelledSet::read(registrations, pairs, None);
    let without_birth = REGISTRATIONS.replacen(",dob,", ",born,", 1);
    assert!(matches!(
        read(&without_birth, PAIRS),
        Err(LabelledSetError::Column { column: "dob" })
    ));
    let short_line = format!("{REGISTRATIONS}R99,Ana\n");
    assert!(matches!(
        read(&short_line, PAIRS),
        Err(LabelledSetError::Table { line: 30 })
    ));
    let unknown = format!("{PAIRS}R01,R99\n");
    assert!(matches!(
        read(REGISTRATIONS, &unknown),
        Err(LabelledSetError::UnknownRecord { pair: 12 })
    ));
}
