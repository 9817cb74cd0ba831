//! What it costs to make the files of a log and to verify them. Nothing is asserted: people compare the figures
//! of one run on a quiet machine. `PUENTE_BENCH_ENTRIES` sets the number of entries (default 1,000,000).
//!
//! The files are made again while they are verified, so that memory is the verifier's alone.

#![allow(
    clippy::print_stdout,
    reason = "a bench talks to the person who started it"
)]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use puente_audit::{
    Checkpoint, Commitment, Entry, EntryKind, Frontier, LogFile, LogVerifier, Pseudonym,
    TileBuilder, leaf_hash,
};

const ENTRIES_DEFAULT: u64 = 1_000_000;

/// A log that is made entry by entry.
#[derive(Default)]
struct LogSource {
    tree: Frontier,
    builder: TileBuilder,
}

impl LogSource {
    fn push(&mut self) -> Vec<(LogFile, Vec<u8>)> {
        let index = self.tree.size();
        let mut commitment = [0; 32];
        commitment[..8].copy_from_slice(&index.to_be_bytes());
        let entry = Entry {
            object: Some(Pseudonym::from_bytes([3; 16])),
            commitment: Some(Commitment::from_bytes(commitment)),
            ..Entry::new(EntryKind::ChangeAccepted, 1_795_000_000_000)
        };
        let (entry, mut hashes) = (entry.to_bytes(), Vec::new());
        self.tree
            .push(leaf_hash(&entry), |hash| hashes.extend_from_slice(&hash));
        self.builder.push(&entry, &hashes).unwrap()
    }
}

/// The most memory that this process had, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn main() {
    let size = std::env::var("PUENTE_BENCH_ENTRIES");
    let size = size.map_or(ENTRIES_DEFAULT, |size| size.parse().unwrap());
    let started = Instant::now();
    let mut source = LogSource::default();
    for _ in 0..size {
        source.push();
    }
    let root = source.tree.root();
    println!("{size} entries: files made in {:.2?}", started.elapsed());
    let checkpoint = Checkpoint {
        origin: "bench".to_owned(),
        size,
        root,
    };
    let (mut source, mut made) = (LogSource::default(), VecDeque::new());
    let (mut seen, mut verified) = (0_u64, Duration::ZERO);
    let mut verifier = LogVerifier::new(checkpoint, None, |_, _| seen += 1);
    while let Some(file) = verifier.expects() {
        while made.is_empty() && source.tree.size() < size {
            made.extend(source.push());
        }
        if made.is_empty() {
            made.extend(std::mem::take(&mut source.builder).finish());
        }
        let (made, bytes) = made.pop_front().unwrap();
        assert_eq!(made, file);
        let started = Instant::now();
        verifier.take(Some(&bytes));
        verified += started.elapsed();
    }
    let started = Instant::now();
    let faults = verifier.finish();
    verified += started.elapsed();
    println!(
        "verified in {verified:.2?}; peak {} KiB; {seen} entries, {faults:?}",
        peak_kib()
    );
}
