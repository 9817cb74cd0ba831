//! All pairs of many registrations that are worth comparing.

use crate::blocking::blocking_hashes;
use crate::comparison::{Comparison, compare};
use crate::features::MatchFeatures;

/// Two registrations by their numbers, the lower first, and how they compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedPair {
    /// Number of the one.
    pub one: u32,
    /// Number of the other.
    pub other: u32,
    /// How they compare.
    pub comparison: Comparison,
}

/// Calls `take` with each pair that shares a blocking key, once.
///
/// # Panics
/// If there are more than 2³² registrations.
pub fn each_pair(features: &[MatchFeatures], mut take: impl FnMut(ComparedPair)) {
    let blocks = Blocks::new(features);
    // The last registration with which each was compared.
    let mut compared = vec![u32::MAX; features.len()];
    for (number, one) in (0_u32..).zip(features) {
        for block in blocks.of(number) {
            for other in block.iter().copied().filter(|other| *other > number) {
                let last = &mut compared[other as usize];
                if *last == number {
                    continue;
                }
                *last = number;
                take(ComparedPair {
                    one: number,
                    other,
                    comparison: compare(one, &features[other as usize]),
                });
            }
        }
    }
}

/// The registrations that share a key, block after block.
struct Blocks {
    members: Vec<u32>,
    /// For each registration and each of its blocks, where the block begins and ends in `members`.
    spans: Vec<(u32, u32, u32)>,
    /// Where the spans of each registration begin.
    starts: Vec<u32>,
}

impl Blocks {
    fn new(features: &[MatchFeatures]) -> Self {
        let mut keys = Vec::with_capacity(features.len() * 24);
        for (number, of) in (0_u32..).zip(features) {
            let hashes = blocking_hashes(of).into_iter();
            keys.extend(hashes.map(|(hash, kind)| (hash, number, kind)));
        }
        keys.sort_unstable_by_key(|(hash, number, _)| (*hash, *number));
        let mut members = Vec::with_capacity(keys.len());
        let mut spans = Vec::with_capacity(keys.len());
        for block in keys.chunk_by(|one, other| one.0 == other.0) {
            let (_, _, kind) = block[0];
            if (2..=kind.shared_max()).contains(&block.len()) {
                let start = members.len() as u32;
                members.extend(block.iter().map(|(_, number, _)| *number));
                let end = members.len() as u32;
                spans.extend(block.iter().map(|(_, number, _)| (*number, start, end)));
            }
        }
        spans.sort_unstable();
        let mut starts = Vec::with_capacity(features.len() + 1);
        let mut at = 0;
        for number in 0..=features.len() as u32 {
            while spans.get(at).is_some_and(|span| span.0 < number) {
                at += 1;
            }
            starts.push(at as u32);
        }
        Self {
            members,
            spans,
            starts,
        }
    }

    fn of(&self, number: u32) -> impl Iterator<Item = &[u32]> {
        let number = number as usize;
        let range = self.starts[number] as usize..self.starts[number + 1] as usize;
        let spans = self.spans[range].iter();
        spans.map(|(_, start, end)| &self.members[*start as usize..*end as usize])
    }
}
