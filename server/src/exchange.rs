//! One exchange, step by step: authenticate, receive, admit, commit, deliver.
//!
//! Nothing is answered before it is on the disk: pages are built from what a later read finds there.

mod admit;
mod authenticate;
mod commit;
mod cursor;
mod deliver;
mod plan;
mod receive;
mod scope;

use puente_protocol::exchange::Sealed;
use puente_protocol::page::Ack;
use puente_protocol::problem::ProblemCode;

use self::authenticate::Asked;
use self::commit::Committed;
use self::deliver::{Baseline, Delivery};
use crate::Server;
use crate::store::StoreError;

pub(crate) use admit::{expand_stored, over_everything};
pub(crate) use commit::tell;
pub(crate) use scope::{Touched, publish_whole};

/// How often an exchange is prepared again beside others that change the same documents, before
/// it is prepared alone.
const ATTEMPTS_SHARED: u32 = 2;

/// How often it is then prepared again because another process (a command) was first.
const ATTEMPTS_MAX: u32 = 5;

/// Whoever listened went away: stop, nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the listener is gone")]
pub struct Gone;

/// Takes the pages of a reply, one after the other.
pub type Emit<'a> = &'a mut dyn FnMut(Vec<u8>) -> Result<(), Gone>;

/// Why an exchange stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stop {
    /// The device is told.
    #[error(transparent)]
    Problem(#[from] ProblemCode),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No trial could be held.
    #[error("the trial failed: {0}")]
    Trial(#[from] crate::admission::TrialError),
    /// Nobody listens any more.
    #[error(transparent)]
    Gone(#[from] Gone),
}

impl Server {
    /// Runs one exchange: takes what the device brings, then emits the pages of the reply.
    ///
    /// # Errors
    /// The code of the problem to answer with. After the first page was emitted: cut the reply; the
    /// device goes on from the last page it stored.
    pub fn exchange(&self, now_ms: i64, body: &[u8], emit: Emit<'_>) -> Result<(), ProblemCode> {
        match self.run_exchange(now_ms, body, emit) {
            Ok(()) | Err(Stop::Gone(_)) => Ok(()),
            Err(Stop::Problem(problem)) => Err(problem),
            Err(Stop::Store(error)) => {
                tracing::error!(%error, "an exchange failed");
                Err(error.problem())
            }
            Err(Stop::Trial(error)) => {
                tracing::error!(%error, "a trial failed");
                Err(ProblemCode::Internal)
            }
        }
    }

    fn run_exchange(&self, now_ms: i64, body: &[u8], emit: Emit<'_>) -> Result<(), Stop> {
        let sealed = Sealed::read(body)?;
        let asked = self
            .store
            .read(|connection| Ok(authenticate::authenticate(connection, self.id(), &sealed)))??;
        if asked.request.segments.is_empty() {
            let ack = Ack {
                next_n: asked.install.map_or(0, |install| install.next_n),
                receipts: Vec::new(),
            };
            let delivery = self.store.read(|connection| {
                let before = Baseline::read(connection, &asked)?;
                Delivery::plan(connection, &asked, ack, now_ms, self.identity(), &before)
            })?;
            return self.deliver(delivery, now_ms, emit);
        }
        let Committed { delivery, touched } = self.take(&asked, now_ms)?;
        self.listeners
            .wake(&touched, Some((asked.device.id, asked.request.install)));
        self.deliver(delivery, now_ms, emit)
    }

    /// Takes the segments of a request, again should others have been faster.
    fn take(&self, asked: &Asked, now_ms: i64) -> Result<Committed, Stop> {
        for attempt in 0..ATTEMPTS_MAX {
            let (_shared, _alone);
            if attempt < ATTEMPTS_SHARED {
                _shared = self.admission.read();
            } else {
                _alone = self.admission.write();
            }
            match self.take_once(asked, now_ms) {
                Err(Stop::Store(StoreError::Outdated)) => {}
                done => return done,
            }
        }
        Err(ProblemCode::Busy.into())
    }

    fn take_once(&self, asked: &Asked, now_ms: i64) -> Result<Committed, Stop> {
        // What was read when the request was authenticated may be old by now.
        let asked = self
            .store
            .read(|connection| Ok(asked.refreshed(connection)))??;
        let received = self
            .store
            .read(|connection| Ok(receive::receive(connection, &asked)))??;
        let plan = self.admit(&asked, received, now_ms)?;
        let identity = self.identity().clone();
        let committed = self
            .store
            .write(move |write| commit::commit(write, &asked, &plan, &identity))?;
        Ok(committed)
    }

    fn deliver(&self, mut delivery: Delivery, now_ms: i64, emit: Emit<'_>) -> Result<(), Stop> {
        if delivery.must_log() {
            let entry = delivery.entry(now_ms);
            self.store.write(move |write| write.log(&entry))?;
        }
        loop {
            let page = self
                .store
                .read(|connection| delivery.next_page(connection, &self.limits, self.identity()))?;
            let bytes = page.to_bytes();
            delivery.observe(&page, bytes.len());
            emit(bytes)?;
            if delivery.is_done() {
                return Ok(());
            }
        }
    }
}
