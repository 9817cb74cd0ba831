//! One exchange, step by step: authenticate, receive, admit, commit, deliver.
//!
//! The server commits before it answers: it builds pages from what it then reads from the disk.

mod admit;
mod authenticate;
mod commit;
mod courier;
mod cursor;
mod deliver;
mod owed_trials;
mod plan;
mod receive;
mod recover;
mod release;
mod scope;
mod server_device;
mod work_budget;

use std::sync::Arc;
use std::time::Duration;

use puente_protocol::exchange::{RequestHead, SealedRequest};
use puente_protocol::page::Ack;
use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;

use self::authenticate::SenderContext;
use self::commit::Committed;
use self::courier::RecentBundles;
use self::cursor::Position;
use self::deliver::{Baseline, Delivery};
use self::plan::ExchangePlan;
use self::work_budget::{PATIENCE, WorkBudget, WorkShare};
use crate::counters::Counters;
use crate::limits::Limits;
use crate::lineage::Lineage;
use crate::listeners::Listeners;
use crate::store::{
    self, ServerIdentity, Store, StoreError, WriteTransaction, confirmation, device, feed, quota,
};

pub(crate) use admit::{Admitter, expand_stored, over_everything};
pub(crate) use commit::tell;
pub use recover::{Recovered, RecoverySecret};
pub(crate) use release::ReleaseError;
pub(crate) use scope::{TouchedRecord, publish_whole};
pub(crate) use server_device::{DraftChange, OnBehalfOf, ServerDevice, ServerDeviceWriter};

/// Writes a request's plan and returns what the caller needs.
type Commit<T> = fn(
    &mut WriteTransaction<'_>,
    &SenderContext,
    &ExchangePlan,
    &ServerIdentity,
) -> Result<T, StoreError>;

/// The receiver of the pages went away. Stop; nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the listener is gone")]
pub struct ListenerGone;

/// Takes the pages of a reply, one after the other.
pub type Emit<'a> = &'a mut dyn FnMut(Vec<u8>) -> Result<(), ListenerGone>;

/// Why an exchange stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The device is told this problem.
    #[error(transparent)]
    Problem(#[from] ProblemCode),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No trial could run.
    #[error("the trial failed: {0}")]
    Trial(#[from] crate::trial::TrialError),
}

/// A request with a valid signature that is the next one of its install.
#[derive(Debug)]
pub struct AuthenticRequest(SenderContext);

impl AuthenticRequest {
    /// The device that signed it.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.0.device.id
    }
}

/// A reply whose pages are still to be built. It holds nothing of the database between pages, so a slow reader
/// makes nobody wait.
#[derive(Debug)]
pub struct ReplyStream {
    delivery: Delivery,
    is_done: bool,
}

impl ReplyStream {
    /// Does it contain records? Then the log has an entry about it.
    #[must_use]
    pub fn delivers_records(&self) -> bool {
        self.delivery.holds_records()
    }

    /// Was its last page built?
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }
}

/// The problem that the device is told. Logs the error.
fn told(stop: &ExchangeError) -> ProblemCode {
    match stop {
        ExchangeError::Problem(code) => *code,
        ExchangeError::Store(error) => {
            let advice = store::advice(error);
            tracing::error!(%error, advice, "an exchange failed");
            error.problem()
        }
        ExchangeError::Trial(error) => {
            tracing::error!(%error, "a trial failed");
            ProblemCode::Internal
        }
    }
}

/// Takes what devices bring, directly or by a courier, and answers with what they may have.
#[derive(Debug)]
pub struct Exchanges {
    store: Arc<Store>,
    admitter: Arc<Admitter>,
    lineage: Arc<Lineage>,
    work_budget: WorkBudget,
    recent_bundles: RecentBundles,
    listeners: Listeners,
    counters: Arc<Counters>,
    limits: Limits,
}

impl Exchanges {
    pub(crate) fn new(
        store: Arc<Store>,
        admitter: Arc<Admitter>,
        lineage: Arc<Lineage>,
        (listeners, counters): (Listeners, Arc<Counters>),
        limits: Limits,
    ) -> Self {
        Self {
            store,
            admitter,
            lineage,
            work_budget: WorkBudget::default(),
            recent_bundles: RecentBundles::default(),
            listeners,
            counters,
            limits,
        }
    }

    /// Runs one exchange: takes what the device brings, then emits the pages of the reply.
    ///
    /// # Errors
    /// The code of the problem to answer with. If a page was already emitted, cut the reply; the device
    /// continues from the last page it stored.
    pub fn run(&self, now_ms: i64, body: &[u8], emit: Emit<'_>) -> Result<(), ProblemCode> {
        let request = self.authenticate(body)?;
        let mut reply = self.take_in(now_ms, &request)?;
        while !reply.is_done() {
            if emit(self.next_page(&mut reply)?) == Err(ListenerGone) {
                break;
            }
        }
        Ok(())
    }

    /// Checks the head of a request before the rest arrives: a stranger is refused, and a known device has
    /// signed the digest of the rest.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn introduce(&self, head: &RequestHead) -> Result<(), ProblemCode> {
        let known = || -> Result<(), ExchangeError> {
            let device = self
                .store
                .read(|connection| device::find(connection, head.device()))?;
            let device = device.ok_or(ProblemCode::UnknownDevice)?;
            Ok(head.verify(self.store.id(), &device.key)?)
        };
        known().map_err(|stop| told(&stop))
    }

    /// Counts an exchange that was refused before it arrived completely.
    pub fn count_refused(&self, code: ProblemCode) {
        self.counters.exchange(Some(code));
    }

    /// The first step of an exchange: who asks. It costs a signature and a few rows, and writes nothing.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn authenticate(&self, body: &[u8]) -> Result<AuthenticRequest, ProblemCode> {
        self.counters.received(body.len());
        let authenticate = || -> Result<SenderContext, ExchangeError> {
            let sealed = SealedRequest::read(body)?;
            self.store.read(|connection| {
                Ok(authenticate::authenticate(
                    connection,
                    self.store.id(),
                    &sealed,
                ))
            })?
        };
        authenticate()
            .map(AuthenticRequest)
            .map_err(|stop| self.stopped(stop))
    }

    /// Takes what the device brings. When this returns, it is on the disk.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn take_in(
        &self,
        now_ms: i64,
        request: &AuthenticRequest,
    ) -> Result<ReplyStream, ProblemCode> {
        match self.run_exchange(now_ms, &request.0) {
            Ok(delivery) => {
                self.counters.exchange(None);
                Ok(ReplyStream {
                    delivery,
                    is_done: false,
                })
            }
            Err(stop) => Err(self.stopped(stop)),
        }
    }

    /// The next page of a reply that is not done.
    ///
    /// # Errors
    /// The code of the problem. After the first page it cannot be told to the device: cut the reply.
    pub fn next_page(&self, reply: &mut ReplyStream) -> Result<Vec<u8>, ProblemCode> {
        let page = self.store.read(|connection| {
            let page =
                reply
                    .delivery
                    .next_page(connection, &self.limits, &self.store.identity())?;
            let bytes = page.to_bytes();
            reply.delivery.observe(&page, bytes.len());
            Ok(bytes)
        });
        reply.is_done = reply.delivery.is_done();
        let page = page.map_err(|error| self.stopped(error.into()))?;
        self.counters.sent(page.len());
        Ok(page)
    }

    /// The problem that the device is told. Logs and counts it.
    fn stopped(&self, stop: ExchangeError) -> ProblemCode {
        let code = told(&stop);
        self.count_refused(code);
        code
    }

    fn run_exchange(
        &self,
        now_ms: i64,
        context: &SenderContext,
    ) -> Result<Delivery, ExchangeError> {
        let (device, cursor) = (context.device.id, &context.request.cursor);
        let outrun = self.store.read(|connection| {
            cursor::outrun(connection, &self.store.identity(), &device, cursor)
        })?;
        if let Some(epoch) = outrun {
            self.lineage.outrun(device, epoch, now_ms)?;
        }
        self.note_confirmed(context, now_ms)?;
        if context.request.segments.is_empty() {
            let ack = Ack {
                next_n: context.install.map_or(0, |install| install.next_n),
                receipts: Vec::new(),
            };
            let delivery = self.store.read(|connection| {
                let before = Baseline::read(connection, context)?;
                Delivery::plan(
                    connection,
                    context,
                    ack,
                    &self.store.identity(),
                    &before,
                    now_ms,
                )
            })?;
            return self.logged(delivery, now_ms);
        }
        let Committed { delivery, touched } = self.take(context, now_ms, commit::commit)?;
        self.listeners
            .wake(&touched, Some((context.device.id, context.request.install)));
        self.logged(delivery, now_ms)
    }

    /// Notes what the request proves that the device has done. It writes only when there is something new: after a verdict,
    /// an erasure, or a change of grants.
    fn note_confirmed(&self, context: &SenderContext, now_ms: i64) -> Result<(), ExchangeError> {
        let (device, request) = (&context.device, &context.request);
        let identity = self.store.identity();
        let generation = match request.generation == context.generation {
            true => context.generation,
            false => 0,
        };
        let news = self.store.read(|connection| {
            let positions = cursor::decode(&identity, &device.id, &request.cursor);
            let own = feed::of_device(connection, device.nr)?;
            let read = own.and_then(|own| match positions?.get(&own.nr) {
                Some(Position::Seq(seq)) => Some((own.nr, *seq)),
                _ => None,
            });
            let is_news = confirmation::is_news(connection, device.nr, read, generation)?;
            Ok(is_news.then_some(read))
        })?;
        let Some(read) = news else {
            return Ok(());
        };
        let nr = device.nr;
        Ok(self
            .store
            .write(move |write| confirmation::note(write, nr, read, generation, now_ms))?)
    }

    /// Takes the segments of a request, and tries again when other writes were faster.
    fn take<T: Send + 'static>(
        &self,
        context: &SenderContext,
        now_ms: i64,
        commit: Commit<T>,
    ) -> Result<T, ExchangeError> {
        self.check_quota(context, now_ms)?;
        let share = self
            .store
            .read(|connection| WorkShare::of(connection, &context.request))?;
        // A courier comes again, so no device's own exchange waits behind a bundle.
        let patience = if context.is_carried {
            Duration::ZERO
        } else {
            PATIENCE
        };
        let _place = self.work_budget.enter(context.device.id, share, patience)?;
        self.admitter
            .until_current(|| self.take_once(context, share, now_ms, commit))
    }

    /// Refuses a device that has used up its daily share, so that no device fills the disk alone.
    fn check_quota(&self, context: &SenderContext, now_ms: i64) -> Result<(), ExchangeError> {
        let rests_ms = self
            .store
            .read(|connection| quota::rests_ms(connection, context.device.nr, now_ms))?;
        match rests_ms {
            0 => Ok(()),
            _ => Err(ProblemCode::TooManyRequests.into()),
        }
    }

    /// In how many seconds a device that exceeded its daily share may bring something again; 0 if at once.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn quota_rests_s(&self, now_ms: i64, device: DeviceId) -> Result<u64, ProblemCode> {
        let rests_ms = self.store.read(|connection| {
            let device = device::find(connection, device)?;
            device.map_or(Ok(0), |device| {
                quota::rests_ms(connection, device.nr, now_ms)
            })
        });
        let rests_ms = rests_ms.map_err(|error| self.stopped(error.into()))?;
        Ok(rests_ms.unsigned_abs().div_ceil(1_000))
    }

    fn take_once<T: Send + 'static>(
        &self,
        context: &SenderContext,
        share: WorkShare,
        now_ms: i64,
        commit: Commit<T>,
    ) -> Result<T, ExchangeError> {
        // The sender's rows as read at authentication may have changed.
        let context = self
            .store
            .read_with(|connection| context.refreshed(connection))?;
        let received = self
            .store
            .read_with(|connection| receive::receive(connection, &context, share.segments))?;
        let plan = self.admitter.admit(&context, received, now_ms)?;
        let counts = plan.counts();
        let identity = self.store.identity();
        let committed = self
            .store
            .write(move |write| commit(write, &context, &plan, &identity))?;
        for (state, count) in counts {
            self.counters.changes(state, count);
        }
        Ok(committed)
    }

    /// Writes the log entry about sending records before they are sent.
    fn logged(&self, delivery: Delivery, now_ms: i64) -> Result<Delivery, ExchangeError> {
        if delivery.must_log() {
            let entry = delivery.entry(now_ms);
            self.store.write(move |write| write.log(&entry))?;
        }
        Ok(delivery)
    }
}
