//! The only way to write into a document on this device: an edit, its change, its journal line and its entry in
//! the lists, in one transaction.

use puente_document::limits::CHANGE_DEPENDENCIES_MAX;
use puente_document::{Authorship, Basis, Document, Edit, EditError};
use puente_policy::{Action, Rights};
use puente_protocol::identity;
use puente_record::id::{ChangeHash, DocumentId, RecordId, SiteId};
use puente_record::{DocumentKind, HOME_SITE, Origin};
use rand_core::Rng as _;
use rusqlite::{Connection, Transaction};

use crate::local_signer::LocalSigner;
use crate::store::authors::{Authorships, WrittenByProof};
use crate::store::documents::{self, DocumentRow, NewDocumentState};
use crate::store::journal::{self, JournalRow, NewJournalRow};
use crate::store::{enrolment, holders, people};
use crate::{Error, Rng};

/// The context of a write: in which transaction, as whom, on what grounds, and when it was meant.
pub(crate) struct WriteContext<'a> {
    pub(crate) tx: &'a Transaction<'a>,
    pub(crate) me: &'a LocalSigner,
    pub(crate) basis: &'a str,
    pub(crate) time_ms: i64,
    pub(crate) rng: &'a mut Rng,
}

impl<'a> WriteContext<'a> {
    /// To write what a line of the journal says: in the name and by the rights of its author, whoever is signed in now.
    /// The caller lets whoever is signed in act again, see [`holders::act_as`].
    pub(crate) fn of_line(
        tx: &'a Transaction<'a>,
        me: &'a LocalSigner,
        line: &'a JournalRow,
        rng: &'a mut Rng,
    ) -> Result<Self, Error> {
        holders::act_as(tx, line.author)?;
        Ok(Self {
            tx,
            me,
            basis: &line.basis,
            time_ms: line.time_ms,
            rng,
        })
    }
}

impl WriteContext<'_> {
    /// Makes an empty document; its first edit creates it. Returns its id, which this device's key opens.
    pub(crate) fn begin(&self, origin: &Origin) -> Result<DocumentId, Error> {
        let id = origin
            .id(&self.me.public)
            .ok_or(Error::Damaged("document.opening"))?;
        empty(self.tx, id, origin)?;
        Ok(id)
    }

    /// The site of documents that are begun here: [`SiteId::NOWHERE`] before this device has joined one.
    pub(crate) fn founding_site(&self) -> Result<SiteId, Error> {
        Ok(enrolment::home(self.tx)?.unwrap_or(SiteId::NOWHERE))
    }

    /// Sixteen random bytes for a new id.
    pub(crate) fn random(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// Writes edits into a document of this store. Returns the change; `None` when nothing changed.
    ///
    /// From here on the change is in the journal. It goes to the server once it is sealed.
    pub(crate) fn edit(
        &mut self,
        id: DocumentId,
        edits: &[Edit],
    ) -> Result<Option<ChangeHash>, Error> {
        let row = documents::load(self.tx, id)?.ok_or(Error::NoSuchRecord)?;
        let moves = |edit: &&Edit| edit.field() == HOME_SITE;
        if row.saved.is_empty() && edits.iter().any(|edit| moves(&edit)) {
            // A document begins where it was founded; a move is a separate change.
            let (later, first): (Vec<Edit>, Vec<Edit>) =
                edits.iter().cloned().partition(|edit| moves(&edit));
            self.edit(id, &first)?;
            return self.edit(id, &later);
        }
        let actor = identity::actor(&self.me.public, self.me.install, row.id, row.branch);
        let basis = Basis::from_message(self.basis);
        let may_resolve = may(self.tx, row.record, row.kind, Action::Resolve)?;
        // The server would quarantine it, because these grounds state by what right it was written.
        let is_decided = matches!(basis, Basis::Decided(_));
        if (is_decided && !may_resolve) || basis.is_written_again() {
            return Err(Error::NotAllowed);
        }
        let authorship = Authorship {
            actor,
            time_ms: self.time_ms,
            basis,
            may_resolve,
        };
        let (document, change) = if row.saved.is_empty() {
            let created = Document::create(row.id, &row.origin()?, &authorship, edits, self.rng);
            let (document, change) = created.map_err(refused)?;
            (document, Some(change))
        } else {
            let mut document = row.open()?;
            let heads = document.heads();
            let change = if heads.len() < CHANGE_DEPENDENCIES_MAX {
                document.edit(&authorship, edits, self.rng)
            } else {
                let heads = journal::own_first(self.tx, row.id, heads)?;
                document.edit_at(&heads, &authorship, edits, self.rng)
            };
            (document, change.map_err(refused)?)
        };
        let Some(change) = change else {
            return Ok(None);
        };
        let mut written = Authorships::of(self.tx, row.id)?;
        written.add(
            change.hash,
            holders::author(self.tx)?,
            WrittenByProof::default(),
        );
        store_document(self.tx, &row, &document, Some(&written))?;
        let entry = NewJournalRow {
            document: row.id,
            actor: &actor,
            branch: row.branch,
            seq: change.seq,
            change: change.hash,
            time_ms: self.time_ms,
            basis: self.basis,
            edits,
            raw: &change.raw,
        };
        journal::insert(self.tx, &entry)?;
        Ok(Some(change.hash))
    }
}

/// Stores a document without content.
pub(crate) fn empty(tx: &Transaction<'_>, id: DocumentId, origin: &Origin) -> Result<(), Error> {
    let founded_at = origin.opening.site().filter(|_| origin.kind.stands_alone());
    let sites: Vec<SiteId> = founded_at
        .filter(|site| *site != SiteId::NOWHERE)
        .into_iter()
        .collect();
    let state = NewDocumentState {
        id,
        kind: origin.kind,
        record: origin.record(id),
        sites: (!sites.is_empty()).then_some(&sites[..]),
        written: None,
        saved: &[],
        opening: Some(origin.opening),
    };
    documents::store(tx, &state)?;
    documents::unsettle(tx, origin.record(id))
}

/// Stores a document in its present state, with what lists and scopes derive from it, and its authorships if
/// they changed.
pub(crate) fn store_document(
    tx: &Transaction<'_>,
    row: &DocumentRow,
    document: &Document,
    written: Option<&Authorships>,
) -> Result<(), Error> {
    let sites = row.kind.stands_alone().then(|| document.sites());
    let state = NewDocumentState {
        id: row.id,
        kind: row.kind,
        record: row.record,
        sites: sites.as_deref(),
        written,
        saved: &document.save(),
        opening: row.opening,
    };
    let nr = documents::store(tx, &state)?;
    if row.kind.is_person() {
        people::index(tx, nr, row.record, &document.summary())?;
    }
    documents::unsettle(tx, row.record)
}

/// May the person on this device do this to a document of a record? Any role at any site of the record counts,
/// or, while the record states no site, any role at any site.
pub(crate) fn may(
    conn: &Connection,
    record: RecordId,
    kind: DocumentKind,
    action: Action,
) -> Result<bool, Error> {
    allowed(conn, &enrolment::rights(conn)?, record, kind, action)
}

/// May anybody who uses this device read a document, so that it belongs here?
pub(crate) fn somebody_reads(
    conn: &Connection,
    record: RecordId,
    kind: DocumentKind,
) -> Result<bool, Error> {
    let rights = enrolment::rights_of_all(conn)?;
    allowed(conn, &rights, record, kind, Action::Read)
}

fn allowed(
    conn: &Connection,
    rights: &Rights,
    record: RecordId,
    kind: DocumentKind,
    action: Action,
) -> Result<bool, Error> {
    let sites = documents::scope(conn, record)?;
    Ok(allowed_at(rights, &sites, kind, action))
}

/// Do these rights allow it for a record at these sites? When the sites are unknown, any site counts.
pub(crate) fn allowed_at(
    rights: &Rights,
    sites: &[SiteId],
    kind: DocumentKind,
    action: Action,
) -> bool {
    if sites.is_empty() {
        rights.may_anywhere(action, kind)
    } else {
        rights.may(action, kind, sites)
    }
}

fn refused(error: EditError) -> Error {
    match error {
        EditError::Key { field, .. }
        | EditError::WrongCompartment { field }
        | EditError::WrongShape { field } => Error::NoSuchField(field),
        EditError::Value { field, .. } => Error::ValueTooLong(field),
        EditError::Undecided { .. }
        | EditError::MayNotResolve { .. }
        | EditError::NeedsSite { .. } => Error::NotAllowed,
        EditError::HoldsOne { field } => Error::HoldsOne(field),
        EditError::ReasonTooLong => Error::ValueTooLong("reason".into()),
        EditError::ChangeTooLarge | EditError::DocumentFull => Error::DocumentFull,
        EditError::UnknownHeads => Error::Damaged("document.heads"),
    }
}
