//! The end of a store's write-ahead log may have rotted while the computer was off. A copy of such a log is
//! kept, and whoever opens the store is told; see `puente-wal`.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use puente_client::{DataKey, Device, StoreLocation};

use crate::{Error, now_ms};

/// Checks the log that the last process left behind. Returns the path of the copy if the log is damaged.
pub(crate) fn set_aside(place: &StoreLocation, key: &DataKey) -> Result<Option<PathBuf>, Error> {
    let log = PathBuf::from(format!("{}-wal", place.path));
    if !log.metadata().is_ok_and(|file| file.len() > 0) {
        return Ok(None);
    }
    let Some(alone) = Device::open_exclusively(place, key) else {
        return Ok(None);
    };
    let copy = look(&log).map_err(Error::file(log))?;
    if copy.is_some() {
        alone.empty_log()?;
    }
    Ok(copy)
}

fn look(log: &Path) -> io::Result<Option<PathBuf>> {
    if puente_wal::passed_over(BufReader::new(File::open(log)?))?.is_none() {
        return Ok(None);
    }
    let mut copy = log.as_os_str().to_owned();
    copy.push(format!(".damaged-{}", now_ms()));
    let copy = PathBuf::from(copy);
    std::fs::copy(log, &copy)?;
    File::open(&copy)?.sync_all()?;
    Ok(Some(copy))
}
