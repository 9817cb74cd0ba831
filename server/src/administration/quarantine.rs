//! Quarantine: listing quarantined changes and deciding about them.

use puente_audit::{Entry, EntryKind};
use puente_protocol::ChangeState;
use puente_record::DeviceId;

use super::{Administration, AdministrationError};
use crate::store::change;
use crate::store::log::LeafIndex;
use crate::store::quarantine::{self, DecidedBy, NewVerdict, QuarantinedChange};
use crate::store::row_id::ChangeRowId;
use crate::store::sealing::RecordKey;
use crate::store::{Connection, StoreError, WriteTransaction, document, record, retry};

/// The most bytes of the text that a person writes about a decision.
const NOTE_BYTES_MAX: usize = 1_000;

/// Changes that are decided in one transaction, so that devices wait no longer than that.
const TOGETHER_MAX: usize = 500;

/// What a change writes, key by key, `None` where it deletes; absent if its bytes cannot be read.
pub type ReadableWrites = Option<Vec<(String, Option<String>)>>;

/// A quarantined change as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantineSummary {
    /// The number by which commands name it.
    pub number: ChangeRowId,
    /// What is known about it.
    pub kept: QuarantinedChange,
}

impl Administration {
    /// Everything that is quarantined, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn quarantined(&self) -> Result<Vec<QuarantineSummary>, AdministrationError> {
        self.listed(ChangeState::Quarantined)
    }

    /// Every pending change, oldest first: it waits for other changes, for its record, or for room in its
    /// document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn waiting(&self) -> Result<Vec<QuarantineSummary>, AdministrationError> {
        self.listed(ChangeState::Pending)
    }

    fn listed(&self, state: ChangeState) -> Result<Vec<QuarantineSummary>, AdministrationError> {
        let kept = self
            .store
            .read(|connection| quarantine::list(connection, state))?;
        Ok(kept
            .into_iter()
            .map(|kept| QuarantineSummary {
                number: kept.nr,
                kept,
            })
            .collect())
    }

    /// One quarantined change with what it writes, key by key; absent where its bytes cannot be read. Nothing
    /// else of the record is shown. The log gets an entry about it.
    ///
    /// # Errors
    /// The change is not quarantined.
    pub fn show_quarantined(
        &self,
        now_ms: i64,
        number: ChangeRowId,
        by: Option<DecidedBy>,
    ) -> Result<(QuarantineSummary, ReadableWrites), AdministrationError> {
        let kept = self.quarantined_change(number)?;
        let (kept, writes) = self.store.write(move |write| {
            let (leaf, key) = log(write, EntryKind::QuarantineShown, &kept, by, now_ms)?;
            let raw = raw_of(write.connection(), &kept, key.as_ref(), leaf)?;
            let writes = raw.and_then(|raw| puente_admission::guard::writes(&raw).ok());
            Ok((kept.clone(), writes))
        })?;
        Ok((
            QuarantineSummary {
                number: kept.nr,
                kept,
            },
            writes,
        ))
    }

    /// Releases a quarantined change, and with it those that were quarantined because they depend on it.
    ///
    /// # Errors
    /// The change is not quarantined, has a fault of its own, or does not enter even with every right.
    pub fn release(
        &self,
        now_ms: i64,
        number: ChangeRowId,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let kept = self.quarantined_change(number)?;
        Ok(self.exchanges.release(now_ms, &kept, by)?)
    }

    pub(super) fn quarantined_change(
        &self,
        number: ChangeRowId,
    ) -> Result<QuarantinedChange, AdministrationError> {
        let kept = self.find_in_state(number, ChangeState::Quarantined)?;
        kept.ok_or(AdministrationError::Missing("quarantined_change"))
    }

    fn find_in_state(
        &self,
        number: ChangeRowId,
        state: ChangeState,
    ) -> Result<Option<QuarantinedChange>, AdministrationError> {
        let kept = self
            .store
            .read(|connection| quarantine::list(connection, state))?;
        Ok(kept.into_iter().find(|kept| kept.nr == number))
    }

    /// Sets a quarantined or pending change aside for good. The reason is stored with it.
    ///
    /// # Errors
    /// The change is neither, or the reason is missing.
    pub fn set_aside(
        &self,
        now_ms: i64,
        number: ChangeRowId,
        reason: &str,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let note = checked_note(reason)?;
        let kept = match self.find_in_state(number, ChangeState::Pending)? {
            Some(waiting) => waiting,
            None => self.quarantined_change(number)?,
        };
        self.set_some_aside(now_ms, vec![kept], note, by)?;
        Ok(())
    }
}

/// Which changes of a device to set aside, and why.
#[derive(Debug, Clone, Copy)]
pub struct SetAsideRequest<'a> {
    /// The device that signed them.
    pub device: DeviceId,
    /// Whether its pending changes are set aside too.
    pub includes_pending: bool,
    /// The reason that the device is told.
    pub reason: &'a str,
}

impl Administration {
    /// Sets all quarantined changes of a device aside for good, and if asked its pending ones too. Returns how
    /// many.
    ///
    /// # Errors
    /// The reason is missing. If the database fails, the changes that were already set aside stay so.
    pub fn set_aside_all(
        &self,
        now_ms: i64,
        request: &SetAsideRequest<'_>,
        by: Option<DecidedBy>,
    ) -> Result<u64, AdministrationError> {
        let note = checked_note(request.reason)?;
        let mut kept = self.store.read(|connection| {
            let mut kept = quarantine::list(connection, ChangeState::Quarantined)?;
            if request.includes_pending {
                kept.append(&mut quarantine::list(connection, ChangeState::Pending)?);
            }
            Ok(kept)
        })?;
        kept.retain(|kept| kept.device == request.device);
        let mut count = 0;
        for some in kept.chunks(TOGETHER_MAX) {
            count += self.set_some_aside(now_ms, some.to_vec(), note.clone(), by)?;
        }
        Ok(count)
    }

    fn set_some_aside(
        &self,
        now_ms: i64,
        some: Vec<QuarantinedChange>,
        note: String,
        by: Option<DecidedBy>,
    ) -> Result<u64, StoreError> {
        self.store.write(move |write| {
            let mut count = 0;
            for kept in &some {
                // Somebody may have decided in the meantime.
                let state = change::state_of(write.connection(), kept.nr)?;
                if !matches!(state, ChangeState::Quarantined | ChangeState::Pending) {
                    continue;
                }
                let (leaf, _) = log(write, EntryKind::ChangeSetAside, kept, by, now_ms)?;
                leave_out(write, kept, ChangeState::SetAside, &note, now_ms, leaf)?;
                count += 1;
            }
            // A change that waits for one of these would wait in vain; trying it again refuses it.
            let documents: Vec<_> = some.iter().map(|kept| kept.document).collect();
            retry::schedule(write, &documents)?;
            Ok(count)
        })
    }
}

/// Checks the reason for a decision and returns it trimmed.
pub(super) fn checked_note(reason: &str) -> Result<String, AdministrationError> {
    let reason = reason.trim();
    if reason.is_empty() || reason.len() > NOTE_BYTES_MAX {
        return Err(AdministrationError::Invalid("reason_bytes"));
    }
    Ok(reason.to_owned())
}

/// Writes the log entry for a decision about a change, and returns the key of its record.
pub(super) fn log(
    write: &mut WriteTransaction<'_>,
    kind: EntryKind,
    kept: &QuarantinedChange,
    by: Option<DecidedBy>,
    now_ms: i64,
) -> Result<(LeafIndex, Option<RecordKey>), StoreError> {
    let record = document::record_of(write.connection(), kept.document_nr)?;
    let record = record::load(write.connection(), &[record])?.pop();
    let key = record.map(|record| record.key);
    let leaf = write.log(&Entry {
        account: by.map(|by| by.account),
        device: by.map(|by| by.device),
        object: key.as_ref().map(RecordKey::pseudonym),
        commitment: key.as_ref().map(|key| key.opening(kept.hash).commitment()),
        ..Entry::new(kind, now_ms)
    })?;
    Ok((leaf, key))
}

/// The bytes of a quarantined change, if its state is unchanged.
pub(super) fn raw_of(
    connection: &Connection,
    kept: &QuarantinedChange,
    key: Option<&RecordKey>,
    _logged: LeafIndex,
) -> Result<Option<Vec<u8>>, StoreError> {
    let stored = change::load(connection, kept.nr)?;
    Ok(stored.zip(key).and_then(|(stored, key)| {
        let slim = key.open_change(&stored.hash, &stored.sealed).ok()?;
        crate::exchange::expand_stored(&slim).ok()
    }))
}

/// Leaves a quarantined change out for good and tells its device.
pub(super) fn leave_out(
    write: &mut WriteTransaction<'_>,
    kept: &QuarantinedChange,
    state: ChangeState,
    reason: &str,
    now_ms: i64,
    leaf: LeafIndex,
) -> Result<(), StoreError> {
    change::set_state(write, kept.nr, state, leaf)?;
    document::touch(write, kept.document_nr)?;
    let verdict = NewVerdict {
        change: kept.nr,
        state,
        reason,
        note: None,
        at_ms: now_ms,
    };
    crate::exchange::publish_verdict(write, kept.document_nr, &verdict, kept.device_nr, leaf)
}
