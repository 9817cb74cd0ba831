use std::collections::BTreeMap;

use crate::id::EntryId;
use crate::value::Value;

/// What a record says: the values of its fields and of the fields of its entries, from all its documents at hand.
///
/// Of a single field none, one, or all concurrent values, the one shown first in front; of a set its members.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Statements {
    fields: BTreeMap<String, Vec<Value>>,
    entries: BTreeMap<String, BTreeMap<EntryId, Entry>>,
}

/// What one entry says, by field.
pub(super) type Entry = BTreeMap<String, Vec<Value>>;

impl Statements {
    /// Nothing said yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A field says this too.
    pub fn say(&mut self, field: &str, value: impl Into<Value>) {
        let values = self.fields.entry(field.to_owned()).or_default();
        values.push(value.into());
    }

    /// A field of an entry says this too.
    pub fn say_in_entry(&mut self, kind: &str, id: EntryId, field: &str, value: impl Into<Value>) {
        let entries = self.entries.entry(kind.to_owned()).or_default();
        let entry = entries.entry(id).or_default();
        entry
            .entry(field.to_owned())
            .or_default()
            .push(value.into());
    }

    /// The values of a field.
    #[must_use]
    pub fn values(&self, field: &str) -> &[Value] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }

    /// The entries of a kind.
    pub(super) fn entries(&self, kind: &str) -> impl Iterator<Item = (EntryId, &Entry)> {
        let entries = self.entries.get(kind).into_iter().flatten();
        entries.map(|(id, entry)| (*id, entry))
    }

    /// What a field says in words, surrounding spaces aside.
    pub(crate) fn texts(&self, field: &str) -> impl Iterator<Item = &str> {
        texts(self.values(field))
    }

    /// The text that is shown.
    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.texts(field).next()
    }
}

/// The text that an entry's field shows.
pub(super) fn text_in<'e>(entry: &'e Entry, field: &str) -> Option<&'e str> {
    texts(entry.get(field)?).next()
}

fn texts(values: &[Value]) -> impl Iterator<Item = &str> {
    values.iter().filter_map(|value| {
        let text = value.as_text()?.trim();
        (!text.is_empty()).then_some(text)
    })
}

/// Shows nothing of the person.
impl core::fmt::Debug for Statements {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Statements")
            .field("fields", &self.fields.keys())
            .field("entries", &self.entries.keys())
            .finish_non_exhaustive()
    }
}
