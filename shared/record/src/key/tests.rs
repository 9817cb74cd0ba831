use super::*;
use proptest::prelude::*;

const ID: &str = "00112233445566778899aabbccddeeff";

fn id() -> EntryId {
    ID.parse().unwrap()
}

#[test]
fn each_form_is_read() {
    assert_eq!(Key::parse("kind"), Ok(Key::Kind));
    assert_eq!(Key::parse("core"), Ok(Key::Core));
    assert_eq!(Key::parse("begun"), Ok(Key::Begun));
    assert_eq!(Key::parse("name.given"), Ok(Key::Field("name.given")));
    assert_eq!(
        Key::parse("set/name.alias/Ana / Anita"),
        Ok(Key::Set {
            field: "name.alias",
            value: "Ana / Anita"
        })
    );
    assert_eq!(
        Key::parse(&format!("service/{ID}/type")),
        Ok(Key::Entry {
            kind: "service",
            id: id(),
            field: "type"
        })
    );
    assert_eq!(
        Key::parse(&format!("claim/sex/{ID}")),
        Ok(Key::Claim {
            field: "sex",
            id: id()
        })
    );
}

#[test]
fn names_of_later_versions_are_kept() {
    assert_eq!(Key::parse("shoe_size.2"), Ok(Key::Field("shoe_size.2")));
    let entry = format!("stay/{ID}/bed");
    assert!(matches!(
        Key::parse(&entry),
        Ok(Key::Entry { kind: "stay", .. })
    ));
}

#[test]
fn what_is_outside_the_grammar_is_refused() {
    let long = "a".repeat(NAME_BYTES_MAX + 1);
    for text in ["", "Name", "9a", "_a", "a-b", "ñ", "a b", &long] {
        assert_eq!(Key::parse(text), Err(KeyError::Name), "{text:?}");
    }
    assert_eq!(Key::parse("set/needs/"), Err(KeyError::EmptyMember));
    assert_eq!(Key::parse("set/needs"), Err(KeyError::Parts));
    assert_eq!(Key::parse("set/kind/a"), Err(KeyError::Name));
    assert_eq!(Key::parse(&format!("claim/core/{ID}")), Err(KeyError::Name));
    assert_eq!(
        Key::parse(&format!("service/{ID}/a/b")),
        Err(KeyError::Name)
    );
    assert_eq!(
        Key::parse(&format!("service/{}/a", ID.to_uppercase())),
        Err(KeyError::Id)
    );
    let member = format!("set/needs/{}", "x".repeat(KEY_BYTES_MAX));
    assert_eq!(
        Key::parse(&member),
        Err(KeyError::TooLong {
            bytes: KEY_BYTES_MAX + 10
        })
    );
}

#[test]
fn a_key_that_would_read_as_another_has_no_checked_text() {
    assert_eq!(Key::Field("kind").checked_text(), Err(KeyError::Name));
    let disguised = Key::Field("set/needs/water");
    assert_eq!(disguised.checked_text(), Err(KeyError::Name));
    let empty = Key::Set {
        field: "needs",
        value: "",
    };
    assert_eq!(empty.checked_text(), Err(KeyError::EmptyMember));
}

prop_compose! {
    fn any_name()(text in "[a-z][a-z0-9_.]{0,63}") -> String { text }
}

fn not_reserved(name: &str) -> bool {
    !matches!(name, "kind" | "core" | "begun" | "set" | "claim")
}

proptest! {
    #[test]
    fn any_text_is_a_key_or_an_error(text in ".{0,300}") {
        if let Ok(key) = Key::parse(&text) {
            prop_assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn almost_keys_are_keys_or_errors(text in "(set|claim|kind|core|a|/|[0-9a-f]{32}|é){0,7}") {
        if let Ok(key) = Key::parse(&text) {
            prop_assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn every_key_is_read_back(
        a in any_name().prop_filter("reserved", |n| not_reserved(n)),
        b in any_name().prop_filter("reserved", |n| not_reserved(n)),
        bytes: [u8; 16],
        value in ".{1,40}",
    ) {
        let id = EntryId::from_bytes(bytes);
        for key in [
            Key::Kind,
            Key::Core,
            Key::Begun,
            Key::Field(&a),
            Key::Set { field: &a, value: &value },
            Key::Entry { kind: &a, id, field: &b },
            Key::Claim { field: &a, id },
        ] {
            let text = key.checked_text().unwrap();
            prop_assert_eq!(Key::parse(&text), Ok(key));
        }
    }
}
