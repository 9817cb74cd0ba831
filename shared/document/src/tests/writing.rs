use proptest::prelude::*;
use puente_record::{MissingReason, Value};

use super::*;
use crate::EditError;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn names_of_later_versions_survive_a_round_trip(field in "[a-z][a-z0-9_.]{0,63}", kind in "[a-z][a-z0-9_.]{0,63}", member in ".{1,40}", text in ".{0,60}") {
        let reserved = |name: &str| matches!(name, "kind" | "core" | "set" | "claim");
        let known = |name: &str| puente_record::field(name).is_some() || puente_record::entry_kind(name).is_some();
        prop_assume!(![&field, &kind].into_iter().any(|name| reserved(name) || known(name)));
        let id = EntryId::from_bytes([3; 16]);
        let value = Value::Text(text);
        let document = begun(&[
            Edit::Put { field: field.clone(), value: value.clone() },
            Edit::Add { field: field.clone(), value: member.clone() },
            Edit::PutEntry { kind: kind.clone(), id, field: field.clone(), value: value.clone() },
        ]);
        let reading = Document::load(ID, &document.save()).unwrap().read();
        prop_assert_eq!(reading.value(&field), Some(&value));
        prop_assert_eq!(reading.set(&field).collect::<Vec<_>>(), vec![&member[..]]);
        prop_assert_eq!(&reading.entries[&kind][&id][&field].value, &value);
    }

    #[test]
    fn an_edit_survives_the_journal(field in "[a-z]{1,9}", text in "∅{0,2}.{0,40}", bytes: [u8; 16]) {
        let id = EntryId::from_bytes(bytes);
        let value = Value::Text(text.clone());
        let missing = Value::Missing(MissingReason::Refused);
        let kind = "service".to_owned();
        let edits = vec![
            Edit::Put { field: field.clone(), value: value.clone() },
            Edit::Put { field: field.clone(), value: missing },
            Edit::Clear { field: field.clone() },
            Edit::Add { field: field.clone(), value: text.clone() },
            Edit::Remove { field: field.clone(), value: text.clone() },
            Edit::PutEntry { kind: kind.clone(), id, field: field.clone(), value: value.clone() },
            Edit::ClearEntry { kind: kind.clone(), id, field: field.clone() },
            Edit::Resolve { field: field.clone(), value: value.clone(), reason: text.clone() },
            Edit::ResolveEntry { kind, id, field, value, reason: text },
        ];
        let cbor = minicbor::to_vec(&edits).unwrap();
        prop_assert_eq!(minicbor::decode::<Vec<Edit>>(&cbor).unwrap(), edits);
    }
}

#[test]
fn the_same_values_again_are_no_change() {
    let edits = [
        put("age", "30"),
        Edit::Add {
            field: "needs".to_owned(),
            value: "water".to_owned(),
        },
    ];
    let mut document = begun(&edits);
    assert!(write(&mut document, 2, &edits).is_none());
    assert!(write(&mut document, 2, &[]).is_none());
    let nothing = [
        Edit::Clear {
            field: "sex".to_owned(),
        },
        Edit::Remove {
            field: "needs".to_owned(),
            value: "food".to_owned(),
        },
        put("age", "31"),
        put("age", "30"),
    ];
    assert!(write(&mut document, 2, &nothing).is_none());
}

#[test]
fn a_change_says_who_when_and_on_what_grounds() {
    let mut document = begun(&[]);
    let who = Authorship {
        basis: Basis::Mrz,
        ..author(2, false)
    };
    let change = document
        .edit(&who, &[put("name.given", "Ana")], &mut rng(2))
        .unwrap()
        .unwrap();
    assert_eq!((change.seq, &change.deps), (1, &begun(&[]).heads()));
    let history = document.history();
    let line = history.last().unwrap();
    assert_eq!(
        (line.change, line.time_ms, &line.basis),
        (change.hash, who.time_ms, &Basis::Mrz)
    );
    assert_eq!(line.edits[0].value, Some("Ana".into()));
    assert!(document.has(change.hash));
}

#[test]
fn the_same_edits_make_the_same_bytes_everywhere() {
    assert_eq!(
        begun(&[put("age", "30")]).save(),
        begun(&[put("age", "30")]).save()
    );
}

#[test]
fn a_field_stands_in_its_own_compartment_and_shape() {
    let mut document = begun(&[]);
    let mut refused = |edit: Edit| {
        document
            .edit(&author(2, false), &[edit], &mut rng(2))
            .unwrap_err()
    };
    let field = "phone".to_owned();
    assert_eq!(
        refused(put("phone", "664")),
        EditError::WrongCompartment { field }
    );
    let field = "needs".to_owned();
    assert_eq!(
        refused(put("needs", "water")),
        EditError::WrongShape { field }
    );
    let note = Edit::PutEntry {
        kind: "note".to_owned(),
        id: EntryId::from_bytes([1; 16]),
        field: "text".to_owned(),
        value: "…".into(),
    };
    let field = "text".to_owned();
    assert_eq!(refused(note), EditError::WrongCompartment { field });
    assert!(matches!(
        refused(put("kind", "contact")),
        EditError::Key { .. }
    ));
    let empty = Edit::Add {
        field: "needs".to_owned(),
        value: String::new(),
    };
    assert!(matches!(refused(empty), EditError::Key { .. }));
}

#[test]
fn a_summary_holds_what_lists_show() {
    let site = "ab".repeat(16);
    let edits = [
        put("code", "K7M2-9QXA"),
        put("name.given", "Ana"),
        put("name.surname1", "Hernández"),
        Edit::put(
            "name.surname2",
            Value::Missing(MissingReason::NotApplicable),
        ),
        put("sex", "f"),
        put("home_site", &site),
        put("urgent_medical", "now"),
        Edit::put("age", Value::Missing(MissingReason::Unknown)),
    ];
    let summary = begun(&edits).summary();
    assert_eq!(summary.code.as_deref(), Some("K7M2-9QXA"));
    assert_eq!(summary.given.as_deref(), Some("Ana"));
    assert_eq!(summary.surname1.as_deref(), Some("Hernández"));
    assert_eq!((&summary.surname2, summary.status.is_none()), (&None, true));
    assert_eq!(summary.home_sites, [site.parse().unwrap()]);
    assert_eq!(begun(&edits).sites(), summary.home_sites);
    assert_eq!(begun(&[]).sites(), [SITE], "it is where it was founded");
    let facts = summary
        .facts
        .iter()
        .map(|(field, text)| (&**field, &**text));
    let unknown = Value::Missing(MissingReason::Unknown).to_stored().unwrap();
    let expected = [("age", &*unknown), ("urgent_medical", "now")];
    assert_eq!(facts.collect::<Vec<_>>(), expected);
    assert!(!format!("{summary:?}").contains("Ana"));
    let cbor = minicbor::to_vec(&summary).unwrap();
    assert_eq!(minicbor::decode::<crate::Summary>(&cbor).unwrap(), summary);
}

#[test]
fn a_record_is_always_at_a_site() {
    let mut document = begun(&[]);
    let refused = EditError::NeedsSite {
        field: "home_site".to_owned(),
    };
    for edit in [
        put("home_site", "Norte"),
        put("home_site", ""),
        Edit::put("home_site", Value::Missing(MissingReason::Unknown)),
        Edit::Clear {
            field: "home_site".to_owned(),
        },
    ] {
        let edited = document.edit(&author(2, true), &[edit], &mut rng(2));
        assert_eq!(edited, Err(refused.clone()));
    }
    assert_eq!(document.sites(), [SITE]);
    write(&mut document, 2, &[put("home_site", &"22".repeat(16))]).unwrap();
    assert_eq!(document.sites(), [SiteId::from_bytes([0x22; 16])]);
}

#[test]
fn first_changes_that_open_different_ids_make_no_document_of_ours() {
    let mut left = begun(&[]);
    let other = Origin::made(DocumentKind::Core, SITE, [4; 16]);
    let (right, _) = Document::create(ID, &other, &author(2, false), &[], &mut rng(2)).unwrap();
    assert_eq!((left.origin(), right.origin()), (Some(CORE), Some(other)));
    join(&mut left, &right);
    let both = Document::load(ID, &left.save()).unwrap();
    assert_eq!((both.origin(), both.roots().len()), (None, 2));
}
