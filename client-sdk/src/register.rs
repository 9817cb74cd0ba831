//! Registering one person, and correcting their record.

use puente_document::Edit;
use puente_policy::Action;
use puente_record::code::RecordCode;
use puente_record::field::{self, Field, FieldShape, FieldType};
use puente_record::id::{DocumentId, RecordId};
use puente_record::{Compartment, DocumentKind, Moment, Origin, Value};

use crate::rights::{may_here, visible};
use crate::store::{app_storage, reserved_codes};
use crate::write::{WriteContext, may};
use crate::{Device, Error, Rng};

/// What is known about a person at registration: ids of the field table with a value each. A set's field may
/// repeat.
#[derive(Debug, Clone, Default)]
pub struct Registration {
    /// Field and value, in the order in which they were asked.
    pub fields: Vec<(String, Value)>,
    /// The code of the grounds, see `puente_document::Basis`; empty for told.
    pub basis: String,
}

impl Device {
    /// Registers a person. When this returns, the record is on this device's disk. Returns the code to say or
    /// print.
    ///
    /// # Errors
    /// [`Error::NoSuchField`] for a field that the table does not have; otherwise see [`Error::advice`].
    pub fn register(
        &mut self,
        registration: &Registration,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(RecordId, RecordCode), Error> {
        let mut registered = self.register_all(std::slice::from_ref(registration), now_ms, rng)?;
        Ok(registered.remove(0))
    }

    /// Registers a person who came with the family of another, in one transaction.
    ///
    /// # Errors
    /// As [`Device::register`]; [`Error::NoSuchRecord`] when the other person is not on this device.
    pub fn register_with_family(
        &mut self,
        registration: &Registration,
        family_of: RecordId,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(RecordId, RecordCode), Error> {
        self.write(&registration.basis, now_ms, rng, |pen| {
            let registered = pen.register(&registration.fields)?;
            pen.same_family(family_of, registered.0)?;
            Ok(registered)
        })
    }

    /// Registers many people in one transaction: all of them or none.
    ///
    /// # Errors
    /// As [`Device::register`].
    pub fn register_all(
        &mut self,
        registrations: &[Registration],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<(RecordId, RecordCode)>, Error> {
        let tx = self.conn.transaction()?;
        let mut registered = Vec::with_capacity(registrations.len());
        for registration in registrations {
            let mut pen = WriteContext {
                tx: &tx,
                me: &self.me,
                basis: &registration.basis,
                time_ms: now_ms,
                rng,
            };
            registered.push(pen.register(&registration.fields)?);
        }
        tx.commit()?;
        Ok(registered)
    }

    /// Gives fields of a record a value, or adds members to sets.
    ///
    /// A field in conflict gets another candidate, unless the role may decide.
    ///
    /// # Errors
    /// As [`Device::register`].
    pub fn set(
        &mut self,
        record: RecordId,
        fields: &[(String, Value)],
        basis: &str,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write(basis, now_ms, rng, |pen| {
            pen.write_fields(record, fields, &[])
        })
    }

    /// Removes a member of a set, or a value.
    ///
    /// # Errors
    /// As [`Device::set`].
    pub fn clear(
        &mut self,
        record: RecordId,
        field: &str,
        member: Option<&str>,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        let of = field::field(field).ok_or_else(|| Error::NoSuchField(field.into()))?;
        let kept = match member {
            Some(member) => self.kept_member(record, of, member, now_ms)?,
            None => None,
        };
        let remove = |value: &str| Edit::Remove {
            field: field.into(),
            value: value.into(),
        };
        let edit = match (of.shape, member, kept) {
            // One of several kept values is removed.
            (_, Some(_), Some(kept)) => remove(&kept),
            (FieldShape::Set, Some(member), None) => remove(member),
            (FieldShape::Single, ..) => Edit::Clear {
                field: field.into(),
            },
            (FieldShape::Set, None, _) => return Err(Error::NoSuchField(field.into())),
        };
        self.write("", now_ms, rng, |pen| {
            pen.write_edits(record, of.compartment.into(), &[edit])
        })
    }

    /// The member of a set as it stands in the record. A member that came over the wire may contain invisible
    /// characters that nobody types.
    fn kept_member(
        &self,
        record: RecordId,
        of: &Field,
        member: &str,
        now_ms: i64,
    ) -> Result<Option<String>, Error> {
        let view = self.view(record, now_ms)?;
        let kept = view.sets.get(of.id).into_iter().flatten();
        let exact = kept.clone().find(|kept| *kept == member);
        let meant = || {
            kept.clone()
                .find(|kept| of.cleaned(kept) == of.cleaned(member))
        };
        Ok(exact.or_else(meant).cloned())
    }

    /// Registers a person, with the family of another if one is named, and deletes the draft, in one
    /// transaction: a device that dies in between has either the draft or the record, never both.
    ///
    /// # Errors
    /// As [`Device::register_with_family`].
    pub fn register_draft(
        &mut self,
        draft: &str,
        registration: &Registration,
        family_of: Option<RecordId>,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(RecordId, RecordCode), Error> {
        self.write(&registration.basis, now_ms, rng, |pen| {
            app_storage::delete(pen.tx, draft)?;
            let registered = pen.register(&registration.fields)?;
            if let Some(of) = family_of {
                pen.same_family(of, registered.0)?;
            }
            Ok(registered)
        })
    }
}

/// A value without invisible characters, see `puente_record::clean`.
pub(crate) fn cleaned(of: &Field, value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(of.cleaned(text).into_owned()),
        Value::Missing(_) => value.clone(),
    }
}

impl WriteContext<'_> {
    pub(crate) fn register(
        &mut self,
        fields: &[(String, Value)],
    ) -> Result<(RecordId, RecordCode), Error> {
        let (site, salt) = (self.founding_site()?, self.random());
        let record = self.begin(&Origin::made(DocumentKind::Core, site, salt))?;
        let code = self.code(fields)?;
        let mut own = vec![Edit::put("code", code.to_string())];
        own.push(Edit::put(
            "registered_at",
            Moment::from_unix_ms(self.time_ms).to_string(),
        ));
        let mut fields = fields.to_vec();
        fields.retain(|(name, _)| name != "code");
        self.write_fields(record, &fields, &own)?;
        Ok((record, code))
    }

    /// The code of a new record: the one on the paper from which it is typed, or a new one.
    fn code(&mut self, fields: &[(String, Value)]) -> Result<RecordCode, Error> {
        let printed = fields.iter().find(|(name, _)| name == "code");
        if let Some((_, Value::Text(printed))) = printed {
            let code = printed.parse::<RecordCode>().map_err(|_| Error::NotACode)?;
            let written = code.to_string();
            if reserved_codes::is_of_record(self.tx, &written)? {
                return Err(Error::CodeTaken);
            }
            reserved_codes::remove(self.tx, &written)?;
            return Ok(code);
        }
        loop {
            let code = RecordCode::generate(self.random());
            if !reserved_codes::is_used(self.tx, code)? {
                return Ok(code);
            }
        }
    }

    /// Writes fields into the documents of their compartments, with `own` first in the core's change.
    pub(crate) fn write_fields(
        &mut self,
        record: RecordId,
        fields: &[(String, Value)],
        own: &[Edit],
    ) -> Result<(), Error> {
        let mut parts = Compartment::ALL.map(|of| match of {
            Compartment::Core => (of, own.to_vec()),
            Compartment::Contact | Compartment::Protection => (of, Vec::new()),
        });
        for (name, value) in fields {
            let of = field::field(name).ok_or_else(|| Error::NoSuchField(name.clone()))?;
            // The server would quarantine such a change, so it is refused here at once.
            if of.kind == FieldType::Site
                && !may(self.tx, record, of.compartment.into(), Action::MoveHome)?
            {
                return Err(Error::NotAllowed);
            }
            let edit = match (of.shape, cleaned(of, value)) {
                (FieldShape::Single, value) => Edit::Put {
                    field: name.clone(),
                    value,
                },
                // An empty set needs no reason for being empty.
                (FieldShape::Set, Value::Missing(_)) => continue,
                (FieldShape::Set, Value::Text(member)) if member.is_empty() => continue,
                (FieldShape::Set, Value::Text(member)) => Edit::Add {
                    field: name.clone(),
                    value: member,
                },
            };
            for (compartment, edits) in &mut parts {
                if *compartment == of.compartment {
                    edits.push(edit.clone());
                }
            }
        }
        for (compartment, edits) in parts {
            if !edits.is_empty() {
                self.write_edits(record, compartment.into(), &edits)?;
            }
        }
        Ok(())
    }

    pub(crate) fn write_edits(
        &mut self,
        record: RecordId,
        kind: DocumentKind,
        edits: &[Edit],
    ) -> Result<(), Error> {
        let document = self.document_for(record, kind)?;
        self.edit(document, edits)?;
        Ok(())
    }

    /// The document for edits of a kind of document: an existing one, or a new one. A person who may not read
    /// this kind writes into a new document, which is purged once it is acknowledged.
    fn document_for(&mut self, record: RecordId, kind: DocumentKind) -> Result<DocumentId, Error> {
        let here = visible(self.tx, record)?;
        if !here.iter().any(|row| row.kind.is_person()) {
            return Err(Error::NoSuchRecord);
        }
        self.check_may(record, kind, Action::Write)?;
        if let Some(row) = here.iter().find(|row| row.kind == kind) {
            return Ok(row.id);
        }
        let salt = self.random();
        self.begin(&Origin::added(kind, record, salt))
    }

    /// Refuses a person without the right to do this.
    pub(crate) fn check_may(
        &self,
        record: RecordId,
        kind: DocumentKind,
        action: Action,
    ) -> Result<(), Error> {
        match may_here(self.tx, Some(record), kind, action)? {
            true => Ok(()),
            false => Err(Error::NotAllowed),
        }
    }
}
