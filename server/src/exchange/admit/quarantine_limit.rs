//! Changes that do not enter: those that depend on refused ones, and the limits on what one device may have
//! waiting or quarantined.

use std::collections::{HashMap, HashSet};

use puente_admission::{Reason, Verdict, guard};
use puente_protocol::ChangeState;
use puente_protocol::problem::ProblemCode;
use puente_record::ChangeHash;

use super::Admitter;
use super::judged::JudgedDocument;
use crate::exchange::ExchangeError;
use crate::store::change::{self, BacklogSize};
use crate::store::row_id::DeviceRowId;

/// How much of one device may wait in one document, and in all. Each waiting change is tried again whenever
/// more of its document comes. Each device has its own limit, so nobody can fill another's room.
const OF_DOCUMENT: BacklogSize = BacklogSize {
    changes: 100,
    bytes: 256 * 1024,
};
const OF_DEVICE: BacklogSize = BacklogSize {
    changes: 1_000,
    bytes: 4 * 1024 * 1024,
};

/// Changes of one device that may be quarantined, and their bytes: two weeks of a phone that was revoked while
/// it was away. Until somebody decides about them, the rest stays on the device.
const KEPT_OF_DEVICE_MAX: u64 = 10_000;
const KEPT_BYTES_OF_DEVICE_MAX: u64 = 64 * 1024 * 1024;

impl Admitter {
    /// A change that waits for a refused change would wait for ever, so it is refused too.
    pub(super) fn refuse_followers(
        &self,
        documents: &mut [JudgedDocument<'_>],
    ) -> Result<(), ExchangeError> {
        for judged in documents.iter_mut() {
            let mut fates = judged.incoming.iter().chain(&judged.waiting);
            if !fates.any(|fate| fate.is_pending()) {
                continue;
            }
            let refused = self.store.read(|connection| match judged.subject.known {
                Some(known) => change::refused_of(connection, known.nr),
                None => Ok(HashSet::new()),
            })?;
            judged.refuse_followers(refused);
        }
        Ok(())
    }

    /// The index of the first segment with which too much of the device would wait. It is not taken yet. This
    /// is not a verdict: the device keeps the segment and sends it again.
    pub(super) fn first_too_much(
        &self,
        device: DeviceRowId,
        documents: &[JudgedDocument<'_>],
    ) -> Result<Option<usize>, ExchangeError> {
        let mut verdicts = documents.iter().flat_map(|judged| &judged.incoming);
        if !verdicts.any(|verdict| takes_room(*verdict)) {
            return Ok(None);
        }
        let of_device =
            |connection: &_| change::count_of_device(connection, device, ChangeState::Pending);
        let backlog = self.store.read(of_device)?;
        Ok(first_too_much(device, documents, backlog))
    }

    /// Refuses the request when enough of the device is quarantined. Nothing is lost: the device keeps what is
    /// not acknowledged.
    pub(super) fn check_kept(
        &self,
        device: DeviceRowId,
        documents: &[JudgedDocument<'_>],
    ) -> Result<(), ExchangeError> {
        let mut verdicts = documents.iter().flat_map(|judged| &judged.incoming);
        if !verdicts.any(|verdict| matches!(verdict, Verdict::Quarantined(_))) {
            return Ok(());
        }
        let kept =
            |connection: &_| change::count_of_device(connection, device, ChangeState::Quarantined);
        let backlog = self.store.read(kept)?;
        if backlog.changes < KEPT_OF_DEVICE_MAX && backlog.bytes < KEPT_BYTES_OF_DEVICE_MAX {
            Ok(())
        } else {
            Err(ProblemCode::TooManyRequests.into())
        }
    }
}

impl JudgedDocument<'_> {
    /// Refuses the changes that depend on refused ones, directly or not. It passes once over all waiting
    /// changes, whatever their order: a sender chooses that order.
    fn refuse_followers(&mut self, refused: HashSet<ChangeHash>) {
        let waiting = self.subject.waiting.iter().zip(&mut self.waiting);
        let waiting = waiting.map(|(change, verdict)| (change.hash, &*change.raw, false, verdict));
        let incoming = self.subject.incoming.iter().zip(&mut self.incoming);
        let incoming =
            incoming.map(|(change, verdict)| (change.hash, change.raw, change.seq == 0, verdict));
        let mut causes: Vec<ChangeHash> = refused.into_iter().collect();
        let mut pending = Vec::new();
        let mut followers: HashMap<ChangeHash, Vec<usize>> = HashMap::new();
        for (hash, raw, is_of_another, verdict) in waiting.chain(incoming) {
            match verdict {
                // A refusal of a brought copy says nothing about its author's change.
                Verdict::Quarantined(_) if is_of_another => {}
                Verdict::Quarantined(_) => causes.push(hash),
                Verdict::Pending(_) => {
                    for dep in guard(raw).map_or_else(|_| Vec::new(), |header| header.deps) {
                        followers.entry(dep).or_default().push(pending.len());
                    }
                    pending.push((hash, verdict));
                }
                Verdict::Accepted | Verdict::Known | Verdict::SetAside(_) => {}
            }
        }
        while let Some(cause) = causes.pop() {
            for place in followers.remove(&cause).unwrap_or_default() {
                let (hash, verdict) = &mut pending[place];
                if verdict.is_pending() {
                    **verdict = Verdict::Quarantined(Reason::DependsOnQuarantined);
                    causes.push(*hash);
                }
            }
        }
    }

    /// How much of a device already waited here and still does.
    fn waits_of(&self, device: DeviceRowId) -> BacklogSize {
        let mut waits = BacklogSize::default();
        for (change, verdict) in self.subject.waiting.iter().zip(&self.waiting) {
            if verdict.is_pending() && change.share == Some(device) {
                waits.add(change.raw.len());
            }
        }
        waits
    }
}

/// Does it use up its device's room for waiting changes? It does not while it waits for this server itself.
fn takes_room(verdict: Verdict) -> bool {
    verdict.is_pending() && verdict.reason() != Some(Reason::TooMuchAtOnce)
}

/// The index of the segment with the first waiting change that exceeds the limit, in the order of the segments.
fn first_too_much(
    device: DeviceRowId,
    documents: &[JudgedDocument<'_>],
    mut of_device: BacklogSize,
) -> Option<usize> {
    let mut of_documents: Vec<BacklogSize> =
        documents.iter().map(|of| of.waits_of(device)).collect();
    let mut incoming = Vec::new();
    for (place, judged) in documents.iter().enumerate() {
        for (change, verdict) in judged.subject.incoming.iter().zip(&judged.incoming) {
            if takes_room(*verdict) {
                incoming.push((change.segment, change.item, place, change.raw.len()));
            }
        }
    }
    incoming.sort_unstable();
    let mut incoming = incoming.into_iter();
    let too_much = incoming.find(|(_, _, place, bytes)| {
        of_documents[*place].add(*bytes);
        of_device.add(*bytes);
        of_documents[*place].exceeds(&OF_DOCUMENT) || of_device.exceeds(&OF_DEVICE)
    });
    too_much.map(|(segment, ..)| segment)
}
