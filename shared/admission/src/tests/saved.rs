//! Whole documents as a device gets them: ours pass the quick look, and what passes it breaks nothing.

use super::crafted::{body_of, chunk};
use super::crowd::Crowd;
use super::mutation::mutate;
use super::*;
use crate::ancestry::Ancestry;
use crate::guard::{decode, saved, take_apart};
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

fn whole(saved: Vec<u8>) -> crate::Joined {
    let batch = Batch {
        authorities: Vec::new(),
        documents: vec![DocumentBatch {
            document: ID,
            saved: Some(saved),
            record_sites: Vec::new(),
            candidates: Vec::new(),
        }],
    };
    join(&batch).remove(0)
}

#[test]
fn the_quick_look_says_of_a_document_what_the_long_one_says() {
    let crowd = Crowd::new(7, 3).run(40);
    let document = &crowd.documents[0];
    let joined = whole(document.save());
    assert_eq!(joined.saved_order, document.order());
    let state = joined.state.unwrap();
    assert_eq!(state.saved, document.save());
    assert_eq!(state.heads, document.heads());
    for (_, raw) in document.changes() {
        guard(&raw).unwrap();
    }
}

/// Returns how many mutants passed the quick look, and how many of them loaded.
fn session(seed: u64) -> (usize, usize) {
    let mut crowd = Crowd::new(seed, 3).run(20);
    let ours = crowd.documents[0].save();
    let other = crowd.documents[1].save();
    let (mut passed, mut loaded) = (0, 0);
    for _ in 0..MUTANTS {
        let mutant = chunk(0, &mutate(body_of(&ours), body_of(&other), &mut crowd.rng));
        if saved(&mutant).is_err() {
            continue;
        }
        passed += 1;
        let Some(state) = whole(mutant.clone()).state else {
            continue;
        };
        loaded += 1;
        assert_sound(&state);
        let mut document = Document::load(ID, &state.saved).unwrap();
        write(&mut document, 9, "neighbour", "yes");
        Document::load(ID, &document.save()).unwrap();
    }
    (passed, loaded)
}

#[test]
fn what_passes_the_quick_look_loads_or_is_refused() {
    let sessions = (0..DOCUMENTS).map(session);
    let (passed, _) = sessions.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    assert!(
        passed > 0,
        "mutants that the look lets through test the most"
    );
}

#[test]
#[ignore = "long run"]
fn many_mutants_of_documents_load_or_are_refused() {
    let sessions = (1_000_000..1_000_000 + 1_000 * scale() as u64).map(session);
    let (passed, loaded) = sessions.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    println!("{passed} mutants passed the look, {loaded} loaded");
}
