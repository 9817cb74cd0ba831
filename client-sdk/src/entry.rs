//! Entries: facts of which a record has any number, each under its own id.

use puente_document::Edit;
use puente_policy::Action;
use puente_record::field::{self, EntryKind};
use puente_record::id::{DocumentId, EntryId, RecordId};
use puente_record::{DocumentKind, Value};

use crate::register::cleaned;
use crate::rights::visible;
use crate::write::WriteContext;
use crate::{Device, Error, Rng};

impl Device {
    /// Adds an entry, such as a service or a note. A confidential note by somebody who may not read such notes
    /// is purged once the server has it.
    ///
    /// # Errors
    /// [`Error::NoSuchField`] for an unknown kind or field; otherwise see [`Error::advice`].
    pub fn add_entry(
        &mut self,
        record: RecordId,
        kind: &str,
        fields: &[(&str, &str)],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<EntryId, Error> {
        let fields: Vec<(String, Value)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
            .collect();
        self.put_entry(record, kind, None, &fields, "", now_ms, rng)
    }

    /// Gives fields of an entry a value, or the reason why they have none: of the entry with this id, or of a
    /// new one. Returns its id.
    ///
    /// # Errors
    /// [`Error::NoSuchField`] for an unknown kind or field, and for an entry that is not on this device;
    /// [`Error::NotAllowed`] when a field of it is in conflict and the role may not decide; otherwise see
    /// [`Error::advice`].
    #[expect(
        clippy::too_many_arguments,
        reason = "what is written, on what grounds, when"
    )]
    pub fn put_entry(
        &mut self,
        record: RecordId,
        kind: &str,
        entry: Option<EntryId>,
        fields: &[(String, Value)],
        basis: &str,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<EntryId, Error> {
        let of = field::entry_kind(kind).ok_or_else(|| Error::NoSuchField(kind.into()))?;
        self.write(basis, now_ms, rng, |pen| {
            pen.check_may(record, of.compartment.into(), of.right.into())?;
            let id = entry.unwrap_or_else(|| EntryId::from_bytes(pen.random()));
            let edits = edits(of, id, fields)?;
            match entry {
                None => pen.write_edits(record, of.compartment.into(), &edits)?,
                Some(id) => {
                    let document = pen.document_of(record, of, id)?;
                    pen.edit_allowed(record, of.compartment.into(), document, &edits)?;
                }
            }
            Ok(id)
        })
    }
}

fn edits(of: &EntryKind, id: EntryId, fields: &[(String, Value)]) -> Result<Vec<Edit>, Error> {
    let put = |(name, value): &(String, Value)| {
        let field = of
            .field(name)
            .ok_or_else(|| Error::NoSuchField(format!("{}.{name}", of.id)))?;
        Ok(Edit::PutEntry {
            kind: of.id.into(),
            id,
            field: name.clone(),
            value: cleaned(field, value),
        })
    };
    fields.iter().map(put).collect()
}

impl WriteContext<'_> {
    /// The document that holds an entry. A compartment may have several documents.
    fn document_of(
        &self,
        record: RecordId,
        of: &EntryKind,
        id: EntryId,
    ) -> Result<DocumentId, Error> {
        for row in visible(self.tx, record)? {
            if row.kind != of.compartment.into() || row.saved.is_empty() {
                continue;
            }
            let entries = row.open()?.read().entries;
            if entries
                .get(of.id)
                .is_some_and(|entries| entries.contains_key(&id))
            {
                return Ok(row.id);
            }
        }
        Err(Error::NoSuchField(format!("{}/{id}", of.id)))
    }

    fn edit_allowed(
        &mut self,
        record: RecordId,
        kind: DocumentKind,
        document: DocumentId,
        edits: &[Edit],
    ) -> Result<(), Error> {
        self.check_may(record, kind, Action::Write)?;
        self.edit(document, edits)?;
        Ok(())
    }
}
