//! Quarantine: what is kept aside, and what is decided about it.

use puente_audit::{Entry, EntryKind};
use puente_protocol::page::ChangeState;

use super::AdministrationError;
use crate::Server;
use crate::store::change::{self, State};
use crate::store::quarantine::{self, Kept, NewVerdict};
use crate::store::{document, record};

/// Bytes of what a person says about a decision, at most.
const NOTE_BYTES_MAX: usize = 1_000;

/// What a change writes, key by key, none where it deletes; nothing if its bytes cannot be read.
pub type Writes = Option<Vec<(String, Option<String>)>>;

/// A quarantined change as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantineLine {
    /// The number that commands name it by.
    pub number: i64,
    /// What is known of it.
    pub kept: Kept,
}

impl Server {
    /// Everything that is quarantined, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn quarantined(&self) -> Result<Vec<QuarantineLine>, AdministrationError> {
        let kept = self.store.read(quarantine::list)?;
        Ok(kept
            .into_iter()
            .map(|kept| QuarantineLine {
                number: kept.nr,
                kept,
            })
            .collect())
    }

    /// One quarantined change with what it writes, key by key; nothing where its bytes cannot be
    /// read. This alone is shown of the record. That it was shown is an entry of the log.
    ///
    /// # Errors
    /// The change is not quarantined.
    pub fn show_quarantined(
        &self,
        now_ms: i64,
        number: i64,
    ) -> Result<(QuarantineLine, Writes), AdministrationError> {
        let kept = self.kept(number)?;
        let (kept, writes) = self.store.write(move |write| {
            let record = document::record_of(write.connection(), kept.document_nr)?;
            let records = record::load(write.connection(), &[record])?;
            let key = records.first().map(|record| &record.key);
            write.log(&Entry {
                object: key.map(|key| key.pseudonym()),
                commitment: key.map(|key| key.opening(kept.hash).commitment()),
                ..Entry::new(EntryKind::QuarantineShown, now_ms)
            })?;
            let stored = change::load(write.connection(), kept.nr)?;
            let writes = stored.zip(key).and_then(|(stored, key)| {
                let slim = key.open_change(&stored.hash, &stored.sealed).ok()?;
                let raw = crate::exchange::expand_stored(&slim).ok()?;
                puente_admission::guard::writes(&raw).ok()
            });
            Ok((kept, writes))
        })?;
        Ok((
            QuarantineLine {
                number: kept.nr,
                kept,
            },
            writes,
        ))
    }

    pub(crate) fn kept(&self, number: i64) -> Result<Kept, AdministrationError> {
        let kept = self.store.read(quarantine::list)?;
        kept.into_iter()
            .find(|kept| kept.nr == number)
            .ok_or(AdministrationError::Missing("quarantined change"))
    }

    /// Sets a quarantined change aside for good, with a reason that stays with it.
    ///
    /// # Errors
    /// The change is not quarantined, or the reason is missing.
    pub fn set_aside(
        &self,
        now_ms: i64,
        number: i64,
        reason: &str,
    ) -> Result<(), AdministrationError> {
        if reason.trim().is_empty() || reason.len() > NOTE_BYTES_MAX {
            return Err(AdministrationError::Invalid(
                "a reason has 1 to 1,000 bytes",
            ));
        }
        let (kept, note) = (self.kept(number)?, reason.trim().to_owned());
        self.store.write(move |write| {
            let record = document::record_of(write.connection(), kept.document_nr)?;
            let records = record::load(write.connection(), &[record])?;
            let key = records.first().map(|record| &record.key);
            let leaf = write.log(&Entry {
                object: key.map(|key| key.pseudonym()),
                commitment: key.map(|key| key.opening(kept.hash).commitment()),
                ..Entry::new(EntryKind::ChangeSetAside, now_ms)
            })?;
            change::set_state(write, kept.nr, State::SetAside, leaf)?;
            document::touch(write, kept.document_nr)?;
            let verdict = NewVerdict {
                change: kept.nr,
                state: ChangeState::SetAside,
                reason: &note,
                note: None,
                at_ms: now_ms,
            };
            crate::exchange::tell(write, kept.document_nr, &verdict, kept.device_nr, leaf)
        })?;
        Ok(())
    }
}
