use proptest::prelude::*;
use puente_record::Value;

use super::*;
use crate::{EditError, FieldPath};

/// Two devices that gave one field different values without having seen each other's.
fn disagreeing() -> (Document, Document) {
    let mut left = begun(&[put("name.given", "Ana")]);
    let mut right = left.clone();
    write(&mut left, 2, &[put("age", "30")]);
    write(&mut right, 3, &[put("age", "31")]);
    meet(&mut left, &mut right);
    (left, right)
}

fn candidates(document: &Document) -> Vec<(String, bool)> {
    let conflicts = document.conflicts();
    assert!(conflicts.len() <= 1);
    let candidates = conflicts
        .into_iter()
        .flat_map(|conflict| conflict.candidates);
    let mut texts: Vec<_> = candidates
        .map(|candidate| {
            (
                candidate.value.as_text().unwrap().to_owned(),
                candidate.claim,
            )
        })
        .collect();
    texts.sort();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn all_concurrent_values_are_kept_as_candidates(devices in 2u8..9) {
        let base = begun(&[put("age", "1")]);
        let mut all = base.clone();
        let mut changes = Vec::new();
        for n in 0..devices {
            let mut device = base.clone();
            changes.push(write(&mut device, n + 2, &[put("age", &format!("{}", 30 + n))]).unwrap());
            join(&mut all, &device);
        }
        let [conflict] = &all.conflicts()[..] else { panic!("one conflict") };
        prop_assert_eq!(&conflict.field, &FieldPath::Field("age".to_owned()));
        prop_assert_eq!(conflict.candidates.len(), usize::from(devices));
        for (n, change) in (0u8..).zip(&changes) {
            let found = conflict.candidates.iter().find(|c| c.change == change.hash).unwrap();
            prop_assert_eq!(&found.value, &Value::Text(format!("{}", 30 + n)));
            prop_assert_eq!(found.time_ms, author(n + 2, false).time_ms);
        }
        let winners = conflict.candidates.iter().filter(|candidate| candidate.winner);
        let shown: Vec<_> = winners.map(|winner| &winner.value).collect();
        let reading = all.read();
        prop_assert_eq!(shown, vec![reading.value("age").unwrap()]);
        prop_assert!(reading.fields["age"].conflict);
    }
}

#[test]
fn concurrent_values_that_agree_are_no_conflict() {
    let mut left = begun(&[]);
    let mut right = left.clone();
    write(&mut left, 2, &[put("age", "30")]);
    write(&mut right, 3, &[put("age", "30")]);
    meet(&mut left, &mut right);
    assert!(left.conflicts().is_empty());
    assert!(write(&mut left, 4, &[put("age", "30")]).is_none());
    assert!(write(&mut left, 4, &[put("age", "32")]).is_some());
    assert_eq!(left.read().text("age"), Some("32"));
    assert!(left.conflicts().is_empty());
}

#[test]
fn who_may_not_decide_adds_a_candidate() {
    let (mut document, _) = disagreeing();
    let shown = document.read().value("age").cloned();
    assert!(write(&mut document, 4, &[put("age", "32")]).is_some());
    assert_eq!(document.read().value("age").cloned(), shown);
    let expected =
        [("30", false), ("31", false), ("32", true)].map(|(text, claim)| (text.to_owned(), claim));
    assert_eq!(candidates(&document), expected);
    assert_eq!(document.summary().conflicts, 1);
}

#[test]
fn a_second_thought_corrects_the_claim_instead_of_adding_one() {
    let (mut document, _) = disagreeing();
    write(&mut document, 4, &[put("age", "32")]);
    write(&mut document, 4, &[put("age", "33")]);
    let claims: Vec<_> = candidates(&document)
        .into_iter()
        .filter(|(_, claim)| *claim)
        .collect();
    assert_eq!(claims, [("33".to_owned(), true)]);
}

#[test]
fn saying_a_candidate_again_changes_nothing() {
    let (mut document, _) = disagreeing();
    assert!(write(&mut document, 4, &[put("age", "30")]).is_none());
    assert!(decide(&mut document, 4, &[put("age", "31")]).is_none());
}

#[test]
fn a_decision_leaves_one_value_and_says_why() {
    let (mut document, _) = disagreeing();
    write(&mut document, 4, &[put("age", "32")]);
    let resolve = Edit::Resolve {
        field: "age".to_owned(),
        value: "30".into(),
        reason: "acta de nacimiento".to_owned(),
    };
    let refused = document.edit(
        &author(4, false),
        std::slice::from_ref(&resolve),
        &mut rng(4),
    );
    assert_eq!(
        refused,
        Err(EditError::MayNotResolve {
            field: "age".to_owned()
        })
    );
    let change = decide(&mut document, 5, &[resolve]).unwrap();
    assert!(document.conflicts().is_empty());
    assert_eq!(document.read().text("age"), Some("30"));
    assert!(document.read().claims.is_empty());
    let history = document.history();
    let line = history
        .iter()
        .find(|line| line.change == change.hash)
        .unwrap();
    assert_eq!(line.basis, Basis::Decided("acta de nacimiento".to_owned()));
    let decided = line.edits.iter().find(|edit| edit.key == "age").unwrap();
    assert_eq!(decided.replaced.len(), 2);
}

#[test]
fn a_decision_may_be_for_the_value_shown() {
    for value in ["30", "31"] {
        let (mut document, _) = disagreeing();
        let field = "age".to_owned();
        let reason = "acta".to_owned();
        let resolve = Edit::Resolve {
            field,
            value: value.into(),
            reason,
        };
        decide(&mut document, 5, &[resolve]).unwrap();
        assert!(document.conflicts().is_empty());
        assert_eq!(document.read().text("age"), Some(value));
        let line = document.history().pop().unwrap();
        assert_eq!(line.edits[0].value, Some(value.into()));
        assert_eq!(line.edits[0].replaced.len(), 2);
        assert_eq!(
            Document::load(ID, &document.save()).unwrap().read(),
            document.read()
        );
    }
}

#[test]
fn a_decision_for_the_value_shown_does_not_give_way_unseen() {
    let (mut office, gate) = disagreeing();
    let shown = office.read().text("age").unwrap().to_owned();
    let other = if shown == "30" { "31" } else { "30" };
    let resolve = |value: &str| Edit::Resolve {
        field: "age".to_owned(),
        value: value.into(),
        reason: "acta".to_owned(),
    };
    // At the same time another office decides otherwise, and a phone that had seen only the shown value
    // writes a third one.
    let mut elsewhere = gate.clone();
    let winner = office.conflicts().remove(0).candidates.pop().unwrap();
    let rest: Vec<ChangeHash> = gate
        .order()
        .into_iter()
        .filter(|change| *change != winner.change)
        .collect();
    let mut phone = gate.without(&rest[1..]);
    assert_eq!(phone.read().text("age"), Some(&shown[..]));
    decide(&mut office, 5, &[resolve(&shown)]).unwrap();
    decide(&mut elsewhere, 6, &[resolve(other)]).unwrap();
    write(&mut phone, 7, &[put("age", "32")]).unwrap();
    for document in [&elsewhere, &phone] {
        join(&mut office, document);
    }
    let values: Vec<_> = candidates(&office)
        .into_iter()
        .map(|(text, _)| text)
        .collect();
    assert_eq!(values, ["30", "31", "32"]);
}

#[test]
fn a_claim_made_while_another_decides_stays_in_sight() {
    let (mut office, mut gate) = disagreeing();
    decide(&mut office, 5, &[put("age", "40")]);
    write(&mut gate, 4, &[put("age", "32")]);
    meet(&mut office, &mut gate);
    let expected = [("32".to_owned(), true), ("40".to_owned(), false)];
    assert_eq!(candidates(&office), expected);
    assert_eq!(office.read().text("age"), Some("40"));
}

#[test]
fn a_conflicted_field_is_cleared_only_by_who_may_decide() {
    let (mut document, _) = disagreeing();
    let clear = [Edit::Clear {
        field: "age".to_owned(),
    }];
    let refused = document.edit(&author(4, false), &clear, &mut rng(4));
    assert_eq!(
        refused,
        Err(EditError::Undecided {
            field: "age".to_owned()
        })
    );
    decide(&mut document, 5, &clear);
    assert_eq!(document.read().value("age"), None);
    assert!(document.conflicts().is_empty());
}

#[test]
fn adding_to_a_set_wins_over_removing() {
    let add = Edit::Add {
        field: "needs".to_owned(),
        value: "water".to_owned(),
    };
    let remove = Edit::Remove {
        field: "needs".to_owned(),
        value: "water".to_owned(),
    };
    let mut left = begun(std::slice::from_ref(&add));
    let mut right = left.clone();
    // A member is removed and added again on one device while it is removed on the other.
    write(&mut left, 2, std::slice::from_ref(&remove));
    write(&mut left, 2, std::slice::from_ref(&add));
    write(&mut right, 3, std::slice::from_ref(&remove));
    meet(&mut left, &mut right);
    assert_eq!(left.read().set("needs").collect::<Vec<_>>(), ["water"]);
    assert_eq!(left.read(), right.read());
    // Members are not candidates: anybody may remove what two devices added.
    let mut third = begun(&[]);
    let mut fourth = third.clone();
    write(&mut third, 2, std::slice::from_ref(&add));
    write(&mut fourth, 3, &[add]);
    meet(&mut third, &mut fourth);
    assert!(third.conflicts().is_empty());
    write(&mut third, 4, &[remove]);
    assert_eq!(third.read().set("needs").count(), 0);
}

#[test]
fn a_claim_on_the_home_site_does_not_widen_the_scope() {
    let sites = ["11", "22", "33"].map(|pair| pair.repeat(16));
    let mut left = begun(&[]);
    let mut right = left.clone();
    write(&mut left, 2, &[put("home_site", &sites[0])]);
    write(&mut right, 3, &[put("home_site", &sites[1])]);
    meet(&mut left, &mut right);
    write(&mut left, 4, &[put("home_site", &sites[2])]);
    let homes: Vec<String> = left
        .summary()
        .home_sites
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(homes, sites[..2]);
}
