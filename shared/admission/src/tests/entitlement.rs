//! Who may make which change: decided at the change's own past.

use super::crafted::{ACTION, Crafted, VALUE_META, literal, uleb};
use super::*;
use crate::Reason;

fn writes(sites: &[SiteId]) -> Authority {
    Authority {
        writes: sites.to_vec(),
        ..Authority::default()
    }
}

fn resolves(sites: &[SiteId]) -> Authority {
    Authority {
        resolves: sites.to_vec(),
        ..all_rights()
    }
}

fn moves(sites: &[SiteId]) -> Authority {
    Authority {
        moves: sites.to_vec(),
        ..all_rights()
    }
}

fn verdict(authority: Authority, saved: Option<&[u8]>, change: &NewChange) -> Verdict {
    try_as(authority, saved.map(<[u8]>::to_vec), &[&change.raw]).verdicts[0]
}

fn quarantined(reason: Reason) -> Verdict {
    Verdict::Quarantined(reason)
}

fn join(into: &mut Document, from: &Document) {
    let changes = from.changes();
    let raw: Vec<&[u8]> = changes.iter().map(|(_, raw)| &raw[..]).collect();
    into.apply(&raw).unwrap();
}

/// A document with two ages, one by device 2 and one by device 3.
fn disagreeing() -> Document {
    let (mut left, _) = begun();
    let mut right = left.clone();
    write(&mut left, 2, "age", "31");
    write(&mut right, 3, "age", "32");
    join(&mut left, &right);
    left
}

#[test]
fn a_record_begins_at_a_site_of_its_author() {
    let (_, first) = begun();
    assert_eq!(verdict(writes(&[SITE]), None, &first), Verdict::Accepted);
    assert_eq!(
        verdict(writes(&[OTHER_SITE]), None, &first),
        quarantined(Reason::NotEntitled)
    );
    assert_eq!(
        verdict(Authority::default(), None, &first),
        quarantined(Reason::NotEntitled)
    );
}

#[test]
fn a_record_without_a_site_is_anybodys_who_may_write_somewhere() {
    let edits = [Edit::put("age", "30")];
    let core = Compartment::Core;
    let (mut document, first) =
        Document::create(ID, core, None, &author(1, false), &edits, &mut rng(1)).unwrap();
    assert_eq!(
        verdict(writes(&[OTHER_SITE]), None, &first),
        Verdict::Accepted
    );
    assert_eq!(
        verdict(Authority::default(), None, &first),
        quarantined(Reason::NotEntitled)
    );
    let saved = document.save();
    // Giving it a site is no move, and is done where one may write.
    let home = write(&mut document, 2, "home_site", &SITE.to_string());
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &home),
        Verdict::Accepted
    );
    assert_eq!(
        verdict(writes(&[OTHER_SITE]), Some(&saved), &home),
        quarantined(Reason::NotEntitled)
    );
}

#[test]
fn an_edit_is_made_where_the_record_was_when_it_was_made() {
    let (mut document, first) = begun();
    let edit = write(&mut document.clone(), 3, "age", "31");
    write(&mut document, 2, "home_site", &OTHER_SITE.to_string());
    let saved = document.save();
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &edit),
        Verdict::Accepted
    );
    assert_eq!(
        verdict(writes(&[OTHER_SITE]), Some(&saved), &edit),
        quarantined(Reason::NotEntitled)
    );
    let unknown = Candidate {
        raw: edit.raw.clone(),
        authority: 9,
        device: None,
    };
    let document = DocumentBatch {
        document: ID,
        saved: Some(try_all(None, &[&first.raw]).state.unwrap().saved),
        record_sites: Vec::new(),
        candidates: vec![unknown],
        devices: Vec::new(),
    };
    let batch = Batch {
        authorities: vec![all_rights()],
        documents: vec![document],
    };
    assert_eq!(
        trial(&batch)[0].verdicts,
        [quarantined(Reason::NotEntitled)]
    );
}

#[test]
fn moving_a_record_is_a_right_where_it_is_or_where_it_goes() {
    let (mut document, _) = begun();
    let saved = document.save();
    let moved = write(&mut document, 2, "home_site", &OTHER_SITE.to_string());
    for site in [SITE, OTHER_SITE] {
        assert_eq!(
            verdict(moves(&[site]), Some(&saved), &moved),
            Verdict::Accepted
        );
    }
    let elsewhere = SiteId::from_bytes([3; 16]);
    assert_eq!(
        verdict(moves(&[elsewhere]), Some(&saved), &moved),
        quarantined(Reason::MayNotMove)
    );
    let cleared = [Edit::Clear {
        field: "home_site".to_owned(),
    }];
    let cleared = document
        .edit(&author(2, false), &cleared, &mut rng(2))
        .unwrap()
        .unwrap();
    let saved = try_all(Some(saved), &[&moved.raw]).state.unwrap().saved;
    assert_eq!(
        verdict(moves(&[SITE]), Some(&saved), &cleared),
        quarantined(Reason::MayNotMove)
    );
    assert_eq!(
        verdict(moves(&[OTHER_SITE]), Some(&saved), &cleared),
        Verdict::Accepted
    );
}

#[test]
fn deciding_between_values_is_a_right_where_the_record_is() {
    let mut document = disagreeing();
    let saved = document.save();
    let mut cleared = document.clone();
    let clear = [Edit::Clear {
        field: "age".to_owned(),
    }];
    let cleared = cleared
        .edit(&author(4, true), &clear, &mut rng(4))
        .unwrap()
        .unwrap();
    let decided = write(&mut document, 4, "age", "33");
    for change in [&decided, &cleared] {
        assert_eq!(
            verdict(resolves(&[SITE]), Some(&saved), change),
            Verdict::Accepted
        );
        let refused = verdict(resolves(&[OTHER_SITE]), Some(&saved), change);
        assert_eq!(refused, quarantined(Reason::MayNotResolve));
    }
}

#[test]
fn deciding_for_the_value_shown_is_a_decision_too() {
    // Automerge writes it as deleting the others.
    let mut document = disagreeing();
    let saved = document.save();
    let shown = document.read().text("age").unwrap().to_owned();
    let resolve = [Edit::Resolve {
        field: "age".to_owned(),
        value: shown.as_str().into(),
        reason: "acta".to_owned(),
    }];
    let decided = document
        .edit(&author(4, true), &resolve, &mut rng(4))
        .unwrap()
        .unwrap();
    let refused = verdict(resolves(&[OTHER_SITE]), Some(&saved), &decided);
    assert_eq!(refused, quarantined(Reason::MayNotResolve));
    let outcome = try_as(resolves(&[SITE]), Some(saved), &[&decided.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
    let state = outcome.state.unwrap();
    assert_sound(&state);
    let document = Document::load(ID, &state.saved).unwrap();
    assert_eq!(document.read().text("age"), Some(&shown[..]));
    assert!(document.conflicts().is_empty());
}

#[test]
fn a_conflict_is_not_decided_one_candidate_at_a_time() {
    let document = disagreeing();
    let saved = document.save();
    let candidates = document.conflicts().remove(0).candidates;
    let winner = candidates.iter().position(|candidate| candidate.winner);
    // Devices 2 and 3 each wrote operation 5; the last in order is the one shown.
    assert_eq!(winner, Some(1));
    for actor in [2, 3] {
        let put = Crafted::put(&document, 6, "age", "9").replacing([actor; 16], 5);
        let delete = Crafted::put(&document, 6, "age", "").replacing([actor; 16], 5);
        let delete = delete.with(ACTION, literal(&[uleb(3)]));
        let delete = delete.with(VALUE_META, literal(&[uleb(0)]));
        let outcome = try_all(Some(saved.clone()), &[&put.raw(), &delete.raw()]);
        let mut verdicts = outcome.verdicts.into_iter();
        let partial = quarantined(Reason::PartialPredecessors);
        assert_eq!(verdicts.next(), Some(partial));
        // Leaving the value shown is how a decision for it looks.
        let leaves_shown = actor == 2;
        assert_eq!(
            verdicts.next(),
            Some(if leaves_shown {
                Verdict::Accepted
            } else {
                partial
            })
        );
    }
}

#[test]
fn replacing_values_that_agree_decides_nothing() {
    let (mut left, _) = begun();
    let mut right = left.clone();
    write(&mut left, 2, "age", "31");
    write(&mut right, 3, "age", "31");
    join(&mut left, &right);
    let saved = left.save();
    let edit = write(&mut left, 4, "age", "32");
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &edit),
        Verdict::Accepted
    );
}

#[test]
fn members_of_a_set_are_anybodys() {
    let add = [Edit::Add {
        field: "needs".to_owned(),
        value: "water".to_owned(),
    }];
    let remove = [Edit::Remove {
        field: "needs".to_owned(),
        value: "water".to_owned(),
    }];
    let (mut left, _) = begun();
    let mut right = left.clone();
    left.edit(&author(2, false), &add, &mut rng(2)).unwrap();
    right.edit(&author(3, false), &add, &mut rng(3)).unwrap();
    join(&mut left, &right);
    let saved = left.save();
    let removed = left
        .edit(&author(4, false), &remove, &mut rng(4))
        .unwrap()
        .unwrap();
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &removed),
        Verdict::Accepted
    );
}

#[test]
fn a_claim_is_corrected_by_its_author_and_dropped_by_who_may_decide() {
    let mut document = disagreeing();
    let mut edit = |n: u8, may_resolve: bool, value: &str| {
        let saved = document.save();
        let edits = [Edit::put("age", value)];
        let change = document.edit(&author(n, may_resolve), &edits, &mut rng(u64::from(n)));
        (saved, change.unwrap().unwrap())
    };
    let (saved, claim) = edit(4, false, "33");
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &claim),
        Verdict::Accepted
    );
    let (saved, corrected) = edit(4, false, "34");
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &corrected),
        Verdict::Accepted
    );
    let (saved, decided) = edit(5, true, "35");
    assert_eq!(
        verdict(resolves(&[]), Some(&saved), &decided),
        quarantined(Reason::MayNotResolve)
    );
    assert_eq!(
        verdict(resolves(&[SITE]), Some(&saved), &decided),
        Verdict::Accepted
    );
}

#[test]
fn a_contact_document_goes_with_its_record() {
    let core = DocumentId::from_bytes([8; 16]);
    let edits = [Edit::put("phone", "664"), Edit::put("home_site_note", "x")];
    let made = Document::create(
        ID,
        Compartment::Contact,
        Some(core),
        &author(1, false),
        &edits,
        &mut rng(1),
    );
    let (_, first) = made.unwrap();
    let judge = |authority: Authority, record_sites: Vec<SiteId>| {
        let document = DocumentBatch {
            document: ID,
            saved: None,
            record_sites,
            candidates: vec![Candidate {
                raw: first.raw.clone(),
                authority: 0,
                device: None,
            }],
            devices: Vec::new(),
        };
        trial(&Batch {
            authorities: vec![authority],
            documents: vec![document],
        })
        .remove(0)
    };
    let outcome = judge(writes(&[SITE]), vec![SITE]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
    let state = outcome.state.unwrap();
    assert_eq!(
        (state.kind, state.core, state.sites),
        (Compartment::Contact, Some(core), vec![])
    );
    let refused = [quarantined(Reason::NotEntitled)];
    assert_eq!(judge(writes(&[OTHER_SITE]), vec![SITE]).verdicts, refused);
    // While the record is not known, its author's sites are all there is to go by.
    assert_eq!(
        judge(writes(&[OTHER_SITE]), vec![]).verdicts,
        [Verdict::Accepted]
    );
    assert_eq!(judge(Authority::default(), vec![]).verdicts, refused);
}

#[test]
fn only_who_decides_may_say_so_and_only_the_servers_device_writes_again() {
    let (document, _) = begun();
    let saved = document.save();
    let said = |message: &str| Crafted {
        message: message.as_bytes().to_vec(),
        ..Crafted::put(&document, 5, "alone", "yes")
    };
    let verdict = |authority: Authority, message: &str| {
        try_as(authority, Some(saved.clone()), &[&said(message).raw()]).verdicts[0]
    };
    let not_yours = quarantined(Reason::BasisNotYours);
    assert_eq!(verdict(writes(&[SITE]), "decided: acta"), not_yours);
    assert_eq!(verdict(resolves(&[OTHER_SITE]), "decided: acta"), not_yours);
    assert_eq!(
        verdict(resolves(&[SITE]), "decided: acta"),
        Verdict::Accepted
    );
    let again = Basis::written_again(puente_record::AccountId::from_bytes([4; 16]));
    assert_eq!(verdict(all_rights(), &again.message()), not_yours);
    let server = Authority {
        may_write_again: true,
        ..all_rights()
    };
    assert_eq!(verdict(server, &again.message()), Verdict::Accepted);
    assert_eq!(verdict(writes(&[SITE]), "mrz"), Verdict::Accepted);
}
