use puente_record::Value;

use super::*;

fn today() -> Day {
    "2026-11-30".parse().unwrap()
}

fn line(code: &str, arrived_at: &str, urgent_medical: &str) -> PersonSummary {
    PersonSummary {
        record: RecordId::from_bytes([7; 16]),
        code: code.into(),
        given: "Ana".into(),
        surname1: "Prueba".into(),
        surname2: String::new(),
        sex: "female".into(),
        status: String::new(),
        conflicts: 2,
        age: String::new(),
        born: String::new(),
        arrived_at: arrived_at.into(),
        arrival_list: String::new(),
        arrival_mode: String::new(),
        urgent_medical: urgent_medical.into(),
    }
}

fn said(values: &[(&str, &str)]) -> Statements {
    let mut said = Statements::new();
    for (field, stored) in values {
        said.say(field, Value::from_stored(stored));
    }
    said
}

#[test]
fn a_child_alone_waits_until_the_offices_were_told() {
    let child = [("age", "9"), ("alone", "alone")];
    let why = |values: &[(&str, &str)]| reasons(&line("A", "", "none"), &said(values), today());
    assert_eq!(why(&child), [CaseReason::MinorAlone]);
    let told = [
        child[0],
        child[1],
        ("minor.notified_at", "2026-11-30T10:00:00Z"),
    ];
    assert_eq!(why(&told), []);
    assert_eq!(why(&[("age", "31"), ("alone", "alone")]), []);
    assert_eq!(why(&[("alone", "alone")]), [CaseReason::MinorUnclear]);
    // Of two ages the child's counts.
    let disputed = [("age", "31"), ("age", "13"), ("alone", "alone")];
    assert_eq!(why(&disputed), [CaseReason::MinorAlone]);
}

#[test]
fn a_child_in_need_of_care_is_two_cases_and_both_come_first() {
    let child = [("age", "9"), ("alone", "alone")];
    let person = line("A", "2026-11-30T10:00:00Z", "now");
    let mut cases = vec![of_conflicts(line("B", "2026-11-29T10:00:00Z", "none"))];
    let why = reasons(&person, &said(&child), today());
    cases.extend(why.into_iter().map(|why| of_person(why, person.clone())));
    let queue = Queue::of(ReasonCases::gather(cases, 10));
    let order: Vec<_> = queue
        .cases
        .iter()
        .map(|case| (case.why, case.harm))
        .collect();
    let expected = [
        (CaseReason::MinorAlone, Harm::Now),
        (CaseReason::UrgentNow, Harm::Now),
        (CaseReason::Conflict, Harm::Later),
    ];
    assert_eq!(order, expected);
    assert_eq!(queue.cases[0].answers[0], CaseAnswer::CallOffices);
}

#[test]
fn the_oldest_comes_first_and_an_unknown_time_last() {
    let at = ["", "2026-11-30T11:00:00Z", "2026-11-30T09:00:00Z"];
    let cases = at.map(|at| of_person(CaseReason::UrgentToday, line(at, at, "today")));
    let queue = Queue::of(ReasonCases::gather(cases.to_vec(), 10));
    let codes = queue.cases.iter().map(|case| match &case.subject {
        CaseSubject::Person(line) => line.code.clone(),
        _ => String::new(),
    });
    assert_eq!(codes.collect::<Vec<_>>(), [at[2], at[1], at[0]]);
}

#[test]
fn a_long_queue_shows_some_of_each_reason_and_counts_all() {
    let mut cases: Vec<Case> = (0..9).map(|_| of_conflicts(line("A", "", ""))).collect();
    cases.extend(of_unsent(3, Some(5)));
    cases.extend(of_unsent(0, Some(5)));
    let queue = Queue::of(ReasonCases::gather(cases, 2));
    assert_eq!(queue.cases.len(), 3);
    let totals = [(CaseReason::Conflict, 9), (CaseReason::Unsent, 1)];
    assert_eq!(queue.totals, totals);
}
