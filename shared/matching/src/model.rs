//! The frozen model: how likely each level is for the same person, for a relative and for a stranger.
//!
//! The fitting program writes the numbers (`examples/fit`); nothing changes them while Puente runs. Two
//! devices with one version of the model come to one result.

mod frozen;

use sha2::{Digest, Sha256};

use crate::comparison::FIELDS;
use crate::level::LEVELS_MAX;
use crate::rarity;

pub use frozen::MODEL_VERSION;

/// How many explanations there are for a pair: [`crate::PairClass`].
pub(crate) const CLASSES: usize = 3;

/// Natural logarithms of likelihoods in hundredths: by field, by class, by level.
pub type LevelLogs = [[[i16; LEVELS_MAX]; CLASSES]; FIELDS];

/// The numbers of a model. All are in hundredths of a nat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchModel {
    /// How likely each class is before anything is compared, among the pairs that share a blocking key.
    pub(crate) priors: [i16; CLASSES],
    pub(crate) logs: LevelLogs,
    /// From this score on, a pair is almost certainly one person: one wrong in a thousand on the set that it was
    /// fitted on.
    pub(crate) almost_certain: i32,
    /// From this score on, somebody should look closely: the score with the best F1.
    pub(crate) look_closely: i32,
}

/// The model of [`MODEL_VERSION`].
pub static MODEL: MatchModel = MatchModel {
    priors: frozen::PRIORS,
    logs: frozen::LOGS,
    almost_certain: frozen::ALMOST_CERTAIN,
    look_closely: frozen::LOOK_CLOSELY,
};

impl MatchModel {
    /// A model with other numbers, for the fitting program.
    #[must_use]
    pub const fn new(
        priors: [i16; CLASSES],
        logs: LevelLogs,
        almost_certain: i32,
        look_closely: i32,
    ) -> Self {
        Self {
            priors,
            logs,
            almost_certain,
            look_closely,
        }
    }

    /// SHA-256 over all numbers and the list of common names. A test holds the digest of each version, so
    /// that no number changes without a new version.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for number in self
            .priors
            .iter()
            .chain(self.logs.iter().flatten().flatten())
        {
            hash.update(number.to_be_bytes());
        }
        hash.update(self.almost_certain.to_be_bytes());
        hash.update(self.look_closely.to_be_bytes());
        hash.update(rarity::NAMES.as_bytes());
        hash.finalize().into()
    }
}

impl MatchModel {
    /// How likely each class is before anything is compared.
    #[must_use]
    pub const fn priors(&self) -> [i16; CLASSES] {
        self.priors
    }

    /// The likelihoods of levels.
    #[must_use]
    pub const fn logs(&self) -> LevelLogs {
        self.logs
    }

    /// The lowest scores of *almost certain* and of *look closely*.
    #[must_use]
    pub const fn thresholds(&self) -> [i32; 2] {
        [self.almost_certain, self.look_closely]
    }
}
