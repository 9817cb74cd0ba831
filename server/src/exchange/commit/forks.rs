//! Installations that begin beside another.

use puente_audit::{Entry, EntryKind};

use super::SenderContext;
use crate::store::{StoreError, WriteTransaction, device};

/// An installation that begins beside another is an entry: either a copy of the store is in use, and whoever runs
/// this server should ask whose, or the device came back from a backup of its own.
pub(super) fn note_fork(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    install: i64,
    now_ms: i64,
) -> Result<(), StoreError> {
    let (nr, device) = (context.device.nr, context.device.id);
    // The server's own device has another in each of the server's lives, and is nobody's.
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
