//! Folders: a created or renamed file survives a crash only once its folder was flushed.

use std::fs::File;
use std::io;
use std::path::Path;

/// The folder of a file.
pub(crate) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Flushes the names in a folder to the disk.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
