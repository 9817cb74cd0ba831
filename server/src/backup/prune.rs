//! Retention: removes the oldest complete backups of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::BackupError;
use super::file::sync_folder;
use super::manifest::{ENDING, Manifest};

/// What a folder keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionRule {
    /// Backups older than this many ms are removed.
    pub for_ms: i64,
    /// Keep at least this many of each content, however old, so that a clock that jumped cannot remove the last
    /// backup.
    pub at_least: usize,
}

/// Removes the backups that a folder need not keep, and returns their paths. It looks only at files with a
/// manifest beside them.
///
/// # Errors
/// The folder cannot be read or changed.
pub fn prune(folder: &Path, kept: RetentionRule, now_ms: i64) -> Result<Vec<PathBuf>, BackupError> {
    let mut backups = Vec::new();
    for entry in fs::read_dir(folder).map_err(BackupError::file(folder))? {
        let path = entry.map_err(BackupError::file(folder))?.path();
        let name = path.to_string_lossy().into_owned();
        let Some(file) = name.strip_suffix(ENDING) else {
            continue;
        };
        if let Ok(manifest) = Manifest::read(Path::new(file)) {
            backups.push((manifest, PathBuf::from(file)));
        }
    }
    backups.sort_by_key(|(manifest, _)| std::cmp::Reverse(manifest.made_ms));
    let mut removed = Vec::new();
    for (place, (manifest, file)) in backups.iter().enumerate() {
        let newer = backups[..place].iter();
        let newer = newer.filter(|(other, _)| other.content == manifest.content);
        let is_old = manifest.made_ms < now_ms.saturating_sub(kept.for_ms);
        if !is_old || newer.count() < kept.at_least {
            continue;
        }
        // The manifest is removed last, so that the next run still finds a half-removed backup.
        for path in [file.clone(), Manifest::path(file)] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(BackupError::file(path)(error));
                }
                _ => {}
            }
        }
        removed.push(file.clone());
    }
    if !removed.is_empty() {
        sync_folder(&folder.join("."))?;
    }
    Ok(removed)
}
