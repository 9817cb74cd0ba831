//! Handles trials, in whatever state they run.

use puente_admission::JoinedDocument;

use super::Engine;
use crate::Error;
use crate::sync::absorb::{self, Absorbed};
use crate::sync::context::{AbsorbContext, SyncContext};
use crate::sync::page_buffer::PageGroup;
use crate::sync::trial_pipeline::{Ended, EndedTrial, TrialPipeline};
use crate::sync::{Effect, Event, receive};

/// How far the writing of tried pages is.
pub(super) enum WriteProgress {
    /// A trial runs; its outcome is not known yet.
    TrialRuns(Vec<Effect>),
    /// No trial runs. This is the result for the pages that were written last.
    Last(Absorbed),
}

impl Engine {
    /// Handles an event while no answer is awaited.
    pub(super) fn trial_event(
        &mut self,
        pipeline: &mut TrialPipeline,
        event: Event,
        cx: &mut SyncContext<'_>,
    ) -> Result<WriteProgress, Error> {
        match event {
            Event::PageTried { page, outcomes } => self.tried(pipeline, page, outcomes, cx),
            Event::TakeIn => self.take_in(pipeline, cx),
            // Bytes of an answer of which enough was read.
            _ => Ok(WriteProgress::TrialRuns(Vec::new())),
        }
    }

    pub(super) fn tried(
        &mut self,
        pipeline: &mut TrialPipeline,
        ticket: i64,
        outcomes: Option<Vec<JoinedDocument>>,
        cx: &mut SyncContext<'_>,
    ) -> Result<WriteProgress, Error> {
        // The driver runs one trial after the other, so the earlier trial's pages are written first.
        if let Some(former) = pipeline.take_former_of(ticket)
            && let WriteProgress::Last(absorbed) = self.write(pipeline, former, cx)?
        {
            return Ok(WriteProgress::Last(absorbed));
        }
        let series = &mut self.series;
        match pipeline.ended(ticket, outcomes, cx.conn, cx.now_ms, series)? {
            Ended::Stale => Ok(WriteProgress::TrialRuns(Vec::new())),
            Ended::NextBegan(effect) => Ok(WriteProgress::TrialRuns(vec![effect, Effect::TakeIn])),
            Ended::WriteNow(ended) => self.write(pipeline, ended, cx),
        }
    }

    pub(super) fn take_in(
        &mut self,
        pipeline: &mut TrialPipeline,
        cx: &mut SyncContext<'_>,
    ) -> Result<WriteProgress, Error> {
        match pipeline.take_awaiting_write() {
            Some(ended) => self.write(pipeline, ended, cx),
            None => Ok(WriteProgress::TrialRuns(Vec::new())),
        }
    }

    /// Writes the pages that a trial accepted.
    fn write(
        &mut self,
        pipeline: &mut TrialPipeline,
        ended: EndedTrial,
        cx: &mut SyncContext<'_>,
    ) -> Result<WriteProgress, Error> {
        let outcomes = ended.outcomes.as_deref().unwrap_or_default();
        let mut absorbing = AbsorbContext {
            me: cx.me,
            report: &mut self.report,
            rng: cx.rng,
        };
        let absorbed = absorb::absorb(cx.conn, &mut absorbing, ended.trial, outcomes)?;
        Ok(if pipeline.goes_on_after(absorbed, &mut self.series) {
            WriteProgress::TrialRuns(Vec::new())
        } else {
            WriteProgress::Last(absorbed)
        })
    }

    /// Stores pages untried, because others come before them or because their answer was cut. Returns whether
    /// they are for this store.
    pub(super) fn store(
        &mut self,
        pages: Vec<PageGroup>,
        cx: &mut SyncContext<'_>,
    ) -> Result<bool, Error> {
        receive::store(cx.conn, cx.me.install, pages, &mut self.report)
    }
}
