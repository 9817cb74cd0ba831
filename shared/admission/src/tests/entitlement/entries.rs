//! Entries whose kind takes more than the right to write.

use puente_record::{EntryId, EntryRight, Value};

use super::*;
use crate::trial::trial_by;

/// As if only those who decide may write in consents.
fn consents_are_decided(kind: &str) -> EntryRight {
    match kind {
        "consent" => EntryRight::Resolve,
        _ => EntryRight::Write,
    }
}

#[test]
fn an_entry_whose_kind_takes_the_right_to_decide_is_refused_to_who_may_only_write() {
    let (mut document, _) = begun();
    let saved = document.save();
    let id = EntryId::from_bytes([5; 16]);
    let mut put = |n: u8, kind: &str| {
        let edits = [Edit::PutEntry {
            kind: kind.into(),
            id,
            field: "at".into(),
            value: Value::from("2026-11-23T10:00:00Z"),
        }];
        let made = document.edit(&author(n, false), &edits, &mut rng(u64::from(n)));
        made.unwrap().unwrap()
    };
    let (service, consent) = (put(2, "service"), put(3, "consent"));
    let raw = [&service.raw[..], &consent.raw[..]];
    let verdicts = |authority| {
        let batch = batch_as(authority, Some(saved.clone()), &raw);
        trial_by(&batch, consents_are_decided).remove(0).verdicts
    };
    let refused = quarantined(Reason::NotEntitled);
    assert_eq!(verdicts(writes(&[SITE])), [Verdict::Accepted, refused]);
    let decides_elsewhere = Authority {
        writes: vec![SITE],
        ..resolves(&[OTHER_SITE])
    };
    assert_eq!(verdicts(decides_elsewhere), [Verdict::Accepted, refused]);
    assert_eq!(verdicts(resolves(&[SITE])), [Verdict::Accepted; 2]);
    // By the table of today both take no more than the right to write.
    let outcome = try_as(writes(&[SITE]), Some(saved.clone()), &raw);
    assert_eq!(outcome.verdicts, [Verdict::Accepted; 2]);
}

#[test]
fn that_two_records_are_of_one_person_is_said_by_who_may_link() {
    let (mut document, _) = begun();
    let saved = document.save();
    let edits = [Edit::PutEntry {
        kind: puente_record::person::PAIR.into(),
        id: EntryId::from_bytes([5; 16]),
        field: "answer".into(),
        value: Value::from("same"),
    }];
    let made = document.edit(&author(2, false), &edits, &mut rng(2));
    let linked = made.unwrap().unwrap();
    let verdict = |links: &[SiteId]| {
        let authority = Authority {
            links: links.to_vec(),
            ..writes(&[SITE])
        };
        verdict(authority, Some(&saved), &linked)
    };
    let refused = quarantined(Reason::NotEntitled);
    assert_eq!(verdict(&[]), refused);
    assert_eq!(verdict(&[OTHER_SITE]), refused);
    assert_eq!(verdict(&[SITE]), Verdict::Accepted);
}

#[test]
fn who_may_not_write_in_an_entry_may_not_delete_it_either() {
    let (mut document, _) = begun();
    let id = EntryId::from_bytes([5; 16]);
    let (kind, field) = ("consent".to_owned(), "at".to_owned());
    let said = [Edit::PutEntry {
        kind: kind.clone(),
        id,
        field: field.clone(),
        value: Value::from("2026-11-23T10:00:00Z"),
    }];
    let made = document.edit(&author(2, true), &said, &mut rng(2));
    made.unwrap().unwrap();
    let saved = document.save();
    let deleted = [Edit::ClearEntry { kind, id, field }];
    let made = document.edit(&author(3, false), &deleted, &mut rng(3));
    let deleted = made.unwrap().unwrap();
    let batch = batch_as(writes(&[SITE]), Some(saved), &[&deleted.raw]);
    let outcomes = trial_by(&batch, consents_are_decided);
    assert_eq!(outcomes[0].verdicts, [quarantined(Reason::NotEntitled)]);
}
