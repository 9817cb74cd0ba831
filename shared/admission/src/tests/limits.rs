//! A document takes so much and no more, and what is in it stays readable.

use super::crafted::Crafted;
use super::*;
use crate::limits::{DOCUMENT_ACTORS_MAX, DOCUMENT_BYTES_MAX, DOCUMENT_CHANGES_MAX};
use crate::{DocumentLimit, Reason, guard};

fn full(limit: DocumentLimit) -> Verdict {
    Verdict::Quarantined(Reason::DocumentFull(limit))
}

#[test]
fn the_257th_actor_is_quarantined() {
    let (document, first) = begun();
    let mut raw = vec![first.raw];
    for n in 0..DOCUMENT_ACTORS_MAX as u16 {
        let mut actor = [0xee; 16];
        actor[..2].copy_from_slice(&n.to_be_bytes());
        let crafted = Crafted {
            actor: actor.to_vec(),
            ..Crafted::put(&document, 5, "alone", "yes")
        };
        raw.push(crafted.raw());
    }
    let raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    let outcome = try_all(None, &raw);
    let refused: Vec<_> = outcome
        .verdicts
        .iter()
        .filter(|verdict| **verdict != Verdict::Accepted)
        .collect();
    assert_eq!(refused, [&full(DocumentLimit::Actors)]);
    let state = outcome.state.unwrap();
    assert_eq!(state.order.len(), DOCUMENT_ACTORS_MAX);
    // 256 concurrent values, and one change may decide between those of 64 heads.
    let mut document = Document::load(ID, &state.saved).unwrap();
    let decided = write(&mut document, 1, "alone", "no");
    assert_eq!(
        try_all(Some(state.saved), &[&decided.raw]).verdicts,
        [Verdict::Accepted]
    );
}

#[test]
fn a_megabyte_is_the_most() {
    let (mut document, first) = begun();
    let mut raw = vec![first.raw];
    // Crafted, because authoring stops before it is too late.
    let mut start_op = 5;
    let mut seq = 1;
    let mut bytes = raw[0].len();
    while bytes <= DOCUMENT_BYTES_MAX {
        let text = "x".repeat(8_000);
        let crafted = Crafted {
            seq,
            ..Crafted::put(&document, start_op, &format!("f{seq}"), &text)
        };
        raw.push(crafted.raw());
        let last = raw.last().unwrap();
        bytes += last.len();
        document.apply(&[last]).unwrap();
        (start_op, seq) = (start_op + 1, seq + 1);
    }
    let raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    let outcome = try_all(None, &raw);
    let (last, others) = outcome.verdicts.split_last().unwrap();
    assert_eq!(*last, full(DocumentLimit::Bytes));
    assert!(others.iter().all(|verdict| *verdict == Verdict::Accepted));
    assert_sound_to_read(&outcome.state.unwrap());
}

/// As [`assert_sound`], of a document that is full.
fn assert_sound_to_read(state: &DocumentState) {
    let document = Document::load(ID, &state.saved).unwrap();
    assert_eq!(document.order(), state.order);
}

#[test]
fn the_5001st_change_is_quarantined() {
    let (document, first) = begun();
    let mut raw = vec![first.raw];
    let mut deps = document.heads();
    for seq in 1..=DOCUMENT_CHANGES_MAX as u64 {
        let key = format!("f{seq}");
        let crafted = Crafted {
            seq,
            deps,
            ..Crafted::put(&document, seq + 4, &key, "")
        };
        raw.push(crafted.raw());
        deps = vec![guard(raw.last().unwrap()).unwrap().hash];
    }
    let raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    let started = std::time::Instant::now();
    let outcome = try_all(None, &raw);
    let (last, others) = outcome.verdicts.split_last().unwrap();
    assert_eq!(*last, full(DocumentLimit::Changes));
    assert!(others.iter().all(|verdict| *verdict == Verdict::Accepted));
    assert_sound_to_read(&outcome.state.unwrap());
    assert!(started.elapsed().as_secs() < 10);
}
