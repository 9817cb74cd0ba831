//! Documents of earlier and later versions open, can be read, edited and saved, and lose nothing.

use puente_record::{Compartment, ENTRY_KINDS, FIELDS, FieldShape, entry_kind, field};

use super::*;

/// What a later version may write: fields, sets, entry kinds and codes that this version does not know, beside
/// those that it knows.
fn by_a_later_version() -> Vec<Edit> {
    let entry = |kind: &str, field: &str, value: &str| Edit::PutEntry {
        kind: kind.to_owned(),
        id: EntryId::from_bytes([5; 16]),
        field: field.to_owned(),
        value: value.into(),
    };
    vec![
        put("name.given", "Ana"),
        put("sex", "a code of 2031"),
        put("shoe.size", "38"),
        Edit::put(
            "shoe.colour",
            puente_record::Value::from_stored("∅a_reason_of_2031"),
        ),
        Edit::Add {
            field: "needs".into(),
            value: "a need of 2031".into(),
        },
        Edit::Add {
            field: "hobbies".into(),
            value: "chess".into(),
        },
        entry("service", "type", "a service of 2031"),
        entry("service", "drone", "7"),
        entry("voyage", "ship", "Ana María"),
    ]
}

#[test]
fn what_a_later_version_wrote_is_read_edited_and_kept() {
    for field in ["shoe.size", "shoe.colour", "hobbies"] {
        assert!(puente_record::field(field).is_none(), "{field}");
    }
    assert!(entry_kind("voyage").is_none());
    let later = begun(&by_a_later_version());
    let mut here = Document::load(ID, &later.save()).unwrap();
    assert_eq!(here.read(), later.read());
    // Somebody corrects a field that this version knows, and one that it does not.
    let edits = [
        put("name.given", "Ana Luz"),
        put("shoe.size", "39"),
        Edit::PutEntry {
            kind: "voyage".into(),
            id: EntryId::from_bytes([5; 16]),
            field: "ship".into(),
            value: "Luz".into(),
        },
    ];
    write(&mut here, 2, &edits).unwrap();
    let mut expected = later.read();
    let mut given = expected.fields["name.given"].clone();
    given.value = "Ana Luz".into();
    expected.fields.insert("name.given".into(), given.clone());
    given.value = "39".into();
    expected.fields.insert("shoe.size".into(), given.clone());
    given.value = "Luz".into();
    let voyage = expected.entries.get_mut("voyage").unwrap();
    let ship = voyage.get_mut(&EntryId::from_bytes([5; 16])).unwrap();
    ship.insert("ship".into(), given);
    assert_eq!(here.read(), expected);
    let again = Document::load(ID, &here.save()).unwrap();
    assert_eq!(again.read(), expected);
    assert_eq!(again.history(), here.history());
    // The later version gets back what it wrote, with the corrections.
    let mut there = later;
    join(&mut there, &again);
    assert_eq!(there.read(), expected);
}

/// The fields that version 1 began with, before the whole table.
const FIRST: [&str; 6] = ["code", "name.given", "name.surname1", "sex", "age", "alone"];

#[test]
fn what_an_earlier_version_wrote_takes_every_field_of_this_one() {
    let first = FIRST.map(|id| put(id, "as it was"));
    let mut document = Document::load(ID, &begun(&first).save()).unwrap();
    let before = document.read();
    let mut edits = Vec::new();
    let core = |of: Compartment| of == Compartment::Core;
    for field in FIELDS.iter().filter(|field| core(field.compartment)) {
        if FIRST.contains(&field.id) {
            continue;
        }
        edits.push(match field.shape {
            // A site is the only value whose form is checked.
            FieldShape::Single if field.id == "home_site" => put(field.id, &SITE.to_string()),
            FieldShape::Single => put(field.id, "new"),
            FieldShape::Set => Edit::Add {
                field: field.id.into(),
                value: "new".into(),
            },
        });
    }
    for kind in ENTRY_KINDS.iter().filter(|kind| core(kind.compartment)) {
        edits.extend(kind.fields.iter().map(|field| Edit::PutEntry {
            kind: kind.id.into(),
            id: EntryId::from_bytes([6; 16]),
            field: field.id.into(),
            value: "new".into(),
        }));
    }
    write(&mut document, 2, &edits).unwrap();
    let after = Document::load(ID, &document.save()).unwrap().read();
    for id in FIRST {
        assert_eq!(after.fields[id], before.fields[id], "{id}");
    }
    let single = FIELDS
        .iter()
        .filter(|of| core(of.compartment) && of.shape == FieldShape::Single);
    assert_eq!(after.fields.len(), single.count());
    assert!(after.sets.contains_key("flags") && after.entries.contains_key("stay"));
}

#[test]
fn a_flag_of_a_risk_is_not_lost_when_somebody_clears_it_meanwhile() {
    assert_eq!(field("vulnerability.code"), None);
    let (kind, id) = ("vulnerability", EntryId::from_bytes([9; 16]));
    let edit = |field: &str, value: &str| Edit::PutEntry {
        kind: kind.into(),
        id,
        field: field.into(),
        value: value.into(),
    };
    let clear = |field: &str| Edit::ClearEntry {
        kind: kind.into(),
        id,
        field: field.into(),
    };
    let who = author(1, false);
    let flag = [edit("code", "TRA"), edit("active", "yes")];
    let origin = Origin::added(DocumentKind::Protection, ID, [3; 16]);
    let (mut here, _) = Document::create(ID, &origin, &who, &flag, &mut rng(1)).unwrap();
    let mut there = here.clone();
    // One device clears the flag or says that it has ended; the other repeats it in words that make it a
    // change.
    write(&mut here, 2, &[clear("code"), edit("active", "no")]);
    write(
        &mut there,
        3,
        &[edit("code", "VIO"), edit("active", "∅unknown")],
    );
    write(&mut there, 3, &[edit("active", "yes")]);
    meet(&mut here, &mut there);
    assert_eq!(here.read(), there.read());
    let entry = &here.read().entries[kind][&id];
    assert_eq!(entry["code"].value, "VIO".into());
    assert!(entry["active"].conflict);
    let conflict = &here.conflicts()[0];
    let crate::Choice::Candidate(place) = conflict.proposal().choice else {
        panic!("the safer is proposed");
    };
    assert_eq!(conflict.candidates[place].value, "yes".into());
}
