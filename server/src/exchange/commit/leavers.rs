//! A person no longer uses a device.

use puente_audit::{Entry, EntryKind};
use puente_protocol::segment::{Item, VerifiedSegment};

use super::SenderContext;
use crate::store::{StoreError, WriteTransaction, device};

/// Unbinds the account of a person who left the device. Everything of theirs arrived before the `left` item.
pub(super) fn unbind(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    segment: &VerifiedSegment,
    now_ms: i64,
) -> Result<(), StoreError> {
    for (item, _) in segment.items() {
        let Item::Left(left) = item else { continue };
        let bound = device::accounts(write.connection(), context.device.nr)?;
        let Some((_, account)) = bound.into_iter().find(|(id, _)| id == left) else {
            continue;
        };
        let leaf = write.log(&Entry {
            account: Some(*left),
            device: Some(context.device.id),
            ..Entry::new(EntryKind::DeviceLeft, now_ms)
        })?;
        device::unbind(write, context.device.nr, account, leaf)?;
    }
    Ok(())
}
