//! Handles a damaged write-ahead log that an earlier process left behind: makes a copy before SQLite silently
//! skips what it cannot read, see `puente-wal`.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;

use puente_wal::PassedOver;

use super::{SqliteFile, open};
use crate::store::OpenError;

/// The copy of a damaged log.
#[derive(Debug)]
pub(in crate::store) struct SetAsideLog {
    /// The path of the copy.
    pub(in crate::store) copy: PathBuf,
    /// The part that SQLite will not see.
    pub(in crate::store) lost: PassedOver,
}

/// Checks the log that the last process left behind. If another process has the database open, that process has
/// checked it.
pub(in crate::store) fn set_aside(
    disk: &SqliteFile,
    now_ms: i64,
) -> Result<Option<SetAsideLog>, OpenError> {
    let beside = |suffix: &str| {
        let mut path = disk.path.clone().into_os_string();
        path.push(suffix);
        PathBuf::from(path)
    };
    let log = beside("-wal");
    let is_left = log.metadata().is_ok_and(|file| file.len() > 0);
    if disk.vfs.is_some() || !is_left {
        return Ok(None);
    }
    // Held until the copy is on disk.
    let Some(alone) = open::alone(disk) else {
        return Ok(None);
    };
    let look = || -> io::Result<Option<SetAsideLog>> {
        let Some(lost) = puente_wal::passed_over(BufReader::new(File::open(&log)?))? else {
            return Ok(None);
        };
        let copy = beside(&format!("-wal.damaged-{now_ms}"));
        std::fs::copy(&log, &copy)?;
        File::open(&copy)?.sync_all()?;
        Ok(Some(SetAsideLog { copy, lost }))
    };
    let aside = look().map_err(|source| OpenError::Log {
        path: log.clone(),
        source,
    })?;
    if aside.is_some() {
        // Otherwise the frames behind the damage would be found again, beside those written from now on.
        alone.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(aside)
}
