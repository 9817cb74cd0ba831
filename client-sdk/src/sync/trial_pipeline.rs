//! From trial to trial: while one runs, what the one before it let through is written.

use puente_admission::JoinedDocument;
use puente_protocol::problem::ProblemCode;

use super::absorb::{self, Absorbed};
use super::batch_size::BatchSize;
use super::engine::{AfterTrial, Phase, ROUND_TRIPS_MAX};
use super::page_buffer::PageGroup;
use super::page_trial::{PageTrial, TrialSource};
use super::{Effect, StopReason, earlier_logs, purge, receive, refill, upload};
use crate::store::{enrolment, inbox};
use crate::{Device, Error, Rng};

/// Pages that are worth a trial while more of them arrive: each commit writes nearly all of the indexes.
const EARLY_PAGES_MIN: usize = 4;

impl Device {
    /// Begins the trial of what came, while more is on its way.
    pub(super) fn try_early(&mut self, now_ms: i64) -> Result<Option<Effect>, Error> {
        if self.is_trying() || self.engine.page_buffer.len() < EARLY_PAGES_MIN {
            return Ok(None);
        }
        self.try_next(now_ms)
    }

    /// Are pages on their way through a trial, or tried and not taken in?
    fn is_trying(&self) -> bool {
        self.engine.in_trial.is_some() || self.engine.awaiting_write.is_some()
    }

    /// When the page came that is held, or being tried, and waits longest.
    pub(super) fn waits_since_ms(&self) -> Option<i64> {
        let engine = &self.engine;
        let tried = engine.awaiting_write.as_ref().map(|(tried, _)| tried);
        let trials = [tried, engine.in_trial.as_ref()].into_iter().flatten();
        let on_trial = trials.filter_map(PageTrial::since_ms).next();
        on_trial.or_else(|| engine.page_buffer.since_ms())
    }

    /// The answer is all here. Part of it may be on its way through a trial.
    pub(super) fn reply_ended(&mut self, now_ms: i64, rng: &mut Rng) -> Result<Vec<Effect>, Error> {
        if !self.is_trying() {
            return self.try_held(now_ms, rng);
        }
        self.engine.phase = Phase::TryingHeld;
        Ok(Vec::new())
    }

    /// Tries the next pages that are held, or goes on where all are taken in.
    pub(super) fn try_held(&mut self, now_ms: i64, rng: &mut Rng) -> Result<Vec<Effect>, Error> {
        self.engine.phase = Phase::TryingHeld;
        match self.try_next(now_ms)? {
            Some(effect) => Ok(vec![effect]),
            None => self.answered(now_ms, rng),
        }
    }

    /// Tries the next pages that wait, or goes on to what comes then.
    pub(super) fn absorb_then(
        &mut self,
        then: AfterTrial,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<Effect>, Error> {
        self.engine.phase = Phase::Trying { then };
        if let Some(effect) = self.try_next(now_ms)? {
            return Ok(vec![effect]);
        }
        self.engine.batch_size = BatchSize::default();
        // Only what a whole answer says is the scope of a record: a part may hold one half of a conflict.
        if then == AfterTrial::SendWhatIsLeft {
            refill::finish(&mut self.conn, &self.me)?;
            earlier_logs::carry(&mut self.conn, &self.me, rng)?;
            self.engine.report.purged += purge::leave_scopes(&mut self.conn, &self.me, rng)?;
        }
        let more = match then {
            AfterTrial::Exchange => true,
            AfterTrial::SendWhatIsLeft => upload::has_unsent_changes(&self.conn, self.me.install)?,
            AfterTrial::Finish(stop) => {
                self.count_sent()?;
                return Ok(self.finish(stop));
            }
        };
        if more && self.engine.report.round_trips < ROUND_TRIPS_MAX {
            return self.exchange(now_ms, rng);
        }
        self.count_sent()?;
        let revoked = enrolment::enrolment(&self.conn)?.is_some_and(|row| row.revoked);
        Ok(self.finish(match (more, revoked) {
            (true, _) => StopReason::LineBroke,
            (false, true) => StopReason::Revoked,
            (false, false) => StopReason::Done,
        }))
    }

    /// A trial ended. The next one begins before its outcome is written.
    pub(super) fn tried(
        &mut self,
        ticket: i64,
        outcomes: Option<Vec<JoinedDocument>>,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<Effect>, Error> {
        let is_this = |trying: &mut PageTrial| trying.ticket == ticket;
        if self.engine.awaiting_write.is_some()
            && self.engine.in_trial.as_mut().is_some_and(is_this)
        {
            // A driver that does one thing after the other: what was tried before goes first.
            let effects = self.take_in(now_ms, rng)?;
            if !effects.is_empty() {
                return Ok(effects);
            }
        }
        let Some(trying) = self.engine.in_trial.take_if(is_this) else {
            return Ok(Vec::new());
        };
        self.engine.awaiting_write = Some((trying, outcomes));
        match self.try_next(now_ms)? {
            Some(effect) => Ok(vec![effect, Effect::TakeIn]),
            None => self.take_in(now_ms, rng),
        }
    }

    /// Writes what the last trial let through, and goes on unless the next one runs.
    pub(super) fn take_in(&mut self, now_ms: i64, rng: &mut Rng) -> Result<Vec<Effect>, Error> {
        let Some((tried, outcomes)) = self.engine.awaiting_write.take() else {
            return Ok(Vec::new());
        };
        let around = (&mut self.engine.report, &mut *rng);
        let outcomes = outcomes.as_deref().unwrap_or_default();
        let absorbed = absorb::absorb(&mut self.conn, &self.me, tried, outcomes, around)?;
        if absorbed == Absorbed::Done && self.engine.in_trial.is_some() {
            return Ok(Vec::new());
        }
        // What is being tried stands behind what was not taken in.
        if let Some(trying) = self.engine.in_trial.take() {
            self.put_back(trying);
        }
        if absorbed == Absorbed::Apart {
            self.engine.batch_size.apart();
        }
        match (self.engine.phase, absorbed) {
            // The answer goes on: nothing of it is for this store.
            (Phase::Awaiting, Absorbed::Outrun) => {
                self.engine.phase = Phase::Outrun;
                Ok(Vec::new())
            }
            (_, Absorbed::Outrun) => self.refused(ProblemCode::InstallForked, now_ms, rng),
            (Phase::Trying { then }, _) => self.absorb_then(then, now_ms, rng),
            (Phase::Awaiting, Absorbed::Done) => Ok(self.try_early(now_ms)?.into_iter().collect()),
            (_, Absorbed::Done) => self.try_held(now_ms, rng),
            // The rest of the answer is stored behind them.
            (Phase::Awaiting, Absorbed::Wait | Absorbed::Apart) => {
                self.store_held()?;
                Ok(Vec::new())
            }
            (_, Absorbed::Wait | Absorbed::Apart) => {
                self.store_held()?;
                self.answered(now_ms, rng)
            }
        }
    }

    /// Begins the trial of the pages that come next, if it can be told apart from what is to be written.
    fn try_next(&mut self, now_ms: i64) -> Result<Option<Effect>, Error> {
        let is_held = !matches!(self.engine.phase, Phase::Trying { .. });
        if is_held && self.engine.page_buffer.is_empty() {
            return Ok(None);
        }
        let together = self.engine.batch_size.next(now_ms);
        let tried = self.engine.awaiting_write.as_ref().map(|(tried, _)| tried);
        let pages = if is_held {
            self.engine
                .page_buffer
                .next(together)
                .map(TrialSource::Held)
        } else {
            inbox::oldest(&self.conn, tried.and_then(PageTrial::last), together)?
                .map(|(ids, page)| TrialSource::Stored(ids, page))
        };
        let Some(pages) = pages else {
            return Ok(None);
        };
        self.trials += 1;
        let (trying, batch) = PageTrial::begin(&self.conn, self.trials, pages)?;
        if tried.is_some_and(|tried| tried.touches(&trying)) {
            self.put_back(trying);
            return Ok(None);
        }
        let page = trying.ticket;
        self.engine.in_trial = Some(trying);
        Ok(Some(Effect::TryPage { page, batch }))
    }

    fn put_back(&mut self, trying: PageTrial) {
        if let TrialSource::Held(group) = trying.pages {
            self.engine.page_buffer.put_back(group);
        }
    }

    /// Every page that is not taken in, in their order. A trial that runs is about nothing any more: no page
    /// may be stored before those in front of it, for the cursor behind it steps over them.
    pub(super) fn recall(&mut self) -> Vec<PageGroup> {
        let tried = self.engine.awaiting_write.take().map(|(tried, _)| tried);
        for trying in [self.engine.in_trial.take(), tried].into_iter().flatten() {
            self.put_back(trying);
        }
        self.engine.page_buffer.take()
    }

    /// Stores pages that would have been tried first: others are before them, or the answer did not end
    /// as it should. Answers whether they are for this store.
    pub(super) fn store_held(&mut self) -> Result<bool, Error> {
        let pages = self.recall();
        let report = &mut self.engine.report;
        receive::store(&mut self.conn, self.me.install, pages, report)
    }
}
