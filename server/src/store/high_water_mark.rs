//! The high-water mark: how far this server's log had come, noted outside its data folder.
//!
//! A data folder that is put back from a snapshot or a copy is whole and agrees with itself. That it is older than
//! what the server has vouched for is to be seen only from outside of it: here, and in the cursors of devices.
//! The mark may lag behind (what it says is a lower bound), so nobody waits for its flush.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use data_encoding::HEXLOWER;
use puente_audit::Frontier;
use puente_record::ServerId;
use rusqlite::Connection;

use super::{ServerIdentity, StoreError, log};

/// First word of the file, with the version of its form.
const HEAD: &str = "puente-mark-1";

/// How far a log had come in one life of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HighWaterMark {
    /// Which server.
    pub server: ServerId,
    /// In which of its lives.
    pub epoch: u32,
    /// Entries of its log.
    pub size: u64,
    /// Their root.
    pub root: [u8; 32],
}

impl HighWaterMark {
    pub(super) fn new(identity: &ServerIdentity, log: &Frontier) -> Self {
        Self {
            server: identity.server,
            epoch: identity.epoch,
            size: log.size(),
            root: log.root(),
        }
    }

    /// Reads a mark; nothing where there is no file yet, or it holds none.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn read(path: &Path) -> io::Result<Option<Self>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Every mark has the same length and lies within one sector: it is written over the one before.
    fn line(&self) -> String {
        let Self {
            server,
            epoch,
            size,
            root,
        } = self;
        let root = HEXLOWER.encode(root);
        format!("{HEAD} {server} {epoch:010} {size:020} {root}\n")
    }

    /// Has this database lost something that the mark tells of?
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn is_beyond(
        &self,
        connection: &Connection,
        identity: &ServerIdentity,
    ) -> Result<bool, StoreError> {
        if self.server != identity.server || self.epoch < identity.epoch {
            return Ok(false);
        }
        if self.epoch > identity.epoch || self.size > log::size(connection)? {
            return Ok(true);
        }
        Ok(log::frontier_at(connection, self.size)?.root() != self.root)
    }
}

fn parse(text: &str) -> Option<HighWaterMark> {
    let mut words = text.split_whitespace();
    if words.next()? != HEAD {
        return None;
    }
    Some(HighWaterMark {
        server: words.next()?.parse().ok()?,
        epoch: words.next()?.parse().ok()?,
        size: words.next()?.parse().ok()?,
        root: HEXLOWER
            .decode(words.next()?.as_bytes())
            .ok()?
            .try_into()
            .ok()?,
    })
}

/// The open file that the mark is kept in.
#[derive(Debug)]
pub(super) struct HighWaterMarkFile(File);

impl HighWaterMarkFile {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut options = File::options();
        let options = options.write(true).create(true).truncate(false).mode(0o600);
        options.open(path).map(Self)
    }

    /// Writes a mark over the one before. It is on the disk after [`Self::flush`].
    pub(super) fn put(&self, mark: &HighWaterMark) -> io::Result<()> {
        self.0.write_all_at(mark.line().as_bytes(), 0)
    }

    pub(super) fn flush(&self) -> io::Result<()> {
        self.0.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_written_over_the_one_before_and_reads_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mark");
        assert_eq!(HighWaterMark::read(&path).unwrap(), None);
        let file = HighWaterMarkFile::open(&path).unwrap();
        for size in [u64::MAX, 7] {
            let mark = HighWaterMark {
                server: ServerId::from_bytes([1; 16]),
                epoch: u32::MAX,
                size,
                root: [9; 32],
            };
            file.put(&mark).unwrap();
            file.flush().unwrap();
            assert_eq!(HighWaterMark::read(&path).unwrap(), Some(mark));
        }
        std::fs::write(&path, "something else").unwrap();
        assert_eq!(HighWaterMark::read(&path).unwrap(), None);
    }
}
