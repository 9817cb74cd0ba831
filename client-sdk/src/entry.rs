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
        let fields: Vec<(String, Option<Value>)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Some(Value::from(*value))))
            .collect();
        self.put_entry(record, kind, None, &fields, "", now_ms, rng)
    }

    /// Gives fields of an entry a value, or the reason why they have none, and removes the values of those that
    /// come with `None`: of the entry with this id, or of a new one. Returns its id.
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
        fields: &[(String, Option<Value>)],
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
                    let held = pen.entry(record, of, id)?;
                    pen.edit_allowed(record, of.compartment.into(), held.document, &edits)?;
                }
            }
            Ok(id)
        })
    }

    /// Takes an entry back that was noted by mistake: none of its fields has a value any more. The history keeps
    /// what it said. What somebody else writes into it at the same time stays.
    ///
    /// # Errors
    /// As [`Device::put_entry`].
    pub fn take_back_entry(
        &mut self,
        record: RecordId,
        kind: &str,
        entry: EntryId,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        let of = field::entry_kind(kind).ok_or_else(|| Error::NoSuchField(kind.into()))?;
        self.write("", now_ms, rng, |pen| {
            pen.check_may(record, of.compartment.into(), of.right.into())?;
            let held = pen.entry(record, of, entry)?;
            let clear = |field: String| Edit::ClearEntry {
                kind: of.id.into(),
                id: entry,
                field,
            };
            let edits: Vec<Edit> = held.fields.into_iter().map(clear).collect();
            pen.edit_allowed(record, of.compartment.into(), held.document, &edits)
        })
    }
}

fn edits(
    of: &EntryKind,
    id: EntryId,
    fields: &[(String, Option<Value>)],
) -> Result<Vec<Edit>, Error> {
    let edit = |(name, value): &(String, Option<Value>)| {
        let (kind, field) = (of.id.to_owned(), name.clone());
        match (of.field(name), value) {
            (None, _) => Err(Error::NoSuchField(format!("{}.{name}", of.id))),
            (Some(_), None) => Ok(Edit::ClearEntry { kind, id, field }),
            (Some(of), Some(value)) => Ok(Edit::PutEntry {
                kind,
                id,
                field,
                value: cleaned(of, value),
            }),
        }
    };
    fields.iter().map(edit).collect()
}

/// Where an entry is, and which of its fields have a value.
struct HeldEntry {
    document: DocumentId,
    fields: Vec<String>,
}

impl WriteContext<'_> {
    /// An entry that is on this device. A compartment may have several documents.
    fn entry(&self, record: RecordId, of: &EntryKind, id: EntryId) -> Result<HeldEntry, Error> {
        for row in visible(self.tx, record)? {
            if row.kind != of.compartment.into() || row.saved.is_empty() {
                continue;
            }
            let mut entries = row.open()?.read().entries;
            let of_kind = entries.get_mut(of.id);
            if let Some(fields) = of_kind.and_then(|entries| entries.remove(&id)) {
                return Ok(HeldEntry {
                    document: row.id,
                    fields: fields.into_keys().collect(),
                });
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
