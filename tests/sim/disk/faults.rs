//! What goes wrong on the disk, and when.

use std::ffi::c_int;

use rusqlite::ffi;

/// A call of the database to its operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Call {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
}

impl Call {
    /// Whether the call changes the disk. Only such calls are numbered as places to die: dying before another
    /// call leaves the same disk as dying before the next one that changes it.
    fn changes_disk(self) -> bool {
        self != Call::Read
    }
}

/// The error that the caller gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// `ENOSPC`.
    Full,
    /// `EIO`.
    Io,
}

/// What really happened when the caller got an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// Nothing happened.
    Lost,
    /// All of it happened.
    Persisted,
    /// A sync failed, and then the operating system takes its pages for clean: they are visible until the power
    /// fails, and no later sync writes them. Linux does this. For other calls the same as `Lost`.
    Forgotten,
}

/// A failure that is planned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) call: Call,
    /// 1 is the next call of this kind.
    pub(crate) nth: u64,
    pub(crate) failure: Failure,
    pub(crate) flavour: Flavour,
}

/// What to do with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Proceed,
    Fail {
        code: c_int,
        flavour: Flavour,
    },
    /// The process dies inside this call.
    DieInside,
    /// The process is dead already.
    Dead,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    planned: Vec<Fault>,
    steps: u64,
    syncs: u64,
    die_at_step: Option<u64>,
    dead: bool,
}

impl Faults {
    pub(super) fn plan(&mut self, fault: Fault) {
        self.planned.push(fault);
    }

    /// Forgets the planned failures that have not happened.
    pub(super) fn clear(&mut self) {
        self.planned.clear();
        self.die_at_step = None;
    }

    pub(super) fn planned(&self) -> usize {
        self.planned.len()
    }

    pub(super) fn die_at(&mut self, kth: u64) {
        self.die_at_step = Some(self.steps + kth);
    }

    pub(super) fn dead(&self) -> bool {
        self.dead
    }

    /// The process dies: every call fails from now on.
    pub(super) fn die(&mut self) {
        self.dead = true;
    }

    /// The number of calls that changed, or would have changed, the disk.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    pub(super) fn syncs(&self) -> u64 {
        self.syncs
    }

    pub(super) fn meet(&mut self, call: Call) -> Fate {
        if self.dead {
            return Fate::Dead;
        }
        self.syncs += u64::from(call == Call::Sync);
        if call.changes_disk() {
            self.steps += 1;
            if self.die_at_step.is_some_and(|step| self.steps >= step) {
                self.dead = true;
                return Fate::DieInside;
            }
        }
        let mut due = None;
        self.planned.retain_mut(|fault| {
            if fault.call != call {
                return true;
            }
            fault.nth = fault.nth.saturating_sub(1);
            let now = fault.nth == 0 && due.is_none();
            if now {
                due = Some(*fault);
            }
            !now
        });
        due.map_or(Fate::Proceed, |fault| Fate::Fail {
            code: code(call, fault.failure),
            flavour: fault.flavour,
        })
    }
}

/// SQLite's own code for the same failure in its unix layer.
pub(super) fn code(call: Call, failure: Failure) -> c_int {
    match (call, failure) {
        (Call::Write, Failure::Full) => ffi::SQLITE_FULL,
        (Call::Write, Failure::Io) => ffi::SQLITE_IOERR_WRITE,
        (Call::Open, _) => ffi::SQLITE_CANTOPEN,
        (Call::Read, _) => ffi::SQLITE_IOERR_READ,
        (Call::Truncate, _) => ffi::SQLITE_IOERR_TRUNCATE,
        (Call::Sync, _) => ffi::SQLITE_IOERR_FSYNC,
        (Call::Delete, _) => ffi::SQLITE_IOERR_DELETE,
    }
}
