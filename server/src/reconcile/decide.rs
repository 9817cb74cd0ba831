//! Decides conflicts over HTTP: one field or many, all of them or none.

use std::collections::{BTreeMap, BTreeSet};

use puente_document::{Basis, Choice, Conflict, Edit, EditError};
use puente_policy::Action;
use puente_protocol::problem::ProblemCode;
use puente_record::{ChangeHash, DocumentId, MissingReason, RecordId, SiteId, Value};
use serde::Deserialize;

use super::{Records, find, open_for_writing};
use crate::exchange::{DraftChange, ExchangeError, OnBehalfOf, ServerDevice};
use crate::session::{AccessError, Caller};
use crate::store::{Connection, StoreError};

/// The most decisions of one request: every field of a record, with room to spare.
const DECISIONS_MAX: usize = 200;

/// One decision.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionRequest {
    /// The document that holds the field.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub document: DocumentId,
    /// The field's key.
    pub field: String,
    /// The changes of all candidates that the person saw. If there are others, the decision is outdated.
    #[cfg_attr(test, schemars(with = "BTreeSet<crate::body_schema::HashText>"))]
    pub seen: BTreeSet<ChangeHash>,
    /// The decision.
    pub decide: Resolution,
    /// The reason.
    pub reason: String,
}

/// A decision about a field.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Resolution {
    /// The candidate that this change wrote.
    Candidate(
        #[cfg_attr(test, schemars(with = "crate::body_schema::HashText"))] ChangeHash,
    ),
    /// A value that need not be a candidate.
    Value(String),
    /// No value, for this reason.
    Missing(String),
    /// Keep all candidates.
    KeepAll(bool),
}

impl std::fmt::Debug for DecisionRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decision")
            .field("document", &self.document)
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

impl Records {
    /// Decides conflicts of a record in somebody's name. Either all decisions enter, or none.
    ///
    /// # Errors
    /// The problem to answer with; `outdated` when there are other candidates than were seen.
    pub fn decide(
        &self,
        now_ms: i64,
        caller: &Caller,
        id: RecordId,
        decisions: &[DecisionRequest],
    ) -> Result<(), AccessError> {
        let are_complete = (1..=DECISIONS_MAX).contains(&decisions.len())
            && decisions
                .iter()
                .all(|decision| !decision.reason.trim().is_empty());
        if !are_complete {
            return Err(ProblemCode::Malformed.into());
        }
        let writing = OnBehalfOf {
            account: caller.account,
            account_nr: caller.account_nr,
            is_vouched: false,
        };
        let draft = |connection: &Connection,
                     server_device: &ServerDevice|
         -> Result<Vec<DraftChange>, ExchangeError> {
            self.draft(connection, server_device, caller, id, decisions, now_ms)
        };
        let done = self.writer.write(now_ms, writing, draft, |_| Ok(()));
        if let Err(ExchangeError::Problem(ProblemCode::NotFound)) = &done {
            self.refuse_look(now_ms, caller, id.as_bytes())?;
        }
        Ok(done?)
    }

    fn draft(
        &self,
        connection: &Connection,
        server_device: &ServerDevice,
        caller: &Caller,
        id: RecordId,
        decisions: &[DecisionRequest],
        now_ms: i64,
    ) -> Result<Vec<DraftChange>, ExchangeError> {
        let record = find(connection, id)?.ok_or(ProblemCode::NotFound)?;
        let sites: Vec<SiteId> = record.sites.iter().map(|(_, site)| *site).collect();
        let mut by_document: BTreeMap<DocumentId, Vec<&DecisionRequest>> = BTreeMap::new();
        for decision in decisions {
            by_document
                .entry(decision.document)
                .or_default()
                .push(decision);
        }
        let mut drafts = Vec::new();
        for (document, decisions) in by_document {
            let opened = open_for_writing(connection, &record, document)?;
            let mut opened = opened.ok_or(ProblemCode::NotFound)?;
            if !caller.may(Action::Read, opened.kind, &sites) {
                return Err(ProblemCode::NotFound.into());
            }
            if !caller.may(Action::Resolve, opened.kind, &sites) {
                return Err(ProblemCode::Forbidden.into());
            }
            let conflicts = opened.document.conflicts();
            let edits = decisions
                .into_iter()
                .map(|decision| decision.edit(&conflicts))
                .collect::<Result<Vec<_>, _>>()?;
            let branch = server_device.branch(connection, document)?;
            let authorship =
                server_device.authorship((document, branch), Basis::Told, true, now_ms);
            let change = opened
                .document
                .edit(&authorship, &edits, &mut self.rng.fork())
                .map_err(|error| refused(&error))?;
            drafts.extend(change.map(|change| DraftChange {
                document,
                branch,
                raw: change.raw,
            }));
        }
        if drafts.is_empty() {
            return Err(ProblemCode::NoConflict.into());
        }
        Ok(drafts)
    }
}

impl DecisionRequest {
    fn edit(&self, conflicts: &[Conflict]) -> Result<Edit, ProblemCode> {
        let mut conflicts = conflicts.iter();
        let conflict = conflicts
            .find(|conflict| conflict.field.to_string() == self.field)
            .ok_or(ProblemCode::NoConflict)?;
        let candidates: BTreeSet<ChangeHash> =
            conflict.candidates.iter().map(|of| of.change).collect();
        if candidates != self.seen {
            return Err(ProblemCode::Outdated);
        }
        let reason = self.reason.trim();
        let value = |value: Value| Some(conflict.field.resolved(value, reason.to_owned()));
        let edit = match &self.decide {
            Resolution::Candidate(change) => {
                let mut candidates = conflict.candidates.iter();
                let place = candidates.position(|of| of.change == *change);
                place.and_then(|place| conflict.decided(Choice::Candidate(place), reason))
            }
            Resolution::KeepAll(true) if conflict.field.keeps_in().is_some() => {
                conflict.decided(Choice::KeepAll, reason)
            }
            Resolution::KeepAll(_) => None,
            Resolution::Value(text) => value(Value::Text(text.clone())),
            Resolution::Missing(why) => {
                let mut all = MissingReason::ALL.into_iter();
                let why = all.find(|known| known.as_str() == why);
                why.and_then(|why| value(Value::Missing(why)))
            }
        };
        edit.ok_or(ProblemCode::Malformed)
    }
}

fn refused(error: &EditError) -> ExchangeError {
    match error {
        EditError::DocumentFull | EditError::NeedsSite { .. } => ProblemCode::NotPossible.into(),
        EditError::ChangeTooLarge | EditError::ReasonTooLong => ProblemCode::TooLarge.into(),
        EditError::UnknownHeads => StoreError::Outdated.into(),
        _ => ProblemCode::Malformed.into(),
    }
}
