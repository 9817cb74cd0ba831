//! The high-water mark: the length of this server's log, kept outside its data folder.
//!
//! A data folder that is put back from a snapshot or a copy is complete and consistent. Only from outside can
//! one see that it is older than what the server has vouched for: here, and from the cursors of devices. The
//! mark is a lower bound and may lag behind, so no response waits until it is flushed.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use data_encoding::HEXLOWER;
use puente_audit::Frontier;
use puente_record::ServerId;

use super::{Connection, ServerIdentity, StoreError, log};

/// First word of the file, with the version of the format.
const HEAD: &str = "puente-mark-1";

/// The length of a server's log in one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HighWaterMark {
    /// The server's id.
    pub server: ServerId,
    /// The epoch.
    pub epoch: u32,
    /// The number of entries in the log.
    pub size: u64,
    /// The root over these entries.
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

    /// Reads a mark. `None` if there is no file yet, or it has no valid mark.
    ///
    /// # Errors
    /// The file exists and cannot be read.
    pub fn read(path: &Path) -> io::Result<Option<Self>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Every mark has the same length and fits into one sector, so it can be written over the last one.
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

    /// Whether this database lacks something that the mark proves.
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

/// The open file of the mark.
#[derive(Debug)]
pub(super) struct HighWaterMarkFile(File);

impl HighWaterMarkFile {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut options = File::options();
        let options = options.write(true).create(true).truncate(false).mode(0o600);
        options.open(path).map(Self)
    }

    /// Writes a mark over the last one. It is on disk after [`Self::flush`].
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
