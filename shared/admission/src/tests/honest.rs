//! The changes of honest devices enter, in every order, beside any other changes.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::crowd::Crowd;
use super::*;
use crate::guard::guard;
use crate::wire;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_honest_change_passes_the_guard_and_enters(seed: u64, devices in 1u8..7, steps in 1usize..50) {
        let crowd = Crowd::new(seed, devices).run(steps);
        for change in &crowd.written {
            let header = guard(&change.raw).unwrap();
            prop_assert_eq!((header.hash, header.seq, &header.deps), (change.hash, change.seq, &change.deps));
        }
        let outcome = try_all(None, &crowd.raw());
        prop_assert!(outcome.verdicts.iter().all(|verdict| *verdict == Verdict::Accepted), "{:?}", outcome.verdicts);
        let state = outcome.state.unwrap();
        let whole = Document::from_changes(ID, &crowd.raw()).unwrap();
        prop_assert_eq!(&state.heads, &whole.heads());
        prop_assert_eq!(&state.summary, &whole.summary());
        prop_assert_eq!(&state.sites, &whole.sites());
        prop_assert!(state.sites.iter().all(|site| state.ever.contains(site)));
        prop_assert!(state.ever.contains(&SITE), "it was founded there");
        assert_sound(&state);
    }

    #[test]
    fn parcels_in_any_order_end_the_same_with_the_same_verdicts(seed: u64, devices in 1u8..5, steps in 1usize..30) {
        let mut crowd = Crowd::new(seed, devices).run(steps);
        let mut open: Vec<Vec<u8>> = crowd.written.iter().map(|change| change.raw.clone()).collect();
        crowd.shuffle(&mut open);
        let mut saved = None;
        while !open.is_empty() {
            let size = 1 + below(&mut crowd.rng, open.len());
            let parcel: Vec<&[u8]> = open[..size].iter().map(|raw| &raw[..]).collect();
            let outcome = try_all(saved.clone(), &parcel);
            let pending: Vec<bool> = outcome.verdicts.iter().map(|verdict| match verdict {
                Verdict::Accepted => false,
                Verdict::Pending(_) => true,
                other => panic!("{other:?}"),
            }).collect();
            if let Some(state) = outcome.state {
                saved = Some(state.saved);
            }
            let mut pending = pending.into_iter();
            open.retain(|_| pending.next().unwrap_or(true));
            crowd.shuffle(&mut open);
        }
        let whole = Document::from_changes(ID, &crowd.raw()).unwrap();
        let document = Document::load(ID, &saved.unwrap()).unwrap();
        prop_assert_eq!(document.heads(), whole.heads());
        prop_assert_eq!(document.read(), whole.read());
    }

    /// Shuffled candidates by several authors, some of them without rights.
    #[test]
    fn a_verdict_does_not_depend_on_order_or_on_what_is_merged_already(seed: u64, steps in 1usize..30) {
        let mut crowd = Crowd::new(seed, 4).run(steps);
        let authorities = vec![
            all_rights(),
            Authority { writes: vec![SITE], ..Authority::default() },
            Authority { writes: vec![OTHER_SITE], ..Authority::default() },
        ];
        let written: Vec<_> = crowd.written.iter().map(|change| (change.raw.clone(), change.hash)).collect();
        let mut candidates: Vec<(CandidateChange, _)> = written.into_iter().map(|(raw, hash)| {
            let authority = [0, 0, 1, 2][below(&mut crowd.rng, 4)];
            (CandidateChange { raw, authority, device: None }, hash)
        }).collect();
        candidates[0].0.authority = 0;
        let judge = |saved: Option<Vec<u8>>, candidates: &[(CandidateChange, _)]| {
            let batch = Batch {
                sites: vec![SITE, OTHER_SITE],
                authorities: authorities.clone(),
                documents: vec![DocumentBatch {
                    document: ID,
                    saved,
                    record_sites: Vec::new(),
                    candidates: candidates.iter().map(|(candidate, _)| candidate.clone()).collect(),
                    devices: Vec::new(),
                }],
            };
            let outcome = trial(&batch).remove(0);
            let hashes = candidates.iter().map(|(_, hash)| *hash);
            let verdicts: BTreeMap<_, _> = hashes.zip(outcome.verdicts).collect();
            (verdicts, outcome.state)
        };
        let (expected, expected_state) = judge(None, &candidates);
        crowd.shuffle(&mut candidates);
        let (shuffled, state) = judge(None, &candidates);
        prop_assert_eq!(&shuffled, &expected);
        prop_assert_eq!(&state, &expected_state);
        // Each change alone, in any order that respects dependencies.
        let mut saved = None;
        let mut single = BTreeMap::new();
        let mut rounds = 0;
        while single.len() < candidates.len() {
            rounds += 1;
            prop_assert!(rounds <= candidates.len());
            for candidate in &candidates {
                if single.contains_key(&candidate.1) {
                    continue;
                }
                let (verdicts, state) = judge(saved.clone(), std::slice::from_ref(candidate));
                match verdicts[&candidate.1] {
                    Verdict::Pending(_) => {
                        // Its dependency may be quarantined; only the caller remembers that.
                        if let Verdict::Quarantined(crate::Reason::DependsOnQuarantined) = expected[&candidate.1] {
                            single.insert(candidate.1, expected[&candidate.1]);
                        }
                    }
                    verdict => {
                        single.insert(candidate.1, verdict);
                    }
                }
                if let Some(state) = state {
                    saved = Some(state.saved);
                }
            }
        }
        prop_assert_eq!(single, expected);
    }

    #[test]
    fn a_batch_and_its_outcomes_survive_the_wire(seed: u64, steps in 1usize..10) {
        let crowd = Crowd::new(seed, 2).run(steps);
        let outcome = try_all(None, &crowd.raw());
        let saved = outcome.state.as_ref().map(|state| state.saved.clone());
        let batch = Batch {
            sites: vec![SITE],
            authorities: vec![all_rights()],
            documents: vec![DocumentBatch {
                document: ID,
                saved,
                record_sites: vec![SITE],
                candidates: vec![CandidateChange { raw: crowd.written[0].raw.clone(), authority: 0, device: None }],
                devices: Vec::new(),
            }],
        };
        prop_assert_eq!(wire::decode_batch(&wire::encode_batch(&batch)).unwrap(), batch);
        let outcomes = vec![outcome];
        prop_assert_eq!(wire::decode_outcomes(&wire::encode_outcomes(&outcomes)).unwrap(), outcomes);
    }
}

#[test]
#[ignore = "long run"]
fn thousands_of_honest_sessions_enter_whole() {
    let mut changes = 0;
    for seed in 0..5_000 * scale() as u64 {
        let devices = 1 + (seed % 8) as u8;
        let crowd = Crowd::new(seed, devices).run(10 + (seed % 60) as usize);
        let outcome = try_all(None, &crowd.raw());
        let verdicts = outcome.verdicts.iter();
        let refused = verdicts.filter(|verdict| **verdict != Verdict::Accepted);
        assert_eq!(refused.count(), 0, "seed {seed}: {:?}", outcome.verdicts);
        changes += crowd.written.len();
    }
    println!("{changes} honest changes");
}

#[test]
fn a_change_sent_twice_enters_once() {
    let (_, first) = begun();
    let outcome = try_all(None, &[&first.raw, &first.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted, Verdict::Known]);
    let saved = outcome.state.unwrap().saved;
    let outcome = try_all(Some(saved), &[&first.raw]);
    assert_eq!(
        (outcome.verdicts, outcome.state),
        (vec![Verdict::Known], None)
    );
}

#[test]
fn a_change_whose_past_is_missing_waits() {
    let (mut document, first) = begun();
    let second = write(&mut document, 2, "age", "31");
    let third = write(&mut document, 2, "age", "32");
    let outcome = try_all(None, &[&third.raw, &first.raw]);
    assert_eq!(outcome.verdicts, [Verdict::WAITS, Verdict::Accepted]);
    let saved = outcome.state.unwrap().saved;
    let outcome = try_all(Some(saved), &[&third.raw, &second.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted; 2]);
}

#[test]
fn nobody_is_blamed_for_a_damaged_document() {
    let (mut document, first) = begun();
    let mut saved = document.save();
    let middle = saved.len() / 2;
    saved[middle] ^= 0x40;
    let second = write(&mut document, 2, "age", "31");
    let outcome = try_all(Some(saved), &[&first.raw, &second.raw]);
    assert!(outcome.saved_is_damaged);
    assert_eq!(outcome.verdicts, [Verdict::WAITS; 2]);
    assert_eq!(outcome.state, None);
}
