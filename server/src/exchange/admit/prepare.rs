//! Turns verdicts into writes: seals bodies, builds log entries, counts authors.

use std::collections::HashMap;

use puente_admission::{DocumentState, Verdict};
use puente_audit::Entry;
use puente_protocol::ChangeState;
use puente_protocol::change::{SlimContext, slim, time_of};
use puente_record::{AccountId, ChangeHash, DeviceId, RecordId};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;

use super::judged::{JudgedDocument, JudgedRequest};
use crate::exchange::plan::{
    ChangePlan, ChangeWriter, DocumentPlan, RecordPlan, StatePlan, Transition, entry_kind,
};

use crate::store::sealing::RecordKey;
use crate::store::{StoreError, document};

/// The form in which a change is stored and delivered. It contains everything needed to expand it.
const ALONE: SlimContext<'_> = SlimContext {
    actor: None,
    time_ms: 0,
    previous: None,
};

pub(super) fn prepare(
    verdicts: JudgedRequest<'_>,
    now_ms: i64,
    rng: &mut ChaCha20Rng,
) -> Result<Vec<DocumentPlan>, StoreError> {
    let mut records: HashMap<RecordId, RecordPlan> = verdicts
        .records
        .into_values()
        .map(|record| {
            let plan = RecordPlan {
                id: record.id,
                known: Some(record.nr),
                key: record.key,
                ever: record.ever,
            };
            (record.id, plan)
        })
        .collect();
    let mut of_records = Vec::with_capacity(verdicts.documents.len());
    for judged in verdicts.documents {
        let id = judged.subject.record;
        let record = records.entry(id).or_insert_with(|| RecordPlan {
            id,
            known: None,
            key: RecordKey::random(rng),
            ever: Vec::new(),
        });
        of_records.push((record.clone(), judged));
    }
    prepare_all(of_records, now_ms, rng)
}

/// From this many documents on a thread pays: they take some ms.
const THREAD_DOCUMENTS_MIN: usize = 128;

/// Threads of one request; other requests need the cores too.
const THREADS_MAX: usize = 2;

/// Seals and builds everything. A second thread does half of a long request, because nothing can be written
/// before all of it is ready.
fn prepare_all(
    mut documents: Vec<(RecordPlan, JudgedDocument<'_>)>,
    now_ms: i64,
    rng: &mut ChaCha20Rng,
) -> Result<Vec<DocumentPlan>, StoreError> {
    let threads = (documents.len() / THREAD_DOCUMENTS_MIN).clamp(1, THREADS_MAX);
    let rest = documents.split_off(documents.len().div_ceil(threads));
    let prepare = |documents: Vec<(RecordPlan, JudgedDocument<'_>)>, mut rng: ChaCha20Rng| {
        let documents = documents.into_iter();
        documents
            .map(|(record, judged)| prepare_document(judged, record, now_ms, &mut rng))
            .collect::<Result<Vec<_>, _>>()
    };
    let (one, other) = (ChaCha20Rng::from_rng(rng), ChaCha20Rng::from_rng(rng));
    if rest.is_empty() {
        return prepare(documents, one);
    }
    std::thread::scope(|scope| {
        let rest = scope.spawn(|| prepare(rest, other));
        let mut prepared = prepare(documents, one)?;
        prepared.append(&mut rest.join().map_err(|_| StoreError::Panicked)??);
        Ok(prepared)
    })
}

fn prepare_document(
    judged: JudgedDocument<'_>,
    record: RecordPlan,
    now_ms: i64,
    rng: &mut ChaCha20Rng,
) -> Result<DocumentPlan, StoreError> {
    let words = EntryContext {
        key: &record.key,
        object: record.key.pseudonym(),
        now_ms,
    };
    let changes = judged.subject.incoming.iter().zip(&judged.incoming);
    let changes = changes.map(|(change, verdict)| ChangePlan {
        hash: change.hash,
        actor: change.actor,
        seq: change.seq,
        segment: change.segment,
        item: change.item,
        branch: change.branch,
        account: change.account,
        carried: change.carried,
        is_vouched: change.is_vouched,
        verdict: *verdict,
        is_ahead: time_of(change.raw).is_some_and(|time_ms| time_ms > now_ms),
        sealed: match verdict {
            Verdict::SetAside(_) => Vec::new(),
            _ => record
                .key
                .seal_change(&change.hash, &slim(change.raw, &ALONE)),
        },
        entry: words.entry(*verdict, change.account, change.device, change.hash),
    });
    let vouched = judged.subject.vouched_waiting(&judged.waiting);
    let transitions = judged.subject.waiting.iter().zip(&judged.waiting);
    let transitions = transitions
        .filter(|(change, verdict)| {
            // A quarantined change waits from now on if this server's vouch for it is good.
            !verdict.is_pending()
                || change.state != ChangeState::Pending && vouched.contains(&change.nr)
        })
        .map(|(change, verdict)| Transition {
            change: change.nr,
            author: change.author,
            verdict: *verdict,
            told: verdict.state(),
            entry: words.entry(*verdict, change.account, change.device, change.hash),
        });
    let (changes, transitions) = (changes.collect(), transitions.collect());
    let state = judged.state.as_ref();
    let state = state
        .map(|state| prepare_state(&judged, state, &record.key, rng))
        .transpose()?;
    Ok(DocumentPlan {
        id: judged.subject.id,
        known: judged.subject.known,
        record,
        changes,
        transitions,
        vouched,
        brought: judged.subject.brought,
        state,
    })
}

/// What all entries of a document share.
struct EntryContext<'a> {
    key: &'a RecordKey,
    object: puente_audit::Pseudonym,
    now_ms: i64,
}

impl EntryContext<'_> {
    fn entry(
        &self,
        verdict: Verdict,
        account: AccountId,
        device: DeviceId,
        change: ChangeHash,
    ) -> Entry {
        let entry = Entry {
            account: Some(account),
            device: Some(device),
            ..Entry::new(entry_kind(verdict.state()), self.now_ms)
        };
        if matches!(verdict, Verdict::SetAside(_)) {
            // The record's pseudonym was destroyed with its key.
            return entry;
        }
        Entry {
            object: Some(self.object),
            commitment: Some(self.key.opening(change).commitment()),
            ..entry
        }
    }
}

fn prepare_state(
    judged: &JudgedDocument<'_>,
    state: &DocumentState,
    key: &RecordKey,
    rng: &mut ChaCha20Rng,
) -> Result<StatePlan, StoreError> {
    let subject = &judged.subject;
    let known = subject
        .authors
        .iter()
        .map(|(h, row)| (*h, ChangeWriter::Row(*row)));
    let waiting = subject
        .waiting
        .iter()
        .map(|c| (c.hash, ChangeWriter::Row(c.author)));
    let incoming = subject.incoming.iter().map(|c| (c.hash, c.writer()));
    let writers: HashMap<ChangeHash, ChangeWriter> = known.chain(waiting).chain(incoming).collect();
    let mut order = Vec::with_capacity(state.order.len());
    for hash in &state.order {
        let writer = writers.get(hash).copied();
        order.push(writer.ok_or(StoreError::Damaged(
            "a document holds a change that is not stored",
        ))?);
    }
    Ok(StatePlan {
        kind: state.kind,
        sealed: key.seal_document(&subject.id, &state.saved, rng),
        order: state.order.clone(),
        runs: document::run_lengths(order),
        sites: state.sites.clone(),
        ever: state.ever.clone(),
        founded_at: state.opening.and_then(|opening| opening.site()),
        summary: state.summary.clone(),
    })
}
