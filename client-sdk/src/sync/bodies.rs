//! The bodies of changes whose document leaves this device. The segments stay, for a server that lost its
//! newest part; the content of a purged document stays in them only in a form that nobody here can read.

use std::collections::HashSet;

use puente_protocol::change;
use puente_protocol::segment::{
    CarriedChanges, Item, KnownSender, PackedSegment, SegmentError, VerifiedSegment,
};
use puente_record::id::{ChangeHash, DocumentId, InstallId, RecordId};
use rusqlite::Transaction;

use crate::local_signer::LocalSigner;
use crate::store::outbox::{self, SegmentRow};
use crate::store::{enrolment, journal, sealed};
use crate::{Error, Rng};

/// The most bytes of sealed bodies that a device keeps: 4,000 notes of 1 KiB. The oldest are erased first,
/// because a backup is more likely to have them.
const SEALED_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Seals the bodies of a document to the recovery key, or erases them where no key is known.
pub(super) fn seal(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
    record: RecordId,
    rng: &mut Rng,
) -> Result<(), Error> {
    let keys = enrolment::server_keys(tx)?;
    let Some(to) = keys.and_then(|keys| keys.recovery) else {
        return erase(tx, me, document);
    };
    for (install, row) in outbox::holding(tx, document)? {
        let mut bytes = 0;
        repack(tx, me, install, &row, &mut |opened, known| {
            let sealed = opened
                .clone()
                .seal_bodies(&document, record, &to, known, rng);
            sealed.map_or_else(
                |_| opened.erase(&document, known),
                |(packed, sealed)| {
                    bytes = sealed;
                    Ok(packed)
                },
            )
        })?;
        if bytes > 0 {
            sealed::insert(tx, record, install, row.n, bytes)?;
        }
    }
    Ok(())
}

/// Erases the oldest sealed bodies while there are more than [`SEALED_BYTES_MAX`].
pub(super) fn bound(tx: &Transaction<'_>, me: &LocalSigner) -> Result<(), Error> {
    while let Some(oldest) = sealed::beyond(tx, SEALED_BYTES_MAX)? {
        erase_sealed(tx, me, &oldest)?;
    }
    Ok(())
}

/// Erases the bodies of a document.
pub(super) fn erase(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
) -> Result<(), Error> {
    for (install, row) in outbox::holding(tx, document)? {
        repack(tx, me, install, &row, &mut |opened, known| {
            opened.erase(&document, known)
        })?;
    }
    Ok(())
}

/// Erases the sealed bodies of a record.
pub(super) fn forget(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    record: RecordId,
) -> Result<(), Error> {
    for row in sealed::of_record(tx, record)? {
        erase_sealed(tx, me, &row)?;
    }
    Ok(())
}

fn erase_sealed(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    row: &sealed::SealedRow,
) -> Result<(), Error> {
    if let Some(segment) = outbox::one(tx, row.install, row.n)? {
        repack(tx, me, row.install, &segment, &mut |opened, known| {
            opened.erase_sealed(row.record, known)
        })?;
    }
    sealed::delete(tx, row)
}

/// Replaces the packed form of a segment; hashes and signature stay.
fn repack(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    install: InstallId,
    row: &SegmentRow,
    other: &mut dyn FnMut(VerifiedSegment, &KnownSender<'_>) -> Result<PackedSegment, SegmentError>,
) -> Result<(), Error> {
    let packed = open(tx, me, row, other)?;
    outbox::repack(tx, install, row.n, &packed.to_bytes())
}

/// Opens one of this device's own segments and calls `then` with it.
pub(super) fn open<T>(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    row: &SegmentRow,
    then: &mut dyn FnMut(VerifiedSegment, &KnownSender<'_>) -> Result<T, SegmentError>,
) -> Result<T, Error> {
    let in_chain =
        |document: &_, actor: &_, seq| journal::in_chain(tx, document, actor, seq).ok().flatten();
    let known = KnownSender {
        key: me.public,
        previous: row.previous,
        change: &in_chain,
    };
    PackedSegment::from_bytes(&row.packed)
        .and_then(|packed| packed.open(&known))
        .and_then(|opened| then(opened, &known))
        .map_err(|_| Error::Damaged("segment.packed"))
}

/// The bytes of one of this device's changes from its own log; `None` when they are not there any more.
pub(super) fn of_own(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
    change: ChangeHash,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(segment) = outbox::with_change(tx, document, change)? else {
        return Ok(None);
    };
    let opened = open(tx, me, &segment, &mut |opened, _| Ok(opened))?;
    let raw = opened.items().find_map(|(item, hash)| match item {
        Item::Change { raw, .. } if hash == Some(change) => Some(raw.clone()),
        _ => None,
    });
    Ok(raw)
}

/// The items of a segment that bring some of these changes of a document.
pub(super) fn carried_changes(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    install: InstallId,
    n: u64,
    document: DocumentId,
    changes: &HashSet<ChangeHash>,
) -> Result<Vec<CarriedChanges>, Error> {
    let Some(segment) = outbox::one(tx, install, n)? else {
        return Ok(Vec::new());
    };
    let opened = open(tx, me, &segment, &mut |opened, _| Ok(opened))?;
    let items = opened.items().filter_map(|(item, _)| match item {
        Item::Carried(of) if of.listing().document == document => Some(of),
        _ => None,
    });
    let brings = |of: &&CarriedChanges| {
        let mut hashes = of.changes().iter().map(|raw| change::hash_of(raw));
        hashes.any(|hash| changes.contains(&hash))
    };
    Ok(items.filter(brings).cloned().collect())
}
