//! A write-ahead log that was left behind and has rotted: a copy is set aside before SQLite passes over in
//! silence what it cannot read, see `puente-wal`.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;

use puente_wal::PassedOver;

use super::{DatabaseLocation, OpenError, open};

/// What was set aside.
#[derive(Debug)]
pub(super) struct SetAsideLog {
    /// The copy.
    pub(super) copy: PathBuf,
    /// What SQLite will not see of it.
    pub(super) lost: PassedOver,
}

/// Looks at the log that the last process left behind. Where another process has the database open, that one has
/// looked.
pub(super) fn set_aside(
    disk: &DatabaseLocation,
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
    // Held until the copy is on the disk.
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
        // What lies behind would be found again, beside what is written from now on.
        alone.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(aside)
}
