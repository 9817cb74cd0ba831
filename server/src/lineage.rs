//! Is this data what the server had vouched for? An older folder that was put back is consistent, but it would
//! assign numbers again that devices have already passed: what was registered since would never reach them.
//!
//! Two witnesses lie outside the folder. One is the high-water mark, which is read when the folder is opened.
//! The other is the cursors of devices, which name an end of the log and are authenticated by this server. If
//! either knows of more, the server begins another epoch: earlier cursors count as empty, and devices refill
//! the server as after a restore. A device's claim without such proof (a log that is ahead of the stored one)
//! begins nothing; otherwise anybody could.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use puente_record::{DeviceId, RecordId};

use crate::store::high_water_mark::HighWaterMark;
use crate::store::{OpenError, Store, StoreError, erasure, meta, snapshot};
use crate::tombstones;

/// The files outside a server's data folder that show when the folder is an old one.
#[derive(Debug, Clone)]
pub struct LineageFiles {
    /// The high-water mark of its log.
    pub mark: PathBuf,
    /// The erased people, as [`crate::tombstones::append`] writes them.
    pub tombstones: PathBuf,
}

/// Checks the lineage of the data.
#[derive(Debug)]
pub(crate) struct Lineage {
    store: Arc<Store>,
    /// Set once, when the server is opened, and never changed. While it is not set, nothing is written outside.
    files: OnceLock<LineageFiles>,
}

impl Lineage {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            files: OnceLock::new(),
        }
    }

    /// Compares the data with the files outside, and from now on records there how far the log has come. If the
    /// folder is an older one, begins another epoch.
    ///
    /// # Errors
    /// The database fails, or a file outside cannot be read. A mark that cannot be written is reported in the
    /// program's log only: the server works without it.
    pub(crate) fn guard(&self, files: LineageFiles, now_ms: i64) -> Result<(), OpenError> {
        let files = self.files.get_or_init(|| files);
        let mark = HighWaterMark::read(&files.mark).map_err(|source| OpenError::Log {
            path: files.mark.clone(),
            source,
        })?;
        let identity = self.store.identity();
        let mark_beyond = match mark {
            Some(mark) => self
                .store
                .read(|connection| mark.is_beyond(connection, &identity))?
                .then_some(mark),
            None => None,
        };
        match mark_beyond {
            Some(mark) => {
                let here = self.store.read(crate::store::log::size)?;
                tracing::error!(
                    entries_here = here,
                    entries_seen = mark.size,
                    "the data folder is older than what this server has vouched for; it goes on as after a restore: see deploy/runbook/restore.md"
                );
                self.begin_again(mark.epoch, now_ms)?;
            }
            // An older folder may have been put back without a trace: the mark may be lost, and no device may
            // have come since.
            None => self.erase_again()?,
        }
        if let Err(error) = self.store.keep_mark(&files.mark) {
            tracing::error!(
                path = %files.mark.display(),
                %error,
                "the high-water mark cannot be written: an older data folder will be noticed by devices alone"
            );
        }
        Ok(())
    }

    /// Begins another epoch, because a device's cursor names an end of the log, or an epoch, that this data
    /// does not have.
    pub(crate) fn outrun(
        &self,
        device: DeviceId,
        epoch: u32,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        tracing::error!(
            %device,
            "a device has seen more of this server's log than is here: an older data folder was put back; the server goes on as after a restore: see deploy/runbook/restore.md"
        );
        self.begin_again(epoch, now_ms)
    }

    /// Begins an epoch after the one that was seen, and erases again everybody who was erased since.
    fn begin_again(&self, seen_epoch: u32, now_ms: i64) -> Result<(), StoreError> {
        let tombstones = self.tombstones()?;
        let before = self.store.identity().epoch;
        self.store.write(move |write| {
            // Another thread noticed it at the same moment and was first.
            if meta::read(write.connection())?.epoch != before {
                return Ok(());
            }
            snapshot::begin_again(write, now_ms, seen_epoch)?;
            meta::set_rolled_back(write, now_ms)?;
            tombstones
                .iter()
                .try_for_each(|erased| erasure::erase(write, erased).map(drop))
        })?;
        self.store.refresh_identity()
    }

    /// Erases everybody who has a tombstone and is not erased here.
    fn erase_again(&self) -> Result<(), StoreError> {
        let mut tombstones = self.tombstones()?;
        let known = self.store.read(erasure::list)?;
        let known: HashSet<RecordId> = known.into_iter().map(|erased| erased.record).collect();
        tombstones.retain(|erased| !known.contains(&erased.record));
        if tombstones.is_empty() {
            return Ok(());
        }
        self.store.write(move |write| {
            let mut tombstones = tombstones.iter();
            tombstones.try_for_each(|erased| erasure::erase(write, erased).map(drop))
        })
    }

    fn tombstones(&self) -> Result<Vec<erasure::Tombstone>, StoreError> {
        match self.files.get() {
            Some(files) if files.tombstones.exists() => tombstones::read(&files.tombstones)
                .map_err(|_| StoreError::Damaged("the file of tombstones does not read")),
            _ => Ok(Vec::new()),
        }
    }
}
