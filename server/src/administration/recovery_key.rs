//! The recovery key, to which devices seal what they must delete.

use puente_audit::{Entry, EntryKind, commit_public};
use puente_protocol::bundle::RecoveryKey;

use super::{Administration, AdministrationError, DecidedBy};
use crate::store::{StoreError, WriteTransaction, meta};

impl Administration {
    /// The recovery key that devices are given; `None` if nobody made one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn recovery_key(&self) -> Result<Option<RecoveryKey>, AdministrationError> {
        let keys = self.store.identity().keys();
        let told = self
            .store
            .read(|connection| meta::server_keys(connection, keys))?;
        Ok(told.recovery)
    }

    /// Gives devices their first recovery key. Returns whether it did: a key that is there stays, because whoever can
    /// replace it can read what later phones seal.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_first_recovery_key(
        &self,
        now_ms: i64,
        key: RecoveryKey,
        by: DecidedBy,
    ) -> Result<bool, AdministrationError> {
        let keys = self.store.identity().keys();
        Ok(self.store.write(move |write| {
            if meta::server_keys(write.connection(), keys)?
                .recovery
                .is_some()
            {
                return Ok(false);
            }
            set(write, &key, now_ms, Some(by))?;
            Ok(true)
        })?)
    }

    /// Gives devices a recovery key and replaces an earlier one. What was sealed to the earlier key still needs
    /// that key's secret half. Devices get the new key at their next sync.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_recovery_key(
        &self,
        now_ms: i64,
        key: RecoveryKey,
    ) -> Result<(), AdministrationError> {
        self.store
            .write(move |write| set(write, &key, now_ms, None))?;
        Ok(())
    }
}

fn set(
    write: &mut WriteTransaction<'_>,
    key: &RecoveryKey,
    now_ms: i64,
    by: Option<DecidedBy>,
) -> Result<(), StoreError> {
    let leaf = write.log(&Entry {
        commitment: Some(commit_public(key)),
        decided_by: by.map(|by| by.account),
        ..Entry::new(EntryKind::RecoveryKeySet, now_ms)
    })?;
    meta::set_recovery_key(write, key, leaf)
}
