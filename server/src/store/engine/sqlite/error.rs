//! What SQLite's errors mean.

use puente_protocol::problem::ProblemCode;
use rusqlite::{ErrorCode, ffi};

use crate::store::engine::error::EngineError;
use crate::store::{OpenError, StoreError};

impl From<rusqlite::Error> for EngineError {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(problem(&error), error)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error.into())
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

fn problem(error: &rusqlite::Error) -> ProblemCode {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ProblemCode::StorageFull,
        // There was no space for the index of the write-ahead log.
        _ if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => ProblemCode::StorageFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ProblemCode::Busy,
        Some(
            ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            // The cipher reports this for every page after one that did not verify.
            | ErrorCode::OutOfMemory,
        ) => ProblemCode::StorageFailed,
        _ => ProblemCode::Internal,
    }
}
