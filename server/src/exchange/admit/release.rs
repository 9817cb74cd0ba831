//! Releasing a quarantined change: an administrator answers for its author's rights. What is wrong
//! with the change itself nobody can answer for.

use puente_audit::EntryKind;
use puente_protocol::page::ChangeState;

use super::prepare;
use super::quarantined::gather_kept;
use crate::Server;
use crate::administration::{AdministrationError, DecidedBy};
use crate::exchange::plan::{Fate, ReasonCode};
use crate::exchange::{ExchangeError, commit};
use crate::store::StoreError;
use crate::store::change::State;
use crate::store::quarantine::QuarantinedChange;

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

/// What became of a change that was to be released.
enum Released {
    Entered,
    /// It does not enter even so.
    Refused(ReasonCode),
}

impl From<ExchangeError> for AdministrationError {
    fn from(stop: ExchangeError) -> Self {
        match stop {
            ExchangeError::Store(error) => Self::Store(error),
            ExchangeError::Trial(error) => Self::Trial(error),
            ExchangeError::Problem(problem) => Self::Store(StoreError::NotCommitted(problem)),
        }
    }
}

impl Server {
    /// Releases a quarantined change, and with it those that were kept for depending on it.
    ///
    /// # Errors
    /// The change is not quarantined, is kept for what it is, or does not enter even so.
    pub fn release(
        &self,
        now_ms: i64,
        number: i64,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let kept = self.kept(number)?;
        if !RELEASABLE.contains(&&*kept.reason) {
            return Err(AdministrationError::NotReleasable(kept.reason));
        }
        match self.until_current(|| self.release_once(now_ms, &kept, by))? {
            Released::Entered => Ok(()),
            Released::Refused(reason) => Err(AdministrationError::NotEntered(reason.to_owned())),
        }
    }

    fn release_once(
        &self,
        now_ms: i64,
        kept: &QuarantinedChange,
        by: Option<DecidedBy>,
    ) -> Result<Released, ExchangeError> {
        let gathered = self
            .store
            .read(|connection| gather_kept(connection, kept, now_ms))?;
        let mut verdicts = self.judge(None, gathered)?;
        for judged in &mut verdicts.documents {
            match judged.waiting.first() {
                _ if judged.subject.id != kept.document => {}
                Some(Fate::Accepted) => {}
                Some(fate) => {
                    return Ok(Released::Refused(fate.reason()));
                }
                None => return Err(StoreError::Outdated.into()),
            }
            // What does not follow it in stays where it is.
            for fate in &mut judged.waiting {
                if *fate != Fate::Accepted {
                    *fate = Fate::WAITS;
                }
            }
        }
        let mut documents = prepare::prepare(verdicts, now_ms, &mut self.rng.fork())?;
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
        Ok(Released::Entered)
    }
}
