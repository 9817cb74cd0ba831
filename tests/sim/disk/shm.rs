//! The shared memory of a database in write-ahead mode: its regions and its eight locks.

use std::ops::Range;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};

use rusqlite::ffi;

const LOCKS: usize = ffi::SQLITE_SHM_NLOCK as usize;

#[derive(Clone, Copy, Debug, Default)]
struct Lock {
    sharers: u32,
    exclusive: bool,
}

/// The locks one connection holds.
#[derive(Debug, Default)]
pub(super) struct HeldLocks {
    shared: [bool; LOCKS],
    exclusive: [bool; LOCKS],
}

#[derive(Debug, Default)]
struct Inner {
    /// Words, not bytes, because the wal-index needs the alignment; atomics, because SQLite reads and writes
    /// them from several threads without Rust's knowledge. A region never moves or shrinks while the memory
    /// exists.
    regions: Vec<Box<[AtomicU64]>>,
    locks: [Lock; LOCKS],
}

/// The memory that all connections to one database share. It ends when the last of them releases it.
#[derive(Debug, Default)]
pub(super) struct Shm {
    inner: Mutex<Inner>,
}

impl Shm {
    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address of a region of `len_bytes`; with `extend`, makes the region and those before it. The address
    /// is valid as long as this memory exists.
    pub(super) fn region(&self, index: usize, len_bytes: usize, extend: bool) -> Option<*mut u8> {
        let mut inner = self.inner();
        while extend && inner.regions.len() <= index {
            inner.regions.push(
                (0..len_bytes.div_ceil(8))
                    .map(|_| AtomicU64::new(0))
                    .collect(),
            );
        }
        inner
            .regions
            .get(index)
            .map(|region| region[0].as_ptr().cast())
    }

    /// Takes all of `slots` shared with other readers, or none of them.
    pub(super) fn lock_shared(&self, held: &mut HeldLocks, slots: Range<usize>) -> bool {
        let mut inner = self.inner();
        if slots
            .clone()
            .any(|slot| inner.locks[slot].exclusive && !held.exclusive[slot])
        {
            return false;
        }
        for slot in slots {
            if !held.shared[slot] {
                held.shared[slot] = true;
                inner.locks[slot].sharers += 1;
            }
        }
        true
    }

    /// Takes all of `slots` exclusively, or none of them.
    pub(super) fn lock_exclusive(&self, held: &mut HeldLocks, slots: Range<usize>) -> bool {
        let mut inner = self.inner();
        let taken = |slot: usize| {
            let lock = inner.locks[slot];
            let others = lock.sharers - u32::from(held.shared[slot]);
            others > 0 || (lock.exclusive && !held.exclusive[slot])
        };
        if slots.clone().any(taken) {
            return false;
        }
        for slot in slots {
            held.exclusive[slot] = true;
            inner.locks[slot].exclusive = true;
        }
        true
    }

    /// Releases those of `slots` that this connection holds.
    pub(super) fn unlock(&self, held: &mut HeldLocks, slots: Range<usize>) {
        let mut inner = self.inner();
        for slot in slots {
            if std::mem::take(&mut held.shared[slot]) {
                inner.locks[slot].sharers -= 1;
            }
            if std::mem::take(&mut held.exclusive[slot]) {
                inner.locks[slot].exclusive = false;
            }
        }
    }

    /// Releases every lock.
    pub(super) fn unlock_all(&self, held: &mut HeldLocks) {
        self.unlock(held, 0..LOCKS);
    }
}
