//! The history of a record.

use puente_client::{Author, ConflictChange, FieldAction, ReplacedView, Standing};
use puente_record::ChangeHash;
use serde::Serialize;

use super::values::{SaidValue, told_basis};

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Changes {
    pub(crate) changes: Vec<RecordChange>,
}

/// A change of a record.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct RecordChange {
    #[cfg_attr(test, ts(as = "String"))]
    change: ChangeHash,
    /// The kind of the document.
    kind: &'static str,
    author: Option<Author>,
    /// By the writing phone's clock, which may be wrong.
    told_ms: i64,
    /// It was written before this time, by this phone's clock, because the server had it then. Null while it
    /// had not.
    proven_by_ms: Option<i64>,
    /// A `Basis`, or `decided`.
    basis: String,
    /// The reason of a decision.
    reason: Option<String>,
    edits: Vec<FieldChange>,
    conflicts: Vec<ConflictChange>,
    standing: StandingName,
    /// The code of the reason, for `quarantined` and `set_aside`.
    why: Option<String>,
}

/// What became of a change.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Standing"))]
#[serde(rename_all = "snake_case")]
enum StandingName {
    Stands,
    SavedHere,
    Pending,
    Quarantined,
    SetAside,
    WrittenAgain,
}

impl StandingName {
    fn with_why(of: Standing) -> (Self, Option<String>) {
        match of {
            Standing::Stands => (Self::Stands, None),
            Standing::SavedHere => (Self::SavedHere, None),
            Standing::Pending => (Self::Pending, None),
            Standing::Quarantined(why) => (Self::Quarantined, Some(why)),
            Standing::SetAside(why) => (Self::SetAside, Some(why)),
            Standing::WrittenAgain => (Self::WrittenAgain, None),
        }
    }
}

impl From<puente_client::RecordChange> for RecordChange {
    fn from(of: puente_client::RecordChange) -> Self {
        let (standing, why) = StandingName::with_why(of.standing);
        Self {
            change: of.change,
            kind: of.kind,
            author: of.author,
            told_ms: of.told_ms,
            proven_by_ms: of.proven_by_ms,
            basis: told_basis(&of.basis).to_owned(),
            reason: of.reason,
            edits: of.edits.into_iter().map(FieldChange::from).collect(),
            conflicts: of.conflicts,
            standing,
            why,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct FieldChange {
    /// `<field>` or `<kind>/<entry>/<field>`.
    field: String,
    act: FieldAction,
    /// For a set the member; null when the field was cleared.
    value: Option<SaidValue>,
    /// The values that it replaced.
    replaced: Vec<ReplacedValue>,
}

impl From<puente_client::FieldChange> for FieldChange {
    fn from(of: puente_client::FieldChange) -> Self {
        Self {
            field: of.field,
            act: of.act,
            value: of.value.as_deref().map(SaidValue::stored),
            replaced: of.replaced.into_iter().map(ReplacedValue::from).collect(),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct ReplacedValue {
    value: SaidValue,
    author: Option<Author>,
}

impl From<ReplacedView> for ReplacedValue {
    fn from(of: ReplacedView) -> Self {
        Self {
            value: SaidValue::stored(&of.value),
            author: of.author,
        }
    }
}
