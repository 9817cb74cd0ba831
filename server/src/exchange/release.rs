//! Releases a quarantined change: an administrator answers for its author's rights. Nobody can answer for a
//! fault of the change itself.

use puente_admission::Reason;
use puente_audit::EntryKind;
use puente_protocol::ChangeState;

use super::admit::KeptChange;
use super::{ExchangeError, Exchanges, commit};
use crate::store::quarantine::{DecidedBy, QuarantinedChange};

/// Why a change was not released.
#[derive(Debug)]
pub(crate) enum ReleaseError {
    /// It was quarantined for a fault of its own, which nobody may release.
    NotReleasable(String),
    /// It does not enter even with every right.
    NotEntered(Reason),
    /// It could not be tried or written.
    Exchange(ExchangeError),
}

impl Exchanges {
    /// Releases a quarantined change, and with it those that were quarantined because they depend on it.
    ///
    /// # Errors
    /// The change has a fault of its own, or does not enter even with every right.
    pub(crate) fn release(
        &self,
        now_ms: i64,
        kept: &QuarantinedChange,
        by: Option<DecidedBy>,
    ) -> Result<(), ReleaseError> {
        if !Reason::from_code(&kept.reason).is_some_and(Reason::is_releasable) {
            return Err(ReleaseError::NotReleasable(kept.reason.clone()));
        }
        let released = self
            .admitter
            .until_current(|| self.release_once(now_ms, kept, by));
        match released {
            Ok(None) => Ok(()),
            Ok(Some(reason)) => Err(ReleaseError::NotEntered(reason)),
            Err(stop) => Err(ReleaseError::Exchange(stop)),
        }
    }

    /// Returns the reason if it does not enter even with every right.
    fn release_once(
        &self,
        now_ms: i64,
        kept: &QuarantinedChange,
        by: Option<DecidedBy>,
    ) -> Result<Option<Reason>, ExchangeError> {
        let documents = match self.admitter.admit_kept(kept, now_ms)? {
            KeptChange::Enters(documents) => documents,
            KeptChange::Refused(reason) => return Ok(Some(reason)),
        };
        let touched = self.store.write(move |write| {
            let mut documents = documents.clone();
            for document in &mut documents {
                for transition in &mut document.transitions {
                    if crate::store::change::state_of(write.connection(), transition.change)?
                        == ChangeState::Quarantined
                    {
                        transition.told = ChangeState::Released;
                        transition.entry.kind = EntryKind::ChangeReleased;
                        if let Some(by) = by {
                            transition.entry.account = Some(by.account);
                            transition.entry.device = Some(by.device);
                        }
                    }
                }
            }
            commit::commit_released(write, &documents, now_ms)?;
            Ok(write.published().collect::<Vec<_>>())
        })?;
        self.listeners.wake(&touched);
        Ok(None)
    }
}
