//! What became of a change, as the journal stores it.

use puente_protocol::ChangeState;
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

/// What became of a change, besides being acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JournalOutcome {
    /// The server says that it is not part of its document.
    Told(ChangeState),
    /// Its edits were written again as another change.
    Replaced,
}

const REPLACED: &str = "replaced";

impl JournalOutcome {
    /// The outcome of a verdict; `None` for a change that entered.
    pub(crate) fn of(state: ChangeState) -> Option<Self> {
        (!state.is_in_document()).then_some(Self::Told(state))
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Told(state) => state.as_str(),
            Self::Replaced => REPLACED,
        }
    }
}

impl ToSql for JournalOutcome {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for JournalOutcome {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            REPLACED => Ok(Self::Replaced),
            code => ChangeState::from_code(code)
                .and_then(Self::of)
                .ok_or(FromSqlError::InvalidType),
        }
    }
}
