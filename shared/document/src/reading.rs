//! Reading: a document as people see it.

use std::collections::{BTreeMap, BTreeSet};

use puente_record::{ChangeHash, DocumentId, DocumentKind, EntryId, Key, Value};

use crate::Document;
use crate::conflict::{self, FieldPath};
use crate::document::KeyTexts;
use crate::open_key::OpenKeys;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The value shown. Among concurrent values it is the same one on every device.
    pub value: Value,
    /// There are other candidates that wait for a decision, see [`Document::conflicts`].
    pub conflict: bool,
}

/// The fields of one entry.
pub type EntryFields = BTreeMap<String, FieldValue>;

/// A document as people see it. Fields that this version does not know are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentReading {
    /// The kind of the document.
    pub kind: DocumentKind,
    /// The core document of its record; `None` for a core document or a list.
    pub core: Option<DocumentId>,
    /// Fields with one value.
    pub fields: BTreeMap<String, FieldValue>,
    /// Sets by field.
    pub sets: BTreeMap<String, BTreeSet<String>>,
    /// Entries by kind and id.
    pub entries: BTreeMap<String, BTreeMap<EntryId, EntryFields>>,
    /// Claims on conflicted fields, by field and id.
    pub claims: BTreeMap<String, BTreeMap<EntryId, Value>>,
}

impl DocumentReading {
    /// A field's value; `None` when it was never written or was cleared.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.fields.get(field).map(|current| &current.value)
    }

    /// The text of a field; also `None` when the value is missing for a reason.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.value(field)?.as_text()
    }

    /// The members of a set; empty when there are none.
    pub fn set(&self, field: &str) -> impl Iterator<Item = &str> {
        self.sets
            .get(field)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

impl Document {
    /// The document as it is now.
    #[must_use]
    pub fn read(&self) -> DocumentReading {
        self.reading(&self.standing(None), &self.open_keys(None))
    }

    /// The document as it was at these heads; `None` when it does not have all of them.
    #[must_use]
    pub fn at(&self, heads: &[ChangeHash]) -> Option<DocumentReading> {
        let heads = self.known(heads)?;
        Some(self.reading(&self.standing(Some(&heads)), &self.open_keys(Some(&heads))))
    }

    fn reading(&self, standing: &[KeyTexts], open: &OpenKeys) -> DocumentReading {
        let mut reading = DocumentReading {
            kind: self.kind(),
            core: self.core(),
            fields: BTreeMap::new(),
            sets: BTreeMap::new(),
            entries: BTreeMap::new(),
            claims: BTreeMap::new(),
        };
        for each in standing {
            if let Some(key) = each.key() {
                reading.take(key, Value::from_stored(each.shown()));
            }
        }
        for path in conflict::undecided(standing, open).into_keys() {
            let current = match &path {
                FieldPath::Field(field) => reading.fields.get_mut(field),
                FieldPath::Entry { kind, id, field } => reading
                    .entries
                    .get_mut(kind)
                    .and_then(|entries| entries.get_mut(id)?.get_mut(field)),
            };
            if let Some(current) = current {
                current.conflict = true;
            }
        }
        reading
    }
}

impl DocumentReading {
    fn take(&mut self, key: Key<'_>, value: Value) {
        let current = |value| FieldValue {
            value,
            conflict: false,
        };
        match key {
            Key::Kind | Key::Core | Key::Begun => {}
            Key::Field(field) => {
                self.fields.insert(field.to_owned(), current(value));
            }
            Key::Set {
                field,
                value: member,
            } => {
                let set = self.sets.entry(field.to_owned()).or_default();
                set.insert(member.to_owned());
            }
            Key::Entry { kind, id, field } => {
                let entries = self.entries.entry(kind.to_owned()).or_default();
                let entry = entries.entry(id).or_default();
                entry.insert(field.to_owned(), current(value));
            }
            Key::Claim { field, id } => {
                let claims = self.claims.entry(field.to_owned()).or_default();
                claims.insert(id, value);
            }
        }
    }
}
