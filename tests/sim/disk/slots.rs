//! Places in SQLite's process-wide list of VFSs.
//!
//! SQLite keeps pointers to a VFS in every connection, and does not tell when the last of them is gone. So a
//! VFS is never freed: one run of a machine occupies its place, and another takes the place over when no file
//! is open through it any more.

use std::ffi::{CStr, CString, c_int};
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use rusqlite::ffi;

use super::io::SimFile;
use super::system::System;
use super::vfs;

const PATH_BYTES_MAX: c_int = 512;

/// One registered VFS.
pub(super) struct Slot {
    name: CString,
    system: Mutex<Weak<Mutex<System>>>,
    handles: AtomicUsize,
}

static FREE: Mutex<Vec<&'static Slot>> = Mutex::new(Vec::new());
static MADE: AtomicUsize = AtomicUsize::new(0);

impl Slot {
    pub(super) fn name(&self) -> &str {
        self.name.to_str().expect("made of ASCII")
    }

    /// The machine that occupies this place, if it still runs.
    pub(super) fn system(&self) -> Option<Arc<Mutex<System>>> {
        self.system
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .upgrade()
    }

    pub(super) fn handle_opened(&self) {
        self.handles.fetch_add(1, Ordering::SeqCst);
    }

    pub(super) fn handle_closed(&self) {
        self.handles.fetch_sub(1, Ordering::SeqCst);
    }

    fn put(&self, system: Weak<Mutex<System>>) {
        *self.system.lock().unwrap_or_else(PoisonError::into_inner) = system;
    }
}

/// A place for a machine: a free one or a new one.
pub(super) fn occupy(system: &Arc<Mutex<System>>) -> &'static Slot {
    let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
    let left = free
        .iter()
        .position(|slot| slot.handles.load(Ordering::SeqCst) == 0);
    let slot = left.map_or_else(register, |index| free.swap_remove(index));
    slot.put(Arc::downgrade(system));
    slot
}

/// The machine has stopped: nothing is opened through this place until another machine occupies it.
pub(super) fn vacate(slot: &'static Slot) {
    slot.put(Weak::new());
    FREE.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(slot);
}

fn register() -> &'static Slot {
    let number = MADE.fetch_add(1, Ordering::SeqCst);
    let name = CString::new(format!("sim-{number}")).expect("no zero byte in a number");
    let slot: &'static Slot = Box::leak(Box::new(Slot {
        name,
        system: Mutex::new(Weak::new()),
        handles: AtomicUsize::new(0),
    }));
    let methods = Box::leak(Box::new(methods(slot)));
    // SAFETY: the structure and the name in it are leaked, so they outlive every connection; zero does not make it
    // the default.
    let code = unsafe { ffi::sqlite3_vfs_register(methods, 0) };
    assert_eq!(code, ffi::SQLITE_OK, "SQLite takes a VFS");
    slot
}

fn methods(slot: &'static Slot) -> ffi::sqlite3_vfs {
    ffi::sqlite3_vfs {
        iVersion: 2,
        szOsFile: size_of::<SimFile>() as c_int,
        mxPathname: PATH_BYTES_MAX,
        pNext: ptr::null_mut(),
        zName: CStr::as_ptr(&slot.name),
        pAppData: ptr::from_ref(slot).cast_mut().cast(),
        xOpen: Some(vfs::open),
        xDelete: Some(vfs::delete),
        xAccess: Some(vfs::access),
        xFullPathname: Some(vfs::full_path),
        xDlOpen: None,
        xDlError: None,
        xDlSym: None,
        xDlClose: None,
        xRandomness: Some(vfs::randomness),
        xSleep: Some(vfs::sleep),
        xCurrentTime: Some(vfs::current_time_days),
        xGetLastError: None,
        xCurrentTimeInt64: Some(vfs::current_time_ms),
        xSetSystemCall: None,
        xGetSystemCall: None,
        xNextSystemCall: None,
    }
}
