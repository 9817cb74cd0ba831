//! Shares: how much of a document one device may fill, and how much is reserved for all others.
//!
//! A document has limits (see [`crate::limits`]), so anybody who can write in it could fill it with changes of
//! a few bytes, and the next honest phone would find no room. The server attributes an actor to the device
//! whose segments brought it, however many installs and branches the device makes.

use std::collections::BTreeMap;

use puente_record::{DocumentKind, DocumentSubject};

use crate::ancestry::Ancestry;
use crate::guard::GuardedChange;
use crate::limits::{
    DOCUMENT_ACTORS_MAX, DOCUMENT_BYTES_MAX, DOCUMENT_CHANGES_MAX, DOCUMENT_OPERATIONS_MAX,
    DOCUMENT_PREDECESSORS_MAX,
};
use crate::usage::DocumentUsage;
use crate::{DocumentBatch, DocumentLimit};

/// The limits of a document.
const DOCUMENT: DocumentUsage = DocumentUsage {
    actors: DOCUMENT_ACTORS_MAX,
    changes: DOCUMENT_CHANGES_MAX,
    bytes: DOCUMENT_BYTES_MAX,
    operations: DOCUMENT_OPERATIONS_MAX,
    predecessors: DOCUMENT_PREDECESSORS_MAX,
};

/// What one device may fill: a quarter, and of actors a sixteenth. A phone that writes ten times a day in one
/// record takes four months to use its 1,250 changes; 16 actors are 15 reinstalls, returns and quarantines.
const SHARE: DocumentUsage = DocumentUsage {
    actors: DOCUMENT_ACTORS_MAX / 16,
    changes: DOCUMENT_CHANGES_MAX / 4,
    bytes: DOCUMENT_BYTES_MAX / 4,
    operations: DOCUMENT_OPERATIONS_MAX / 4,
    predecessors: DOCUMENT_PREDECESSORS_MAX / 4,
};

/// The same for a list, where one device brings all rows: one import. 500 rows of ten fields are 300 KB, and
/// 500 of 40 fields are 20,000 operations.
const SHARE_OF_LIST: DocumentUsage = DocumentUsage {
    bytes: DOCUMENT_BYTES_MAX * 5 / 16,
    operations: DOCUMENT_OPERATIONS_MAX * 5 / 6,
    predecessors: DOCUMENT_PREDECESSORS_MAX * 5 / 6,
    ..SHARE
};

/// Up to this much every device may fill the document; the last quarter is for devices that have written little
/// in it.
const FREE_FOR_ALL: DocumentUsage = DOCUMENT.fraction(3, 4);

/// A device has written little while it uses at most this much.
const LITTLE: DocumentUsage = DOCUMENT.fraction(1, 64);

/// In a list no bytes and operations are reserved: the first import may need more than what would be left.
const FREE_FOR_ALL_OF_LIST: DocumentUsage = DocumentUsage {
    actors: FREE_FOR_ALL.actors,
    changes: FREE_FOR_ALL.changes,
    ..DOCUMENT
};

/// The answer to whether there is room for a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RemainingRoom {
    Free,
    /// Its device has used up its share.
    OwnShareFull,
    /// A repair can make room: the rest is reserved for other devices, or there is no rest.
    Later(DocumentLimit),
}

/// The device of each actor of a document.
#[derive(Debug, Default)]
pub(crate) struct DeviceShares {
    devices: BTreeMap<[u8; 16], i64>,
}

impl DeviceShares {
    pub(crate) fn of(batch: &DocumentBatch) -> Self {
        let devices = batch.devices.iter().map(|of| (*of.actor, of.device));
        Self {
            devices: devices.collect(),
        }
    }

    /// Records that a change of this device entered.
    pub(crate) fn entered(&mut self, actor: [u8; 16], device: Option<i64>) {
        if let Some(device) = device {
            self.devices.entry(actor).or_insert(device);
        }
    }

    /// Is there room for one more change of this device? Without a device (an administrator answers for the
    /// change) only the document's own limits count.
    pub(crate) fn room(
        &self,
        ancestry: &Ancestry<'_>,
        kind: DocumentKind,
        change: &GuardedChange<'_>,
        device: Option<i64>,
    ) -> RemainingRoom {
        let is_new = !ancestry.has_actor(&change.header.actor);
        let more = DocumentUsage::by(change, is_new);
        let all = ancestry.taken().and(more);
        let Some(device) = device else {
            return all
                .beyond(&DOCUMENT)
                .map_or(RemainingRoom::Free, RemainingRoom::Later);
        };
        let theirs = self.devices.iter().filter(|(_, of)| **of == device);
        let own = theirs.fold(more, |own, (actor, _)| own.and(ancestry.taken_by(actor)));
        let (share, free_for_all) = match kind.row().subject {
            DocumentSubject::Person | DocumentSubject::MoreOfPerson => (&SHARE, &FREE_FOR_ALL),
            DocumentSubject::Arrivals => (&SHARE_OF_LIST, &FREE_FOR_ALL_OF_LIST),
        };
        if own.beyond(share).is_some() {
            return RemainingRoom::OwnShareFull;
        }
        if let Some(limit) = all.beyond(&DOCUMENT) {
            return RemainingRoom::Later(limit);
        }
        match all.beyond(free_for_all) {
            Some(limit) if own.beyond(&LITTLE).is_some() => RemainingRoom::Later(limit),
            _ => RemainingRoom::Free,
        }
    }
}
