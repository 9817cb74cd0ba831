//! Reads one record: as it is, as it was, its conflicts, its history.

use std::collections::HashSet;

use puente_document::Document;
use puente_policy::Purpose;
use puente_protocol::problem::ProblemCode;
use puente_record::{ChangeHash, RecordId};

use super::answer::{
    CandidateAnswer, ChangeAnswer, ConflictAnswer, ConflictsAnswer, DocumentAnswer, HistoryAnswer,
    RecordAnswer, SiteAnswer,
};
use super::{Allowed, Opened, Records, access_log, allowed, find, nothing_here};
use crate::session::{AccessError, Caller};
use crate::store::{Connection, StoreError, provenance, site};

/// A state of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AsOf {
    /// The present state.
    Now,
    /// The state that this server knew at a time, by its own clock in ms since 1970.
    At(i64),
    /// The state at these heads. Documents without any of them are left out.
    Heads(Vec<ChangeHash>),
}

impl Records {
    /// A record as it is or was, as far as the person may see it.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn read(
        &self,
        now_ms: i64,
        caller: &Caller,
        id: RecordId,
        purpose: Option<Purpose>,
        when: &AsOf,
    ) -> Result<RecordAnswer, AccessError> {
        self.look(
            now_ms,
            caller,
            id,
            purpose,
            |connection, allowed, opened| {
                let mut documents = Vec::with_capacity(opened.len());
                for opened in opened {
                    documents.extend(state(connection, opened, when)?);
                }
                let sites = site::list(connection)?;
                let name = |id| sites.iter().find(|site| site.facts.id == id);
                let sites = allowed.record.sites.iter().map(|(_, id)| SiteAnswer {
                    site: *id,
                    name: name(*id).map_or_else(String::new, |site| site.facts.name.clone()),
                });
                Ok(RecordAnswer {
                    record: id,
                    sites: sites.collect(),
                    elsewhere: allowed.is_elsewhere,
                    documents,
                })
            },
        )
    }

    /// The conflicts of a record, with what each field's policy proposes.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn read_conflicts(
        &self,
        now_ms: i64,
        caller: &Caller,
        id: RecordId,
        purpose: Option<Purpose>,
    ) -> Result<ConflictsAnswer, AccessError> {
        self.look(now_ms, caller, id, purpose, |connection, _, opened| {
            let mut conflicts = Vec::new();
            for Opened {
                row,
                kind,
                document,
            } in opened
            {
                let from = provenance::of_document(connection, row.nr)?;
                for conflict in document.conflicts() {
                    let received_ms = |change: &_| Some(from.get(change)?.received_ms);
                    let conflict = conflict.proven(received_ms);
                    let candidates = conflict.candidates.iter().map(|candidate| {
                        CandidateAnswer::of(candidate, from.get(&candidate.change))
                    });
                    let candidates = candidates.collect();
                    conflicts.push(ConflictAnswer::of(row.id, kind, &conflict, candidates));
                }
            }
            Ok(ConflictsAnswer {
                record: id,
                conflicts,
            })
        })
    }

    /// Every change of a record.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn read_history(
        &self,
        now_ms: i64,
        caller: &Caller,
        id: RecordId,
        purpose: Option<Purpose>,
    ) -> Result<HistoryAnswer, AccessError> {
        self.look(now_ms, caller, id, purpose, |connection, _, opened| {
            let mut changes = Vec::new();
            for Opened {
                row,
                kind,
                document,
            } in opened
            {
                let from = provenance::of_document(connection, row.nr)?;
                let lines = document.history().into_iter();
                changes.extend(lines.map(|line| {
                    let from = from.get(&line.change);
                    ChangeAnswer::of(row.id, kind, line, from)
                }));
            }
            Ok(HistoryAnswer {
                record: id,
                changes,
            })
        })
    }

    /// Logs the look, then opens the part of a record that the person may see and shows it.
    fn look<T>(
        &self,
        now_ms: i64,
        caller: &Caller,
        id: RecordId,
        purpose: Option<Purpose>,
        show: impl FnOnce(&Connection, &Allowed, Vec<Opened>) -> Result<T, StoreError>,
    ) -> Result<T, AccessError> {
        let found = self.store.read(|connection| find(connection, id))?;
        let seen = found
            .ok_or_else(|| nothing_here(caller, purpose))
            .and_then(|record| allowed(caller, record, purpose));
        let seen = match seen {
            Ok(seen) => seen,
            Err(code) => {
                self.refuse_look(now_ms, caller, id.as_bytes())?;
                return Err(code.into());
            }
        };
        let sighted = self.sight(now_ms, caller, &seen)?;
        // The right to see it is checked in the snapshot that is shown, because the record may have moved in
        // the meantime.
        self.store.read_with(|connection| {
            let record = find(connection, id)?.ok_or(ProblemCode::NotFound)?;
            let allowed = allowed(caller, record, purpose)?;
            let opened = access_log::documents(connection, &allowed, sighted)?;
            if opened.is_empty() {
                return Err(ProblemCode::NotFound.into());
            }
            Ok(show(connection, &allowed, opened)?)
        })
    }
}

/// One document in one state; `None` where it had none.
fn state(
    connection: &Connection,
    opened: Opened,
    when: &AsOf,
) -> Result<Option<DocumentAnswer>, StoreError> {
    let (id, document) = (opened.row.id, opened.document);
    let heads = match when {
        AsOf::Now => {
            return Ok(Some(DocumentAnswer::of(
                id,
                document.heads(),
                document.read(),
            )));
        }
        AsOf::At(at_ms) => {
            let from = provenance::of_document(connection, opened.row.nr)?;
            let known = |change: &ChangeHash| {
                let received = from.get(change).map(|from| from.received_ms);
                received.is_some_and(|received_ms| received_ms <= *at_ms)
            };
            heads_of(&document, known)
        }
        AsOf::Heads(heads) => {
            let here = heads.iter().filter(|head| document.has(**head));
            here.copied().collect()
        }
    };
    let reading = (!heads.is_empty()).then(|| document.at(&heads)).flatten();
    Ok(reading.map(|reading| DocumentAnswer::of(id, heads, reading)))
}

/// The heads of the known part of a document: of changes whose ancestors were all known too.
fn heads_of(document: &Document, known: impl Fn(&ChangeHash) -> bool) -> Vec<ChangeHash> {
    let mut whole = HashSet::new();
    let mut heads = HashSet::new();
    for line in document.history() {
        if known(&line.change) && line.deps.iter().all(|dep| whole.contains(dep)) {
            for dep in &line.deps {
                heads.remove(dep);
            }
            heads.insert(line.change);
            whole.insert(line.change);
        }
    }
    let mut heads: Vec<ChangeHash> = heads.into_iter().collect();
    heads.sort_unstable();
    heads
}
