//! The engine: which step comes next.
//!
//! It holds nothing that the store does not: dropped at any moment, a new one goes on correctly.
//! Why each field: `phase` tells which event is expected; `buffer` is the part of a page that has
//! arrived, and `held` are whole ones that go through a trial before they are stored, with the cursor behind
//! them (should they be lost, the server sends them again); `report` is for people only; `failures`
//! and `forks` bound the tries of one sync; `trying` tells whether a trial is still about these documents,
//! and `tried` is one that ended and is not taken in yet; `pace` says how many pages are taken in together;
//! `heard` what one answer came to, so that none is listened to for ever and none that brings nothing is
//! asked for again and again; `sent` is what the report tells as sent once it is acknowledged.

use puente_admission::JoinedDocument;
use puente_protocol::page::Page;
use puente_protocol::problem::ProblemCode;

use super::batch_size::BatchSize;
use super::page_buffer::{PageBuffer, PageGroup};
use super::page_trial::PageTrial;
use super::reply_progress::ReplyProgress;
use super::unacknowledged::UnacknowledgedChanges;
use super::{Effect, Event, StopReason, SyncReport, fork, receive, upload};
use crate::store::{enrolment, inbox, journal};
use crate::{Device, Error, Rng, backoff_ms};

/// Tries of one sync on a line that breaks; every one goes on where the last ended.
const FAILURES_MAX: u32 = 4;
/// The first pause after a broken line.
const PAUSE_FIRST_MS: u64 = 1_000;
/// The pause before the last try.
const PAUSE_MAX_MS: u64 = 4_000;
/// Round trips of one sync: 1,000 of the smallest upload carry 32 MiB.
pub(super) const ROUND_TRIPS_MAX: u64 = 1_000;

#[derive(Debug, Default)]
pub(crate) struct Engine {
    pub(super) phase: Phase,
    buffer: Vec<u8>,
    pub(super) report: SyncReport,
    failures: u32,
    forks: u32,
    pub(super) page_buffer: PageBuffer,
    pub(super) in_trial: Option<PageTrial>,
    pub(super) awaiting_write: Option<(PageTrial, Option<Vec<JoinedDocument>>)>,
    pub(super) batch_size: BatchSize,
    reply_progress: ReplyProgress,
    unacknowledged: UnacknowledgedChanges,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    #[default]
    Idle,
    /// A request is out. Of a long answer, what came first is tried already.
    Awaiting,
    /// A copy of this store is in use: the rest of the answer is for that one.
    Outrun,
    /// The line broke; the driver waits.
    Pausing,
    /// Pages are being tried.
    Trying { then: AfterTrial },
    /// Pages of a whole answer are being tried.
    TryingHeld,
}

/// What comes when every page that waits has been tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterTrial {
    /// An exchange.
    Exchange,
    /// An exchange if there is something to send, else the end.
    SendWhatIsLeft,
    /// The end: the line is gone, but what came over it is not lost on people.
    Finish(StopReason),
}

impl Device {
    /// Takes one event; every effect it returns is to be carried out.
    ///
    /// # Errors
    /// The store failed: see [`Error::advice`]. The sync is over; nothing that was committed is lost.
    pub fn handle(
        &mut self,
        event: Event,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<Effect>, Error> {
        let result = self.step(event, now_ms, rng);
        if result.is_err() {
            self.engine = Engine::default();
        }
        result
    }

    fn step(&mut self, event: Event, now_ms: i64, rng: &mut Rng) -> Result<Vec<Effect>, Error> {
        match (self.engine.phase, event) {
            (_, Event::SyncRequested) => {
                self.engine = Engine::default();
                if enrolment::enrolment(&self.conn)?.is_none() {
                    return Ok(self.finish(StopReason::NotEnrolled));
                }
                self.absorb_then(AfterTrial::Exchange, now_ms, rng)
            }
            (Phase::Awaiting, Event::BytesArrived(bytes)) => {
                self.bytes_arrived(&bytes, now_ms, rng)
            }
            (Phase::Awaiting, Event::ReplyEnded) if self.engine.buffer.is_empty() => {
                self.reply_ended(now_ms, rng)
            }
            (Phase::Awaiting, Event::ReplyEnded | Event::LineBroke) => self.line_broke(now_ms, rng),
            (Phase::Outrun, Event::ReplyEnded | Event::LineBroke) => {
                self.refused(ProblemCode::InstallForked, now_ms, rng)
            }
            (Phase::Awaiting, Event::ReplyRefused(code)) => self.refused(code, now_ms, rng),
            (Phase::Pausing, Event::PauseEnded) => {
                self.absorb_then(AfterTrial::Exchange, now_ms, rng)
            }
            (
                Phase::Awaiting | Phase::Trying { .. } | Phase::TryingHeld,
                Event::PageTried { page, outcomes },
            ) => self.tried(page, outcomes, now_ms, rng),
            (Phase::Awaiting | Phase::Trying { .. } | Phase::TryingHeld, Event::TakeIn) => {
                self.take_in(now_ms, rng)
            }
            // An event of a sync that is over: a late answer after a time-out.
            _ => Ok(Vec::new()),
        }
    }

    /// The answer is whole, and everything that it brought is stored.
    pub(super) fn answered(&mut self, now_ms: i64, rng: &mut Rng) -> Result<Vec<Effect>, Error> {
        let log = enrolment::install(&self.conn, self.me.install)?;
        if !self.engine.reply_progress.is_answer(&log) {
            return self.line_broke(now_ms, rng);
        }
        let has_more = self.engine.reply_progress.has_more();
        let more = upload::settle(&mut self.conn, self.me.install)? || has_more;
        self.engine.failures = 0;
        let then = if more {
            AfterTrial::Exchange
        } else {
            AfterTrial::SendWhatIsLeft
        };
        self.absorb_then(then, now_ms, rng)
    }

    pub(super) fn exchange(&mut self, now_ms: i64, _rng: &mut Rng) -> Result<Vec<Effect>, Error> {
        self.note_left()?;
        let (body, sealed) = upload::next_request(&mut self.conn, &self.me, now_ms)?;
        let log = enrolment::install(&self.conn, self.me.install)?;
        self.engine.unacknowledged.note(log.next_n, sealed);
        self.engine.phase = Phase::Awaiting;
        self.engine.buffer.clear();
        self.engine.page_buffer = PageBuffer::default();
        self.engine.in_trial = None;
        self.engine.awaiting_write = None;
        self.engine.reply_progress = ReplyProgress::nothing(&log);
        self.engine.report.changes_sealed += sealed;
        self.engine.report.round_trips += 1;
        self.engine.report.bytes_up += body.len() as u64;
        Ok(vec![Effect::SendExchange(body)])
    }

    /// What an earlier sync, or a bundle, left in segments goes with the first request of this one.
    fn note_left(&mut self) -> Result<(), Error> {
        if self.engine.report.round_trips > 0 {
            return Ok(());
        }
        let log = enrolment::install(&self.conn, self.me.install)?;
        if log.acked_n < log.next_n {
            let left = journal::count_sealed(&self.conn, self.me.install, log.acked_n)?;
            self.engine.unacknowledged.note(log.next_n, left);
        }
        Ok(())
    }

    /// Counts what the server acknowledged since this was asked before.
    pub(super) fn count_sent(&mut self) -> Result<(), Error> {
        let log = enrolment::install(&self.conn, self.me.install)?;
        self.engine.report.changes_acknowledged +=
            self.engine.unacknowledged.take_acknowledged(log.acked_n);
        Ok(())
    }

    fn bytes_arrived(
        &mut self,
        bytes: &[u8],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<Effect>, Error> {
        self.engine.report.bytes_down += bytes.len() as u64;
        self.engine.buffer.extend_from_slice(bytes);
        let mut effects = Vec::new();
        loop {
            match Page::take(&mut self.engine.buffer) {
                Ok(Some(page)) => {
                    let rows_left = page.rows_left;
                    self.engine.reply_progress.count(&page);
                    if !self.take_page(page, now_ms)? {
                        self.engine.phase = Phase::Outrun;
                        return Ok(effects);
                    }
                    if rows_left > 0 {
                        effects.push(Effect::ShowProgress { rows_left });
                        effects.extend(self.try_early(now_ms)?);
                    }
                    if self.engine.reply_progress.is_enough() {
                        self.store_held()?;
                        effects.extend(self.absorb_then(AfterTrial::Exchange, now_ms, rng)?);
                        return Ok(effects);
                    }
                }
                Ok(None) => return Ok(effects),
                Err(_) => {
                    self.store_held()?;
                    return self.absorb_then(AfterTrial::Finish(StopReason::Damaged), now_ms, rng);
                }
            }
        }
    }

    /// Holds a page or stores it, behind those before it. Answers whether it is for this store.
    fn take_page(&mut self, page: Page, now_ms: i64) -> Result<bool, Error> {
        let since_ms = self.waits_since_ms();
        let is_first = since_ms.is_none();
        if (!is_first || !page.rows.is_empty())
            && self.engine.page_buffer.has_room(&page, since_ms, now_ms)
            && (!is_first || !inbox::has_any(&self.conn)?)
        {
            self.engine.page_buffer.push(page, now_ms);
            return Ok(true);
        }
        let mut pages = self.recall();
        pages.push(PageGroup::of(page, now_ms));
        receive::store(
            &mut self.conn,
            self.me.install,
            pages,
            &mut self.engine.report,
        )
    }

    fn line_broke(&mut self, now_ms: i64, rng: &mut Rng) -> Result<Vec<Effect>, Error> {
        self.store_held()?;
        upload::send_less(&self.conn)?;
        self.engine.failures += 1;
        if self.engine.failures >= FAILURES_MAX {
            return self.absorb_then(AfterTrial::Finish(StopReason::LineBroke), now_ms, rng);
        }
        self.engine.phase = Phase::Pausing;
        Ok(vec![Effect::Pause {
            for_ms: backoff_ms(self.engine.failures, PAUSE_FIRST_MS, PAUSE_MAX_MS),
        }])
    }

    pub(super) fn refused(
        &mut self,
        code: ProblemCode,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<Effect>, Error> {
        match code {
            // A second fork within one sync means that something else is wrong: stop and say so.
            ProblemCode::InstallForked if self.engine.forks == 0 => {
                self.engine.forks += 1;
                self.count_sent()?;
                self.engine.unacknowledged = UnacknowledgedChanges::default();
                self.engine.report.written_again +=
                    fork::start_new_install(&mut self.conn, &mut self.me, rng)?;
                self.exchange(now_ms, rng)
            }
            ProblemCode::TooLarge | ProblemCode::TimedOut => self.line_broke(now_ms, rng),
            ProblemCode::UnknownDevice => {
                enrolment::set_unknown(&self.conn)?;
                self.absorb_then(AfterTrial::Finish(StopReason::Refused(code)), now_ms, rng)
            }
            other => self.absorb_then(AfterTrial::Finish(StopReason::Refused(other)), now_ms, rng),
        }
    }

    pub(super) fn finish(&mut self, stop: StopReason) -> Vec<Effect> {
        let engine = std::mem::take(&mut self.engine);
        vec![Effect::Finish(engine.report, stop)]
    }
}
