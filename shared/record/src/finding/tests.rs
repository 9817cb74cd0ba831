mod entries;

use std::collections::BTreeSet;

use super::*;
use crate::code::RecordCode;
use crate::value::{MissingReason, Value};
use proptest::prelude::*;

const SITE: &str = "00112233445566778899aabbccddeeff";

fn today() -> Day {
    Day::new(2026, 11, 23).unwrap()
}

/// The findings of a complete record of an invented person, with these values replaced.
fn with(values: &[(&str, &str)]) -> Vec<(&'static str, FindingCode)> {
    let complete = [
        ("name.given", "William"),
        ("name.surname1", "Botello"),
        ("sex", "male"),
        ("alone", "alone"),
        ("urgent_medical", "none"),
        ("notice.version", "2026-11"),
        ("birth.date", "1931-08-20"),
    ];
    let mut said = Statements::new();
    // A record has an age or a birth date.
    let given = |field: &str| {
        let instead = |id: &str| field == "birth.date" && id == "age";
        values.iter().any(|(id, _)| *id == field || instead(id))
    };
    for (field, stored) in complete
        .iter()
        .filter(|(field, _)| !given(field))
        .chain(values)
    {
        said.say(field, Value::from_stored(stored));
    }
    let findings = findings(&said, today(), &ZoneRule::WESTMOST);
    findings.iter().map(|f| (f.field, f.code)).collect()
}

/// A hostile client must not hide a child behind an invisible character.
#[test]
fn what_nobody_sees_is_told_and_hides_nothing() {
    let unseen = FindingCode::TextUnseen;
    assert_eq!(
        with(&[("age", "16\u{200b}")]),
        [("alone", FindingCode::MinorAlone), ("age", unseen)]
    );
    assert_eq!(
        with(&[("phone", "\u{202a}+526561234567")]),
        [("phone", unseen)]
    );
    assert_eq!(
        with(&[("name.given", "WilliÃ¡n")]),
        [("name.given", unseen)]
    );
    assert_eq!(with(&[("contact.note", "uno\ndos")]), []);
    assert_eq!(with(&[("name.given", " William ")]), []);
}

#[test]
fn a_lost_letter_is_told() {
    for (name, is_lost) in [
        ("Mu?oz", true),
        ("Mu\u{fffd}oz", true),
        ("¿Ana?", false),
        ("Ana ?", false),
    ] {
        let damaged = ("name.given", FindingCode::TextDamaged);
        assert_eq!(
            with(&[("name.given", name)]).contains(&damaged),
            is_lost,
            "{name}"
        );
    }
    assert_eq!(with(&[("contact.note", "¿Es su tía?sí")]), []);
}

#[test]
fn a_complete_record_has_no_findings() {
    assert_eq!(with(&[]), []);
    let code = RecordCode::generate([7; 16]).to_string();
    let rest = [
        ("code", code.as_str()),
        ("home_site", "00112233445566778899aabbccddeeff"),
        ("curp", "BOXW310820HNERXN09"),
        ("birth.state", "Nació en el extranjero"),
        ("name.surname2", "∅not_applicable"),
        ("nationality", "COD"),
        ("languages", "lin"),
        ("needs", "water"),
        ("phone", "+52 (656) 123-45-67"),
        ("registered_at", "2026-11-23T17:05:05Z"),
    ];
    assert_eq!(with(&rest), []);
}

#[test]
fn each_value_is_looked_at_by_itself() {
    use FindingCode::*;
    for (field, stored, code) in [
        ("sex", "hembra", CodeUnknown),
        ("needs", "a horse", CodeUnknown),
        ("us.years", "8 M", NumberMalformed),
        ("us.years", "121", AgeOutOfRange),
        ("us.years", "-5", AgeOutOfRange),
        ("us.years", "-3 años", AgeOutOfRange),
        ("birth.date", "1931-02-29", DateMalformed),
        ("arrival.at", "yesterday", MomentMalformed),
        ("nationality", "mexicana", CountryMalformed),
        ("phone", "12345", PhoneMalformed),
        ("phone", "656 123 45 67 ext 8", PhoneMalformed),
        ("code", "2222-2222", RecordCodeMalformed),
        ("code", "2222-2222-3", RecordCodeCheck),
        ("home_site", "Juárez", SiteMalformed),
        ("curp", "BOXW310820", CurpMalformed),
        ("curp", "BOXW310820HNERXN08", CurpCheckDigit),
        ("sex", " ", Missing),
    ] {
        assert_eq!(with(&[(field, stored)]), [(field, code)], "{stored}");
    }
}

#[test]
fn a_birth_date_that_cannot_be_is_looked_at() {
    use FindingCode::*;
    for (stored, code) in [
        ("2026-11-24", DateInFuture),
        ("1831", DateTooLongAgo),
        ("0012", DateTooLongAgo),
    ] {
        let found = with(&[("birth.date", stored), ("age", "40")]);
        assert!(found.contains(&("birth.date", code)), "{stored}");
    }
}

#[test]
fn a_curp_is_compared_with_what_was_typed() {
    use FindingCode::*;
    for (field, stored, code) in [
        ("birth.date", "1931-08-21", CurpBirthDate),
        ("birth.date", "1932", CurpBirthDate),
        ("sex", "female", CurpSex),
        ("birth.state", "JC", CurpBirthState),
        ("birth.state", "ciudad de mexico", CurpBirthState),
        ("name.given", "Gerardo", CurpGiven),
        ("name.surname1", "Benítez", CurpSurname1),
        ("name.surname2", "Cruz", CurpSurname2),
    ] {
        let found = with(&[("curp", "BOXW310820HNERXN09"), (field, stored)]);
        assert_eq!(found, [("curp", code)], "{stored}");
    }
}

#[test]
fn a_curp_agrees_with_what_is_vague_or_unsaid() {
    for (field, stored) in [
        ("birth.date", "1931"),
        ("birth.date", "1931-08"),
        ("sex", "x"),
        ("sex", "not_said"),
        ("birth.state", "un rancho"),
        ("name.surname2", "∅refused"),
        ("name.given", "∅refused"),
    ] {
        let found = with(&[("curp", "BOXW310820HNERXN09"), (field, stored)]);
        assert_eq!(found, [], "{stored}");
    }
}

#[test]
fn an_age_is_wanted_where_there_is_no_birth_date() {
    let missing = ("age", FindingCode::Missing);
    let unclear = ("alone", FindingCode::MinorUnclear);
    assert_eq!(with(&[("birth.date", "∅unknown")]), [unclear, missing]);
    assert_eq!(with(&[("birth.date", "∅unknown"), ("age", "40")]), []);
    // "Refused" is an answer; about somebody with family no more is asked.
    let with_family = [
        ("birth.date", "∅unknown"),
        ("age", "∅refused"),
        ("alone", "with_family"),
    ];
    assert_eq!(with(&with_family), []);
}

#[test]
fn whoever_may_be_a_minor_and_alone_comes_first() {
    let minor = ("alone", FindingCode::MinorAlone);
    for (field, stored) in [
        ("age", "17"),
        ("birth.date", "2008-11-24"),
        ("birth.date", "2008"),
        ("age", "17 años 11 meses"),
        ("age", "3 semanas"),
        ("age", "RN"),
        ("age", "<18"),
    ] {
        assert_eq!(with(&[(field, stored)]), [minor], "{stored}");
        assert_eq!(with(&[(field, stored), ("alone", "with_family")]), []);
    }
    assert_eq!(with(&[("birth.date", "2008-11-23")]), []);
    assert_eq!(with(&[("age", "34 años")]), []);
    assert_eq!(with(&[("age", "18+")]), []);
    // An unreadable age may be a child's.
    for stored in ["8 M", "¿30?", "S/D", "121", "casi 18"] {
        assert_eq!(with(&[("age", stored)])[0], minor, "{stored}");
    }
    // An impossible birth date may be a child's, whatever the text is; a year in it counts.
    for stored in [
        "12",
        "85",
        "2031",
        "2026-11-24",
        "1831",
        "1915-01-13",
        "2015-02-31",
        "31/02/2015",
        "hace 9 años",
    ] {
        assert_eq!(with(&[("birth.date", stored)])[0], minor, "{stored}");
    }
    for stored in ["31/02/1991", "1931-02-29"] {
        let found = with(&[("birth.date", stored)]);
        assert_eq!(
            found,
            [("birth.date", FindingCode::DateMalformed)],
            "{stored}"
        );
    }
    // A readable age closes the question, either way.
    assert_eq!(
        with(&[("birth.date", "2031"), ("age", "40")]),
        [("birth.date", FindingCode::DateInFuture)]
    );
    assert_eq!(with(&[("birth.date", "2031"), ("age", "9")])[0], minor);
    assert_eq!(
        with(&[("birth.date", "∅unknown"), ("age", "∅unknown")]),
        [minor]
    );
    // One of two concurrent values is enough.
    let disputed = [
        ("age", "40"),
        ("age", "15"),
        ("alone", "with_others"),
        ("alone", "alone"),
    ];
    assert_eq!(with(&disputed), [minor]);
    let first = with(&[("age", "9"), ("sex", "?")])[0];
    assert_eq!(first, minor);
}

#[test]
fn a_child_with_somebody_who_may_not_be_family_is_not_alone_but_not_safe_either() {
    let child = [("age", "9"), ("alone", "with_others")];
    let seen = |verified| {
        with(&[
            child[0],
            child[1],
            ("uam.accompanied_by_verified", verified),
        ])
    };
    assert_eq!(with(&child), []);
    assert_eq!(seen("yes"), []);
    for verified in ["no", "doubt"] {
        assert_eq!(seen(verified), [("alone", FindingCode::MinorDoubted)]);
    }
    let grown = [
        ("age", "40"),
        child[1],
        ("uam.accompanied_by_verified", "no"),
    ];
    assert_eq!(with(&grown), []);
}

#[test]
fn nobody_is_told_to_call_again_once_both_know_of_a_child() {
    let notified = [("alone", FindingCode::MinorNotified)];
    let at = "2026-11-23T17:05:05Z";
    let (dif, attorney) = (("uam.dif_called_at", at), ("uam.ppnna_notified_at", at));
    let child = ("age", "9");
    assert_eq!(with(&[child, dif, attorney]), notified);
    assert_eq!(with(&[child, ("minor.notified_at", at)]), notified);
    assert_eq!(with(&[child, dif]), [("alone", FindingCode::MinorAlone)]);
    assert_eq!(with(&[("age", "40"), ("minor.notified_at", at)]), []);
}

#[test]
fn somebody_of_more_than_a_hundred_years_is_asked_for_the_century() {
    let doubted = ("birth.date", FindingCode::DateCentury);
    assert!(with(&[("birth.date", "1915-01-13")]).contains(&doubted));
    assert!(with(&[("birth.date", "1915-01-13"), ("age", "11")]).contains(&doubted));
    assert_eq!(with(&[("birth.date", "1915-01-13"), ("age", "111")]), []);
    assert_eq!(with(&[("age", "103")]), []);
    assert_eq!(with(&[("birth.date", "1931-08-20")]), []);
}

#[test]
fn codes_have_unique_names_and_texts() {
    let names: BTreeSet<_> = FindingCode::ALL
        .iter()
        .map(|code| code.text().code)
        .collect();
    assert_eq!(names.len(), FindingCode::ALL.len());
    for code in FindingCode::ALL {
        assert!(code.text().es.ends_with('.') && code.text().en.ends_with('.'));
    }
}

proptest! {
    #[test]
    fn no_value_makes_the_findings_panic(stored in ".{0,20}|[0-9A-Z+-]{0,20}", surname in ".{0,6}") {
        let mut said = Statements::new();
        said.say("name.surname1", &*surname);
        said.say("age", Value::Missing(MissingReason::Refused));
        for field in crate::FIELDS.iter().filter(|field| field.id != "needs") {
            match field.id {
                "curp" if stored.len() % 2 == 0 => said.say("curp", "BOXW310820HNERXN09"),
                id => said.say(id, &*stored),
            }
        }
        for kind in crate::ENTRY_KINDS {
            for field in kind.fields {
                said.say_in_entry(kind.id, EntryId::from_bytes([1; 16]), field.id, &*stored);
            }
        }
        let _ = findings(&said, today(), &ZoneRule::WESTMOST);
    }
}

/// Registered on 31 December in Tijuana, which is 1 January in UTC.
#[test]
fn an_age_is_compared_on_the_day_of_the_place_where_it_was_said() {
    let said = |zone: &ZoneRule| {
        let mut said = Statements::new();
        for (field, value) in [
            ("age", "10"),
            ("birth.date", "2014-01-01"),
            ("registered_at", "2026-01-01T03:00:00Z"),
        ] {
            said.say(field, Value::from(value));
        }
        let findings = findings(&said, today(), zone);
        findings
            .iter()
            .any(|found| found.code == FindingCode::AgeBirthDate)
    };
    // Eleven there, and a stated ten is a guess; twelve in UTC, and ten is an error.
    let utc: ZoneRule = "UTC0".parse().unwrap();
    assert!(!said(&ZoneRule::WESTMOST));
    assert!(said(&utc));
}
