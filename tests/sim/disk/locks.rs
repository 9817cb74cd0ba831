//! The five-step lock of a database file in rollback-journal mode.

use std::collections::BTreeMap;
use std::ffi::c_int;

use rusqlite::ffi;

/// How much of a database file a connection has locked; each step includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    None,
    Shared,
    Reserved,
    Pending,
    Exclusive,
}

impl Level {
    /// The level with SQLite's number.
    pub(super) fn of(code: c_int) -> Level {
        match code {
            ffi::SQLITE_LOCK_NONE => Level::None,
            ffi::SQLITE_LOCK_SHARED => Level::Shared,
            ffi::SQLITE_LOCK_RESERVED => Level::Reserved,
            ffi::SQLITE_LOCK_PENDING => Level::Pending,
            _ => Level::Exclusive,
        }
    }
}

/// One open of a file; each open has its own number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Holder(pub(super) u64);

/// The locks of one file. Any number of holders share it; at most one goes further. `Pending` waits for the
/// readers to leave and lets no new reader in.
#[derive(Debug, Default)]
pub(super) struct Locks {
    held: BTreeMap<Holder, Level>,
}

impl Locks {
    fn level(&self, holder: Holder) -> Level {
        self.held.get(&holder).copied().unwrap_or(Level::None)
    }

    fn highest(&self, others_than: Holder) -> Level {
        let others = self
            .held
            .iter()
            .filter(|(holder, _)| **holder != others_than);
        others.map(|(_, level)| *level).max().unwrap_or(Level::None)
    }

    /// Raises the level of `holder` to `wanted`. Returns false if it must try again.
    pub(super) fn lock(&mut self, holder: Holder, wanted: Level) -> bool {
        if self.level(holder) >= wanted {
            return true;
        }
        let others = self.highest(holder);
        let granted = match wanted {
            Level::None => Level::None,
            Level::Shared if others < Level::Pending => Level::Shared,
            Level::Reserved | Level::Pending if others < Level::Reserved => wanted,
            Level::Exclusive if others == Level::None => Level::Exclusive,
            Level::Exclusive if others == Level::Shared => Level::Pending,
            _ => return false,
        };
        self.held.insert(holder, granted);
        granted == wanted
    }

    /// Lowers the level of `holder` to `left`.
    pub(super) fn unlock(&mut self, holder: Holder, left: Level) {
        if left == Level::None {
            self.held.remove(&holder);
        } else if self.level(holder) > left {
            self.held.insert(holder, left);
        }
    }

    /// Whether any holder intends to write.
    pub(super) fn reserved(&self) -> bool {
        self.held.values().any(|level| *level >= Level::Reserved)
    }
}
