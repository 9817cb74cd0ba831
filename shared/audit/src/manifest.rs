//! The manifest of an export: what it must hold, so that a reader sees whether all of it is there. It is not
//! signed, and nothing follows from it that the reader cannot recount from the entries.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::checkpoint::Checkpoint;
use crate::entry::{Entry, EntryKind};

/// The version of the manifest's form.
const FORMAT: u32 = 1;

/// What an export holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportManifest {
    /// Always 1.
    pub format: u32,
    /// The name of the log.
    pub origin: String,
    /// When the export was made, by the server's clock in ms since 1970.
    pub made_ms: i64,
    /// The number of entries.
    pub size: u64,
    /// How many entries of each kind.
    pub kinds: EntryCounts,
}

impl ExportManifest {
    /// The manifest of a log with these entries.
    #[must_use]
    pub fn new(checkpoint: &Checkpoint, made_ms: i64, kinds: EntryCounts) -> Self {
        Self {
            format: FORMAT,
            origin: checkpoint.origin.clone(),
            made_ms,
            size: checkpoint.size,
            kinds,
        }
    }

    /// Its JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("a manifest has a JSON form");
        text + "\n"
    }

    /// Reads a manifest. `None` if it is none, or of another version.
    #[must_use]
    pub fn from_json(text: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(text).ok()?;
        (manifest.format == FORMAT).then_some(manifest)
    }
}

/// How many entries of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryCounts {
    /// By kind.
    pub known: BTreeMap<EntryKind, u64>,
    /// Entries of later versions, which this one does not read.
    pub unknown: u64,
}

impl EntryCounts {
    /// Counts an entry.
    pub fn add(&mut self, entry: &[u8]) {
        match Entry::from_bytes(entry) {
            Ok(entry) => *self.known.entry(entry.kind).or_default() += 1,
            Err(_) => self.unknown += 1,
        }
    }
}
