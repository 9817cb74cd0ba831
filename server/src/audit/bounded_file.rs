//! Reads files of a folder that somebody else filled: no more of them than a log's longest file has, and nothing
//! of what only stands in the place of a file.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// The most bytes that are read of a file: more than a bundle of 256 entries of the greatest length has.
const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024;

/// The bytes of a file, if there is one. Of a file that is too long only the beginning, which then does not fit.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(file) if file.is_file() => {}
        // A folder or a pipe in the place of a file is no such file.
        Ok(_) => return Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    let mut bytes = Vec::new();
    let mut file = File::open(path)?.take(FILE_BYTES_MAX);
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// The bytes of a file that must be there.
pub(super) fn read_existing(path: &Path) -> io::Result<Vec<u8>> {
    read(path)?.ok_or_else(|| ErrorKind::NotFound.into())
}

/// The text of a file that must be there.
pub(super) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read_existing(path)?).map_err(|_| ErrorKind::InvalidData.into())
}
