use puente_record::{MissingReason, Value};

use super::*;
use crate::{Choice, EditError, ProposalReason};

/// One field that several devices wrote with these grounds, without having seen each other's values.
fn concurrent(field: &str, said: &[(&str, Basis)]) -> Document {
    let base = begun(&[put(field, "1")]);
    let mut all = base.clone();
    for (n, (text, basis)) in (2..).zip(said) {
        let mut device = base.clone();
        let author = Authorship {
            basis: basis.clone(),
            ..author(n, false)
        };
        let value = Value::from_stored(text);
        let edits = [Edit::put(field, value)];
        device
            .edit(&author, &edits, &mut rng(u64::from(n)))
            .unwrap();
        join(&mut all, &device);
    }
    all
}

/// The proposed text (or whether nothing or everything is proposed), and why.
fn proposed(document: &Document) -> (String, ProposalReason) {
    let [conflict] = &document.conflicts()[..] else {
        panic!("one conflict")
    };
    let proposal = conflict.proposal();
    let choice = match proposal.choice {
        Choice::Candidate(place) => conflict.candidates[place].value.to_stored().unwrap(),
        Choice::KeepAll => "all".to_owned(),
        Choice::Nothing => "nothing".to_owned(),
    };
    (choice, proposal.why)
}

#[test]
fn what_is_backed_best_is_proposed_and_nothing_when_equals_disagree() {
    let told = ("1990", Basis::Told);
    let read = ("1991", Basis::Document);
    for (said, choice, why) in [
        (
            vec![told.clone(), read.clone()],
            "1991",
            ProposalReason::Backed,
        ),
        (
            vec![read.clone(), ("1992", Basis::Mrz)],
            "1992",
            ProposalReason::Backed,
        ),
        (
            vec![told.clone(), ("1993", Basis::Told)],
            "nothing",
            ProposalReason::EquallyBacked,
        ),
        (
            vec![read.clone(), read.clone(), told.clone()],
            "1991",
            ProposalReason::Backed,
        ),
        (
            vec![told.clone(), ("∅unknown", Basis::Document)],
            "1990",
            ProposalReason::Backed,
        ),
        (
            vec![told.clone(), ("∅refused", Basis::Told)],
            "nothing",
            ProposalReason::EquallyBacked,
        ),
        (
            vec![told, ("1994", Basis::Decided("acta".to_owned()))],
            "1994",
            ProposalReason::Backed,
        ),
    ] {
        let document = concurrent("birth.date", &said);
        assert_eq!(proposed(&document), (choice.to_owned(), why), "{said:?}");
    }
}

#[test]
fn the_safer_and_else_the_latest_is_proposed_where_the_table_says_so() {
    let said = [("now", Basis::Told), ("none", Basis::Document)];
    let urgent = concurrent("urgent_medical", &said);
    assert_eq!(proposed(&urgent), ("now".to_owned(), ProposalReason::Safer));
    let said = [("foot", Basis::Document), ("bus", Basis::Told)];
    let arrived = concurrent("arrival.mode", &said);
    assert_eq!(
        proposed(&arrived),
        ("bus".to_owned(), ProposalReason::Latest)
    );
    let later = concurrent("later.field", &said);
    assert_eq!(
        proposed(&later),
        ("nothing".to_owned(), ProposalReason::FieldUnknown)
    );
}

#[test]
fn both_names_are_kept_one_of_them_among_the_others() {
    let said = [("Luisa", Basis::Told), ("Lucía", Basis::Document)];
    let mut document = concurrent("name.given", &said);
    let conflicts = document.conflicts();
    let decided = conflicts[0]
        .decided(Choice::KeepAll, "así la llaman")
        .unwrap();
    decide(&mut document, 9, &[decided]);
    assert!(document.conflicts().is_empty());
    let reading = document.read();
    assert_eq!(reading.text("name.given"), Some("Lucía"));
    assert_eq!(reading.set("name.alias").collect::<Vec<_>>(), ["Luisa"]);
    let last = document.history().pop().unwrap();
    assert_eq!(last.basis, Basis::Decided("así la llaman".to_owned()));
}

#[test]
fn what_one_value_is_all_there_can_be_of_is_not_kept_twice() {
    let said = [("f", Basis::Told), ("m", Basis::Told)];
    let mut document = concurrent("sex", &said);
    let [conflict] = &document.conflicts()[..] else {
        panic!("one conflict")
    };
    let both = conflict.decided(Choice::KeepAll, "x").unwrap();
    let refused = document.edit(&author(9, true), &[both], &mut rng(9));
    let field = "sex".to_owned();
    assert_eq!(refused, Err(EditError::HoldsOne { field }));
    assert_eq!(document.conflicts().len(), 1);
}

#[test]
fn who_may_not_decide_keeps_nothing_and_no_reason_for_silence_is_kept() {
    let said = [("Ana", Basis::Told), ("∅refused", Basis::Told)];
    let mut document = concurrent("name.surname2", &said);
    let both = document.conflicts()[0]
        .decided(Choice::KeepAll, "x")
        .unwrap();
    let refused = document.edit(&author(9, false), std::slice::from_ref(&both), &mut rng(9));
    let field = "name.surname2".to_owned();
    assert_eq!(refused, Err(EditError::MayNotResolve { field }));
    decide(&mut document, 9, &[both]);
    let reading = document.read();
    let shown = reading.value("name.surname2").unwrap();
    let aliases: Vec<_> = reading.set("name.alias").collect();
    match shown {
        Value::Missing(MissingReason::Refused) => assert_eq!(aliases, ["Ana"]),
        other => assert_eq!((other, &aliases[..]), (&Value::from("Ana"), &[][..])),
    }
}

#[test]
fn a_decision_answers_the_question() {
    let said = [("1990", Basis::Told), ("1991", Basis::Told)];
    let mut document = concurrent("birth.date", &said);
    let question = Edit::Add {
        field: DocumentKind::Core.question_field().to_owned(),
        value: "birth.date".to_owned(),
    };
    write(&mut document, 9, &[question]);
    assert_eq!(document.read().set("ask").count(), 1);
    let decided = document.conflicts()[0].decided(Choice::Candidate(0), "lo dijo");
    decide(&mut document, 9, &[decided.unwrap()]);
    assert_eq!(document.read().set("ask").count(), 0);
}

#[test]
fn a_rule_is_a_reason_that_everybody_reads_in_their_language() {
    for why in ProposalReason::ALL {
        assert_eq!(ProposalReason::of_reason(&why.as_reason()), Some(*why));
    }
    assert_eq!(ProposalReason::of_reason("latest"), None);
    assert_eq!(ProposalReason::of_reason("rule:gut feeling"), None);
}

#[test]
fn the_latest_is_no_later_than_a_server_had_it() {
    let base = begun(&[put("arrival.mode", "1")]);
    let (mut wrong, mut right) = (base.clone(), base);
    let year_2099 = Authorship {
        time_ms: 4_070_908_800_000,
        ..author(2, false)
    };
    let edits = [put("arrival.mode", "foot")];
    let ahead = wrong.edit(&year_2099, &edits, &mut rng(2)).unwrap();
    let ahead = ahead.unwrap().hash;
    let honest = write(&mut right, 3, &[put("arrival.mode", "bus")]).unwrap();
    join(&mut wrong, &right);
    let proposed = |received: &[(ChangeHash, i64)]| {
        let received: BTreeMap<_, _> = received.iter().copied().collect();
        let conflict = wrong.conflicts().remove(0);
        let conflict = conflict.proven(|change| received.get(change).copied());
        let proposal = conflict.proposal();
        match proposal.choice {
            Choice::Candidate(place) => (Some(conflict.candidates[place].change), proposal.why),
            _ => (None, proposal.why),
        }
    };
    let latest = |change| (Some(change), ProposalReason::Latest);
    assert_eq!(
        proposed(&[]),
        latest(ahead),
        "nothing is known but what it claims"
    );
    let honest_ms = author(3, false).time_ms;
    assert_eq!(proposed(&[(ahead, honest_ms - 1)]), latest(honest.hash));
    // A receipt is only an upper bound: a value that was sent late is not later because of it.
    let both = [(ahead, honest_ms - 1), (honest.hash, honest_ms + 9)];
    assert_eq!(proposed(&both), latest(honest.hash));
    // The server had it after the honest one was written, but nobody knows when it was written.
    let unknown = (None, ProposalReason::ClockWrong);
    assert_eq!(proposed(&[(ahead, honest_ms + 60_000)]), unknown);
}
