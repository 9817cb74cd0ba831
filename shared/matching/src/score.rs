//! Three explanations for a pair of registrations, weighed against one another.

use crate::comparison::{Comparison, MatchField};
use crate::model::{CLASSES, MatchModel};

/// What two registrations may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum PairClass {
    /// The same person.
    Same,
    /// Two people of one family.
    Relative,
    /// Two people who have nothing to do with each other.
    Stranger,
}

/// What to leave out of the model, to see what it contributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchOptions {
    /// Whether relatives are an explanation of their own, and others of the two groups count.
    pub families: bool,
    /// Whether it counts that two were registered together.
    pub group: bool,
    /// Whether a person of one group can be only one person of another.
    pub one_to_one: bool,
}

impl Default for MatchOptions {
    /// Nothing is left out.
    fn default() -> Self {
        Self {
            families: true,
            group: true,
            one_to_one: true,
        }
    }
}

/// How likely each explanation is, as logarithms in hundredths of a nat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassScores([i32; CLASSES]);

impl ClassScores {
    /// The likelihoods of a comparison.
    #[must_use]
    pub fn new(model: &MatchModel, comparison: &Comparison, options: MatchOptions) -> Self {
        let mut scores = model.priors.map(i32::from);
        for field in MatchField::ALL {
            if field == MatchField::Group && !options.group {
                continue;
            }
            let level = comparison.level(field);
            let logs = &model.logs[field as usize];
            for (score, logs) in scores.iter_mut().zip(logs) {
                *score += i32::from(logs[level]);
            }
        }
        // A stranger shares a rare name less often than a common one. A relative shares it because of the
        // family.
        scores[PairClass::Stranger as usize] -= i32::from(comparison.rarity);
        if !options.families {
            scores[PairClass::Relative as usize] = i32::MIN / 2;
        }
        Self(scores)
    }

    /// The best explanation other than that it is the same person.
    #[must_use]
    pub fn rival(&self) -> PairClass {
        let [_, relative, stranger] = self.0;
        match relative > stranger {
            true => PairClass::Relative,
            false => PairClass::Stranger,
        }
    }

    /// How much likelier it is the same person than the rival. The larger of the two others stands for their
    /// sum: whole numbers come out the same on every machine.
    #[must_use]
    pub fn score(&self) -> i32 {
        self.0[0] - self.0[self.rival() as usize]
    }
}
