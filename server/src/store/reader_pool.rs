//! Connections for reading. Each call sees one snapshot; a connection is opened if none is idle.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Connection, DatabaseLocation, StoreError, location};

/// Connections that are kept, each with its own cache. Under load more are opened, and closed afterwards.
const KEPT_MAX: usize = 4;

/// The cache of a connection that is not kept, in KiB. It is small, because with dozens of readers at
/// once each would fill a cache of its own.
const CACHE_KIB: i64 = 1024;

/// How long a read waits for a kept connection, in ms: as long as a page of a response takes. An additional
/// connection must open the file, prepare its statements and decrypt every page that it reads.
const WAIT_MS: u64 = 10;

#[derive(Debug)]
pub(super) struct ReaderPool {
    disk: DatabaseLocation,
    /// Held only to take or give back a connection, never while one is opened or read.
    kept: Mutex<IdleConnections>,
    /// Notified when a kept connection comes back or its place becomes free.
    is_free: Condvar,
}

#[derive(Debug, Default)]
struct IdleConnections {
    idle: Vec<Connection>,
    /// Kept connections, idle and in use; at most [`KEPT_MAX`].
    count: usize,
}

impl IdleConnections {
    /// Whether all kept connections are in use.
    fn is_out(&mut self) -> bool {
        self.idle.is_empty() && self.count >= KEPT_MAX
    }
}

/// The right to a kept connection. Dropping it frees the place, unless its connection was given back.
struct ReaderSlot<'r> {
    readers: &'r ReaderPool,
    is_back: bool,
}

impl Drop for ReaderSlot<'_> {
    fn drop(&mut self) {
        if !self.is_back {
            self.readers.kept().count -= 1;
            self.readers.is_free.notify_one();
        }
    }
}

impl ReaderPool {
    pub(super) fn new(disk: DatabaseLocation) -> Self {
        Self {
            disk,
            kept: Mutex::default(),
            is_free: Condvar::new(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, IdleConnections> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an idle connection, and a place for it or for a new one if a place is left.
    fn take(&self) -> (Option<Connection>, Option<ReaderSlot<'_>>) {
        let mut kept = self.kept();
        let wait = Duration::from_millis(WAIT_MS);
        let waited = self
            .is_free
            .wait_timeout_while(kept, wait, IdleConnections::is_out);
        (kept, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let idle = kept.idle.pop();
        let has_place = idle.is_some() || kept.count < KEPT_MAX;
        kept.count += usize::from(has_place && idle.is_none());
        // Made only if there is a place: dropping a slot takes the lock.
        let place = has_place.then(|| ReaderSlot {
            readers: self,
            is_back: false,
        });
        (idle, place)
    }

    /// A connection in a snapshot. One that was lost while it was idle is replaced.
    fn begun(&self, idle: Option<Connection>, is_surplus: bool) -> Result<Connection, StoreError> {
        if let Some(connection) = idle {
            match connection.begin_read() {
                Err(_) if connection.is_lost() => {}
                begun => return begun.map(|()| connection),
            }
        }
        let connection = self.disk.reader()?;
        if is_surplus {
            location::limit_cache(&connection, CACHE_KIB)?;
        }
        connection.begin_read()?;
        Ok(connection)
    }

    pub(super) fn read<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let (idle, place) = self.take();
        let connection = self.begun(idle, place.is_none())?;
        let result = read(&connection);
        // A connection whose transaction does not end is not used again.
        if let (Ok(()), Some(mut place)) = (connection.end_read(), place) {
            place.is_back = true;
            self.kept().idle.push(connection);
            self.is_free.notify_one();
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    use super::*;
    use crate::store::{ServerIdentity, Store, sqlite};

    /// The cache sizes of so many nested reads.
    fn caches(store: &Store, depth: usize) -> Vec<i64> {
        let read = |connection: &Connection| {
            let mut caches = vec![sqlite::cache_kib(connection)];
            if depth > 1 {
                caches.extend(self::caches(store, depth - 1));
            }
            Ok(caches)
        };
        store.read(read).unwrap()
    }

    #[test]
    fn of_a_crowd_of_readers_a_few_keep_a_large_cache() {
        let folder = tempfile::tempdir().unwrap();
        let disk = DatabaseLocation::file(folder.path().join("puente.db"), [9; 32].into());
        let identity = ServerIdentity::random(&mut ChaCha20Rng::from_seed([3; 32]));
        let store = Store::create(&disk, &identity).unwrap();
        for _ in 0..2 {
            let caches = caches(&store, 10);
            let (large, small) = caches.split_at(KEPT_MAX);
            assert!(large.iter().all(|kib| *kib > CACHE_KIB), "{caches:?}");
            assert_eq!(small, [CACHE_KIB; 10 - KEPT_MAX]);
        }
        let failed = store.read::<()>(|_| Err(StoreError::Outdated));
        assert!(failed.is_err());
        assert_eq!(store.readers.kept().count, KEPT_MAX);
        assert_eq!(store.readers.kept().idle.len(), KEPT_MAX);
    }
}
