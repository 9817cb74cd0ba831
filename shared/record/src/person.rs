//! People: which records are of one person, according to what was decided about pairs of records.
//!
//! A decision is an entry of kind [`PAIR`] in the core of each of the two records. Its id derives from both
//! ([`EntryId::of_pair`]), so whoever decides about the same two writes into the same place, and two who decide
//! differently are in conflict. No record is rewritten: taking the entries back restores both as they were.
//!
//! The laws, for any records in any order, and facts that came by any path and any number of times:
//! 1. [`people`] depends only on the statements.
//! 2. Two records are linked when the cores of both say *same*; one side alone waits for the other. *Different*
//!    holds as soon as either side says it.
//! 3. Two records of which it is said that they are different are never of one person, whatever links others
//!    to both: of the links between them the one with the weakest grounds does not count.
//! 4. While the two sides, or concurrent values of one side, say different things, nothing follows from them.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::id::{EntryId, RecordId};

mod links;

pub use links::{People, people};

/// The kind of the entries that say whether two records are of one person.
pub const PAIR: &str = "pair";

/// The fields of such an entry.
pub mod pair_field {
    /// The id of the other record.
    pub const RECORD: &str = "record";
    /// The code of the other record.
    pub const CODE: &str = "code";
    /// What was decided, a [`super::PairAnswer`].
    pub const ANSWER: &str = "answer";
    /// On what grounds, a [`super::PairReason`].
    pub const REASON: &str = "reason";
    /// The grounds in words.
    pub const WORDS: &str = "words";
    /// When.
    pub const AT: &str = "at";
    /// The version of the model that compared the two.
    pub const MODEL: &str = "model";
    /// How much likelier one person was than anything else when it was decided, in hundredths of a nat.
    pub const SCORE: &str = "score";
}

/// Two records in one order, the lower id first: whoever names which first, it is one pair.
#[must_use]
pub fn pair_of(one: RecordId, other: RecordId) -> [RecordId; 2] {
    [one.min(other), one.max(other)]
}

impl EntryId {
    /// The entry in which the cores of two records say whether they are of one person: the first 16 bytes of
    /// `SHA-256("pair" ‖ the lower id ‖ the higher id)`.
    #[must_use]
    pub fn of_pair(one: RecordId, other: RecordId) -> Self {
        let [lower, higher] = pair_of(one, other);
        let digest = Sha256::new()
            .chain_update(b"pair")
            .chain_update(lower.as_bytes())
            .chain_update(higher.as_bytes())
            .finalize();
        let mut bytes = [0; Self::LENGTH_BYTES];
        bytes.copy_from_slice(&digest[..Self::LENGTH_BYTES]);
        Self::from_bytes(bytes)
    }
}

/// What somebody decided about two records: a code of [`crate::code_list::PAIR_ANSWERS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairAnswer {
    /// Both are of one person.
    Same,
    /// They are of two people.
    Different,
    /// The person must be asked.
    Ask,
}

impl PairAnswer {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Same, Self::Different, Self::Ask];

    /// The code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Ask => "ask",
        }
    }

    /// The answer with this code; `None` if this version does not know it.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == code)
    }
}

/// On what grounds somebody decided: a code of [`crate::code_list::PAIR_REASONS`]. The first one is the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairReason {
    /// They saw a paper.
    Paper,
    /// They compared with a photo.
    Photo,
    /// They asked the person.
    Asked,
    /// Somebody of the house knows the person.
    Known,
    /// Something else, or nothing was said.
    Other,
}

impl PairReason {
    /// Every reason, the strongest first.
    pub const ALL: [Self; 5] = [
        Self::Paper,
        Self::Photo,
        Self::Asked,
        Self::Known,
        Self::Other,
    ];

    /// The code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Photo => "photo",
            Self::Asked => "asked",
            Self::Known => "known",
            Self::Other => "other",
        }
    }

    /// The reason with this code; [`PairReason::Other`] for one that this version does not know.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|reason| reason.as_str() == code)
            .unwrap_or(Self::Other)
    }
}

/// What the core of one record says about it and another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairStatement {
    /// The record whose core says it.
    pub record: RecordId,
    /// The other record.
    pub other: RecordId,
    /// The other record's code, as stored; empty when it is unknown.
    pub code: String,
    /// Every current value of the answer, ascending and each once. Several are in conflict.
    pub answers: Vec<PairAnswer>,
    /// The strongest of the reasons.
    pub reason: PairReason,
    /// When it was decided, as stored; empty when that is unknown.
    pub at: String,
    /// How much likelier one person was than anything else when it was decided, in hundredths of a nat; `None`
    /// when nothing had proposed the two.
    pub score: Option<i32>,
}

impl PairStatement {
    /// The two records, in the order of [`pair_of`].
    #[must_use]
    pub fn pair(&self) -> [RecordId; 2] {
        pair_of(self.record, self.other)
    }
}

/// What holds for two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairState {
    /// Both cores say that they are of one person.
    Linked,
    /// One core says so. The other has yet to.
    WaitingForOther,
    /// They are of two people.
    Distinct,
    /// The person must be asked.
    ToAsk,
    /// The statements contradict each other.
    Disputed,
}

impl PairState {
    /// The name, as answers of devices write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::WaitingForOther => "waiting_for_other",
            Self::Distinct => "distinct",
            Self::ToAsk => "to_ask",
            Self::Disputed => "disputed",
        }
    }

    /// What the statements of both sides amount to; those of one pair.
    fn of(statements: &[&PairStatement]) -> Self {
        let answers: BTreeSet<PairAnswer> = statements
            .iter()
            .flat_map(|of| of.answers.iter().copied())
            .collect();
        let mut answers = answers.into_iter();
        match (answers.next(), answers.next()) {
            (Some(PairAnswer::Same), None) if statements.len() == 2 => Self::Linked,
            (Some(PairAnswer::Same), None) => Self::WaitingForOther,
            (Some(PairAnswer::Different), None) => Self::Distinct,
            (Some(PairAnswer::Ask), None) => Self::ToAsk,
            _ => Self::Disputed,
        }
    }
}

/// Two records about which something was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The two, in the order of [`pair_of`].
    pub records: [RecordId; 2],
    /// What holds for them.
    pub state: PairState,
    /// They are linked, but the link does not count, because it would make one person of two records that are
    /// said to be of different people.
    pub contradicts: bool,
}

impl Pair {
    /// The other of the two records; `None` when this one is neither.
    #[must_use]
    pub fn other(&self, than: RecordId) -> Option<RecordId> {
        match self.records {
            [one, other] if one == than => Some(other),
            [one, other] if other == than => Some(one),
            _ => None,
        }
    }
}

/// The statements by pair. A core says one thing about each other record.
fn by_pair(statements: &[PairStatement]) -> BTreeMap<[RecordId; 2], Vec<&PairStatement>> {
    let mut pairs: BTreeMap<[RecordId; 2], Vec<&PairStatement>> = BTreeMap::new();
    for of in statements {
        if of.record == of.other || of.answers.is_empty() {
            continue;
        }
        let both = pairs.entry(of.pair()).or_default();
        if both.iter().all(|known| known.record != of.record) {
            both.push(of);
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
