//! Verifies an export: needs neither the server nor a network, and trusts nothing in the folder.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use puente_audit::checkpoint::claimed_origin;
use puente_audit::manifest::EntryCounts;
use puente_audit::verifier::FAULTS_MAX;
use puente_audit::{
    Checkpoint, CheckpointError, EntryKind, ExportManifest, LogFault, LogFile, LogVerifier,
    SignedCheckpoint, VerifierKey,
};

use super::bounded_file::{read, read_existing};
use super::{CHECKPOINT, KEY, MANIFEST};

/// Something in an export that is not as it was signed, or not as it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportFault {
    /// The key is missing or is none.
    NoKey,
    /// The checkpoint is missing.
    NoCheckpoint,
    /// The checkpoint was not accepted.
    Checkpoint(CheckpointError),
    /// The earlier checkpoint was not accepted under the key of this log.
    Pin(CheckpointError),
    /// The earlier checkpoint is of a log with another name: of another server, or of this one before it was
    /// restored.
    PinOfOtherLog {
        /// The name.
        origin: String,
    },
    /// There is no manifest: the export was cut.
    Unfinished,
    /// The manifest is damaged, or says something else than the checkpoint.
    Manifest,
    /// The manifest counts other entries than there are. `None` for entries that this version does not read.
    Count {
        /// Of this kind.
        kind: Option<EntryKind>,
        /// Counted.
        found: u64,
        /// By the manifest.
        said: u64,
    },
    /// A file that no export of this log has.
    FileAdded(String),
    /// The log itself.
    Log(LogFault),
}

/// What a check of an export found.
#[derive(Debug, Default)]
pub struct ExportVerification {
    /// The checkpoint, when the key of the folder signed it.
    pub checkpoint: Option<Checkpoint>,
    /// The key.
    pub key: Option<String>,
    /// When it was made, as the manifest says, in ms since 1970.
    pub made_ms: Option<i64>,
    /// Entries since the pin.
    pub added: Option<u64>,
    /// The entries by kind, counted.
    pub kinds: EntryCounts,
    /// Everything that is wrong. Nothing if the log is whole, as it was signed, and an extension of the pin.
    pub faults: Vec<ExportFault>,
}

/// Verifies an export, and that its log is an extension of the one of an earlier checkpoint.
///
/// # Errors
/// A file cannot be read. A missing file is no error, but a fault.
pub fn verify(folder: &Path, pin: Option<&Path>) -> io::Result<ExportVerification> {
    verify_each(folder, pin, |_, _| {})
}

/// As [`verify`]. `visit` is called with the index and the bytes of each entry, before anybody knows whether it is
/// the entry that was signed.
///
/// # Errors
/// As [`verify`].
pub fn verify_each(
    folder: &Path,
    pin: Option<&Path>,
    mut visit: impl FnMut(u64, &[u8]),
) -> io::Result<ExportVerification> {
    let mut found = ExportVerification::default();
    fs::read_dir(folder)?;
    let pin = pin.map(read_existing).transpose()?;
    let Some(signed) = read_checkpoint(folder, &mut found.faults)? else {
        return Ok(found);
    };
    let SignedCheckpoint { key, checkpoint } = signed;
    let pin = pin.and_then(|pin| pinned(&pin, &key, &mut found.faults));
    let kinds = &mut found.kinds;
    found.added = pin
        .as_ref()
        .and_then(|pin| checkpoint.size.checked_sub(pin.size));
    let each = |index, entry: &[u8]| {
        kinds.add(entry);
        visit(index, entry);
    };
    let mut verifier = LogVerifier::new(checkpoint.clone(), pin, each);
    while let Some(file) = verifier.expects() {
        let bytes = read(&folder.join(file.to_string()))?;
        verifier.take(bytes.as_deref());
    }
    let faults = verifier.finish();
    let has_all = faults.is_empty();
    let faults = faults.into_iter().map(ExportFault::Log);
    found.faults.extend(faults);
    // Of a log that lacks entries the counts say nothing more.
    if let Some(manifest) = compare_manifest(folder, &checkpoint, &mut found)?
        && has_all
    {
        let differing = differing_counts(&found.kinds, &manifest.kinds);
        found.faults.extend(differing);
    }
    find_added(folder, checkpoint.size, &mut found.faults)?;
    found.key = Some(key.to_string());
    found.checkpoint = Some(checkpoint);
    Ok(found)
}

/// The key of the folder, and the checkpoint that it signed; `None` with a fault where there is none.
pub(super) fn read_checkpoint(
    folder: &Path,
    faults: &mut Vec<ExportFault>,
) -> io::Result<Option<SignedCheckpoint>> {
    let key = read(&folder.join(KEY))?.and_then(|key| String::from_utf8(key).ok());
    let Some(key) = key.and_then(|key| key.trim_end().parse::<VerifierKey>().ok()) else {
        faults.push(ExportFault::NoKey);
        return Ok(None);
    };
    let Some(note) = read(&folder.join(CHECKPOINT))? else {
        faults.push(ExportFault::NoCheckpoint);
        return Ok(None);
    };
    match Checkpoint::open(&note, &key) {
        Ok(checkpoint) => Ok(Some(SignedCheckpoint { key, checkpoint })),
        Err(error) => {
            faults.push(ExportFault::Checkpoint(error));
            Ok(None)
        }
    }
}

fn pinned(note: &[u8], key: &VerifierKey, faults: &mut Vec<ExportFault>) -> Option<Checkpoint> {
    let fault = match Checkpoint::open(note, key) {
        Ok(pin) => return Some(pin),
        Err(error) => match claimed_origin(note) {
            Some(origin) if origin != key.name() && origin.starts_with("puente/") => {
                ExportFault::PinOfOtherLog {
                    origin: origin.to_owned(),
                }
            }
            _ => ExportFault::Pin(error),
        },
    };
    faults.push(fault);
    None
}

fn compare_manifest(
    folder: &Path,
    checkpoint: &Checkpoint,
    found: &mut ExportVerification,
) -> io::Result<Option<ExportManifest>> {
    let Some(text) = read(&folder.join(MANIFEST))? else {
        found.faults.push(ExportFault::Unfinished);
        return Ok(None);
    };
    let Some(manifest) = ExportManifest::from_json(&text) else {
        found.faults.push(ExportFault::Manifest);
        return Ok(None);
    };
    if (&manifest.origin, manifest.size) != (&checkpoint.origin, checkpoint.size) {
        found.faults.push(ExportFault::Manifest);
    }
    found.made_ms = Some(manifest.made_ms);
    Ok(Some(manifest))
}

/// The kinds of which the manifest says another number than was counted.
fn differing_counts(counted: &EntryCounts, said: &EntryCounts) -> Vec<ExportFault> {
    let of = |counts: &EntryCounts, kind| counts.known.get(&kind).copied().unwrap_or_default();
    let kinds: BTreeSet<EntryKind> = [counted, said]
        .iter()
        .flat_map(|counts| counts.known.keys().copied())
        .collect();
    let mut counts: Vec<_> = kinds
        .into_iter()
        .map(|kind| (Some(kind), of(counted, kind), of(said, kind)))
        .collect();
    counts.push((None, counted.unknown, said.unknown));
    counts
        .into_iter()
        .filter(|(_, found, said)| found != said)
        .map(|(kind, found, said)| ExportFault::Count { kind, found, said })
        .collect()
}

/// Names the files that the log does not have.
fn find_added(folder: &Path, size: u64, faults: &mut Vec<ExportFault>) -> io::Result<()> {
    let (mut added, mut open) = (BTreeSet::new(), vec![PathBuf::new()]);
    while let Some(inside) = open.pop() {
        for file in fs::read_dir(folder.join(&inside))? {
            let file = file?;
            let path = inside.join(file.file_name());
            if file.file_type()?.is_dir() {
                open.push(path);
            } else if !path.to_str().is_some_and(|path| is_of_export(path, size)) {
                added.insert(path.to_string_lossy().into_owned());
            }
        }
    }
    let added = added.into_iter().take(FAULTS_MAX);
    faults.extend(added.map(ExportFault::FileAdded));
    Ok(())
}

fn is_of_export(path: &str, size: u64) -> bool {
    [CHECKPOINT, KEY, MANIFEST].contains(&path) || LogFile::of_path(path, size).is_some()
}
