//! Who may make which change: the change's own past decides.

mod entries;
mod members;

use super::crafted::{ACTION, Crafted, VALUE_META, literal, uleb};
use super::*;
use crate::{Reason, begins};

pub(super) fn writes(sites: &[SiteId]) -> Authority {
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

fn verdict(authority: Authority, saved: Option<&[u8]>, change: &AuthoredChange) -> Verdict {
    try_as(authority, saved.map(<[u8]>::to_vec), &[&change.raw]).verdicts[0]
}

pub(super) fn quarantined(reason: Reason) -> Verdict {
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
fn a_record_is_where_it_was_founded_until_somebody_entitled_moves_it() {
    let (mut document, first) = begun();
    let saved = document.save();
    let edit = write(&mut document.clone(), 2, "age", "31");
    let moved = write(&mut document, 2, "home_site", &OTHER_SITE.to_string());
    for change in [&edit, &moved] {
        // An author with every right elsewhere, even at the destination, who knows the head, may do nothing.
        let elsewhere = Authority {
            writes: vec![OTHER_SITE],
            ..all_rights()
        };
        let refused = quarantined(Reason::NotEntitled);
        assert_eq!(verdict(elsewhere, Some(&saved), change), refused);
    }
    // The first move is judged like every other move.
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &moved),
        quarantined(Reason::MayNotMove)
    );
    let outcome = try_all(None, &[&first.raw]);
    let state = outcome.state.unwrap();
    assert_eq!((state.sites, state.ever), (vec![SITE], vec![SITE]));
    let outcome = try_all(Some(saved), &[&moved.raw]);
    let state = outcome.state.unwrap();
    assert_eq!(
        (state.sites, state.ever),
        (vec![OTHER_SITE], vec![SITE, OTHER_SITE])
    );
}

#[test]
fn a_second_first_change_gives_no_right_over_what_others_made_of_the_record() {
    let (mut document, _) = begun();
    write(&mut document, 2, "home_site", &OTHER_SITE.to_string());
    let saved = document.save();
    // The author who began it writes a first change again as another install: it says the same, and the record
    // stays where it is.
    let edits = [Edit::put("name.given", "Otra")];
    let made = Document::create(ID, &ORIGIN, &author(9, false), &edits, &mut rng(9));
    let (_, again) = made.unwrap();
    let outcome = try_as(writes(&[SITE]), Some(saved.clone()), &[&again.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
    let state = outcome.state.unwrap();
    assert_eq!((state.sites, state.roots.len()), (vec![OTHER_SITE], 2));
    assert_eq!(
        verdict(writes(&[OTHER_SITE]), Some(&saved), &again),
        quarantined(Reason::NotEntitled)
    );
}

#[test]
fn only_what_opens_the_id_begins_a_document() {
    let key = PUBLIC_KEY;
    let id = ORIGIN.id(&key).unwrap();
    let first = |origin: &Origin, edits: &[Edit]| {
        let made = Document::create(id, origin, &author(1, false), edits, &mut rng(1));
        made.unwrap().1.raw
    };
    let given = [Edit::put("name.given", "Ana")];
    let honest = first(&ORIGIN, &given);
    assert_eq!(begins(id, &honest, &key), Ok(Some(ORIGIN)));
    let refused = Err(Reason::NotItsBeginning);
    assert_eq!(begins(id, &honest, &[2; 32]), refused, "another device");
    assert_eq!(begins(ID, &honest, &key), refused, "another document");
    let other_site = Origin::made(DocumentKind::Core, OTHER_SITE, [3; 16]);
    let other_salt = Origin::made(DocumentKind::Core, SITE, [4; 16]);
    let other_kind = Origin::made(DocumentKind::List, SITE, [3; 16]);
    let added = Origin::added(DocumentKind::Contact, id, [3; 16]);
    let listed = Origin::list_part(SITE, puente_record::ListId::from_bytes([7; 16]), 1);
    for origin in [other_site, other_salt, other_kind, added, listed] {
        assert_eq!(begins(id, &first(&origin, &[]), &key), refused);
    }
    // The author of a second first change cannot choose the record's site.
    let pulls = [Edit::put("home_site", OTHER_SITE.to_string())];
    let pulls = first(&ORIGIN, &pulls);
    assert_eq!(begins(id, &pulls, &key), refused);
    let outcome = try_all(None, &[&pulls]);
    assert_eq!(
        outcome.verdicts,
        [quarantined(Reason::NotItsBeginning)],
        "not in a worker either"
    );
    // A change that is not a first change is judged by its past.
    let (mut document, _) = begun();
    let later = write(&mut document, 2, "age", "31");
    assert_eq!(begins(id, &later.raw, &[2; 32]), Ok(None));
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
    let unknown = CandidateChange {
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
        sites: vec![SITE],
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
}

#[test]
fn a_move_to_a_site_that_is_not_known_here_waits() {
    let (mut document, _) = begun();
    let saved = document.save();
    let elsewhere = SiteId::from_bytes([3; 16]);
    let moved = write(&mut document, 2, "home_site", &elsewhere.to_string());
    let follower = write(&mut document, 2, "age", "31");
    let both: [&[u8]; 2] = [&moved.raw, &follower.raw];
    let outcome = try_all(Some(saved.clone()), &both);
    assert_eq!(outcome.verdicts, [Verdict::WAITS; 2]);
    assert_eq!(
        verdict(writes(&[OTHER_SITE]), Some(&saved), &moved),
        quarantined(Reason::NotEntitled)
    );
}

#[test]
fn a_home_site_is_never_taken_away() {
    let (mut document, _) = begun();
    write(&mut document, 2, "home_site", &OTHER_SITE.to_string());
    let moved = document.heads();
    let put = Crafted::on(moved, [3; 16], 6, "home_site", "").replacing([2; 16], 5);
    let delete = put.with(ACTION, literal(&[uleb(3)]));
    let delete = delete.with(VALUE_META, literal(&[uleb(0)]));
    let outcome = try_all(Some(document.save()), &[&delete.raw()]);
    assert_eq!(outcome.verdicts, [quarantined(Reason::HomeSite)]);
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
    // Automerge writes this as deleting the others.
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
    // Devices 2 and 3 each wrote operation 5; the last in order is shown.
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
        // A decision for the value shown looks like this.
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
