//! How likely each level is for each class: counted, then corrected for fields that depend on each other.

use std::collections::BTreeMap;

use puente_matching::{Comparison, LevelLogs, MatchField, MatchModel};

const CLASSES: usize = 3;
const FIELDS: usize = MatchField::ALL.len();
const LEVELS: usize = 16;
/// Pairs that are added to each level before counting, in proportion to the level's share of all classes.
const SMOOTHING: f64 = 4.0;
/// How strongly the correction is drawn back to what was counted: as many pairs as would have to disagree.
const PULL: f64 = 4.0;
const STEPS: usize = 400;
/// No level alone says more than this, in nats: what a set does not contain is not impossible.
const LOG_MAX: f64 = 9.0;

type Weights = [[[f64; LEVELS]; CLASSES]; FIELDS];

/// Comparisons with their class, equal ones counted together.
#[derive(Default)]
pub(crate) struct Examples(BTreeMap<([u8; FIELDS], i16), [f64; CLASSES]>);

impl Examples {
    pub(crate) fn add(&mut self, comparison: &Comparison, class: usize) {
        // Steps of a tenth of a nat are fine enough, and make many comparisons equal.
        let rarity = comparison.rarity() / 10 * 10;
        self.0.entry((comparison.levels(), rarity)).or_default()[class] += 1.0;
    }
}

/// The model that explains the examples best without going far from the counted likelihoods.
#[allow(
    clippy::needless_range_loop,
    reason = "several tables are indexed alike"
)]
pub(crate) fn fit(examples: &Examples) -> MatchModel {
    let (mut priors, counted) = counted(examples);
    let mut weights = counted;
    let mut momentum: Weights = [[[0.0; LEVELS]; CLASSES]; FIELDS];
    let mut scale: Weights = momentum;
    let mut prior_scale = [0.0; CLASSES];
    for step in 1..=STEPS {
        let (prior_gradient, gradient) = gradient(examples, &priors, &weights);
        let rate = 0.05 / (1.0 + step as f64 / 100.0);
        for class in 0..CLASSES {
            prior_scale[class] = 0.99 * prior_scale[class] + 0.01 * prior_gradient[class].powi(2);
            priors[class] +=
                rate * prior_gradient[class] / (prior_scale[class].sqrt() * 10.0 + 1.0);
        }
        for field in 0..FIELDS {
            for class in 0..CLASSES {
                for level in 0..LEVELS {
                    if is_missing(field, level) {
                        continue;
                    }
                    let back = PULL * (counted[field][class][level] - weights[field][class][level]);
                    let slope = gradient[field][class][level] + back;
                    let (m, v) = (
                        &mut momentum[field][class][level],
                        &mut scale[field][class][level],
                    );
                    *m = 0.9 * *m + 0.1 * slope;
                    *v = 0.99 * *v + 0.01 * slope * slope;
                    let weight = &mut weights[field][class][level];
                    *weight += rate * *m / (v.sqrt() + 1e-3);
                }
            }
        }
    }
    let logs: LevelLogs = weights.map(|classes| classes.map(|levels| levels.map(hundredths)));
    MatchModel::new(priors.map(hundredths), with_papers(logs), 0, 0)
}

fn hundredths(log: f64) -> i16 {
    (log.clamp(-LOG_MAX, LOG_MAX) * 100.0).round() as i16
}

/// Whether a level says that something is unknown. That must not count for or against anything: how often it happens
/// depends on who registers, not on who is registered.
fn is_missing(field: usize, level: usize) -> bool {
    let always_known = [MatchField::Order, MatchField::Group, MatchField::Family];
    level == 0 && !always_known.iter().any(|known| *known as usize == field)
}

/// Shares of the levels, as logarithms, and the shares of the classes.
#[allow(
    clippy::needless_range_loop,
    reason = "several tables are indexed alike"
)]
fn counted(examples: &Examples) -> ([f64; CLASSES], Weights) {
    let mut counts: Weights = [[[0.0; LEVELS]; CLASSES]; FIELDS];
    let mut classes = [0.0; CLASSES];
    for ((levels, _), of_classes) in &examples.0 {
        for (class, count) in of_classes.iter().enumerate() {
            classes[class] += count;
            for (field, level) in levels.iter().enumerate() {
                if is_missing(field, usize::from(*level)) {
                    continue;
                }
                counts[field][class][usize::from(*level)] += count;
            }
        }
    }
    let mut logs = counts;
    for (field, counts) in counts.iter().enumerate() {
        let known: [f64; CLASSES] = counts.map(|levels| levels.iter().sum());
        for level in 0..LEVELS {
            let share: f64 = (0..CLASSES)
                .map(|class| counts[class][level] / known[class].max(1.0) / CLASSES as f64)
                .sum();
            for class in 0..CLASSES {
                let smoothed = counts[class][level] + SMOOTHING * share;
                let log = (smoothed / (known[class] + SMOOTHING)).ln();
                // A level that never occurs says nothing.
                logs[field][class][level] = if share > 0.0 { log.max(-LOG_MAX) } else { 0.0 };
            }
        }
    }
    let total: f64 = classes.iter().sum();
    (classes.map(|count| (count / total).ln()), logs)
}

/// The slope of the logarithm of how likely the classes of all examples are.
#[allow(
    clippy::needless_range_loop,
    reason = "several tables are indexed alike"
)]
fn gradient(
    examples: &Examples,
    priors: &[f64; CLASSES],
    weights: &Weights,
) -> ([f64; CLASSES], Weights) {
    let mut of_priors = [0.0; CLASSES];
    let mut gradient: Weights = [[[0.0; LEVELS]; CLASSES]; FIELDS];
    for ((levels, rarity), counts) in &examples.0 {
        let mut scores = *priors;
        scores[2] -= f64::from(*rarity) / 100.0;
        for (class, score) in scores.iter_mut().enumerate() {
            let of = levels.iter().enumerate();
            *score += of
                .map(|(field, level)| weights[field][class][usize::from(*level)])
                .sum::<f64>();
        }
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let likelihoods = scores.map(|score| (score - most).exp());
        let sum: f64 = likelihoods.iter().sum();
        let total: f64 = counts.iter().sum();
        for class in 0..CLASSES {
            let slope = counts[class] - total * likelihoods[class] / sum;
            of_priors[class] += slope;
            for (field, level) in levels.iter().enumerate() {
                gradient[field][class][usize::from(*level)] += slope;
            }
        }
    }
    (of_priors, gradient)
}

/// What papers say is set by hand, because no labelled set contains any. A number for life is like a CURP; brothers and
/// sisters who were registered together have neighbouring numbers.
fn with_papers(mut logs: LevelLogs) -> LevelLogs {
    let levels = |same: [i16; 5]| {
        let mut all = [0; LEVELS];
        all[..5].copy_from_slice(&same);
        all
    };
    logs[MatchField::Paper as usize] = [
        levels([0, -20, -300, -60, -450]),
        levels([0, -800, -500, 0, 0]),
        levels([0, -900, -700, 0, 0]),
    ];
    logs
}
