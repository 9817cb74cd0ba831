//! What PostgreSQL's errors mean.

use puente_protocol::problem::ProblemCode;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::store::StoreError;
use crate::store::engine::error::EngineError;

impl From<Error> for EngineError {
    fn from(error: Error) -> Self {
        let problem = problem(&error);
        match error.as_db_error() {
            // Without its detail, which has the values of the row.
            Some(refused) => {
                let text = format!("{} ({})", refused.message(), refused.code().code());
                Self::new(problem, text)
            }
            None => Self::new(problem, error),
        }
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        Self::Engine(error.into())
    }
}

/// Whether a host answered that it has no database of this name.
pub(in crate::store) fn is_no_database(error: &EngineError) -> bool {
    error.to_string().ends_with("(3D000)")
}

/// The connection is lost, or takes too long.
pub(in crate::store) fn lost(why: &'static str) -> StoreError {
    EngineError::new(ProblemCode::Busy, why).into()
}

fn problem(error: &Error) -> ProblemCode {
    let Some(code) = error.code() else {
        // No answer came: the line broke, or nobody listens. The next one may be another server.
        return ProblemCode::Busy;
    };
    match *code {
        SqlState::DISK_FULL => ProblemCode::StorageFull,
        SqlState::IO_ERROR | SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => {
            ProblemCode::StorageFailed
        }
        SqlState::LOCK_NOT_AVAILABLE | SqlState::READ_ONLY_SQL_TRANSACTION => ProblemCode::Busy,
        // Connections, resources, and a server that shuts down or starts; a transaction that gave way.
        _ if ["08", "40", "53", "57"].contains(&&code.code()[..2]) => ProblemCode::Busy,
        _ => ProblemCode::Internal,
    }
}
