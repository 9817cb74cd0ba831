//! Installs that begin beside another install of the same device.

use puente_audit::{Entry, EntryKind};

use super::SenderContext;
use crate::store::row_id::InstallRowId;
use crate::store::{StoreError, WriteTransaction, device};

/// Logs an install that begins beside another: either a copy of the store is in use, and the operator should
/// find out whose, or the device came back from a backup.
pub(super) fn note_fork(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    install: InstallRowId,
    now_ms: i64,
) -> Result<(), StoreError> {
    let (nr, device) = (context.device.nr, context.device.id);
    // The server's own device has another install in each epoch, and belongs to no account.
    let is_nobodys = device::accounts(write.connection(), nr)?.is_empty();
    if is_nobodys || !device::has_another_install(write.connection(), nr, install)? {
        return Ok(());
    }
    tracing::warn!(%device, "a device goes on as another installation: a copy of its store is in use, or was put back");
    let leaf = write.log(&Entry {
        device: Some(device),
        ..Entry::new(EntryKind::InstallForked, now_ms)
    })?;
    device::note_fork(write, nr, now_ms, leaf)
}
