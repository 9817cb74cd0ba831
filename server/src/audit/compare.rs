//! Compares two exports: whether the later one has all that the earlier one has, and what it has besides.

use std::io;
use std::path::Path;

use puente_audit::tile::entries_of;
use puente_audit::{Checkpoint, Entry, LogFile};

use super::bounded_file::read;
use super::verify::{read_checkpoint, verify_each};
use super::{CHECKPOINT, EntrySummary, ExportVerification};

/// What two exports have in common, and what not.
#[derive(Debug, Default)]
pub struct ExportComparison {
    /// Whether the one that was named first is the later one.
    pub is_swapped: bool,
    /// The check of the one with fewer entries.
    pub earlier: ExportVerification,
    /// The check of the other one, which must be an extension of the earlier one.
    pub later: ExportVerification,
    /// The entries of the later one after those of the earlier one.
    pub added: EntrySummary,
    /// The first entry in which they differ.
    pub difference: Option<EntryDifference>,
}

/// An entry that two logs have at the same index and that differs.
#[derive(Debug)]
pub struct EntryDifference {
    /// The index, from 0.
    pub index: u64,
    /// What the earlier one has there; `None` if this version does not read it.
    pub earlier: Option<Entry>,
    /// What the later one has there.
    pub later: Option<Entry>,
}

/// Verifies two exports, the later one with the checkpoint of the earlier one as pin, and compares their entries.
///
/// # Errors
/// A file cannot be read. A missing file is no error, but a fault.
pub fn compare(one: &Path, other: &Path) -> io::Result<ExportComparison> {
    let sizes = [size(one)?, size(other)?];
    let is_swapped = sizes[0] > sizes[1];
    let (earlier, later) = if is_swapped {
        (other, one)
    } else {
        (one, other)
    };
    let mut found = ExportComparison {
        is_swapped,
        earlier: verify_each(earlier, None, |_, _| {})?,
        ..ExportComparison::default()
    };
    let held = found.earlier.checkpoint.as_ref().map(|it| it.size);
    let pin = held.map(|_| earlier.join(CHECKPOINT));
    let added = &mut found.added;
    found.later = verify_each(later, pin.as_deref(), |index, entry| {
        if held.is_some_and(|held| index >= held) {
            added.add(index, entry);
        }
    })?;
    if let (Some(one), Some(other)) = (&found.earlier.checkpoint, &found.later.checkpoint) {
        found.difference = first_difference(
            &ComparedExport {
                folder: earlier,
                checkpoint: one,
            },
            &ComparedExport {
                folder: later,
                checkpoint: other,
            },
        )?;
    }
    Ok(found)
}

fn size(folder: &Path) -> io::Result<Option<u64>> {
    let signed = read_checkpoint(folder, &mut Vec::new())?;
    Ok(signed.map(|signed| signed.checkpoint.size))
}

/// One of the two folders, with its valid checkpoint.
struct ComparedExport<'a> {
    folder: &'a Path,
    checkpoint: &'a Checkpoint,
}

impl ComparedExport<'_> {
    fn bundle(&self, first: u64) -> io::Result<Option<Vec<u8>>> {
        match LogFile::bundle_of(first, self.checkpoint.size) {
            Some(file) => read(&self.folder.join(file.to_string())),
            None => Ok(None),
        }
    }
}

/// The first entry that differs among those that both have. Bundles that are missing or damaged are passed over;
/// the check of their folder names them.
fn first_difference(
    earlier: &ComparedExport<'_>,
    later: &ComparedExport<'_>,
) -> io::Result<Option<EntryDifference>> {
    let both = earlier.checkpoint.size.min(later.checkpoint.size);
    let (mut first, mut misses) = (0, 0);
    while let Some(bundle) = LogFile::bundle_of(first, both) {
        let (a, b) = (earlier.bundle(first)?, later.bundle(first)?);
        let entries = a
            .as_deref()
            .and_then(entries_of)
            .zip(b.as_deref().and_then(entries_of));
        match entries {
            Some((a, b)) => {
                let pairs = (first..)
                    .zip(a.into_iter().zip(b))
                    .take(usize::from(bundle.width));
                for (index, (a, b)) in pairs {
                    if a != b {
                        return Ok(Some(EntryDifference {
                            index,
                            earlier: Entry::from_bytes(a).ok(),
                            later: Entry::from_bytes(b).ok(),
                        }));
                    }
                }
            }
            // A folder that claims any size and holds little is not looked through.
            None if misses == MISSES_MAX => break,
            None => misses += 1,
        }
        first += u64::from(bundle.width);
    }
    Ok(None)
}

/// The most bundles that may be missing before the comparison ends.
const MISSES_MAX: u32 = 1000;
