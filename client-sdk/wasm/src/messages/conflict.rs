//! Fields with concurrent values, and decisions about them.

use puente_client::{
    Author, Choice, ConflictDecision, FieldCandidate, FieldConflict, Proposal, ProposalReason,
};
use puente_record::{ChangeHash, RecordId};
use serde::{Deserialize, Serialize};

use super::values::{SaidValue, told_basis};

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ConflictList {
    pub(crate) conflicts: Vec<ConflictView>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Conflict"))]
pub(crate) struct ConflictView {
    #[cfg_attr(test, ts(as = "String"))]
    record: RecordId,
    code: String,
    /// `<field>` or `<kind>/<entry>/<field>`.
    field: String,
    /// Every candidate, claims last.
    candidates: Vec<Candidate>,
    proposal: ConflictProposal,
    /// May all candidates be kept?
    may_keep_all: bool,
    /// Somebody noted that the person must be asked.
    asked: bool,
}

impl ConflictView {
    pub(crate) fn new(of: FieldConflict, code: String) -> Self {
        let candidates = of.candidates.into_iter();
        Self {
            record: of.record,
            code,
            field: of.field,
            candidates: candidates.map(Candidate::from).collect(),
            proposal: of.proposal.into(),
            may_keep_all: of.may_keep_all,
            asked: of.asked,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Candidate {
    value: SaidValue,
    #[cfg_attr(test, ts(as = "String"))]
    change: ChangeHash,
    author: Option<Author>,
    /// By the writing phone's clock, which may be wrong.
    time_ms: i64,
    /// A `Basis`, or `decided`.
    basis: String,
    /// Its author had no right to decide and added it as a claim.
    claim: bool,
    /// The record shows this value until somebody decides.
    shown: bool,
    /// It no longer stands: somebody wrote over it without having seen another candidate.
    written_over: bool,
}

impl From<FieldCandidate> for Candidate {
    fn from(of: FieldCandidate) -> Self {
        Self {
            value: SaidValue::stored(&of.value),
            change: of.change,
            author: of.author,
            time_ms: of.time_ms,
            basis: told_basis(&of.basis).to_owned(),
            claim: of.claim,
            shown: of.shown,
            written_over: of.written_over,
        }
    }
}

/// What the field's policy proposes, and why, as a code of `Schema.whys`.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "choice")]
enum ConflictProposal {
    Candidate {
        place: usize,
        #[cfg_attr(test, ts(as = "String"))]
        why: ProposalReason,
    },
    KeepAll {
        #[cfg_attr(test, ts(as = "String"))]
        why: ProposalReason,
    },
    Nothing {
        #[cfg_attr(test, ts(as = "String"))]
        why: ProposalReason,
    },
}

impl From<Proposal> for ConflictProposal {
    fn from(Proposal { choice, why }: Proposal) -> Self {
        match choice {
            Choice::Candidate(place) => Self::Candidate { place, why },
            Choice::KeepAll => Self::KeepAll { why },
            Choice::Nothing => Self::Nothing { why },
        }
    }
}

/// A decision for one candidate, by its index, or to keep all.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Decision {
    #[cfg_attr(test, ts(as = "String"))]
    record: RecordId,
    field: String,
    choice: Chosen,
    reason: String,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
enum Chosen {
    Candidate(usize),
    KeepAll,
}

impl From<Decision> for ConflictDecision {
    fn from(decided: Decision) -> Self {
        Self {
            record: decided.record,
            field: decided.field,
            choice: match decided.choice {
                Chosen::Candidate(place) => Choice::Candidate(place),
                Chosen::KeepAll => Choice::KeepAll,
            },
            reason: decided.reason,
        }
    }
}
