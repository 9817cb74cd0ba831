//! Registrations in memory, found by their blocking keys.

use std::collections::BTreeMap;

use crate::blocking::{BlockingKind, blocking_hashes};
use crate::comparison::compare;
use crate::features::MatchFeatures;
use crate::model::MatchModel;
use crate::score::{ClassScores, MatchOptions};

/// Finds the registrations that are worth comparing with one. It is for one device or one run; a server keeps
/// keyed hashes in its database instead.
#[derive(Default)]
pub struct MatchIndex {
    features: Vec<MatchFeatures>,
    by_key: BTreeMap<u64, Vec<u32>>,
}

/// A registration of the index and how it scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchCandidate {
    /// Its number: how many were added before it.
    pub number: usize,
    /// See [`ClassScores`].
    pub scores: ClassScores,
}

impl MatchIndex {
    /// Adds a registration and answers its number.
    ///
    /// # Panics
    /// If there are more than 2³² registrations.
    pub fn add(&mut self, features: MatchFeatures) -> usize {
        let number = u32::try_from(self.features.len()).expect("fewer than 2^32 registrations");
        for (key, _) in blocking_hashes(&features) {
            self.by_key.entry(key).or_default().push(number);
        }
        self.features.push(features);
        number as usize
    }

    /// How many registrations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The registrations that share a key with this one and score at least `score_min`, the likeliest first.
    #[must_use]
    pub fn candidates(
        &self,
        of: &MatchFeatures,
        model: &MatchModel,
        score_min: i32,
    ) -> Vec<MatchCandidate> {
        let mut numbers: Vec<u32> = Vec::new();
        for (key, kind) in blocking_hashes(of) {
            numbers.extend(self.sharing(key, kind));
        }
        numbers.sort_unstable();
        numbers.dedup();
        let mut found: Vec<MatchCandidate> = numbers
            .into_iter()
            .map(|number| MatchCandidate {
                number: number as usize,
                scores: ClassScores::new(
                    model,
                    &compare(of, &self.features[number as usize]),
                    MatchOptions::default(),
                ),
            })
            .filter(|candidate| candidate.scores.score() >= score_min)
            .collect();
        found.sort_unstable_by_key(|of| (core::cmp::Reverse(of.scores.score()), of.number));
        found
    }

    fn sharing(&self, key: u64, kind: BlockingKind) -> &[u32] {
        match self.by_key.get(&key) {
            Some(numbers) if numbers.len() <= kind.shared_max() => numbers,
            _ => &[],
        }
    }
}
