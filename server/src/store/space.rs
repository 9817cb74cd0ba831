//! Whether the server can accept more: how much space is free, and whether a row can be written.

use puente_protocol::problem::ProblemCode;

use super::engine::{Secret, sql};
use super::{DiskSpace, Store, StoreError};

/// Fewest free bytes with which the server accepts more. The log grows to 8 MiB between checkpoints, one
/// exchange may bring 4 MiB, and the commands that free space must write too.
pub const FREE_BYTES_MIN: u64 = 64 * 1024 * 1024;

impl Store {
    /// Writes and flushes one row to check that it is possible.
    ///
    /// # Errors
    /// It is not: nothing that a device brings now would be accepted either.
    fn probe(&self, now_ms: i64) -> Result<(), StoreError> {
        self.write(move |write| {
            let sql = sql!(
                "INSERT INTO meta(key, value) VALUES ('probed_ms', ?1)
                 ON CONFLICT(key) DO UPDATE SET value = excluded.value"
            );
            write
                .connection()
                .run(sql, [Secret(now_ms.to_be_bytes())])?;
            Ok(())
        })
    }

    /// Whether the database can be read.
    #[must_use]
    pub(crate) fn is_healthy(&self) -> bool {
        self.read(super::log::size).is_ok()
    }

    /// Whether the server could accept what a device brings now: there must be free space, and one row is
    /// written as a test.
    ///
    /// # Errors
    /// The code of the problem that a device would get.
    pub(crate) fn readiness(&self, now_ms: i64) -> Result<(), ProblemCode> {
        let free_bytes = |space: DiskSpace| space.free_bytes.unwrap_or(u64::MAX);
        let found = self.probe(now_ms).and_then(|()| self.space());
        match found.map(free_bytes) {
            Ok(bytes) if bytes < FREE_BYTES_MIN => Err(ProblemCode::StorageFull),
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::error!(%error, "the database cannot be written");
                Err(error.problem())
            }
        }
    }
}
