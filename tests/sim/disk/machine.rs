//! The disk as tests use it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand_chacha::ChaCha20Rng;
use rusqlite::{Connection, OpenFlags};

use super::directory::Directory;
use super::faults::Fault;
use super::file::{File, Sector};
use super::slots::{self, Slot};
use super::system::{Contents, System};
use crate::scale;

/// How a machine stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crash {
    /// The process is killed. The operating system keeps what it was given, durable or not.
    Kill,
    /// The power fails; only what was synced is left.
    PowerLoss,
    /// The power fails while the disk writes back; any part of what was not synced is left.
    Torn,
}

/// The contents of a disk at some moment. It can be restored any number of times at little cost.
#[derive(Clone)]
pub(crate) struct Snapshot(Contents);

/// The disk of one simulated machine. Connections live until [`Disk::crash`] or their own end.
pub(crate) struct Disk {
    system: Arc<Mutex<System>>,
    slot: &'static Slot,
    sector: Sector,
}

impl Disk {
    pub(crate) fn new(sector: Sector, seed: u64) -> Disk {
        Disk::start(Contents::default(), sector, scale::rng(seed, "disk"))
    }

    /// A machine whose disk is a copy of another: a restored backup or a cloned device.
    pub(crate) fn from_snapshot(snapshot: &Snapshot, sector: Sector, seed: u64) -> Disk {
        Disk::start(snapshot.0.clone(), sector, scale::rng(seed, "disk"))
    }

    fn start(contents: Contents, sector: Sector, rng: ChaCha20Rng) -> Disk {
        let system = Arc::new(Mutex::new(System::start(contents, sector, rng)));
        Disk {
            slot: slots::occupy(&system),
            system,
            sector,
        }
    }

    fn system(&self) -> MutexGuard<'_, System> {
        self.system.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name under which SQLite knows this disk until the next [`Disk::crash`] or [`Disk::restore`].
    pub(crate) fn vfs(&self) -> &'static str {
        self.slot.name()
    }

    pub(crate) fn sector(&self) -> Sector {
        self.sector
    }

    /// Opens or makes a database.
    ///
    /// # Errors
    /// SQLite's error for a fault on its way.
    pub(crate) fn open(&self, path: &str) -> rusqlite::Result<Connection> {
        Connection::open_with_flags_and_vfs(path, OpenFlags::default(), self.vfs())
    }

    /// The files by name, as a process would see them.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.system().paths()
    }

    /// A whole file, as a process would see it.
    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.system().bytes(path).map(<[u8]>::to_vec)
    }

    pub(crate) fn used_bytes(&self) -> usize {
        self.system().used_bytes()
    }

    /// From now on no file grows beyond the capacity; `None` removes the limit.
    pub(crate) fn set_capacity(&self, bytes: Option<usize>) {
        self.system().capacity_bytes = bytes;
    }

    /// The time that SQLite reads, in ms since 1970.
    pub(crate) fn set_now_ms(&self, now_ms: i64) {
        self.system().now_ms = now_ms;
    }

    pub(crate) fn plan(&self, fault: Fault) {
        self.system().faults.plan(fault);
    }

    /// The number of planned faults and deaths that have not come.
    pub(crate) fn planned(&self) -> usize {
        self.system().faults.planned()
    }

    /// Cancels everything that was planned.
    pub(crate) fn calm(&self) {
        self.system().faults.clear();
    }

    /// From now, the `kth` call (1 is the next) that would change the disk fails half done, and so does every
    /// call after it.
    pub(crate) fn crash_at(&self, kth: u64) {
        self.system().faults.die_at(kth);
    }

    /// Whether the moment of [`Disk::crash_at`] has come.
    pub(crate) fn has_died(&self) -> bool {
        self.system().faults.dead()
    }

    /// How many calls have changed the disk since the machine started.
    pub(crate) fn steps(&self) -> u64 {
        self.system().faults.steps()
    }

    /// How many syncs the machine has run since it started.
    pub(crate) fn syncs(&self) -> u64 {
        self.system().faults.syncs()
    }

    /// The machine stops now and starts again with what is left. All connections fail from here on.
    pub(crate) fn crash(&mut self, how: Crash, rng: &mut ChaCha20Rng) {
        let before = self.system().contents();
        let sector = self.sector;
        let left = match how {
            Crash::Kill => before,
            Crash::PowerLoss => survivors(before.directory.after_power_loss(), &before, |file| {
                file.after_power_loss()
            }),
            Crash::Torn => survivors(
                before.directory.after_torn_power_loss(rng),
                &before,
                |file| file.after_torn_power_loss(sector, rng),
            ),
        };
        self.restart(left);
    }

    /// The contents of the disk now, durable or not.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot(self.system().contents())
    }

    /// Puts back the contents of another moment. All connections fail from here on.
    pub(crate) fn restore(&mut self, snapshot: &Snapshot) {
        self.restart(snapshot.0.clone());
    }

    fn restart(&mut self, contents: Contents) {
        let (rng, now_ms, capacity_bytes) = {
            let mut old = self.system();
            old.faults.die();
            (old.rng.clone(), old.now_ms, old.capacity_bytes)
        };
        slots::vacate(self.slot);
        let mut system = System::start(contents, self.sector, rng);
        system.now_ms = now_ms;
        system.capacity_bytes = capacity_bytes;
        self.system = Arc::new(Mutex::new(system));
        self.slot = slots::occupy(&self.system);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.system().faults.die();
        slots::vacate(self.slot);
    }
}

fn survivors(
    directory: Directory,
    before: &Contents,
    mut survive: impl FnMut(&File) -> File,
) -> Contents {
    let files = directory
        .paths()
        .filter_map(|(_, inode)| Some((inode, survive(before.files.get(&inode)?))))
        .collect();
    Contents { directory, files }
}
