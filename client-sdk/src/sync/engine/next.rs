//! The steps between states: what to do while no state waits for an event.

use puente_protocol::problem::ProblemCode;

use super::Engine;
use crate::store::{enrolment, journal};
use crate::sync::context::SyncContext;
use crate::sync::reply_progress::ReplyProgress;
use crate::sync::state::{AfterTrial, Answer, State};
use crate::sync::trial_pipeline::TrialPipeline;
use crate::sync::unacknowledged::UnacknowledgedChanges;
use crate::sync::{Effect, StopReason, earlier_logs, fork, purge, refill, upload};
use crate::{Error, backoff_ms};

/// How often one sync tries a line that breaks. Each attempt continues where the last one ended.
const FAILURES_MAX: u32 = 4;
/// The pause after the first broken line.
const PAUSE_FIRST_MS: u64 = 1_000;
/// The pause before the last attempt.
const PAUSE_MAX_MS: u64 = 4_000;
/// The most round trips of one sync: 1,000 of the smallest uploads carry 32 MiB.
const ROUND_TRIPS_MAX: u64 = 1_000;

/// What to do next.
#[derive(Debug)]
pub(super) enum Next {
    /// Try the stored pages, then continue.
    Drain(AfterTrial),
    /// Send a request to the server.
    Exchange,
    /// Wait for the line to recover.
    Pause,
    /// End the sync.
    Finish(StopReason),
}

impl Engine {
    /// Carries out steps until a state waits for an event.
    pub(super) fn go_on(
        &mut self,
        mut next: Next,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        loop {
            next = match next {
                Next::Drain(then) => {
                    let mut pipeline = TrialPipeline::of_inbox();
                    let trial = pipeline.next(cx.conn, cx.now_ms, &mut self.series)?;
                    if let Some(effect) = trial {
                        return self.stay(State::Draining { pipeline, then }, vec![effect]);
                    }
                    self.drained(then, cx)?
                }
                Next::Exchange => return self.exchange(cx),
                Next::Pause => {
                    let for_ms = backoff_ms(self.failures, PAUSE_FIRST_MS, PAUSE_MAX_MS);
                    return self.stay(State::Pausing, vec![Effect::Pause { for_ms }]);
                }
                Next::Finish(stop) => {
                    let report = std::mem::take(&mut self.report);
                    self.begin_anew();
                    return Ok(vec![Effect::Finish(report, stop)]);
                }
            }
        }
    }

    fn exchange(&mut self, cx: &mut SyncContext<'_>) -> Result<Vec<Effect>, Error> {
        self.note_left(cx)?;
        let (body, sealed) = upload::next_request(cx.conn, cx.me, cx.now_ms)?;
        let log = enrolment::install(cx.conn, cx.me.install)?;
        self.unacknowledged.note(log.next_n, sealed);
        self.report.changes_sealed += sealed;
        self.report.round_trips += 1;
        self.report.bytes_up += body.len() as u64;
        let answer = Answer {
            partial_page: Vec::new(),
            progress: ReplyProgress::nothing(&log),
            pipeline: TrialPipeline::of_answer(),
        };
        self.stay(State::Answering(answer), vec![Effect::SendExchange(body)])
    }

    /// Counts the changes that an earlier sync or a bundle left in segments; they go with the first request of
    /// this sync.
    fn note_left(&mut self, cx: &SyncContext<'_>) -> Result<(), Error> {
        if self.report.round_trips > 0 {
            return Ok(());
        }
        let log = enrolment::install(cx.conn, cx.me.install)?;
        if log.acked_n < log.next_n {
            let left = journal::count_sealed(cx.conn, cx.me.install, log.acked_n)?;
            self.unacknowledged.note(log.next_n, left);
        }
        Ok(())
    }

    /// Counts the changes that the server has acknowledged since the last call.
    fn count_sent(&mut self, cx: &SyncContext<'_>) -> Result<(), Error> {
        let log = enrolment::install(cx.conn, cx.me.install)?;
        self.report.changes_acknowledged += self.unacknowledged.take_acknowledged(log.acked_n);
        Ok(())
    }

    /// Continues after a complete answer, when everything in it is stored.
    pub(super) fn settled(
        &mut self,
        progress: &ReplyProgress,
        cx: &mut SyncContext<'_>,
    ) -> Result<Vec<Effect>, Error> {
        let log = enrolment::install(cx.conn, cx.me.install)?;
        if !progress.is_answer(&log) {
            return self.line_broke(cx);
        }
        let more = upload::settle(cx.conn, cx.me.install)? || progress.has_more();
        self.failures = 0;
        let then = if more {
            AfterTrial::Exchange
        } else {
            AfterTrial::SendWhatIsLeft
        };
        self.go_on(Next::Drain(then), cx)
    }

    /// Continues after every stored page was tried.
    fn drained(&mut self, then: AfterTrial, cx: &mut SyncContext<'_>) -> Result<Next, Error> {
        self.series.begin_anew();
        // Only a complete answer shows the scope of a record: a part of it may hold one half of a conflict.
        if then == AfterTrial::SendWhatIsLeft {
            refill::finish(cx.conn, cx.me, cx.now_ms)?;
            earlier_logs::carry(cx.conn, cx.me, cx.rng)?;
            self.report.purged += purge::leave_scopes(cx.conn, cx.me, cx.rng)?;
        }
        let more = match then {
            AfterTrial::Exchange => true,
            AfterTrial::SendWhatIsLeft => upload::has_unsent_changes(cx.conn, cx.me.install)?,
            AfterTrial::Finish(stop) => {
                self.count_sent(cx)?;
                return Ok(Next::Finish(stop));
            }
        };
        if more && self.report.round_trips < ROUND_TRIPS_MAX {
            return Ok(Next::Exchange);
        }
        self.count_sent(cx)?;
        let revoked = enrolment::enrolment(cx.conn)?.is_some_and(|row| row.revoked);
        Ok(Next::Finish(match (more, revoked) {
            (true, _) => StopReason::LineBroke,
            (false, true) => StopReason::Revoked,
            (false, false) => StopReason::Done,
        }))
    }

    pub(super) fn line_broke(&mut self, cx: &mut SyncContext<'_>) -> Result<Vec<Effect>, Error> {
        let next = self.after_broken_line(cx)?;
        self.go_on(next, cx)
    }

    fn after_broken_line(&mut self, cx: &SyncContext<'_>) -> Result<Next, Error> {
        upload::send_less(cx.conn)?;
        self.failures += 1;
        Ok(if self.failures >= FAILURES_MAX {
            Next::Drain(AfterTrial::Finish(StopReason::LineBroke))
        } else {
            Next::Pause
        })
    }

    pub(super) fn refused(
        &mut self,
        code: ProblemCode,
        cx: &mut SyncContext<'_>,
    ) -> Result<Next, Error> {
        match code {
            // A second fork within one sync means that something else is wrong: stop and report it.
            ProblemCode::InstallForked if self.forks == 0 => {
                self.forks += 1;
                self.count_sent(cx)?;
                self.unacknowledged = UnacknowledgedChanges::default();
                self.report.written_again +=
                    fork::start_new_install(cx.conn, cx.me, cx.now_ms, cx.rng)?;
                return Ok(Next::Exchange);
            }
            ProblemCode::TooLarge | ProblemCode::TimedOut => return self.after_broken_line(cx),
            ProblemCode::UnknownDevice => enrolment::set_unknown(cx.conn)?,
            _ => {}
        }
        Ok(Next::Drain(AfterTrial::Finish(StopReason::Refused(code))))
    }
}
