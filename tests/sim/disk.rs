//! A simulated machine's disk: an SQLite VFS in memory that knows what a power cut would leave.
//!
//! SQLite and SQLCipher run on it unchanged; only the operating system is replaced. For each file it keeps what the
//! process sees and what is durable, and the writes in between, so that [`Disk::crash`] can drop, tear or keep them.
//! A machine has one [`Disk`]; several connections may be open on it (write-ahead log and shared memory included).
//!
//! What is modelled, and what the database may rely on:
//! * Only a sync makes a file's bytes durable. Unsynced writes survive sector by sector, in any order, and may be
//!   torn inside a sector. A torn write of a part of a sector spoils the rest of that sector, unless the disk claims
//!   `SQLITE_IOCAP_POWERSAFE_OVERWRITE` ([`Sector::Powersafe4096`]). So a page must not be smaller than a sector.
//! * Names are durable separately from bytes. The first sync of a file makes its name durable; a deletion is durable
//!   at once only if SQLite asked for the directory to be synced.
//! * If the process is killed, nothing is lost that the operating system took, but it is still not durable.
//! * Shared memory belongs to the processes and never survives.
//!
//! Not modelled: a disk that lies about syncs, bits that rot, links, permissions.
//!
//! # Example
//! ```text
//! let mut disk = Disk::new(Sector::Bytes4096, seed);
//! let db = disk.open("/store.db")?;
//! disk.crash_at(7);                    // the seventh call that would change the disk fails, and all that follow
//! let outcome = db.execute(...);
//! disk.crash(Crash::Torn, &mut rng);
//! let db = disk.open("/store.db")?;    // whatever survived
//! ```

mod directory;
mod faults;
mod file;
mod handle;
mod io;
mod locks;
mod machine;
mod shm;
mod slots;
mod system;
mod vfs;

#[cfg(test)]
mod tests;

pub(crate) use faults::{Call, Failure, Fault, Flavour};
pub(crate) use file::Sector;
pub(crate) use machine::{Crash, Disk, Snapshot};
