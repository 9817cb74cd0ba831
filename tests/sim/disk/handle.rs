//! An open file.

use std::ffi::c_int;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use rusqlite::ffi;

use super::directory::Inode;
use super::file::Sector;
use super::locks::Holder;
use super::shm::{HeldLocks, Shm};
use super::slots::Slot;
use super::system::{Code, System};
use super::vfs::lock;

/// An open file of one connection.
pub(super) struct Handle {
    slot: &'static Slot,
    pub(super) system: Arc<Mutex<System>>,
    pub(super) inode: Inode,
    pub(super) holder: Holder,
    pub(super) sector: Sector,
    /// The name to remove when the file is closed.
    delete_on_close: Option<String>,
    /// The name of a new journal, whose folder is synced with its first sync, as SQLite's unix layer does.
    sync_folder_of: Option<String>,
    shm: Option<(Arc<Shm>, HeldLocks)>,
}

impl Handle {
    /// # Errors
    /// The code for SQLite.
    pub(super) fn open(
        slot: &'static Slot,
        path: Option<&str>,
        flags: c_int,
    ) -> Result<Handle, Code> {
        let system = slot.system().ok_or(ffi::SQLITE_IOERR)?;
        let has = |flag: c_int| flags & flag != 0;
        let create = path.is_none() || has(ffi::SQLITE_OPEN_CREATE);
        let mut locked = lock(&system);
        let is_new = path.is_none_or(|path| locked.bytes(path).is_none());
        let (inode, holder) = locked.open(path, create, has(ffi::SQLITE_OPEN_EXCLUSIVE))?;
        let sector = locked.sector;
        drop(locked);
        slot.handle_opened();
        let is_journal = has(ffi::SQLITE_OPEN_MAIN_JOURNAL
            | ffi::SQLITE_OPEN_SUPER_JOURNAL
            | ffi::SQLITE_OPEN_WAL);
        let name = path.map(str::to_owned);
        Ok(Handle {
            slot,
            system,
            inode,
            holder,
            sector,
            delete_on_close: name.clone().filter(|_| has(ffi::SQLITE_OPEN_DELETEONCLOSE)),
            sync_folder_of: name.filter(|_| is_new && is_journal),
            shm: None,
        })
    }

    /// Makes the file durable, and a new journal's folder with it.
    pub(super) fn sync(&mut self) -> Result<(), Code> {
        lock(&self.system).sync(self.inode, self.sync_folder_of.as_deref())?;
        self.sync_folder_of = None;
        Ok(())
    }

    /// The memory shared with the other connections to this database, and the locks that this connection holds
    /// on it.
    pub(super) fn shm(&mut self) -> Result<&mut (Arc<Shm>, HeldLocks), Code> {
        if self.shm.is_none() {
            let shm = lock(&self.system).shm(self.inode)?;
            self.shm = Some((shm, HeldLocks::default()));
        }
        Ok(self.shm.as_mut().expect("made above"))
    }

    pub(super) fn shm_lock(&mut self, slots: Range<usize>, flags: c_int) -> Result<(), Code> {
        let alive = lock(&self.system).alive();
        let Some((shm, held)) = self.shm.as_mut() else {
            return Err(ffi::SQLITE_IOERR_SHMLOCK);
        };
        if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
            shm.unlock(held, slots);
            return Ok(());
        }
        alive.map_err(|_| ffi::SQLITE_IOERR_SHMLOCK)?;
        let taken = if flags & ffi::SQLITE_SHM_EXCLUSIVE != 0 {
            shm.lock_exclusive(held, slots)
        } else {
            shm.lock_shared(held, slots)
        };
        if taken { Ok(()) } else { Err(ffi::SQLITE_BUSY) }
    }

    /// Releases the shared memory.
    pub(super) fn shm_unmap(&mut self) {
        if let Some((shm, mut held)) = self.shm.take() {
            shm.unlock_all(&mut held);
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shm_unmap();
        let mut system = lock(&self.system);
        if let Some(path) = &self.delete_on_close {
            // If the temporary file cannot be removed now, the end of the machine removes it.
            let _ = system.delete(path, false);
        }
        system.close(self.inode, self.holder);
        self.slot.handle_closed();
    }
}
