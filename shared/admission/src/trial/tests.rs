//! The last resort: changes that the rules should have refused, handed to automerge all the same.

use super::decide::RuledDocument;
use super::*;
use crate::CandidateChange;
use crate::tests::crafted::{ACTION, Crafted, VALUE_META, literal, uleb};
use crate::tests::{ID, assert_sound, begun, write};

/// A change on which automerge fails, between two honest ones; the rules accepted all three.
fn assert_only_it_is_blamed(bad: &Crafted) {
    let (base, _) = begun();
    let before = write(&mut base.clone(), 2, "sex", "f");
    let after = write(&mut base.clone(), 3, "urgent_medical", "no");
    let mut follower = bad.clone();
    follower.deps = vec![guard(&bad.raw()).unwrap().hash];
    follower.actor = vec![0xdd; 16];
    let raw = [before.raw, bad.raw(), follower.raw(), after.raw];
    let batch = DocumentBatch {
        document: ID,
        saved: Some(base.save()),
        record_sites: Vec::new(),
        candidates: raw
            .map(|raw| CandidateChange {
                raw,
                authority: 0,
                device: None,
            })
            .to_vec(),
        devices: Vec::new(),
    };
    let mut raws = Vec::new();
    let mut ancestry = open(&batch, &mut raws).unwrap();
    for candidate in &batch.candidates {
        let change = decode(&candidate.raw).unwrap();
        let place = ancestry.place(&change.header).unwrap();
        ancestry.insert(&change, place);
    }
    let mut decision = RuledDocument {
        verdicts: vec![Verdict::Accepted; 4],
        accepted: vec![0, 1, 2, 3],
        ancestry,
    };
    assert_eq!(put_together(ID, &decision), None);
    assert_eq!(apply_all(&batch, &decision), None);
    let state = apply_one_by_one(&batch, &mut decision).unwrap();
    let follows = Verdict::Quarantined(Reason::DependsOnQuarantined);
    let broken = [Reason::Panicked, Reason::Unloadable].map(Verdict::Quarantined);
    assert!(
        broken.contains(&decision.verdicts[1]),
        "{:?}",
        decision.verdicts
    );
    assert_eq!(decision.verdicts[0], Verdict::Accepted);
    assert_eq!(decision.verdicts[2..], [follows, Verdict::Accepted]);
    assert_eq!(decision.accepted, [0, 3]);
    assert_eq!(state.order.len(), 3);
    assert_sound(&state);
}

fn put(start_op: u64) -> Crafted {
    Crafted::put(&begun().0, start_op, "alone", "yes")
}

#[test]
fn a_sequence_gap_is_blamed_alone() {
    assert_only_it_is_blamed(&Crafted { seq: 5, ..put(5) });
}

#[test]
fn a_predecessor_that_is_not_there_is_blamed_alone() {
    assert_only_it_is_blamed(&put(6).replacing([1; 16], 5));
    assert_only_it_is_blamed(&put(5).replacing([9; 16], 1));
}

#[test]
fn deleting_what_is_not_there_is_blamed_alone() {
    let delete = Crafted::put(&begun().0, 6, "age", "").replacing([1; 16], 5);
    let delete = delete.with(ACTION, literal(&[uleb(3)]));
    assert_only_it_is_blamed(&delete.with(VALUE_META, literal(&[uleb(0)])));
}

#[test]
fn a_reused_operation_number_is_blamed_alone() {
    assert_only_it_is_blamed(&Crafted {
        actor: vec![1; 16],
        seq: 2,
        ..put(1)
    });
}
