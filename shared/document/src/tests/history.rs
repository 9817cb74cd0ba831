use proptest::prelude::*;

use super::*;
use crate::{ConflictStep, FieldPath};

const AGE: &str = "age";

fn age() -> FieldPath {
    FieldPath::Field(AGE.to_owned())
}

#[test]
fn a_history_says_what_was_written_what_gave_way_and_when_it_was_decided() {
    let mut left = begun(&[put(AGE, "29")]);
    let first = left.heads()[0];
    let mut right = left.clone();
    let younger = write(&mut left, 2, &[put(AGE, "30")]).unwrap();
    let older = write(&mut right, 3, &[put(AGE, "31")]).unwrap();
    meet(&mut left, &mut right);
    let claim = write(&mut left, 4, &[put(AGE, "32")]).unwrap();
    let decision = Edit::Resolve {
        field: AGE.to_owned(),
        value: "31".into(),
        reason: "acta".to_owned(),
    };
    let decided = decide(&mut left, 5, &[decision]).unwrap();

    let history = left.history();
    let order: Vec<_> = history.iter().map(|line| line.change).collect();
    assert_eq!(
        order,
        [first, younger.hash, older.hash, claim.hash, decided.hash]
    );
    let steps: Vec<_> = history.iter().map(|line| line.conflicts.clone()).collect();
    let [began, changed, ended] = [
        ConflictStep::Began,
        ConflictStep::Changed,
        ConflictStep::Ended,
    ]
    .map(|step| vec![(age(), step)]);
    assert_eq!(steps, [vec![], vec![], began, changed, ended]);
    let gave_way = |line: usize| {
        let replaced = history[line].edits.iter().flat_map(|edit| &edit.replaced);
        let mut all: Vec<_> = replaced
            .map(|replaced| (replaced.value.as_text().unwrap(), replaced.change))
            .collect();
        all.sort_unstable();
        all
    };
    assert_eq!(gave_way(1), [("29", first)]);
    assert_eq!(gave_way(3), []);
    assert_eq!(
        gave_way(4),
        [("30", younger.hash), ("31", older.hash), ("32", claim.hash)]
    );
    for edit in history.iter().flat_map(|line| &line.edits) {
        let is_own = ["kind", "core", "begun"].contains(&&*edit.key);
        assert_eq!(edit.field(), (!is_own).then(age), "{}", edit.key);
    }
}

#[test]
fn the_state_at_a_time_is_what_had_been_written_by_then() {
    let mut document = begun(&[put(AGE, "29")]);
    let start_ms = author(0, false).time_ms;
    assert_eq!(document.heads_when(|_, time_ms| time_ms <= start_ms), []);
    for n in [3, 2, 4] {
        write(&mut document, n, &[put(AGE, &n.to_string())]);
    }
    let age_at = |ms: i64| {
        let heads = document.heads_when(|_, time_ms| time_ms <= start_ms + ms);
        let reading = document.at(&heads).unwrap();
        reading.text(AGE).map(str::to_owned)
    };
    assert_eq!(age_at(0), None);
    assert_eq!(age_at(1).as_deref(), Some("29"));
    // The write of device 2 depends on that of device 3, whatever their clocks say.
    assert_eq!(age_at(2).as_deref(), Some("29"));
    assert_eq!(age_at(3).as_deref(), Some("2"));
    assert_eq!(age_at(4).as_deref(), Some("4"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_history_is_the_same_however_the_changes_came(seed: u64) {
        let mut crowd = Crowd::new(seed, 4).run(60);
        let document = crowd.together();
        let history = document.history();
        let mut written = crowd.written.clone();
        crowd.shuffle(&mut written);
        let raw: Vec<&[u8]> = written.iter().map(|change| &change.raw[..]).collect();
        let other = Document::from_changes(ID, &raw).unwrap();
        prop_assert_eq!(&other.history(), &history);
        // The conflicts that began and did not end are those that stand.
        let mut open = std::collections::BTreeSet::new();
        for (path, step) in history.iter().flat_map(|line| &line.conflicts) {
            match step {
                ConflictStep::Began => prop_assert!(open.insert(path.clone())),
                ConflictStep::Changed => prop_assert!(open.contains(path)),
                ConflictStep::Ended => prop_assert!(open.remove(path)),
            }
        }
        let standing = document.conflicts().into_iter().map(|conflict| conflict.field);
        prop_assert_eq!(open, standing.collect());
    }
}
