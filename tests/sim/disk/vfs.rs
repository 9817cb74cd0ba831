//! The calls SQLite makes on the VFS itself.

use std::ffi::{CStr, c_char, c_int};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::ffi;

use super::handle::Handle;
use super::io::SimFile;
use super::slots::Slot;
use super::system::{Code, System};

/// Midnight of 1 January 1970 in ms of the Julian calendar: 2440587.5 days x 86,400,000.
const UNIX_EPOCH_JULIAN_MS: i64 = 210_866_760_000_000;
const DAY_MS: f64 = 86_400_000.0;

/// # Safety
/// `vfs` is one that [`super::slots`] registered.
unsafe fn slot(vfs: *mut ffi::sqlite3_vfs) -> &'static Slot {
    // SAFETY: by the caller's promise the application data is a leaked `Slot`.
    unsafe { &*(*vfs).pAppData.cast::<Slot>() }
}

/// # Safety
/// `path` is null or a string that ends with a zero byte and outlives the call.
unsafe fn text<'a>(path: *const c_char) -> Option<&'a str> {
    if path.is_null() {
        return None;
    }
    // SAFETY: not null, and ended by a zero byte by the caller's promise.
    unsafe { CStr::from_ptr(path) }.to_str().ok()
}

pub(super) fn lock(system: &Arc<Mutex<System>>) -> MutexGuard<'_, System> {
    system.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn code(result: Result<(), Code>) -> c_int {
    result.err().unwrap_or(ffi::SQLITE_OK)
}

pub(super) unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    path: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    flags_out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite passes our VFS, a path or null, and room for a `SimFile` (`szOsFile`).
    let (slot, path, file) = unsafe { (slot(vfs), text(path), file.cast::<SimFile>()) };
    // SAFETY: as above; a file without methods is one that SQLite will not close.
    unsafe { file.write(SimFile::closed()) };
    match Handle::open(slot, path, flags) {
        Ok(handle) => {
            // SAFETY: as above; `flags_out` is null or room for a number.
            unsafe {
                file.write(SimFile::opened(handle));
                if let Some(out) = flags_out.as_mut() {
                    *out = flags;
                }
            }
            ffi::SQLITE_OK
        }
        Err(code) => code,
    }
}

pub(super) unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: SQLite passes our VFS and a path.
    let (slot, path) = unsafe { (slot(vfs), text(path)) };
    match (slot.system(), path) {
        (Some(system), Some(path)) => code(lock(&system).delete(path, sync_folder != 0)),
        _ => ffi::SQLITE_IOERR_DELETE,
    }
}

pub(super) unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    _flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite passes our VFS and a path.
    let (slot, path) = unsafe { (slot(vfs), text(path)) };
    let (Some(system), Some(path)) = (slot.system(), path) else {
        return ffi::SQLITE_IOERR_ACCESS;
    };
    match lock(&system).has_content(path) {
        Ok(there) => {
            // SAFETY: SQLite passes room for a number.
            unsafe { *out = c_int::from(there) };
            ffi::SQLITE_OK
        }
        Err(code) => code,
    }
}

pub(super) unsafe extern "C" fn full_path(
    _vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    room_bytes: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite passes a path.
    let Some(path) = (unsafe { text(path) }) else {
        return ffi::SQLITE_CANTOPEN;
    };
    let full = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    };
    if full.len() >= room_bytes as usize {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: the path and its final zero fit into the room SQLite passes.
    unsafe {
        out.copy_from_nonoverlapping(full.as_ptr().cast(), full.len());
        out.add(full.len()).write(0);
    }
    ffi::SQLITE_OK
}

pub(super) unsafe extern "C" fn randomness(
    vfs: *mut ffi::sqlite3_vfs,
    len: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite passes our VFS and room for `len` bytes.
    let (slot, out) = unsafe {
        (
            slot(vfs),
            std::slice::from_raw_parts_mut(out.cast::<u8>(), len as usize),
        )
    };
    match slot.system() {
        Some(system) => lock(&system).fill_random(out),
        None => out.fill(0),
    }
    len
}

/// Sleeping only moves the machine's clock.
pub(super) unsafe extern "C" fn sleep(vfs: *mut ffi::sqlite3_vfs, duration_us: c_int) -> c_int {
    // SAFETY: SQLite passes our VFS.
    if let Some(system) = unsafe { slot(vfs) }.system() {
        lock(&system).now_ms += i64::from(duration_us) / 1000;
    }
    // Another thread may hold the lock that this one waits for.
    std::thread::yield_now();
    duration_us
}

pub(super) unsafe extern "C" fn current_time_ms(
    vfs: *mut ffi::sqlite3_vfs,
    out: *mut ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite passes our VFS and room for a number.
    unsafe {
        let now_ms = slot(vfs).system().map_or(0, |system| lock(&system).now_ms);
        *out = UNIX_EPOCH_JULIAN_MS + now_ms;
    }
    ffi::SQLITE_OK
}

pub(super) unsafe extern "C" fn current_time_days(
    vfs: *mut ffi::sqlite3_vfs,
    out: *mut f64,
) -> c_int {
    let mut julian_ms = 0;
    // SAFETY: SQLite passes our VFS and room for a number.
    unsafe {
        current_time_ms(vfs, &raw mut julian_ms);
        *out = julian_ms as f64 / DAY_MS;
    }
    ffi::SQLITE_OK
}
