use super::*;

/// The findings of the same record with one entry.
fn with_entry(
    kind: &str,
    entry: &[(&str, &str)],
    values: &[(&str, &str)],
) -> Vec<(String, FindingCode)> {
    let mut said = Statements::new();
    let id = EntryId::from_bytes([9; 16]);
    for (field, stored) in values {
        said.say(field, Value::from_stored(stored));
    }
    for (field, stored) in entry {
        said.say_in_entry(kind, id, field, Value::from_stored(stored));
    }
    let mut findings = findings(&said, today(), &ZoneRule::WESTMOST);
    findings.retain(|finding| finding.code != FindingCode::Missing || finding.entry.is_some());
    let paths = findings.iter().map(|finding| {
        let path = finding.path();
        (path.replace(&format!("{kind}/{id}/"), ""), finding.code)
    });
    paths.collect()
}

#[test]
fn an_entry_is_looked_at_like_a_field() {
    use FindingCode::*;
    for (kind, entry, found) in [
        ("service", &[("type", "meal")][..], &[][..]),
        ("service", &[("quantity", "2")], &[("type", Missing)]),
        ("service", &[("type", "a horse")], &[("type", CodeUnknown)]),
        ("service", &[("type", "∅not_asked")], &[]),
        (
            "phone",
            &[("number", "656 123 4567")],
            &[("number", PhoneCountry)],
        ),
        (
            "emergency_contact",
            &[("name", "Eva"), ("country", "ZZZ")],
            &[("country", CodeUnknown)],
        ),
        (
            "photo",
            &[("attachment", "x"), ("purpose", "card")],
            &[("attachment", AttachmentMalformed)],
        ),
        (
            "consent",
            &[("purpose", "photo")],
            &[
                ("at", Missing),
                ("decision", Missing),
                ("language", Missing),
                ("notice_version", Missing),
            ],
        ),
        (
            "vulnerability",
            &[
                ("code", "EMB"),
                ("active", "yes"),
                ("review_by", "2027-02-01"),
            ],
            &[],
        ),
        ("shoe", &[("size", "40")], &[]),
    ] {
        let found: Vec<_> = found
            .iter()
            .map(|(field, code)| ((*field).to_owned(), *code))
            .collect();
        assert_eq!(
            with_entry(kind, entry, &[("age", "30")]),
            found,
            "{entry:?}"
        );
    }
}

#[test]
fn dates_come_in_their_order() {
    let wrong = FindingCode::DatesOutOfOrder;
    for (kind, entry, field) in [
        (
            "stay",
            &[
                ("site", SITE),
                ("status", "out"),
                ("check_in", "2026-11-20T10:00:00Z"),
                ("check_out", "2026-11-20T09:59:59Z"),
            ][..],
            "check_out",
        ),
        (
            "identity_paper",
            &[
                ("type", "ine"),
                ("issued", "2020-05"),
                ("expires", "2020-04"),
            ],
            "expires",
        ),
        (
            "identity_paper",
            &[("type", "ine"), ("state", "lost"), ("issued", "1989")],
            "issued",
        ),
    ] {
        let found = with_entry(kind, entry, &[("birth.date", "1990-01-01")]);
        assert!(found.contains(&(field.to_owned(), wrong)), "{found:?}");
    }
    let stay = [
        ("site", SITE),
        ("status", "out"),
        ("check_in", "2026-11-20T10:00:00Z"),
        ("check_out", "2026-11-20T10:00:00Z"),
    ];
    assert_eq!(with_entry("stay", &stay, &[("birth.date", "1990")]), []);
    let born_later = [
        ("birth.date", "2026-11-22"),
        ("alone", "with_family"),
        ("arrival.at", "2026-11-21T08:00:00Z"),
    ];
    assert_eq!(with(&born_later), [("arrival.at", wrong)]);
    let same_month = [
        ("birth.date", "2026-11"),
        ("alone", "with_family"),
        ("arrival.at", "2026-11-21T08:00:00Z"),
    ];
    assert_eq!(with(&same_month), []);
}

#[test]
fn a_paper_is_compared_with_what_was_typed() {
    use FindingCode::*;
    let paper = [
        ("type", "pasaporte"),
        ("state", "taken_by_authority"),
        ("number", "L898902C3"),
        ("expires", "2012-04-15"),
        (
            "mrz",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<< L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        ),
    ];
    let person = |field: &'static str, value: &'static str| {
        let anna = [
            ("name.given", "Anna María"),
            ("name.surname1", "Eriksson"),
            ("sex", "female"),
            ("birth.date", "1974-08"),
            ("nationality", "UTO"),
        ];
        let rest = anna.into_iter().filter(|(id, _)| *id != field);
        rest.chain([(field, value)]).collect::<Vec<_>>()
    };
    assert_eq!(
        with_entry("identity_paper", &paper, &person("curp", "")),
        [("nationality".into(), CodeUnknown)]
    );
    for (field, value, code) in [
        ("birth.date", "1974-09", MrzBirthDate),
        ("sex", "male", MrzSex),
        ("name.given", "Eva", MrzGiven),
        ("name.surname1", "Ruiz", MrzSurname),
        ("nationality", "MEX", MrzCountry),
    ] {
        let found = with_entry("identity_paper", &paper, &person(field, value));
        assert!(found.contains(&("mrz".into(), code)), "{field} {found:?}");
    }
    for (field, value, code) in [
        ("number", "L898902C4", MrzNumber),
        ("expires", "2012-05", MrzExpiry),
    ] {
        let mut other = paper.to_vec();
        other.retain(|(id, _)| *id != field);
        other.push((field, value));
        let found = with_entry("identity_paper", &other, &person("curp", ""));
        assert!(found.contains(&("mrz".into(), code)), "{field} {found:?}");
    }
    let has = [("type", "pasaporte"), ("state", "has"), ("expires", "2025")];
    let expired = ("expires".to_owned(), PaperExpired);
    assert_eq!(
        with_entry("identity_paper", &has, &[("age", "30")]),
        [expired]
    );
    let misread = [("type", "pasaporte"), ("mrz", "P<UTO")];
    let found = with_entry("identity_paper", &misread, &[("age", "30")]);
    assert_eq!(found, [("mrz".to_owned(), MrzMalformed)]);
}

#[test]
fn two_answers_that_cannot_both_be_right_are_told() {
    use FindingCode::*;
    let age = [
        ("birth.date", "1990-06-01"),
        ("age", "30"),
        ("registered_at", "2026-11-23T17:00:00Z"),
    ];
    assert_eq!(with(&age), [("age", AgeBirthDate)]);
    let earlier = [
        ("birth.date", "1990-06-01"),
        ("age", "30"),
        ("registered_at", "2020-11-23T17:00:00Z"),
    ];
    assert_eq!(with(&earlier), []);
    assert_eq!(
        with(&[("birth.state", "CH"), ("birth.municipality", "08037")]),
        []
    );
    let state = [("birth.state", "Sonora"), ("birth.municipality", "08037")];
    assert_eq!(with(&state), [("birth.municipality", MunicipalityState)]);
    assert_eq!(
        with(&[("birth.municipality", "08999")]),
        [("birth.municipality", CodeUnknown)]
    );
    let companion = [("name", "Eva"), ("relation", "sibling")];
    let found = with_entry(
        "companion",
        &companion,
        &[("alone", "alone"), ("age", "30")],
    );
    assert_eq!(found, [("alone".to_owned(), AloneWithCompanion)]);
    assert_eq!(
        with(&[("curp", "BOXW310820HNERXN09"), ("birth.country", "MEX")]),
        [("curp", CurpBirthState)]
    );
}
