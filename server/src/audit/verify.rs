//! Verifies an export: needs neither the server nor a network, and trusts nothing in the folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use puente_audit::checkpoint::claimed_origin;
use puente_audit::manifest::EntryCounts;
use puente_audit::verifier::FAULTS_MAX;
use puente_audit::{
    Checkpoint, CheckpointError, EntryKind, ExportManifest, LogFault, LogFile, LogVerifier,
    VerifierKey,
};

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
    let mut found = ExportVerification::default();
    fs::read_dir(folder)?;
    let pin = pin.map(fs::read).transpose()?;
    let Some((key, checkpoint)) = signed(folder, &mut found)? else {
        return Ok(found);
    };
    let pin = pin.and_then(|pin| pinned(&pin, &key, &mut found.faults));
    let kinds = &mut found.kinds;
    found.added = pin
        .as_ref()
        .and_then(|pin| checkpoint.size.checked_sub(pin.size));
    let mut verifier =
        LogVerifier::new(checkpoint.clone(), pin, |_, entry: &[u8]| kinds.add(entry));
    while let Some(file) = verifier.expects() {
        let bytes = get(&folder.join(file.to_string()))?;
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

/// The most bytes that are read of a file: more than a bundle of 256 entries of the greatest length has.
const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024;

/// The bytes of a file, if there is one. Of a file that is too long only the beginning, which then does not fit.
fn get(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(file) if file.is_file() => {}
        // Something else in the place of a file is no such file.
        Ok(_) => return Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    let mut bytes = Vec::new();
    let mut file = File::open(path)?.take(FILE_BYTES_MAX);
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// The key of the folder, and the checkpoint that it signed.
fn signed(
    folder: &Path,
    found: &mut ExportVerification,
) -> io::Result<Option<(VerifierKey, Checkpoint)>> {
    let key = get(&folder.join(KEY))?.and_then(|key| String::from_utf8(key).ok());
    let Some(key) = key.and_then(|key| key.trim_end().parse::<VerifierKey>().ok()) else {
        found.faults.push(ExportFault::NoKey);
        return Ok(None);
    };
    let Some(note) = get(&folder.join(CHECKPOINT))? else {
        found.faults.push(ExportFault::NoCheckpoint);
        return Ok(None);
    };
    match Checkpoint::open(&note, &key) {
        Ok(checkpoint) => Ok(Some((key, checkpoint))),
        Err(error) => {
            found.faults.push(ExportFault::Checkpoint(error));
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
    let Some(text) = get(&folder.join(MANIFEST))? else {
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
    let mut open = vec![String::new()];
    let mut found = BTreeSet::new();
    while let Some(inside) = open.pop() {
        for file in fs::read_dir(folder.join(&inside))? {
            let file = file?;
            let path = format!("{inside}{}", file.file_name().to_string_lossy());
            match file.file_type()?.is_dir() {
                true => open.push(path + "/"),
                false => drop(found.insert(path)),
            }
        }
    }
    for known in [CHECKPOINT, KEY, MANIFEST] {
        found.remove(known);
    }
    // The size may be any number: a log with so many files missing is not looked through.
    let files = LogFile::of_log(size).take(found.len() + FAULTS_MAX);
    for file in files {
        found.remove(&file.to_string());
    }
    faults.extend(found.into_iter().map(ExportFault::FileAdded));
    Ok(())
}
