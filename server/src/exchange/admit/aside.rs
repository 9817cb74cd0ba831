//! What does not enter: what follows the refused, and how much of a device may wait or be kept aside.

use std::collections::{HashMap, HashSet};

use puente_admission::{Reason, guard};
use puente_protocol::problem::ProblemCode;
use puente_record::ChangeHash;

use super::judge::Judged;
use crate::Server;
use crate::exchange::Stop;
use crate::exchange::plan::Fate;
use crate::store::change::{self, State};

/// Changes that may wait for others in one document.
const PENDING_OF_DOCUMENT_MAX: usize = 100;

/// Changes of one device that may wait, and their bytes: each is tried again with whatever comes of its document.
const PENDING_OF_DEVICE_MAX: u64 = 1_000;
const PENDING_BYTES_OF_DEVICE_MAX: u64 = 4 * 1024 * 1024;

/// Changes of one device that are kept aside, and their bytes: two weeks of a phone that was revoked while it
/// was away. Until somebody looks, what else it has stays with the device.
const KEPT_OF_DEVICE_MAX: u64 = 10_000;
const KEPT_BYTES_OF_DEVICE_MAX: u64 = 64 * 1024 * 1024;

impl Server {
    /// What waits for a change that was refused will wait for ever: it is refused too. And only so
    /// much may wait.
    pub(super) fn settle_waiting(
        &self,
        device: i64,
        documents: &mut [Judged<'_>],
    ) -> Result<(), Stop> {
        let mut of_device = None;
        for judged in documents {
            let is_pending = |fate: &Fate| *fate == Fate::Pending;
            if !judged
                .incoming
                .iter()
                .chain(&judged.waiting)
                .any(is_pending)
            {
                continue;
            }
            let (refused, of_device) = self.store.read(|connection| {
                let refused = match judged.subject.known {
                    Some(known) => change::refused_of(connection, known.nr)?,
                    None => HashSet::new(),
                };
                let count = match of_device {
                    Some(count) => count,
                    None => change::count_of_device(connection, device, State::Pending)?,
                };
                Ok((refused, of_device.insert(count)))
            })?;
            judged.refuse_followers(refused);
            judged.bound_waiting(of_device);
        }
        Ok(())
    }

    /// A device of which enough is kept aside has to wait with the rest. Nothing is lost: it keeps what is not
    /// acknowledged.
    pub(super) fn check_kept(&self, device: i64, documents: &[Judged<'_>]) -> Result<(), Stop> {
        let mut fates = documents.iter().flat_map(|judged| &judged.incoming);
        if !fates.any(|fate| matches!(fate, Fate::Quarantined(_))) {
            return Ok(());
        }
        let kept = |connection: &_| change::count_of_device(connection, device, State::Quarantined);
        let (count, bytes) = self.store.read(kept)?;
        if count < KEPT_OF_DEVICE_MAX && bytes < KEPT_BYTES_OF_DEVICE_MAX {
            Ok(())
        } else {
            Err(ProblemCode::TooManyRequests.into())
        }
    }
}

impl Judged<'_> {
    /// What waits for a refused change is refused, and what waits for that. One pass over all that waits,
    /// however they follow one another: who sends them chooses their order.
    fn refuse_followers(&mut self, refused: HashSet<ChangeHash>) {
        let waiting = self.subject.waiting.iter().zip(&mut self.waiting);
        let waiting = waiting.map(|(change, fate)| (change.hash, &*change.raw, fate));
        let incoming = self.subject.incoming.iter().zip(&mut self.incoming);
        let incoming = incoming.map(|(change, fate)| (change.hash, change.raw, fate));
        let mut causes: Vec<ChangeHash> = refused.into_iter().collect();
        let mut pending = Vec::new();
        let mut followers: HashMap<ChangeHash, Vec<usize>> = HashMap::new();
        for (hash, raw, fate) in waiting.chain(incoming) {
            match fate {
                Fate::Quarantined(_) => causes.push(hash),
                Fate::Pending => {
                    for dep in guard(raw).map_or_else(|_| Vec::new(), |header| header.deps) {
                        followers.entry(dep).or_default().push(pending.len());
                    }
                    pending.push((hash, fate));
                }
                Fate::Accepted | Fate::SetAside(_) => {}
            }
        }
        while let Some(cause) = causes.pop() {
            for place in followers.remove(&cause).unwrap_or_default() {
                let (hash, fate) = &mut pending[place];
                if **fate == Fate::Pending {
                    **fate = Fate::Quarantined(Reason::DependsOnQuarantined.as_str());
                    causes.push(*hash);
                }
            }
        }
    }

    fn bound_waiting(&mut self, (of_device, bytes): &mut (u64, u64)) {
        let still = self.waiting.iter().filter(|fate| **fate == Fate::Pending);
        let mut of_document = still.count();
        for (change, fate) in self.subject.incoming.iter().zip(&mut self.incoming) {
            if *fate != Fate::Pending {
                continue;
            }
            *bytes += change.raw.len() as u64;
            if of_document < PENDING_OF_DOCUMENT_MAX
                && *of_device < PENDING_OF_DEVICE_MAX
                && *bytes <= PENDING_BYTES_OF_DEVICE_MAX
            {
                of_document += 1;
                *of_device += 1;
            } else {
                *fate = Fate::Quarantined("orphans_full");
            }
        }
    }
}
