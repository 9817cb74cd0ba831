//! Valid changes with a random fault and a corrected checksum: no panic escapes, no trial takes
//! long, and a mutant that enters leaves a readable document.

use std::time::{Duration, Instant};

use super::crafted::{body_of, chunk, sleb, uleb};
use super::crowd::Crowd;
use super::*;

/// Sessions of a short run: 200 × 25 mutants.
const SESSIONS: u64 = 200;
const MUTANTS: usize = 25;
/// A hundred times the slowest honest trial here.
const TRIAL_MAX: Duration = Duration::from_secs(2);

pub(super) fn mutate(body: &[u8], other: &[u8], rng: &mut ChaCha20Rng) -> Vec<u8> {
    let mut body = body.to_vec();
    for _ in 0..=below(rng, 3) {
        let at = below(rng, body.len());
        match below(rng, 8) {
            0 => body[at] ^= 1 << below(rng, 8),
            1 => body[at] = below(rng, 256) as u8,
            2 => body[at] = [0, 1, 0x7f, 0x80, 0xff][below(rng, 5)],
            3 => drop(body.drain(at..(at + 1 + below(rng, 4)).min(body.len()))),
            4 => {
                let count = 1 + below(rng, 4);
                body.splice(at..at, (0..count).map(|_| 0x81));
            }
            5 => {
                let number = [1 << 20, u64::from(u32::MAX), u64::MAX >> 1, 2][below(rng, 4)];
                let number = if below(rng, 2) == 0 {
                    uleb(number)
                } else {
                    sleb(-(number as i64))
                };
                body.splice(at..at + 1, number);
            }
            6 => {
                // Replaces a piece by one of another change.
                let from = below(rng, other.len());
                let piece = &other[from..(from + 1 + below(rng, 24)).min(other.len())];
                let end = (at + piece.len()).min(body.len());
                body.splice(at..end, piece.iter().copied());
            }
            _ => body[at] = body[at].wrapping_add([1, 255][below(rng, 2)]),
        }
        if body.is_empty() {
            body.push(0);
        }
    }
    body
}

/// Returns how many mutants entered.
fn session(seed: u64) -> usize {
    let mut crowd = Crowd::new(seed, 3).run(20);
    let cut = 1 + below(&mut crowd.rng, crowd.written.len());
    let raw = crowd.raw();
    let state = try_all(None, &raw[..cut]).state.unwrap();
    let neighbour = write(
        &mut Document::load(ID, &state.saved).unwrap(),
        9,
        "neighbour",
        "yes",
    );
    let raw: Vec<Vec<u8>> = raw.into_iter().map(<[u8]>::to_vec).collect();
    let mut entered = 0;
    for _ in 0..MUTANTS {
        let [victim, other] = [(); 2].map(|()| &raw[below(&mut crowd.rng, raw.len())]);
        let chunk_type = if below(&mut crowd.rng, 20) == 0 {
            below(&mut crowd.rng, 5) as u8
        } else {
            1
        };
        let mutant = chunk(
            chunk_type,
            &mutate(body_of(victim), body_of(other), &mut crowd.rng),
        );
        let started = Instant::now();
        let outcome = try_all(Some(state.saved.clone()), &[&mutant, &neighbour.raw]);
        assert!(started.elapsed() < TRIAL_MAX, "seed {seed}: {mutant:02x?}");
        assert_eq!(
            outcome.verdicts[1],
            Verdict::Accepted,
            "seed {seed}: {mutant:02x?}"
        );
        let panicked =
            [crate::Reason::Panicked, crate::Reason::Unloadable].map(Verdict::Quarantined);
        assert!(
            !panicked.contains(&outcome.verdicts[0]),
            "seed {seed}: {mutant:02x?}"
        );
        if outcome.verdicts[0] == Verdict::Accepted {
            entered += 1;
            assert_sound(&outcome.state.unwrap());
        }
    }
    entered
}

#[test]
fn mutants_harm_nobody() {
    let entered: usize = (0..SESSIONS).map(session).sum();
    assert!(entered > 0, "mutants that stay valid test the most");
}

#[test]
#[ignore = "long run"]
fn many_mutants_harm_nobody() {
    let sessions = 2_000 * scale() as u64;
    let entered: usize = (1_000_000..1_000_000 + sessions).map(session).sum();
    println!("{} mutants, {entered} entered", sessions as usize * MUTANTS);
}

/// The guard alone gets a thousand times more mutants.
#[test]
#[ignore = "long run"]
fn the_guard_survives_every_mutant() {
    let mut passed = 0;
    for seed in 0..200 * scale() as u64 {
        let mut crowd = Crowd::new(seed, 3).run(15);
        let raw: Vec<Vec<u8>> = crowd
            .written
            .iter()
            .map(|change| change.raw.clone())
            .collect();
        for _ in 0..10_000 {
            let [victim, other] = [(); 2].map(|()| &raw[below(&mut crowd.rng, raw.len())]);
            let mutant = chunk(1, &mutate(body_of(victim), body_of(other), &mut crowd.rng));
            passed += usize::from(crate::guard(&mutant).is_ok());
        }
    }
    println!("{passed} mutants passed the guard");
}
