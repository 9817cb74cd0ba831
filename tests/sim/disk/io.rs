//! The calls SQLite makes on an open file.

use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::atomic::{Ordering, fence};

use rusqlite::ffi;

use super::handle::Handle;
use super::locks::Level;
use super::vfs::{code, lock};

/// What SQLite allocates for each open file. Its first field is what SQLite reads.
#[repr(C)]
pub(super) struct SimFile {
    base: ffi::sqlite3_file,
    handle: *mut Handle,
}

impl SimFile {
    pub(super) fn closed() -> SimFile {
        SimFile {
            base: ffi::sqlite3_file {
                pMethods: ptr::null(),
            },
            handle: ptr::null_mut(),
        }
    }

    pub(super) fn opened(handle: Handle) -> SimFile {
        SimFile {
            base: ffi::sqlite3_file {
                pMethods: &raw const METHODS,
            },
            handle: Box::into_raw(Box::new(handle)),
        }
    }
}

/// # Safety
/// `file` was opened by this VFS, and nothing else uses it during the call: SQLite gives each open file to one
/// connection, and a connection to one thread at a time.
unsafe fn handle<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Handle {
    // SAFETY: by the caller's promise this is a `SimFile` with a handle.
    unsafe { &mut *(*file.cast::<SimFile>()).handle }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock_file),
    xUnlock: Some(unlock_file),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: SQLite closes a file once; the handle came from a box.
    unsafe {
        let file = file.cast::<SimFile>();
        drop(Box::from_raw((*file).handle));
        file.write(SimFile::closed());
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    out: *mut c_void,
    len: c_int,
    offset: i64,
) -> c_int {
    // SAFETY: SQLite passes an open file and room for `len` bytes.
    let (handle, out) = unsafe {
        (
            handle(file),
            std::slice::from_raw_parts_mut(out.cast::<u8>(), len as usize),
        )
    };
    code(lock(&handle.system).read(handle.inode, offset as usize, out))
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    len: c_int,
    offset: i64,
) -> c_int {
    // SAFETY: SQLite passes an open file and `len` bytes.
    let (handle, bytes) = unsafe {
        (
            handle(file),
            std::slice::from_raw_parts(from.cast::<u8>(), len as usize),
        )
    };
    code(lock(&handle.system).write(handle.inode, offset as usize, bytes))
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: i64) -> c_int {
    // SAFETY: SQLite passes an open file.
    let handle = unsafe { handle(file) };
    code(lock(&handle.system).truncate(handle.inode, len as usize))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: SQLite passes an open file.
    code(unsafe { handle(file) }.sync())
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: SQLite passes an open file.
    let handle = unsafe { handle(file) };
    match lock(&handle.system).len(handle.inode) {
        Ok(len) => {
            // SAFETY: SQLite passes room for a number.
            unsafe { *out = len as i64 };
            ffi::SQLITE_OK
        }
        Err(_) => ffi::SQLITE_IOERR_FSTAT,
    }
}

unsafe extern "C" fn lock_file(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: SQLite passes an open file.
    let handle = unsafe { handle(file) };
    let mut system = lock(&handle.system);
    let granted = system
        .locks(handle.inode)
        .map(|locks| locks.lock(handle.holder, Level::of(level)));
    match granted {
        Ok(true) => ffi::SQLITE_OK,
        Ok(false) => ffi::SQLITE_BUSY,
        Err(_) => ffi::SQLITE_IOERR_LOCK,
    }
}

unsafe extern "C" fn unlock_file(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: SQLite passes an open file.
    let handle = unsafe { handle(file) };
    if let Ok(locks) = lock(&handle.system).locks(handle.inode) {
        locks.unlock(handle.holder, Level::of(level));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: SQLite passes an open file.
    let handle = unsafe { handle(file) };
    match lock(&handle.system).locks(handle.inode) {
        Ok(locks) => {
            // SAFETY: SQLite passes room for a number.
            unsafe { *out = c_int::from(locks.reserved()) };
            ffi::SQLITE_OK
        }
        Err(_) => ffi::SQLITE_IOERR_CHECKRESERVEDLOCK,
    }
}

unsafe extern "C" fn file_control(
    _file: *mut ffi::sqlite3_file,
    _op: c_int,
    _argument: *mut c_void,
) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: SQLite passes an open file.
    unsafe { handle(file) }.sector.bytes() as c_int
}

/// The disk promises no atomic writes and no safe append, and powersafe overwrite only where it keeps that.
unsafe extern "C" fn device_characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: SQLite passes an open file.
    if unsafe { handle(file) }.sector.is_powersafe() {
        ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
    } else {
        0
    }
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    len: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: SQLite passes an open file.
    let handle = unsafe { handle(file) };
    let (address, code) = match handle.shm() {
        Ok((shm, _)) => (
            shm.region(region as usize, len as usize, extend != 0),
            ffi::SQLITE_OK,
        ),
        Err(_) => (None, ffi::SQLITE_IOERR_SHMMAP),
    };
    // SAFETY: SQLite passes room for an address; the region lives until this file's `xShmUnmap`.
    unsafe { *out = address.map_or(ptr::null_mut(), <*mut u8>::cast) };
    code
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // SAFETY: SQLite passes an open file.
    code(unsafe { handle(file) }.shm_lock(offset as usize..(offset + count) as usize, flags))
}

unsafe extern "C" fn shm_barrier(_file: *mut ffi::sqlite3_file) {
    fence(Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _delete: c_int) -> c_int {
    // SAFETY: SQLite passes an open file.
    unsafe { handle(file) }.shm_unmap();
    ffi::SQLITE_OK
}
