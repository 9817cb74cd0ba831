//! Opens bodies that devices sealed to the recovery key, after a restore. They are judged like everything that
//! a device brings: their segments are stored, and the signatures show whether the bodies are what was signed.

use std::sync::Arc;

use minicbor::bytes::ByteVec;
use puente_audit::{Entry, EntryKind};
use puente_protocol::ChangeState;
use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{RecoveryError, Statement, UnsealedChange, VerifiedSegment};
use serde::Serialize;
use zeroize::Zeroizing;

use super::plan::ChangeCounts;
use super::receive::OpenedSegments;
use super::{ExchangeError, Exchanges, commit, courier};
use crate::store::StoreError;
use crate::store::row_id::SegmentRowId;
use crate::store::sealed::{self, BodyPosition, SealedBodyRow};

/// Bodies that are opened at once: of the largest size they are 16 MiB.
const BODIES_MAX: usize = 256;

/// The secret half of a recovery key (X25519).
pub type RecoverySecret = Zeroizing<[u8; 32]>;

/// The results for sealed bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Recovered {
    /// Bodies that were opened and are what their devices signed.
    pub opened: u64,
    /// Changes that entered, including those that had waited for them.
    pub accepted: u64,
    /// Changes that wait for others.
    pub pending: u64,
    /// Changes that were quarantined.
    pub quarantined: u64,
    /// Changes of erased people.
    pub set_aside: u64,
    /// Bodies that open but are not what was signed; they were deleted.
    pub refused: u64,
    /// Bodies that stay sealed: another key opens them, or enough of their device is quarantined already.
    pub waiting: u64,
}

/// A segment with some of its bodies restored.
#[derive(Debug)]
struct Opened {
    nr: SegmentRowId,
    received_ms: i64,
    segment: VerifiedSegment,
}

/// The states of the admitted changes, and how many segments they came in.
type Entered = (ChangeCounts, usize);

impl Exchanges {
    /// Opens the sealed bodies and admits their changes. Doing it again changes nothing.
    ///
    /// # Errors
    /// The database fails, or no trial could run. What was recovered before stays.
    pub fn recover(
        &self,
        now_ms: i64,
        secrets: &[RecoverySecret],
    ) -> Result<Recovered, ExchangeError> {
        let mut recovered = Recovered::default();
        let mut after = BodyPosition::START;
        loop {
            let mut waiting = self
                .store
                .read(|connection| sealed::waiting(connection, after, BODIES_MAX))?;
            let Some(last) = waiting.last() else { break };
            after = last.position();
            // The segments of one install depend on one another; those of other installs may lie between.
            waiting.sort_by_key(|body| body.install);
            for of_install in waiting.chunk_by(|one, other| one.install == other.install) {
                self.recover_install(now_ms, of_install, secrets, &mut recovered)?;
            }
        }
        if recovered.opened + recovered.refused > 0 {
            self.store.write(move |write| {
                write.log(&Entry {
                    count: Some(recovered.opened),
                    ..Entry::new(EntryKind::BodiesRecovered, now_ms)
                })
            })?;
        }
        Ok(recovered)
    }

    fn recover_install(
        &self,
        now_ms: i64,
        waiting: &[SealedBodyRow],
        secrets: &[RecoverySecret],
        recovered: &mut Recovered,
    ) -> Result<(), ExchangeError> {
        let mut opened = Vec::new();
        let mut refused = Vec::new();
        for of_segment in waiting.chunk_by(|one, other| one.segment == other.segment) {
            let mut bodies = Vec::new();
            for body in of_segment {
                match open(body, secrets) {
                    Ok(change) => bodies.push((place(body), change)),
                    Err(RecoveryError::OtherKey) => recovered.waiting += 1,
                    Err(RecoveryError::NotWhatWasSigned) => refused.push((body.segment, body.item)),
                }
            }
            if !bodies.is_empty() {
                opened.push(put_back(&of_segment[0], bodies)?);
            }
        }
        recovered.refused += refused.len() as u64;
        self.store.write(move |write| {
            let mut refused = refused.iter();
            refused.try_for_each(|(segment, item)| sealed::remove(write, *segment, *item))
        })?;
        let Some(first) = waiting.first().filter(|_| !opened.is_empty()) else {
            return Ok(());
        };
        let (counts, taken) = match self.enter(now_ms, first, &opened) {
            // Enough of this device is quarantined: the rest stays sealed until somebody has decided.
            Err(ExchangeError::Problem(ProblemCode::TooManyRequests)) => {
                recovered.waiting += bodies_of(&opened);
                return Ok(());
            }
            entered => entered?,
        };
        let (taken, left) = opened.split_at(taken);
        recovered.opened += bodies_of(taken);
        recovered.waiting += bodies_of(left);
        for (state, count) in counts {
            self.counters.changes(state, count);
            *match state {
                ChangeState::Accepted | ChangeState::Released => &mut recovered.accepted,
                ChangeState::Pending => &mut recovered.pending,
                ChangeState::Quarantined => &mut recovered.quarantined,
                ChangeState::SetAside | ChangeState::WrittenAgain => &mut recovered.set_aside,
            } += count;
        }
        Ok(())
    }

    /// Admits opened segments of one install, as many as may be taken now.
    fn enter(
        &self,
        now_ms: i64,
        of: &SealedBodyRow,
        opened: &[Opened],
    ) -> Result<Entered, ExchangeError> {
        self.admitter
            .until_current(|| self.enter_once(now_ms, of, opened))
    }

    fn enter_once(
        &self,
        now_ms: i64,
        of: &SealedBodyRow,
        opened: &[Opened],
    ) -> Result<Entered, ExchangeError> {
        let request = ExchangeRequest {
            install: of.install_id,
            counter: 0,
            generation: 0,
            cursor: Vec::new(),
            segments: Vec::<ByteVec>::new(),
        };
        let context = self
            .store
            .read_with(|connection| courier::carried(connection, of.device, Arc::new(request)))?;
        let received = OpenedSegments {
            segments: opened.iter().map(|one| one.segment.clone()).collect(),
            received_ms: opened.iter().map(|one| one.received_ms).collect(),
            repeated: Vec::new(),
        };
        let plan = self.admitter.admit(&context, received, now_ms)?;
        let counts = plan.counts();
        let taken = plan.segments.len();
        let segments: Vec<_> = opened.iter().take(taken).map(|one| one.nr).collect();
        let install = of.install;
        let touched = self.store.write(move |write| {
            commit::commit_recovered(write, &context, &plan, install, &segments)?;
            Ok(write.published().collect::<Vec<_>>())
        })?;
        self.listeners.wake(&touched);
        Ok((counts, taken))
    }
}

fn bodies_of(opened: &[Opened]) -> u64 {
    let items = opened.iter().flat_map(|one| one.segment.items());
    items.filter(|(_, change)| change.is_some()).count() as u64
}

fn place(body: &SealedBodyRow) -> usize {
    usize::try_from(body.item).unwrap_or(usize::MAX)
}

fn open(body: &SealedBodyRow, secrets: &[RecoverySecret]) -> Result<UnsealedChange, RecoveryError> {
    let mut opened = Err(RecoveryError::OtherKey);
    for secret in secrets {
        opened = body.body.open(secret);
        if opened != Err(RecoveryError::OtherKey) {
            break;
        }
    }
    opened
}

fn put_back(
    of: &SealedBodyRow,
    bodies: Vec<(usize, UnsealedChange)>,
) -> Result<Opened, StoreError> {
    let statement = Statement::verify(&of.signed, &of.signature, &of.key);
    let segment =
        statement.and_then(|statement| statement.with(&of.signed, &of.signature, &of.key, bodies));
    Ok(Opened {
        nr: of.segment,
        received_ms: of.received_ms,
        segment: segment.map_err(|_| StoreError::Damaged("a segment is not what was signed"))?,
    })
}
