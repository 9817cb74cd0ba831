//! How well the matcher does on a labelled set.

mod labelled_set;

use std::collections::BTreeSet;

use crate::assignment::{COMPETITOR_SCORE_MIN, ScoredPair, assign};
use crate::features::MatchFeatures;
use crate::model::MatchModel;
use crate::pairs::each_pair;
use crate::score::{ClassScores, MatchOptions};

pub use labelled_set::{LabelledSet, LabelledSetError};

/// The precision that an almost certain pair must have.
const PRECISION_MIN: f64 = 0.99;

/// What a threshold costs and finds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OperatingPoint {
    /// The lowest score that counts as one person, in hundredths of a nat.
    pub threshold: i32,
    /// The share of proposed pairs that are true.
    pub precision: f64,
    /// The share of true pairs that are proposed.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// How well the matcher does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluation {
    /// How many pairs were compared.
    pub compared: usize,
    /// The share of true pairs among them.
    pub blocking_recall: f64,
    /// At the threshold of the model.
    pub frozen: OperatingPoint,
    /// At the threshold with the best F1.
    pub best: OperatingPoint,
    /// At the lowest threshold with a precision of .99.
    pub precise: OperatingPoint,
}

/// Matches a set with itself. `true_pairs` are numbers of registrations, the lower first.
#[must_use]
pub fn evaluate(
    model: &MatchModel,
    features: &[MatchFeatures],
    true_pairs: &BTreeSet<(u32, u32)>,
    options: MatchOptions,
) -> Evaluation {
    let mut pairs = Vec::new();
    let (mut compared, mut found) = (0, 0);
    let mut is_there_again = vec![false; features.len()];
    for (one, _) in true_pairs {
        is_there_again[*one as usize] = true;
    }
    each_pair(features, |pair| {
        compared += 1;
        // The set is asked only for the few who are in it.
        let is_true =
            is_there_again[pair.one as usize] && true_pairs.contains(&(pair.one, pair.other));
        found += usize::from(is_true);
        let scores = ClassScores::new(model, &pair.comparison, options);
        if scores.score() >= COMPETITOR_SCORE_MIN {
            pairs.push(pair);
        }
    });
    let scored = assign(model, features, &pairs, options);
    let (frozen, best, precise) = operating_points(&scored, true_pairs, model.look_closely);
    Evaluation {
        compared,
        blocking_recall: share(found, true_pairs.len()),
        frozen,
        best,
        precise,
    }
}

/// The points at `threshold`, with the best F1 and with a precision of .99.
#[must_use]
pub fn operating_points(
    scored: &[ScoredPair],
    true_pairs: &BTreeSet<(u32, u32)>,
    threshold: i32,
) -> (OperatingPoint, OperatingPoint, OperatingPoint) {
    let mut scores: Vec<(i32, bool)> = scored
        .iter()
        .filter(|pair| pair.score >= COMPETITOR_SCORE_MIN.min(threshold))
        .map(|pair| (pair.score, true_pairs.contains(&(pair.one, pair.other))))
        .collect();
    scores.sort_unstable_by(|one, other| other.cmp(one));
    let (mut frozen, mut best, mut precise) =
        <(OperatingPoint, OperatingPoint, OperatingPoint)>::default();
    let (mut proposed, mut right) = (0, 0);
    for same_score in scores.chunk_by(|one, other| one.0 == other.0) {
        proposed += same_score.len();
        right += same_score.iter().filter(|(_, is_true)| *is_true).count();
        let point = OperatingPoint {
            threshold: same_score[0].0,
            precision: share(right, proposed),
            recall: share(right, true_pairs.len()),
            f1: share(2 * right, proposed + true_pairs.len()),
        };
        if point.threshold >= threshold {
            frozen = OperatingPoint { threshold, ..point };
        }
        if point.f1 > best.f1 {
            best = point;
        }
        if point.precision >= PRECISION_MIN {
            precise = point;
        }
    }
    (frozen, best, precise)
}

fn share(part: usize, whole: usize) -> f64 {
    match whole {
        0 => 0.0,
        whole => part as f64 / whole as f64,
    }
}
