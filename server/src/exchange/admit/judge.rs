//! Runs the trial and does the rest of the judgement: changes that wait, and changes that depend on refused
//! ones.

use std::collections::HashMap;

use puente_admission::{ActorOf, Batch, CandidateChange, DocumentBatch, Reason, Verdict};
use puente_protocol::ChangeState;
use puente_record::{DocumentId, DocumentKind, RecordId, SiteId};

use super::Admitter;
use super::authority::over_everything;
use super::erased;
use super::gathered::{GatheredRequest, expand_stored};
use super::judged::{JudgedDocument, JudgedRequest};
use super::subject::PendingChange;
use super::subject::TouchedDocument;
use crate::exchange::ExchangeError;
use crate::store::change;
use crate::store::erasure;
use crate::store::row_id::{ChangeRowId, DeviceRowId};
use crate::store::{StoreError, record};
use crate::trial::{TrialError, TriedDocument};

/// Documents of one message to a child process: 200 registrations take 50 ms there.
const BATCH_DOCUMENTS_MAX: usize = 200;

/// Fewer documents than this do not justify another child process.
const BATCH_DOCUMENTS_MIN: usize = 8;

/// Bytes of one message to a child process, unless one document has more: 200 registrations of five changes.
/// The documents with the most operations for these bytes take half a second.
const BATCH_BYTES_MAX: usize = 256 * 1024;

/// The change waits for this server, which reads only so many documents at once.
const NOT_READ: Verdict = Verdict::Pending(Reason::TooMuchAtOnce);

impl Admitter {
    /// Judges everything that was gathered, and decides how much of it may be taken from the device that brings
    /// it.
    pub(super) fn judge<'a>(
        &self,
        device: Option<DeviceRowId>,
        mut gathered: GatheredRequest<'a>,
    ) -> Result<JudgedRequest<'a>, ExchangeError> {
        let subjects = std::mem::take(&mut gathered.subjects);
        // Cores first: the sites where a record ever was decide who may add to it.
        let (cores, others): (Vec<_>, Vec<_>) = subjects
            .into_iter()
            .partition(|subject| subject.kind.is_none_or(DocumentKind::stands_alone));
        let mut documents = self.try_all(cores, &gathered, &HashMap::new())?;
        let fresh: HashMap<RecordId, Vec<SiteId>> = documents
            .iter()
            .filter_map(|judged| Some((judged.subject.id, judged.state.as_ref()?.ever.clone())))
            .collect();
        documents.extend(self.try_all(others, &gathered, &fresh)?);
        self.refuse_followers(&mut documents)?;
        let too_much = match device {
            Some(device) => {
                self.check_kept(device, &documents)?;
                self.first_too_much(device, &documents)?
            }
            None => None,
        };
        self.load_late_records(&documents, &mut gathered)?;
        erased::set_aside(&mut documents, &gathered.records);
        Ok(JudgedRequest {
            documents,
            records: gathered.records,
            too_much,
        })
    }

    fn try_all<'a>(
        &self,
        subjects: Vec<TouchedDocument<'a>>,
        gathered: &GatheredRequest<'_>,
        fresh: &HashMap<RecordId, Vec<SiteId>>,
    ) -> Result<Vec<JudgedDocument<'a>>, ExchangeError> {
        let batches = batches(&subjects, gathered, fresh, self.trial.width());
        let mut tried: Vec<TriedDocument> = self.trial.run(&batches)?;
        tried.reverse();
        let mut judged = Vec::with_capacity(subjects.len());
        for subject in subjects {
            let outcome = if subject.has_candidates() {
                let outcome = tried.pop().expect("one outcome for each document tried");
                self.mended(&subject, outcome, gathered, fresh)?
            } else {
                TriedDocument::nothing(subject.id)
            };
            subject.check(&outcome)?;
            judged.push(JudgedDocument::new(subject, outcome));
        }
        Ok(judged)
    }

    /// Tries a document whose cache does not load, from its changes instead.
    fn mended(
        &self,
        subject: &TouchedDocument<'_>,
        tried: TriedDocument,
        gathered: &GatheredRequest<'_>,
        fresh: &HashMap<RecordId, Vec<SiteId>>,
    ) -> Result<TriedDocument, ExchangeError> {
        let (Some(known), true) = (subject.known, tried.saved_is_damaged || subject.is_damaged)
        else {
            return Ok(tried);
        };
        tracing::warn!(
            document = %known.nr,
            "a saved document is rebuilt from its changes"
        );
        let (changes, authority) = self.store.read(|connection| {
            let changes = change::of_document(connection, known.nr)?;
            Ok((changes, over_everything(connection)?))
        })?;
        let key = &gathered.records[&subject.record].key;
        let mut batch = document_batch(subject, gathered, fresh);
        batch.saved = None;
        let mut authorities = gathered.authorities.list.clone();
        let everything = u32::try_from(authorities.len()).expect("few accounts");
        authorities.push(authority);
        let mut candidates = Vec::new();
        for stored in changes.iter().filter(|c| c.state == ChangeState::Accepted) {
            candidates.push(CandidateChange {
                raw: expand_stored(&key.open_change(&stored.hash, &stored.sealed)?)?,
                authority: everything,
                device: None,
            });
        }
        let accepted = candidates.len();
        candidates.append(&mut batch.candidates);
        batch.candidates = candidates;
        let batch = Batch {
            sites: gathered.sites.clone(),
            authorities,
            documents: vec![batch],
        };
        let mut tried = self.trial.run(&[batch])?;
        let mut tried = tried.pop().ok_or(TrialError::Broken)?;
        tried.verdicts.drain(..accepted);
        Ok(tried)
    }

    fn load_late_records(
        &self,
        documents: &[JudgedDocument<'_>],
        gathered: &mut GatheredRequest<'_>,
    ) -> Result<(), StoreError> {
        let missing: Vec<RecordId> = documents
            .iter()
            .map(|judged| judged.subject.record)
            .filter(|record| !gathered.records.contains_key(record))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let found = self.store.read(|connection| {
            let mut found = record::find(connection, &missing)?;
            found.append(&mut erasure::find(connection, &missing)?);
            Ok(found)
        })?;
        gathered
            .records
            .extend(found.into_iter().map(|record| (record.id, record)));
        Ok(())
    }
}

impl TouchedDocument<'_> {
    fn has_candidates(&self) -> bool {
        if self.is_too_much {
            return false;
        }
        let undecided = self.incoming.iter().any(|change| change.refused.is_none());
        let is_alone = self.incoming.is_empty() || !self.vouched.is_empty();
        undecided || (is_alone && self.waits().next().is_some())
    }

    /// The rows of changes that still wait and for which the request brought this server's vouch.
    pub(super) fn vouched_waiting(&self, verdicts: &[Verdict]) -> Vec<ChangeRowId> {
        let waiting = self.waiting.iter().zip(verdicts);
        let waiting = waiting.filter(|(change, verdict)| {
            verdict.is_pending() && self.vouched.get(&change.hash) == Some(&change.account)
        });
        waiting.map(|(change, _)| change.nr).collect()
    }

    /// The waiting changes that are not refused already.
    fn waits(&self) -> impl Iterator<Item = &PendingChange> {
        self.waiting
            .iter()
            .filter(|change| change.refused.is_none())
    }

    /// Checks a worker's answer: a document's kind and record follow from its id, not from what the worker
    /// says.
    fn check(&self, tried: &TriedDocument) -> Result<(), TrialError> {
        let is_it = tried.state.as_ref().is_none_or(|state| {
            let record = state.core.unwrap_or(self.id);
            self.kind == Some(state.kind) && self.record == record
        });
        is_it.then_some(()).ok_or(TrialError::Broken)
    }
}

fn batches(
    subjects: &[TouchedDocument<'_>],
    gathered: &GatheredRequest<'_>,
    fresh: &HashMap<RecordId, Vec<SiteId>>,
    children: usize,
) -> Vec<Batch> {
    // At least one message for each child process, so that a small request does not wait for one of them.
    let share = subjects.len().div_ceil(children);
    let documents_max = share.clamp(BATCH_DOCUMENTS_MIN, BATCH_DOCUMENTS_MAX);
    let mut batches: Vec<Batch> = Vec::new();
    let mut bytes = usize::MAX;
    for subject in subjects.iter().filter(|subject| subject.has_candidates()) {
        let document = document_batch(subject, gathered, fresh);
        let size = document.saved.as_ref().map_or(0, Vec::len)
            + document
                .candidates
                .iter()
                .map(|c| c.raw.len())
                .sum::<usize>();
        let last = batches.last_mut().filter(|batch| {
            bytes.saturating_add(size) <= BATCH_BYTES_MAX && batch.documents.len() < documents_max
        });
        match last {
            Some(batch) => {
                bytes += size;
                batch.documents.push(document);
            }
            None => {
                bytes = size;
                batches.push(Batch {
                    sites: gathered.sites.clone(),
                    authorities: gathered.authorities.list.clone(),
                    documents: vec![document],
                });
            }
        }
    }
    batches
}

fn document_batch(
    subject: &TouchedDocument<'_>,
    gathered: &GatheredRequest<'_>,
    fresh: &HashMap<RecordId, Vec<SiteId>>,
) -> DocumentBatch {
    let waiting = subject.waits().map(|change| CandidateChange {
        raw: change.raw.clone(),
        authority: change.authority,
        device: change.share.map(DeviceRowId::get),
    });
    let undecided = subject.incoming.iter().filter(|c| c.refused.is_none());
    let incoming = undecided.map(|change| CandidateChange {
        raw: change.raw.to_vec(),
        authority: change.authority,
        device: change.share.map(DeviceRowId::get),
    });
    let record_sites = match fresh.get(&subject.record) {
        Some(ever) => ever.clone(),
        None => gathered.ever_of(subject.record).to_vec(),
    };
    DocumentBatch {
        document: subject.id,
        saved: subject.saved.clone(),
        record_sites,
        candidates: waiting.chain(incoming).collect(),
        devices: actors_of(subject),
    }
}

fn actors_of(subject: &TouchedDocument<'_>) -> Vec<ActorOf> {
    let devices = subject.devices.iter();
    devices
        .map(|(actor, device)| ActorOf {
            actor: (*actor).into(),
            device: device.get(),
        })
        .collect()
}

impl TriedDocument {
    fn nothing(document: DocumentId) -> Self {
        Self {
            document,
            verdicts: Vec::new(),
            state: None,
            saved_is_damaged: false,
        }
    }
}

impl<'a> JudgedDocument<'a> {
    fn new(subject: TouchedDocument<'a>, tried: TriedDocument) -> Self {
        let mut verdicts = tried.verdicts.into_iter();
        let waiting = subject
            .waiting
            .iter()
            .map(|change| match change.refused {
                Some(reason) => Verdict::Quarantined(reason),
                None => verdicts.next().unwrap_or(Verdict::WAITS),
            })
            .collect();
        let incoming = subject
            .incoming
            .iter()
            .map(|change| match change.refused {
                Some(reason @ Reason::RecordErased) => Verdict::SetAside(reason),
                Some(reason) => Verdict::Quarantined(reason),
                None if subject.is_too_much => NOT_READ,
                None => verdicts.next().unwrap_or(Verdict::WAITS),
            })
            .collect();
        Self {
            subject,
            waiting,
            incoming,
            state: tried.state,
        }
    }
}
