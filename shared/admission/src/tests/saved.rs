//! Whole documents as a device gets them: ours pass the quick check, and a document that passes it breaks
//! nothing.

use std::panic::catch_unwind;

use puente_document::Headless;
use puente_protocol::whole;

use super::crafted::{body_of, chunk};
use super::crowd::Crowd;
use super::mutation::mutate;
use super::*;
use crate::ancestry::Ancestry;
use crate::guard::{WithoutHeads, decode, saved, take_apart};
use crate::{guard, join};

/// Documents of a short run, and mutants of each.
const DOCUMENTS: u64 = 100;
const MUTANTS: usize = 50;

#[test]
fn what_devices_write_passes_the_quick_look() {
    for seed in 0..DOCUMENTS {
        let crowd = Crowd::new(seed, 1 + (seed % 4) as u8).run(1 + (seed % 60) as usize);
        for document in &crowd.documents {
            assert_eq!(saved(&document.save()), Ok(()), "seed {seed}");
        }
    }
}

#[test]
fn a_document_taken_apart_and_put_together_is_what_automerge_saves() {
    for seed in 0..DOCUMENTS {
        let crowd = Crowd::new(seed, 1 + (seed % 4) as u8).run(1 + (seed % 60) as usize);
        for document in &crowd.documents {
            let bytes = document.save();
            let changes = take_apart(&bytes).unwrap();
            let raws = document.changes();
            let expected: Vec<_> = raws.iter().map(|(_, raw)| decode(raw).unwrap()).collect();
            assert_eq!(changes, expected, "seed {seed}");
            let ancestry = Ancestry::of(&changes).unwrap();
            assert_eq!(ancestry.save(), bytes, "seed {seed}");
        }
    }
}

/// The document as it travels, without its heads; `None` when it could not travel so.
fn headless(saved: &[u8]) -> Option<Vec<u8>> {
    let (actors, slim) = whole::slim(saved, |_| None);
    (!actors.is_empty()).then(|| whole::expand(ID, &actors, &slim, &[]).unwrap())
}

fn tried(saved: Vec<u8>) -> crate::JoinedDocument {
    let batch = Batch {
        authorities: Vec::new(),
        sites: Vec::new(),
        documents: vec![DocumentBatch {
            document: ID,
            saved: Some(saved),
            record_sites: Vec::new(),
            candidates: Vec::new(),
            devices: Vec::new(),
        }],
    };
    join(&batch).remove(0)
}

#[test]
fn the_quick_look_says_of_a_document_what_the_long_one_says() {
    let crowd = Crowd::new(7, 3).run(40);
    let document = &crowd.documents[0];
    let joined = tried(document.save());
    assert_eq!(joined.saved_order, document.order());
    let state = joined.state.unwrap();
    assert_eq!(state.saved, document.save());
    assert_eq!(state.heads, document.heads());
    for (_, raw) in document.changes() {
        guard(&raw).unwrap();
    }
}

#[test]
fn what_comes_without_its_heads_is_what_the_server_saved() {
    let (mut most_heads, mut most_actors) = (0, 0);
    for seed in 0..DOCUMENTS {
        let crowd = Crowd::new(seed, 1 + (seed % 4) as u8).run(1 + (seed % 60) as usize);
        for document in &crowd.documents {
            let saved = document.save();
            let bare = headless(&saved).unwrap();
            let heads = document.heads();
            assert_eq!(bare.len() + 33 * heads.len(), saved.len(), "seed {seed}");
            let joined = tried(bare);
            assert_eq!(joined, tried(saved.clone()), "seed {seed}");
            assert_eq!(joined.saved_order, document.order());
            let state = joined.state.unwrap();
            assert_eq!(state.saved, saved, "seed {seed}");
            assert_eq!(state.heads, heads);
            most_heads = most_heads.max(heads.len());
            most_actors = most_actors.max(crowd.documents.len());
        }
    }
    assert!(
        most_heads > 1 && most_actors > 1,
        "{most_heads} {most_actors}"
    );
}

#[test]
fn what_was_filled_in_wrongly_is_refused_by_the_checksum() {
    let crowd = Crowd::new(11, 3).run(30);
    let saved = crowd.documents[0].save();
    let (actors, slim) = whole::slim(&saved, |_| None);
    let mut other = actors.clone();
    let whole::ActorName::Given(actor) = &mut other[0] else {
        panic!("nobody gave it a name");
    };
    actor[15] ^= 1;
    let wrong = whole::expand(ID, &other, &slim, &[]).unwrap();
    assert_eq!(tried(wrong).state, None);
    let mut checksum = slim.clone();
    checksum[0] ^= 1;
    let wrong = whole::expand(ID, &actors, &checksum, &[]).unwrap();
    assert_eq!(tried(wrong).state, None);
    assert!(tried(headless(&saved).unwrap()).state.is_some());
}

/// Returns how many mutants passed the quick check, how many of them loaded, and how many loaded without their
/// heads.
fn session(seed: u64) -> (usize, usize, usize) {
    let mut crowd = Crowd::new(seed, 3).run(20);
    let ours = crowd.documents[0].save();
    let other = crowd.documents[1].save();
    let (mut passed, mut loaded, mut bare_loaded) = (0, 0, 0);
    for _ in 0..MUTANTS {
        let mutant = chunk(0, &mutate(body_of(&ours), body_of(&other), &mut crowd.rng));
        if saved(&mutant).is_err() {
            continue;
        }
        passed += 1;
        let joined = tried(mutant.clone());
        if let Some(bare) = headless(&mutant) {
            // Automerge checks heads after everything else in a load. Skipping the check
            // accepts more documents, and none of them may panic.
            let loadable = WithoutHeads::read(&bare).unwrap().loadable();
            let checked = catch_unwind(|| Document::load(ID, &mutant).is_ok());
            let unchecked = catch_unwind(|| {
                let document = Headless::load(ID, &loadable).ok()?;
                Some((document.summary(), document.order_and_heads()))
            });
            assert_eq!(checked.is_err(), unchecked.is_err(), "seed {seed}");
            bare_loaded += usize::from(unchecked.is_ok_and(|document| document.is_some()));
            let filled_in = tried(bare);
            if filled_in.state.is_some() {
                assert_eq!(filled_in, joined, "seed {seed}");
            }
        }
        let Some(state) = joined.state else {
            continue;
        };
        loaded += 1;
        assert_sound(&state);
        let mut document = Document::load(ID, &state.saved).unwrap();
        write(&mut document, 9, "neighbour", "yes");
        Document::load(ID, &document.save()).unwrap();
    }
    (passed, loaded, bare_loaded)
}

fn sum(sessions: impl Iterator<Item = (usize, usize, usize)>) -> (usize, usize, usize) {
    sessions.fold((0, 0, 0), |all, one| {
        (all.0 + one.0, all.1 + one.1, all.2 + one.2)
    })
}

#[test]
fn what_passes_the_quick_look_loads_or_is_refused() {
    let sessions = (0..DOCUMENTS).map(session);
    let (passed, _, bare) = sum(sessions);
    assert!(
        passed > 0 && bare > 0,
        "mutants that the look lets through test the most"
    );
}

#[test]
#[ignore = "long run"]
fn many_mutants_of_documents_load_or_are_refused() {
    let sessions = (1_000_000..1_000_000 + 1_000 * scale() as u64).map(session);
    let (passed, loaded, bare) = sum(sessions);
    println!("{passed} mutants passed the look, {loaded} loaded, {bare} without their heads");
}
