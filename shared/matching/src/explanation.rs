//! Why a pair scores as it does, as keys of texts.

use crate::assignment::ScoredPair;
use crate::comparison::{FIELDS, MatchField};
use crate::level::{
    BirthLevel, CurpLevel, FamilyLevel, GivenLevel, GroupLevel, OrderLevel, OriginLevel,
    PaperLevel, PhoneLevel, SexLevel, SurnameLevel,
};
use crate::model::MatchModel;
use crate::score::PairClass;

/// How far below the threshold of *look closely* a pair is still shown as *maybe a relative*, in hundredths of a
/// nat: one in twenty.
const MAYBE_BELOW: i32 = 300;
/// The most reasons that people are told.
const REASONS_MAX: usize = 5;
/// From this rarity on, in hundredths of a nat, names are common or rare.
const RARITY_MIN: i16 = 40;
/// The first level of each field says what is so of most pairs, and is no reason.
const FIRST_TOLD: usize = 1;
const NAMES_COMMON: &str = "names-common";
const NAMES_RARE: &str = "names-rare";
const RIVALS: [&str; 4] = [
    "rival-relative",
    "rival-stranger",
    "rival-group",
    "rival-competitor",
];
/// Less weight than this, in hundredths of a nat, is no reason.
const WEIGHT_MIN: i32 = 20;

/// In which queue a pair belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchBand {
    /// Not to be shown.
    Unlikely,
    /// If anything, a relative.
    MaybeRelative,
    /// Somebody should look closely.
    LookClosely,
    /// Almost certainly one person. Somebody decides all the same.
    AlmostCertain,
}

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchReason {
    /// The key of its text, such as `birth-day_month_swapped`.
    pub key: &'static str,
    /// How much it speaks for one person (positive) or for the rival explanation, in hundredths of a nat.
    pub weight: i32,
}

/// Why a pair scores as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The queue.
    pub band: MatchBand,
    /// Up to five reasons, the weightiest first.
    pub reasons: Vec<MatchReason>,
    /// What it could be instead, a key: `rival-relative`, `rival-stranger`, `rival-group` for two who were
    /// registered together, `rival-competitor` if somebody else of the groups matches better.
    pub rival: &'static str,
}

/// Explains a scored pair.
#[must_use]
pub fn explain(model: &MatchModel, pair: &ScoredPair) -> Explanation {
    let rival = pair.scores.rival();
    let told = MatchField::ALL.iter();
    let told = told.filter(|field| pair.comparison.level(**field) >= FIRST_TOLD);
    let mut reasons: Vec<MatchReason> = told
        .map(|field| {
            let level = pair.comparison.level(*field);
            let logs = &model.logs[*field as usize];
            MatchReason {
                key: KEYS[*field as usize][level],
                weight: i32::from(logs[0][level]) - i32::from(logs[rival as usize][level]),
            }
        })
        .collect();
    let rarity = pair.comparison.rarity;
    if rival == PairClass::Stranger && rarity.abs() >= RARITY_MIN {
        reasons.push(MatchReason {
            key: match rarity < 0 {
                true => NAMES_COMMON,
                false => NAMES_RARE,
            },
            weight: i32::from(rarity),
        });
    }
    reasons.retain(|reason| reason.weight.abs() >= WEIGHT_MIN);
    reasons.sort_by_key(|reason| (-reason.weight.abs(), reason.key));
    reasons.truncate(REASONS_MAX);
    Explanation {
        band: model.band(pair),
        reasons,
        rival: rival_key(pair, rival),
    }
}

fn rival_key(pair: &ScoredPair, rival: PairClass) -> &'static str {
    let is_group = pair.comparison.level(MatchField::Group) == GroupLevel::Together as usize;
    let [relative, stranger, group, competitor] = RIVALS;
    match rival {
        _ if pair.has_competitor => competitor,
        _ if is_group => group,
        PairClass::Relative => relative,
        _ => stranger,
    }
}

impl MatchBand {
    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unlikely => "band-unlikely",
            Self::MaybeRelative => "band-maybe_relative",
            Self::LookClosely => "band-look_closely",
            Self::AlmostCertain => "band-almost_certain",
        }
    }
}

/// The keys of the texts of everything that an explanation may say of a pair that is shown.
#[must_use]
pub fn explanation_keys() -> Vec<&'static str> {
    let shown = [
        MatchBand::MaybeRelative,
        MatchBand::LookClosely,
        MatchBand::AlmostCertain,
    ];
    let mut keys: Vec<&'static str> = KEYS
        .iter()
        .flat_map(|levels| &levels[FIRST_TOLD..])
        .copied()
        .chain([NAMES_COMMON, NAMES_RARE])
        .chain(RIVALS)
        .collect();
    keys.extend(shown.map(MatchBand::key));
    keys
}

impl MatchModel {
    /// The queue of a pair.
    #[must_use]
    pub fn band(&self, pair: &ScoredPair) -> MatchBand {
        if pair.score >= self.almost_certain {
            MatchBand::AlmostCertain
        } else if pair.score >= self.look_closely {
            MatchBand::LookClosely
        } else if pair.scores.rival() == PairClass::Relative
            && pair.score >= self.look_closely - MAYBE_BELOW
        {
            MatchBand::MaybeRelative
        } else {
            MatchBand::Unlikely
        }
    }
}

/// The keys of all levels, by field.
const KEYS: [&[&str]; FIELDS] = [
    GivenLevel::KEYS,
    SurnameLevel::KEYS,
    OrderLevel::KEYS,
    BirthLevel::KEYS,
    SexLevel::KEYS,
    CurpLevel::KEYS,
    PaperLevel::KEYS,
    PhoneLevel::KEYS,
    OriginLevel::KEYS,
    GroupLevel::KEYS,
    FamilyLevel::KEYS,
];
