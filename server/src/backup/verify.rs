//! Checks that a file is still what was written, without restoring it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::BackupError;
use super::age::{Identity, Opener};
use super::file::Digest;
use super::file::HashingStream;
use super::manifest::Manifest;

/// Compares a file with the manifest beside it; with identities, also its decrypted content.
///
/// # Errors
/// [`BackupError`]: it differs from what was written, or does not open.
pub fn verify(file: &Path, identities: Option<&[Identity]>) -> Result<Manifest, BackupError> {
    let manifest = Manifest::read(file)?;
    let read = |opened: &mut dyn Read| {
        let mut hashing = HashingStream::new(opened);
        io::copy(&mut hashing, &mut io::sink()).map(|_| hashing.finish().1)
    };
    let mut opened = File::open(file).map_err(BackupError::file(file))?;
    let found = read(&mut opened).map_err(BackupError::file(file))?;
    compare(file, &found, &manifest.file)?;
    if let Some(identities) = identities {
        let opened = File::open(file).map_err(BackupError::file(file))?;
        let mut opener = Opener::begin(opened, identities)?;
        let found = read(&mut opener).map_err(BackupError::file(file))?;
        compare(file, &found, &manifest.plain)?;
    }
    Ok(manifest)
}

pub(super) fn compare(file: &Path, found: &Digest, said: &Digest) -> Result<(), BackupError> {
    let what = match (found.bytes == said.bytes, found == said) {
        (false, _) => "length",
        (true, false) => "content",
        (true, true) => return Ok(()),
    };
    Err(BackupError::Differs {
        path: file.to_owned(),
        what,
    })
}
