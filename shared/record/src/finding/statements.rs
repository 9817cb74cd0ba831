use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, FindingCode};
use crate::clean::clean_text;
use crate::field::{Field, entry_kind};
use crate::id::EntryId;
use crate::value::Value;

/// The values of a record: of its fields and of the fields of its entries, from all its documents at hand.
///
/// A single field has no value, one, or all concurrent ones, with the shown one first; a set has its members.
/// Values are cleaned first: a 16 with an invisible character behind it is 16.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Statements {
    fields: BTreeMap<String, Vec<Value>>,
    entries: BTreeMap<String, BTreeMap<EntryId, EntryStatements>>,
    /// Findings of values with something invisible.
    unclean: BTreeSet<Finding>,
}

/// The values of one entry, by field.
pub(super) type EntryStatements = BTreeMap<String, Vec<Value>>;

impl Statements {
    /// No values yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value of a field.
    pub fn say(&mut self, field: &str, value: impl Into<Value>) {
        let of = crate::field::field(field);
        let (value, is_unclean) = meant(of, value.into());
        if let (Some(of), true) = (of, is_unclean) {
            self.unclean
                .insert(Finding::of(of.id, FindingCode::TextUnseen));
        }
        let values = self.fields.entry(field.to_owned()).or_default();
        values.push(value);
    }

    /// Adds a value of a field of an entry.
    pub fn say_in_entry(&mut self, kind: &str, id: EntryId, field: &str, value: impl Into<Value>) {
        let known = entry_kind(kind);
        let of = known.and_then(|kind| kind.field(field));
        let (value, is_unclean) = meant(of, value.into());
        if let (Some(kind), Some(of), true) = (known, of, is_unclean) {
            let code = FindingCode::TextUnseen;
            self.unclean
                .insert(Finding::in_entry(kind.id, id, of.id, code));
        }
        let entries = self.entries.entry(kind.to_owned()).or_default();
        let entry = entries.entry(id).or_default();
        entry.entry(field.to_owned()).or_default().push(value);
    }

    /// The findings of values with something invisible in them.
    pub(super) fn unclean(&self) -> impl Iterator<Item = Finding> {
        self.unclean.iter().copied()
    }

    /// The values of a field.
    #[must_use]
    pub fn values(&self, field: &str) -> &[Value] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }

    /// The entries of a kind.
    pub(super) fn entries(&self, kind: &str) -> impl Iterator<Item = (EntryId, &EntryStatements)> {
        let entries = self.entries.get(kind).into_iter().flatten();
        entries.map(|(id, entry)| (*id, entry))
    }

    /// The texts of a field, trimmed.
    pub(crate) fn texts(&self, field: &str) -> impl Iterator<Item = &str> {
        texts(self.values(field))
    }

    /// The text that is shown.
    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.texts(field).next()
    }
}

/// The cleaned value, and whether it differs from the stored one. Surrounding blanks do not count.
fn meant(of: Option<&Field>, value: Value) -> (Value, bool) {
    let Value::Text(text) = &value else {
        return (value, false);
    };
    let cleaned = match of {
        Some(of) => of.cleaned(text),
        None => clean_text(text),
    };
    match cleaned {
        Cow::Borrowed(_) => (value, false),
        Cow::Owned(cleaned) => {
            let is_unclean = cleaned != text.trim();
            (Value::Text(cleaned), is_unclean)
        }
    }
}

/// The text that an entry's field shows.
pub(super) fn text_in<'e>(entry: &'e EntryStatements, field: &str) -> Option<&'e str> {
    texts(entry.get(field)?).next()
}

fn texts(values: &[Value]) -> impl Iterator<Item = &str> {
    values.iter().filter_map(|value| {
        let text = value.as_text()?.trim();
        (!text.is_empty()).then_some(text)
    })
}

/// Shows no personal data.
impl core::fmt::Debug for Statements {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Statements")
            .field("fields", &self.fields.keys())
            .field("entries", &self.entries.keys())
            .finish_non_exhaustive()
    }
}
