//! The file of keys, and the tombstones that outlive it.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use puente_record::{RecordId, ServerId};
use zeroize::{Zeroize, Zeroizing};

use super::BackupError;
use crate::store::erasure::Tombstone;

/// What the file of keys holds.
#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct KeyFile {
    #[n(0)]
    pub(super) server: ServerId,
    /// Where the log stood: a file of keys opens copies up to there.
    #[n(1)]
    pub(super) log_size: u64,
    #[n(2)]
    pub(super) database: ByteArray<32>,
    #[n(3)]
    pub(super) records: Vec<(RecordId, ByteArray<32>)>,
    #[n(4)]
    pub(super) erased: Vec<Tombstone>,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        self.database.zeroize();
        for (_, key) in &mut self.records {
            key.zeroize();
        }
    }
}

impl KeyFile {
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(minicbor::to_vec(self).expect("writing to memory does not fail"))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, BackupError> {
        minicbor::decode(bytes).map_err(|_| BackupError::OtherKeys("it does not read"))
    }
}

/// Adds a line to the file of tombstones beside the server's key, before the database knows: whoever
/// restores an older backup takes this file along, and the person stays erased.
///
/// # Errors
/// The file cannot be written: nothing was erased.
pub fn append_tombstone(path: &Path, erased: &Tombstone) -> Result<(), BackupError> {
    let append = || {
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(path)?;
        let Tombstone {
            record,
            at_ms,
            reason,
        } = erased;
        writeln!(file, "{record} {at_ms} {reason}")?;
        file.sync_all()
    };
    append().map_err(BackupError::file(path))?;
    super::file::sync_folder(path)
}

/// Reads a file of tombstones.
///
/// # Errors
/// It cannot be read, or a line is none: nobody who was erased comes back because of a torn line.
pub(crate) fn read_tombstones(path: &Path) -> Result<Vec<Tombstone>, BackupError> {
    let text = std::fs::read_to_string(path).map_err(BackupError::file(path))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let read = lines.map(|line| {
        let mut parts = line.splitn(3, ' ');
        let record = parts.next()?.parse().ok()?;
        Some(Tombstone {
            record,
            at_ms: parts.next()?.parse().ok()?,
            reason: parts.next().unwrap_or_default().to_owned(),
        })
    });
    let tombstones: Option<Vec<Tombstone>> = read.collect();
    tombstones.ok_or_else(|| BackupError::Tombstones(path.to_owned()))
}
