//! Is this data what the server had vouched for? An older folder that was put back agrees with itself, and
//! would give numbers out again that devices have passed: what was registered meanwhile would never reach them.
//!
//! Two witnesses stand outside of it: the high-water mark, looked at when the folder is opened, and the cursors of
//! devices, which name an end of the log and are authenticated by this server. Where either knows of more, another
//! life begins: cursors of before count as empty, and devices refill the server as after a restore. What a device
//! says without such a proof (a log that is ahead of what is here) begins nothing, or anybody could.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use puente_record::{DeviceId, RecordId};

use crate::store::high_water_mark::HighWaterMark;
use crate::store::{OpenError, Store, StoreError, erasure, meta, snapshot};
use crate::tombstones;

/// What is kept of a server outside its data folder, for the day when the folder is an old one.
#[derive(Debug, Clone)]
pub struct LineageFiles {
    /// How far its log had come.
    pub mark: PathBuf,
    /// Who was erased, as [`crate::tombstones::append`] writes it.
    pub tombstones: PathBuf,
}

/// Watches over the lineage of the data.
#[derive(Debug)]
pub(crate) struct Lineage {
    store: Arc<Store>,
    /// Set once, when the server is opened, and never changed: without it nothing is kept outside.
    files: OnceLock<LineageFiles>,
}

impl Lineage {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            files: OnceLock::new(),
        }
    }

    /// Holds the data against what is kept outside of it, and notes there from now on how far the log has come.
    /// An older folder begins another life.
    ///
    /// # Errors
    /// The database fails, or what is outside cannot be read. A mark that cannot be written is told to the log:
    /// the server works without.
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
            // An older folder may have been put back that nobody can tell from the newest: a mark may be lost, and no
            // device have come meanwhile.
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

    /// A device's cursor names an end of the log, or a life, that this data does not have.
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

    /// Begins another life beyond the one that was seen. Who was erased meanwhile stays so.
    fn begin_again(&self, seen_epoch: u32, now_ms: i64) -> Result<(), StoreError> {
        let tombstones = self.tombstones()?;
        let before = self.store.identity().epoch;
        self.store.write(move |write| {
            // Whoever noticed at the same moment was first.
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

    /// Erases whoever was erased and is not so here.
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
