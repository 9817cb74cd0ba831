#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod assignment;
mod birth;
mod blocking;
mod comparison;
mod contact;
mod edit;
mod evaluation;
mod explanation;
mod features;
mod hash;
mod index;
mod level;
mod model;
mod names;
mod pairs;
mod paper;
mod placeholder;
mod rarity;
mod registration;
mod score;

pub use assignment::{ScoredPair, assign};
pub use blocking::{BlockingKind, blocking_hashes, blocking_keys};
pub use comparison::{Comparison, MatchField, compare};
pub use evaluation::{
    Evaluation, LabelledSet, LabelledSetError, OperatingPoint, evaluate, operating_points,
};
pub use explanation::{Explanation, MatchBand, MatchReason, explain, explanation_keys};
pub use features::MatchFeatures;
pub use index::{MatchCandidate, MatchIndex};
pub use level::{
    BirthLevel, CurpLevel, FamilyLevel, GivenLevel, GroupLevel, OrderLevel, OriginLevel,
    PaperLevel, PhoneLevel, SexLevel, SurnameLevel,
};
pub use model::{LevelLogs, MODEL, MODEL_VERSION, MatchModel};
pub use pairs::{ComparedPair, each_pair};
pub use registration::{BirthDate, Paper, PaperKind, Registration, Sex};
pub use score::{ClassScores, MatchOptions, PairClass};
