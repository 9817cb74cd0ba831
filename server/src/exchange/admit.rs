//! Decides whether the changes of a request may enter: gathers the facts, runs the trial, prepares the writes.

mod authority;
mod carried;
mod erased;
mod gather;
mod gather_release;
mod gathered;
mod judge;
mod judged;
mod pending;
mod prepare;
mod quarantine_limit;
mod sender_refusal;
mod subject;

use std::sync::{Arc, RwLock};

use puente_admission::{Reason, Verdict};
use puente_protocol::problem::ProblemCode;
use puente_record::DocumentId;

use super::ExchangeError;
use super::authenticate::SenderContext;
use super::plan::{DocumentPlan, ExchangePlan};
use super::receive::OpenedSegments;
use crate::limits::Limits;
use crate::shared_rng::SharedRng;
use crate::store::quarantine::QuarantinedChange;
use crate::store::{Store, StoreError};
use crate::trial::TrialRunner;

/// How often the segments of a request are cut down to what may wait. A cut may make other changes wait too,
/// but only a sender who provokes this needs more cuts.
const CUTS_MAX: usize = 3;

/// A revoked device gets this fraction of a device's daily share, so that it cannot fill the disk for ever.
const REVOKED_SHARE: u64 = 64;

pub(crate) use authority::over_everything;
pub(crate) use gathered::expand_stored;

/// How many attempts prepare a write beside others that change the same documents, before one prepares it
/// alone.
const ATTEMPTS_SHARED: u32 = 2;

/// How many attempts there are in all. An attempt alone fails only when another process (a command) was faster.
const ATTEMPTS_MAX: u32 = 5;

/// The result of trying to release a quarantined change.
pub(super) enum KeptChange {
    /// The change enters with these writes.
    Enters(Vec<DocumentPlan>),
    /// The change does not enter even with every right.
    Refused(Reason),
}

/// Decides what enters. Writes nothing.
#[derive(Debug)]
pub(crate) struct Admitter {
    store: Arc<Store>,
    trial: Arc<TrialRunner>,
    rng: Arc<SharedRng>,
    limits: Limits,
    /// Held shared while a write is prepared and made, and held exclusively after [`ATTEMPTS_SHARED`] attempts
    /// lost against others: then no other thread of this process can be faster. A holder never takes it a
    /// second time.
    alone: RwLock<()>,
}

impl Admitter {
    pub(crate) fn new(
        store: Arc<Store>,
        trial: Arc<TrialRunner>,
        rng: Arc<SharedRng>,
        limits: Limits,
    ) -> Self {
        Self {
            store,
            trial,
            rng,
            limits,
            alone: RwLock::default(),
        }
    }

    /// Runs `attempt` until no other write was faster: beside others at first, then alone. Even then another
    /// process (a command) may be faster.
    ///
    /// # Errors
    /// The error of an attempt, or `busy` after the last one: nothing was written.
    pub(super) fn until_current<T>(
        &self,
        attempt: impl Fn() -> Result<T, ExchangeError>,
    ) -> Result<T, ExchangeError> {
        for round in 0..ATTEMPTS_MAX {
            let (_shared, _alone);
            if round < ATTEMPTS_SHARED {
                _shared = self.alone.read();
            } else {
                _alone = self.alone.write();
            }
            match attempt() {
                Err(ExchangeError::Store(StoreError::Outdated)) => {}
                done => return done,
            }
        }
        Err(ProblemCode::Busy.into())
    }

    /// Decides about every change of a request. Writes nothing. It leaves out the first segment that brings
    /// more than may wait, and all behind it; the acknowledgement says where the log stands.
    ///
    /// # Errors
    /// `too_many_requests` when that is the first segment, or when [`CUTS_MAX`] cuts were not enough.
    pub(super) fn admit(
        &self,
        context: &SenderContext,
        mut received: OpenedSegments,
        now_ms: i64,
    ) -> Result<ExchangePlan, ExchangeError> {
        let mut rng = self.rng.fork();
        for _ in 0..CUTS_MAX {
            let gathered = self.store.read_with(|connection| {
                gather::gather(
                    connection,
                    context,
                    &received.segments,
                    &received.received_ms,
                    now_ms,
                )
            })?;
            let judged = self.judge(Some(context.device.nr), gathered)?;
            match judged.too_much {
                Some(0) => break,
                Some(segment) => {
                    drop(judged);
                    received.segments.truncate(segment);
                    continue;
                }
                None => {}
            }
            let not_read = judged.not_read();
            let documents = prepare::prepare(judged, now_ms, &mut rng)?;
            return Ok(ExchangePlan {
                documents,
                not_read,
                segments: received.segments,
                repeated: received.repeated,
                now_ms,
                // A revoked device brings what it still had, which takes a few exchanges.
                day_bytes: match context.device.revoked_ms {
                    None => self.limits.day_bytes,
                    Some(_) => self.limits.day_bytes / REVOKED_SHARE,
                },
                rng,
            });
        }
        tracing::warn!(
            device = %context.device.nr,
            "more of a device would wait than may: it has to keep it"
        );
        Err(ProblemCode::TooManyRequests.into())
    }

    /// Decides again about the waiting changes of these documents. Returns the writes for those that enter now
    /// or are refused, and the documents that could not all be read.
    pub(super) fn admit_waiting(
        &self,
        documents: &[DocumentId],
        now_ms: i64,
    ) -> Result<(Vec<DocumentPlan>, Vec<DocumentId>), ExchangeError> {
        let gathered = self
            .store
            .read_with(|connection| gather::gather_waiting(connection, documents, now_ms))?;
        let judged = self.judge(None, gathered)?;
        let not_read = judged.not_read();
        let documents = prepare::prepare(judged, now_ms, &mut self.rng.fork())?;
        Ok((documents, not_read))
    }

    /// Decides about a quarantined change as if its author had every right, and about the changes that were
    /// quarantined because they depend on it.
    pub(super) fn admit_kept(
        &self,
        kept: &QuarantinedChange,
        now_ms: i64,
    ) -> Result<KeptChange, ExchangeError> {
        let gathered = self
            .store
            .read(|connection| gather_release::gather_release(connection, kept, now_ms))?;
        let mut verdicts = self.judge(None, gathered)?;
        for judged in &mut verdicts.documents {
            match judged.waiting.first() {
                _ if judged.subject.id != kept.document => {}
                Some(verdict) => {
                    if let Some(reason) = verdict.reason() {
                        return Ok(KeptChange::Refused(reason));
                    }
                }
                None => return Err(StoreError::Outdated.into()),
            }
            // A change that does not enter with it stays where it is.
            for verdict in &mut judged.waiting {
                if !verdict.is_in_document() {
                    *verdict = Verdict::WAITS;
                }
            }
        }
        let documents = prepare::prepare(verdicts, now_ms, &mut self.rng.fork())?;
        Ok(KeptChange::Enters(documents))
    }
}
