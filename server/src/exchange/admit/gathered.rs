//! Everything that a trial needs to know about a request, as far as it was read.

use std::collections::{HashMap, HashSet};

use puente_admission::Authority;
use puente_record::{AccountId, ChangeHash, DocumentId, DocumentKind, RecordId, SiteId};

use super::subject::TouchedDocument;
use crate::exchange::authenticate::SenderContext;
use crate::exchange::plan::StoredDocument;
use crate::exchange::work_budget::BYTES_MAX;
use crate::store::account::GrantRow;
use crate::store::record::{self, RecordRow};
use crate::store::row_id::RecordRowId;
use crate::store::vouch::Voucher;
use crate::store::{Connection, StoreError, document, erasure};

/// The distinct authorities of a request.
#[derive(Debug, Default)]
pub(super) struct Authorities {
    pub(super) list: Vec<Authority>,
    pub(super) index: HashMap<(AccountId, Option<DocumentKind>, i64), u32>,
    pub(super) grants: HashMap<AccountId, Vec<GrantRow>>,
}

/// Everything that was read for one request.
#[derive(Debug, Default)]
pub(super) struct GatheredRequest<'a> {
    pub(super) subjects: Vec<TouchedDocument<'a>>,
    pub(super) records: HashMap<RecordId, RecordRow>,
    pub(super) authorities: Authorities,
    /// The sites that were set up.
    pub(super) sites: Vec<SiteId>,
}

impl GatheredRequest<'_> {
    /// Every site at which a record ever was, as far as this is known.
    pub(super) fn ever_of(&self, record: RecordId) -> &[SiteId] {
        let record = self.records.get(&record);
        record.map_or(&[], |record| &record.ever)
    }
}

/// The raw bytes of a stored change. Its slim form contains everything needed.
pub(crate) fn expand_stored(slim: &[u8]) -> Result<Vec<u8>, StoreError> {
    puente_protocol::change::expand(slim, None, 0, |_| None)
        .map_err(|_| StoreError::Damaged("a stored change does not expand"))
}

pub(super) fn load_known(
    connection: &Connection,
    ids: &[DocumentId],
    places: &HashMap<DocumentId, usize>,
    gathered: &mut GatheredRequest<'_>,
) -> Result<(), StoreError> {
    let found = document::find(connection, ids, BYTES_MAX)?;
    let mut records: Vec<RecordRowId> = found.iter().map(|found| found.document.record).collect();
    records.sort_unstable();
    records.dedup();
    let records = record::load(connection, &records)?;
    let by_row: HashMap<RecordRowId, RecordRow> = records.into_iter().map(|r| (r.nr, r)).collect();
    for document::FoundDocument {
        document: row,
        is_too_much,
    } in found
    {
        let subject = &mut gathered.subjects[places[&row.id]];
        subject.is_too_much = is_too_much;
        let erased = match by_row.get(&row.record) {
            Some(_) => None,
            None => erasure::find(connection, &[record::id(connection, row.record)?])?.pop(),
        };
        let record = by_row
            .get(&row.record)
            .or(erased.as_ref())
            .ok_or(StoreError::Damaged("a document without its record's key"))?;
        subject.known = Some(StoredDocument {
            nr: row.nr,
            version: row.version,
            was_visible: row.kind.is_some(),
            record: row.record,
        });
        subject.kind = row.kind;
        subject.record = record.id;
        if let Some(sealed) = &row.sealed {
            match record.key.open_document(&row.id, sealed) {
                Ok(saved) => subject.saved = Some(saved),
                Err(_) => subject.is_damaged = true,
            }
        }
        gathered
            .records
            .entry(record.id)
            .or_insert_with(|| record.clone());
    }
    Ok(())
}

/// Reads the changes of all segments.
pub(super) struct ChangeReader<'r> {
    pub(super) connection: &'r Connection,
    pub(super) context: &'r SenderContext,
    pub(super) places: &'r HashMap<DocumentId, usize>,
    pub(super) seen: HashSet<(DocumentId, ChangeHash)>,
    pub(super) voucher: Option<Voucher>,
}
