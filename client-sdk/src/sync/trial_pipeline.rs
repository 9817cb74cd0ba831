//! Runs trials one after the other: while one batch of pages is tried, the one before it is written.
//!
//! Three rules hold here, whatever the driver does. Order: no page is stored or written before those in front
//! of it, because its cursor skips them. Apart: a trial touches no document whose changes still await their
//! write; otherwise its outcome would be about an outdated document. Once: pages that are not written are given
//! back completely.

use puente_admission::JoinedDocument;
use puente_protocol::page::Page;
use rusqlite::Connection;

use super::Effect;
use super::absorb::Absorbed;
use super::batch_size::BatchSize;
use super::page_buffer::{PageBuffer, PageGroup};
use super::page_trial::{PageTrial, TrialSource};
use crate::Error;
use crate::store::inbox;

/// From this many pages on a trial pays while more of them arrive, because each commit writes nearly all
/// indexes.
const EARLY_PAGES_MIN: usize = 4;

/// What one trial passes on to the next.
#[derive(Debug, Default)]
pub(super) struct TrialSeries {
    /// How many pages are tried together.
    pub(super) batch_size: BatchSize,
    /// The ticket of the last trial since the store was opened. It tells a late answer from that of another
    /// trial.
    last_ticket: i64,
}

impl TrialSeries {
    /// Prepares for another sync. Its trials continue the tickets.
    pub(super) fn begin_anew(&mut self) {
        self.batch_size = BatchSize::default();
    }
}

/// Pages on their way from their arrival into the documents.
#[derive(Debug)]
pub(super) struct TrialPipeline {
    source: PageSource,
    stage: Stage,
}

/// Where the pages wait before their trial.
#[derive(Debug)]
enum PageSource {
    /// In memory: pages of an answer of which nothing is stored.
    Buffer(PageBuffer),
    /// In the store.
    Inbox,
}

#[derive(Debug, Default)]
enum Stage {
    #[default]
    Empty,
    InTrial(PageTrial),
    /// The next trial runs; this one has ended and is written at [`super::Event::TakeIn`].
    InTrialAndAwaitingWrite(PageTrial, EndedTrial),
}

/// A trial that has ended, with its outcomes; `None` if the trial died.
#[derive(Debug)]
pub(super) struct EndedTrial {
    pub(super) trial: PageTrial,
    pub(super) outcomes: Option<Vec<JoinedDocument>>,
}

/// What to do about a trial that has ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// Nothing: its documents have changed.
    Stale,
    /// The next trial began: carry out this effect, and write the ended one meanwhile.
    NextBegan(Effect),
    /// No other trial can begin: write this one now.
    WriteNow(EndedTrial),
}

impl TrialPipeline {
    /// A pipeline for the pages of an answer.
    pub(super) fn of_answer() -> Self {
        Self::of(PageSource::Buffer(PageBuffer::default()))
    }

    /// A pipeline for the stored pages.
    pub(super) fn of_inbox() -> Self {
        Self::of(PageSource::Inbox)
    }

    fn of(source: PageSource) -> Self {
        Self {
            source,
            stage: Stage::Empty,
        }
    }

    /// Adds a page of an answer. If it may not wait in memory, returns every page that is not written, this
    /// page last, to be stored in that order.
    pub(super) fn push(
        &mut self,
        conn: &Connection,
        page: Page,
        now_ms: i64,
    ) -> Result<Vec<PageGroup>, Error> {
        let since_ms = self.since_ms();
        let is_first = since_ms.is_none();
        if let PageSource::Buffer(buffer) = &mut self.source
            && (!is_first || !page.rows.is_empty())
            && buffer.has_room(&page, since_ms, now_ms)
            && (!is_first || !inbox::has_any(conn)?)
        {
            buffer.push(page, now_ms);
            return Ok(Vec::new());
        }
        let mut pages = self.recall();
        pages.push(PageGroup::of(page, now_ms));
        Ok(pages)
    }

    /// When the oldest unwritten page came; `None` if the pages are stored.
    fn since_ms(&self) -> Option<i64> {
        let on_trial = match &self.stage {
            Stage::Empty => None,
            Stage::InTrial(trial) => trial.since_ms(),
            Stage::InTrialAndAwaitingWrite(_, ended) => ended.trial.since_ms(),
        };
        on_trial.or_else(|| match &self.source {
            PageSource::Buffer(buffer) => buffer.since_ms(),
            PageSource::Inbox => None,
        })
    }

    /// Is nothing in a trial, and nothing awaiting its write?
    pub(super) const fn is_idle(&self) -> bool {
        matches!(self.stage, Stage::Empty)
    }

    /// Begins a trial although more pages are on their way, if enough are here.
    pub(super) fn next_early(
        &mut self,
        conn: &Connection,
        now_ms: i64,
        series: &mut TrialSeries,
    ) -> Result<Option<Effect>, Error> {
        let pages = match &self.source {
            PageSource::Buffer(buffer) => buffer.len(),
            PageSource::Inbox => 0,
        };
        if !self.is_idle() || pages < EARLY_PAGES_MIN {
            return Ok(None);
        }
        self.next(conn, now_ms, series)
    }

    /// Begins the trial of the next pages, if none runs. `None` when no page waits.
    pub(super) fn next(
        &mut self,
        conn: &Connection,
        now_ms: i64,
        series: &mut TrialSeries,
    ) -> Result<Option<Effect>, Error> {
        debug_assert!(self.is_idle(), "a trial runs");
        let Some((trial, effect)) = self.begin_behind(None, conn, now_ms, series)? else {
            return Ok(None);
        };
        self.stage = Stage::InTrial(trial);
        Ok(Some(effect))
    }

    /// Begins the trial of the next pages while those before them await their write, unless both touch one
    /// document.
    fn begin_behind(
        &mut self,
        ended: Option<&PageTrial>,
        conn: &Connection,
        now_ms: i64,
        series: &mut TrialSeries,
    ) -> Result<Option<(PageTrial, Effect)>, Error> {
        let pages = match &mut self.source {
            PageSource::Buffer(buffer) if buffer.is_empty() => None,
            PageSource::Buffer(buffer) => buffer
                .next(series.batch_size.next(now_ms))
                .map(TrialSource::Held),
            PageSource::Inbox => {
                let together = series.batch_size.next(now_ms);
                inbox::oldest(conn, ended.and_then(PageTrial::last), together)?
                    .map(|(ids, page)| TrialSource::Stored(ids, page))
            }
        };
        let Some(pages) = pages else {
            return Ok(None);
        };
        series.last_ticket += 1;
        let (trial, batch) = PageTrial::begin(conn, series.last_ticket, pages)?;
        if ended.is_some_and(|ended| ended.touches(&trial)) {
            self.put_back(trial);
            return Ok(None);
        }
        let page = trial.ticket;
        Ok(Some((trial, Effect::TryPage { page, batch })))
    }

    /// Takes out the pages that await their write, when the driver says that this is the moment.
    pub(super) fn take_awaiting_write(&mut self) -> Option<EndedTrial> {
        match std::mem::take(&mut self.stage) {
            Stage::InTrialAndAwaitingWrite(trial, ended) => {
                self.stage = Stage::InTrial(trial);
                Some(ended)
            }
            other => {
                self.stage = other;
                None
            }
        }
    }

    /// The same, when the trial after them has ended already, because the driver runs one after the other.
    pub(super) fn take_former_of(&mut self, ticket: i64) -> Option<EndedTrial> {
        match &self.stage {
            Stage::InTrialAndAwaitingWrite(trial, _) if trial.ticket == ticket => {
                self.take_awaiting_write()
            }
            _ => None,
        }
    }

    /// Handles the end of a trial. The next one begins before this one's outcome is written.
    pub(super) fn ended(
        &mut self,
        ticket: i64,
        outcomes: Option<Vec<JoinedDocument>>,
        conn: &Connection,
        now_ms: i64,
        series: &mut TrialSeries,
    ) -> Result<Ended, Error> {
        let trial = match std::mem::take(&mut self.stage) {
            Stage::InTrial(trial) if trial.ticket == ticket => trial,
            other => {
                self.stage = other;
                return Ok(Ended::Stale);
            }
        };
        let next = self.begin_behind(Some(&trial), conn, now_ms, series)?;
        let ended = EndedTrial { trial, outcomes };
        Ok(match next {
            Some((next, effect)) => {
                self.stage = Stage::InTrialAndAwaitingWrite(next, ended);
                Ended::NextBegan(effect)
            }
            None => Ended::WriteNow(ended),
        })
    }

    /// Call this after a write. Returns whether the running trial continues: it does not when the pages before
    /// it were not written.
    pub(super) fn goes_on_after(&mut self, absorbed: Absorbed, series: &mut TrialSeries) -> bool {
        if absorbed == Absorbed::Done && !self.is_idle() {
            return true;
        }
        self.put_back_all();
        if absorbed == Absorbed::Apart {
            series.batch_size.set_to_one();
        }
        false
    }

    /// Takes out every page that is neither written nor stored, in their order. A running trial becomes
    /// obsolete.
    pub(super) fn recall(&mut self) -> Vec<PageGroup> {
        self.put_back_all();
        match &mut self.source {
            PageSource::Buffer(buffer) => buffer.take(),
            PageSource::Inbox => Vec::new(),
        }
    }

    fn put_back_all(&mut self) {
        match std::mem::take(&mut self.stage) {
            Stage::Empty => {}
            Stage::InTrial(trial) => self.put_back(trial),
            Stage::InTrialAndAwaitingWrite(trial, ended) => {
                self.put_back(trial);
                self.put_back(ended.trial);
            }
        }
    }

    fn put_back(&mut self, trial: PageTrial) {
        if let (PageSource::Buffer(buffer), TrialSource::Held(group)) =
            (&mut self.source, trial.pages)
        {
            buffer.put_back(group);
        }
    }
}
