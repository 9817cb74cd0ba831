//! The engine of a sync: decides which step comes next.
//!
//! All of its knowledge is in the store: it can be dropped at any moment, and a new one continues correctly. An
//! event in a [`State`] leads to another state, or to a [`Next`] step, which leads to a state.

use puente_protocol::page::Page;
use puente_protocol::problem::ProblemCode;

use self::next::Next;
use self::trials::WriteProgress;
use super::absorb::Absorbed;
use super::context::SyncContext;
use super::reply_progress::ReplyProgress;
use super::state::{AfterTrial, Answer, State};
use super::trial_pipeline::{TrialPipeline, TrialSeries};
use super::unacknowledged::UnacknowledgedChanges;
use super::{Effect, Event, StopReason, SyncReport};
use crate::Error;
use crate::store::enrolment;

mod next;
mod trials;

/// Runs one sync after the other.
#[derive(Debug, Default)]
pub(crate) struct Engine {
    state: State,
    /// What this sync did and cost, for people.
    report: SyncReport,
    /// How many lines broke in a row.
    failures: u32,
    /// How many installs were begun in this sync.
    forks: u32,
    /// Changes that the report counts as sent once they are acknowledged.
    unacknowledged: UnacknowledgedChanges,
    series: TrialSeries,
}

impl Engine {
    /// Handles one event. The driver must carry out every effect.
    ///
    /// # Errors
    /// The store failed and the sync is over. Nothing that was committed is lost.
    pub(crate) fn handle(
        &mut self,
        event: Event,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        let result = self.step(event, cx);
        if result.is_err() {
            self.begin_anew();
        }
        result
    }

    /// The name of the state, as in the README's diagram.
    #[cfg(test)]
    pub(crate) const fn state_name(&self) -> &'static str {
        self.state.name()
    }

    fn begin_anew(&mut self) {
        let mut series = std::mem::take(&mut self.series);
        series.begin_anew();
        *self = Self {
            series,
            ..Self::default()
        };
    }

    fn step(&mut self, event: Event, cx: &mut SyncContext<'_>) -> Result<Vec<Effect>, Error> {
        match (std::mem::take(&mut self.state), event) {
            (_, Event::SyncRequested) => {
                self.begin_anew();
                let is_enrolled = enrolment::enrolment(cx.conn)?.is_some();
                let next = if is_enrolled {
                    Next::Drain(AfterTrial::Exchange)
                } else {
                    Next::Finish(StopReason::NotEnrolled)
                };
                self.go_on(next, cx)
            }
            (State::Answering(answer), event) => self.answering(answer, event, cx),
            (State::Answered { progress, pipeline }, event) => {
                self.answered(progress, pipeline, event, cx)
            }
            (State::Draining { pipeline, then }, event) => self.draining(pipeline, then, event, cx),
            (State::Outrun, Event::ReplyEnded | Event::LineBroke) => {
                let next = self.refused(ProblemCode::InstallForked, cx)?;
                self.go_on(next, cx)
            }
            (State::Pausing, Event::PauseEnded) => {
                self.go_on(Next::Drain(AfterTrial::Exchange), cx)
            }
            // An event of a sync that is over, such as a late answer after a time-out.
            (state, _) => self.stay(state, Vec::new()),
        }
    }

    fn stay(&mut self, state: State, effects: Vec<Effect>) -> Result<Vec<Effect>, Error> {
        self.state = state;
        Ok(effects)
    }

    fn answering(
        &mut self,
        mut answer: Answer,
        event: Event,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        let written = match event {
            Event::BytesArrived(bytes) => return self.bytes_arrived(answer, &bytes, cx),
            Event::ReplyEnded if answer.partial_page.is_empty() => {
                return self.reply_ended(answer, cx);
            }
            Event::ReplyEnded | Event::LineBroke => {
                self.store(answer.pipeline.recall(), cx)?;
                return self.line_broke(cx);
            }
            Event::ReplyRefused(code) => {
                if code != ProblemCode::InstallForked {
                    self.store(answer.pipeline.recall(), cx)?;
                }
                let next = self.refused(code, cx)?;
                return self.go_on(next, cx);
            }
            Event::PageTried { page, outcomes } => {
                self.tried(&mut answer.pipeline, page, outcomes, cx)?
            }
            Event::TakeIn => self.take_in(&mut answer.pipeline, cx)?,
            _ => WriteProgress::TrialRuns(Vec::new()),
        };
        let effects = match written {
            WriteProgress::TrialRuns(effects) => effects,
            // The answer continues, but nothing of it is for this store.
            WriteProgress::Last(Absorbed::Outrun) => return self.stay(State::Outrun, Vec::new()),
            WriteProgress::Last(Absorbed::Done) => {
                let early = answer
                    .pipeline
                    .next_early(cx.conn, cx.now_ms, &mut self.series)?;
                early.into_iter().collect()
            }
            // The rest of the answer is stored after them.
            WriteProgress::Last(Absorbed::Wait | Absorbed::Apart) => {
                self.store(answer.pipeline.recall(), cx)?;
                Vec::new()
            }
        };
        self.stay(State::Answering(answer), effects)
    }

    fn bytes_arrived(
        &mut self,
        mut answer: Answer,
        bytes: &[u8],
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        self.report.bytes_down += bytes.len() as u64;
        answer.partial_page.extend_from_slice(bytes);
        let mut effects = Vec::new();
        loop {
            let page = match Page::take(&mut answer.partial_page) {
                Ok(Some(page)) => page,
                Ok(None) => return self.stay(State::Answering(answer), effects),
                Err(_) => {
                    self.store(answer.pipeline.recall(), cx)?;
                    return self.go_on(Next::Drain(AfterTrial::Finish(StopReason::Damaged)), cx);
                }
            };
            let rows_left = page.rows_left;
            answer.progress.count(&page);
            let to_store = answer.pipeline.push(cx.conn, page, cx.now_ms)?;
            if !self.store(to_store, cx)? {
                return self.stay(State::Outrun, effects);
            }
            if rows_left > 0 {
                effects.push(Effect::ShowProgress { rows_left });
                let early = answer
                    .pipeline
                    .next_early(cx.conn, cx.now_ms, &mut self.series)?;
                effects.extend(early);
            }
            if answer.progress.is_enough() {
                self.store(answer.pipeline.recall(), cx)?;
                effects.extend(self.go_on(Next::Drain(AfterTrial::Exchange), cx)?);
                return Ok(effects);
            }
        }
    }

    /// The answer is complete. Part of it may still be in a trial.
    fn reply_ended(
        &mut self,
        answer: Answer,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        let Answer {
            progress, pipeline, ..
        } = answer;
        if pipeline.is_idle() {
            return self.try_buffered(progress, pipeline, cx);
        }
        self.stay(State::Answered { progress, pipeline }, Vec::new())
    }

    /// Tries the next pages of a complete answer, or continues when all are written.
    fn try_buffered(
        &mut self,
        progress: ReplyProgress,
        mut pipeline: TrialPipeline,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        match pipeline.next(cx.conn, cx.now_ms, &mut self.series)? {
            Some(effect) => self.stay(State::Answered { progress, pipeline }, vec![effect]),
            None => self.settled(&progress, cx),
        }
    }

    fn answered(
        &mut self,
        progress: ReplyProgress,
        mut pipeline: TrialPipeline,
        event: Event,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        match self.trial_event(&mut pipeline, event, cx)? {
            WriteProgress::TrialRuns(effects) => {
                self.stay(State::Answered { progress, pipeline }, effects)
            }
            WriteProgress::Last(Absorbed::Outrun) => {
                let next = self.refused(ProblemCode::InstallForked, cx)?;
                self.go_on(next, cx)
            }
            WriteProgress::Last(Absorbed::Done) => self.try_buffered(progress, pipeline, cx),
            WriteProgress::Last(Absorbed::Wait | Absorbed::Apart) => {
                self.store(pipeline.recall(), cx)?;
                self.settled(&progress, cx)
            }
        }
    }

    fn draining(
        &mut self,
        mut pipeline: TrialPipeline,
        then: AfterTrial,
        event: Event,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        match self.trial_event(&mut pipeline, event, cx)? {
            WriteProgress::TrialRuns(effects) => {
                self.stay(State::Draining { pipeline, then }, effects)
            }
            // Stored pages are for this store; those that wait are tried again.
            WriteProgress::Last(_) => self.go_on(Next::Drain(then), cx),
        }
    }
}
