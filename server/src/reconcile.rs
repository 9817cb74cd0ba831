//! Records over the interactive API: reading, and deciding conflicts.
//!
//! A person can list only their own queue of conflicts; they read any other record by its id or code. Every
//! look makes a log entry before the answer: opening a record requires an [`access_log::AccessLogged`], which
//! only that entry makes.

mod access_log;
pub mod answer;
mod decide;
mod queue;
mod read;

use std::sync::Arc;

use puente_document::Document;
use puente_policy::{Action, Purpose};
use puente_protocol::problem::ProblemCode;
use puente_record::{DocumentId, DocumentKind, RecordId, SiteId};

use self::access_log::RecentAccesses;
use crate::exchange::{ExchangeError, ServerDeviceWriter};
use crate::session::{AccessError, Caller};
use crate::shared_rng::SharedRng;
use crate::store::record::{self, RecordRow};
use crate::store::{Connection, Store, StoreError, document};

pub use decide::DecisionRequest;
pub use read::AsOf;

impl From<ExchangeError> for AccessError {
    fn from(stop: ExchangeError) -> Self {
        match stop {
            ExchangeError::Problem(code) => code.into(),
            ExchangeError::Store(error) => error.into(),
            ExchangeError::Trial(error) => {
                tracing::error!(%error, "a trial failed");
                ProblemCode::Internal.into()
            }
        }
    }
}

/// Reads and decides for signed-in people.
#[derive(Debug)]
pub struct Records {
    store: Arc<Store>,
    writer: Arc<ServerDeviceWriter>,
    recent_accesses: RecentAccesses,
    rng: Arc<SharedRng>,
}

impl Records {
    pub(crate) fn new(
        store: Arc<Store>,
        writer: Arc<ServerDeviceWriter>,
        rng: Arc<SharedRng>,
    ) -> Self {
        Self {
            store,
            writer,
            recent_accesses: RecentAccesses::default(),
            rng,
        }
    }
}

/// A record that the person may see, with the kinds of its documents that they may see and the purpose.
#[derive(Debug)]
struct Allowed {
    record: RecordRow,
    kinds: Vec<DocumentKind>,
    purpose: Purpose,
    is_elsewhere: bool,
}

/// What the person may see of a record: at their own sites for care unless they state another purpose,
/// elsewhere for a stated purpose. A record that they may not see is answered like one that does not exist.
fn allowed(
    caller: &Caller,
    record: RecordRow,
    purpose: Option<Purpose>,
) -> Result<Allowed, ProblemCode> {
    let sites: Vec<SiteId> = record.sites.iter().map(|(_, site)| *site).collect();
    let kinds_where = |may: &dyn Fn(DocumentKind) -> bool| -> Vec<DocumentKind> {
        let all = DocumentKind::ALL.into_iter();
        all.filter(|kind| may(*kind)).collect()
    };
    let here = kinds_where(&|kind| caller.may(Action::Read, kind, &sites));
    if !here.is_empty() {
        return Ok(Allowed {
            record,
            kinds: here,
            purpose: purpose.unwrap_or(Purpose::Care),
            is_elsewhere: false,
        });
    }
    let elsewhere = kinds_where(&|kind| caller.may_anywhere(Action::ReadElsewhere, kind));
    let Some(purpose) = purpose.filter(|_| !elsewhere.is_empty()) else {
        return Err(nothing_here(caller, purpose));
    };
    Ok(Allowed {
        record,
        kinds: elsewhere,
        purpose,
        is_elsewhere: true,
    })
}

/// The answer about a record at none of the person's sites, whether or not it exists. If the person may look
/// elsewhere, it asks for a purpose. An answer that depended on the record would reveal that it exists.
fn nothing_here(caller: &Caller, purpose: Option<Purpose>) -> ProblemCode {
    let mut all = DocumentKind::ALL.into_iter();
    let may_elsewhere = all.any(|kind| caller.may_anywhere(Action::ReadElsewhere, kind));
    match purpose {
        None if may_elsewhere => ProblemCode::PurposeNeeded,
        _ => ProblemCode::NotFound,
    }
}

fn find(connection: &Connection, id: RecordId) -> Result<Option<RecordRow>, StoreError> {
    Ok(record::find(connection, &[id])?.pop())
}

/// A document of a record, opened.
struct Opened {
    row: document::DocumentRow,
    kind: DocumentKind,
    document: Document,
}

/// Opens a stored document, which was admitted before.
fn open(record: &RecordRow, row: document::DocumentRow) -> Result<Option<Opened>, StoreError> {
    let (Some(kind), Some(sealed)) = (row.kind, &row.sealed) else {
        return Ok(None);
    };
    let saved = record.key.open_document(&row.id, sealed)?;
    let document = Document::load(row.id, &saved)
        .map_err(|_| StoreError::Damaged("a saved document does not load"))?;
    Ok(Some(Opened {
        row,
        kind,
        document,
    }))
}

/// One document of a record, for writing.
fn open_for_writing(
    connection: &Connection,
    record: &RecordRow,
    id: DocumentId,
) -> Result<Option<Opened>, StoreError> {
    let found = document::find(connection, &[id], usize::MAX)?.pop();
    let found = found.map(|found| found.document);
    match found.filter(|row| row.record == record.nr) {
        Some(row) => open(record, row),
        None => Ok(None),
    }
}
