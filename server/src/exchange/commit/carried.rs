//! Changes that a device brought for others and that did not enter.

use std::collections::BTreeSet;

use puente_admission::Reason;
use puente_audit::{Entry, EntryKind};
use puente_protocol::ChangeState;
use puente_protocol::segment::{Item, VerifiedSegment};

use super::{WrittenRows, announce, publish_verdict};
use crate::store::change;
use crate::store::feed::{FeedKey, FeedTarget, NewFeedRow};
use crate::store::quarantine::NewVerdict;
use crate::store::row_id::{ChangeRowId, DeviceRowId, DocumentRowId};
use crate::store::{StoreError, WriteTransaction, author, carrier, document};

/// Tells the device which of the changes it brought are stored without having entered. Otherwise it would say
/// of their record that it is on the server.
pub(super) fn tell_what_stays(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    brought: &BTreeSet<ChangeRowId>,
    rows: &WrittenRows,
) -> Result<(), StoreError> {
    let Some((device, _)) = rows.sender else {
        return Ok(());
    };
    for change in brought {
        if change::state_of(write.connection(), *change)? == ChangeState::Accepted {
            // If the device was ever told that it had not entered, it was also told when it did.
            continue;
        }
        if let Some(verdict) = carrier::insert(write, *change, device)? {
            announce(write, document, verdict, device)?;
        }
    }
    Ok(())
}

/// Puts the records that the device asks about into its private feed. The answer is made when the row is sent,
/// because until then records may move.
pub(super) fn note_questions(
    write: &mut WriteTransaction<'_>,
    device: DeviceRowId,
    segments: &[VerifiedSegment],
) -> Result<(), StoreError> {
    let mut context = BTreeSet::new();
    for (item, _) in segments.iter().flat_map(VerifiedSegment::items) {
        if let Item::Carried(carried) = item
            && carried.changes().is_empty()
        {
            context.insert(carried.listing().document);
        }
    }
    for id in context {
        let Some((document, record)) = document::rows_of(write.connection(), id)? else {
            continue;
        };
        let row = NewFeedRow {
            target: FeedTarget::Asked(record),
            document: Some(document),
            origin: None,
        };
        write.publish(FeedKey::Device(device), &row)?;
    }
    Ok(())
}

/// Sets aside copies that somebody brought without proof, once the change itself entered.
pub(super) fn settle_copies(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    accepted: &[ChangeRowId],
    now_ms: i64,
) -> Result<(), StoreError> {
    for change in accepted {
        let Some((copy, by)) = change::unproven_copy_of(write.connection(), *change)? else {
            continue;
        };
        let by_device = author::device_of(write.connection(), by)?;
        let leaf = write.log(&Entry::new(EntryKind::ChangeSetAside, now_ms))?;
        change::set_state(write, copy, ChangeState::SetAside, leaf)?;
        let verdict = NewVerdict {
            change: copy,
            state: ChangeState::SetAside,
            reason: Reason::EnteredOtherwise.as_str(),
            note: None,
            at_ms: now_ms,
        };
        publish_verdict(write, document, &verdict, by_device, leaf)?;
    }
    Ok(())
}
