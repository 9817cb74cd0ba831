//! What entries say together: counts that a reader can recount from the bundles.

use std::collections::{BTreeMap, BTreeSet};

use puente_audit::{Entry, EntryKind, Pseudonym};
use puente_record::{AccountId, DeviceId};

/// An entry with its index, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedEntry {
    /// The index.
    pub index: u64,
    /// The entry.
    pub entry: Entry,
}

/// The entries of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindSummary {
    /// How many.
    pub count: u64,
    /// The first and the last of them, each with its time in ms since 1970.
    pub first: (u64, i64),
    /// See `first`.
    pub last: (u64, i64),
}

/// What a part of a log says.
#[derive(Debug, Default)]
pub struct EntrySummary {
    /// By kind.
    pub kinds: BTreeMap<EntryKind, KindSummary>,
    /// Entries of later versions, which this one does not read.
    pub unknown: u64,
    /// Accounts that acted.
    pub accounts: BTreeSet<AccountId>,
    /// Devices that were used.
    pub devices: BTreeSet<DeviceId>,
    /// Records, by their pseudonyms.
    pub records: BTreeSet<Pseudonym>,
}

impl EntrySummary {
    /// Adds an entry. Answers it, if this version reads it.
    pub fn add(&mut self, index: u64, bytes: &[u8]) -> Option<IndexedEntry> {
        let Ok(entry) = Entry::from_bytes(bytes) else {
            self.unknown += 1;
            return None;
        };
        let this = (index, entry.time_ms);
        let kind = self.kinds.entry(entry.kind).or_insert(KindSummary {
            count: 0,
            first: this,
            last: this,
        });
        kind.count += 1;
        kind.last = this;
        self.accounts.extend(entry.account);
        self.devices.extend(entry.device);
        self.records.extend(entry.object);
        Some(IndexedEntry { index, entry })
    }

    /// The number of entries.
    #[must_use]
    pub fn count(&self) -> u64 {
        let known = self.kinds.values().map(|kind| kind.count);
        known.sum::<u64>() + self.unknown
    }
}
