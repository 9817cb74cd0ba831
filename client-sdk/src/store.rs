//! The encrypted database of a device. All SQL of this crate is here.

pub(crate) mod app_storage;
pub(crate) mod authors;
pub(crate) mod carried;
mod cores;
pub(crate) mod device_log;
pub(crate) mod documents;
pub(crate) mod dormant;
pub(crate) mod enrolment;
pub(crate) mod holders;
pub(crate) mod households;
pub(crate) mod inbox;
pub(crate) mod journal;
pub(crate) mod outbox;
pub(crate) mod pairs;
pub(crate) mod people;
pub(crate) mod person_facts;
pub(crate) mod refill;
pub(crate) mod reserved_codes;
pub(crate) mod row_id;
pub(crate) mod sealed;
pub(crate) mod server_clock;
pub(crate) mod sites;

mod migrations;
mod open;
pub(crate) use open::open;
pub use open::{ExclusiveStore, StoreLocation};

/// Reads an id column.
macro_rules! id_column {
    ($row:expr, $column:expr, $id:ty) => {
        <$id>::from_slice($row.get_ref($column)?.as_blob()?).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(
                $column,
                rusqlite::types::Type::Blob,
                Box::new(error),
            )
        })
    };
}
pub(crate) use id_column;
