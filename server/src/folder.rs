//! Folders: a file that was made or renamed is there after a crash only when its folder was flushed.

use std::fs::File;
use std::io;
use std::path::Path;

/// The folder that a file is in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Lets the names in a folder reach the disk.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
