//! Releasing a quarantined change: an administrator answers for its author's rights. What is wrong
//! with the change itself nobody can answer for.

use puente_audit::EntryKind;
use puente_protocol::page::ChangeState;

use super::plan::ReasonCode;
use super::{ExchangeError, Exchanges, commit};
use crate::store::change::State;
use crate::store::quarantine::{DecidedBy, QuarantinedChange};

/// Reasons that are about the author or about room, not about the change.
const RELEASABLE: [&str; 7] = [
    "account_not_bound",
    "depends_on_quarantined",
    "device_revoked",
    "may_not_move",
    "may_not_resolve",
    "not_entitled",
    "own_share_full",
];

/// Why a change was not released.
#[derive(Debug)]
pub(crate) enum ReleaseError {
    /// It is kept for what it is, and nobody may release it.
    NotReleasable(String),
    /// It does not enter even so.
    NotEntered(ReasonCode),
    /// It could not be tried or written.
    Exchange(ExchangeError),
}

impl Exchanges {
    /// Releases a quarantined change, and with it those that were kept for depending on it.
    ///
    /// # Errors
    /// The change is kept for what it is, or does not enter even so.
    pub(crate) fn release(
        &self,
        now_ms: i64,
        kept: &QuarantinedChange,
        by: Option<DecidedBy>,
    ) -> Result<(), ReleaseError> {
        if !RELEASABLE.contains(&&*kept.reason) {
            return Err(ReleaseError::NotReleasable(kept.reason.clone()));
        }
        let released = self
            .admitter
            .until_current(|| self.release_once(now_ms, kept, by));
        match released {
            Ok(entered) => entered.map_err(ReleaseError::NotEntered),
            Err(stop) => Err(ReleaseError::Exchange(stop)),
        }
    }

    fn release_once(
        &self,
        now_ms: i64,
        kept: &QuarantinedChange,
        by: Option<DecidedBy>,
    ) -> Result<Result<(), ReasonCode>, ExchangeError> {
        let mut documents = match self.admitter.admit_kept(kept, now_ms)? {
            Ok(documents) => documents,
            Err(reason) => return Ok(Err(reason)),
        };
        let touched = self.store.write(move |write| {
            for document in &mut documents {
                for transition in &mut document.transitions {
                    if crate::store::change::state_of(write.connection(), transition.change)?
                        == State::Quarantined
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
        self.listeners.wake(&touched, None);
        Ok(Ok(()))
    }
}
