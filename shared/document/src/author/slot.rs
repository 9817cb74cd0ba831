//! A field that is about to be written, with all its candidates.

use automerge::{ObjId, ROOT, ReadDoc};
use puente_record::{EntryId, Key};

use crate::document::StoredValue;
use crate::open_key::OpenKeys;
use crate::{Document, EditError};

/// A claim: its key, and its values.
pub(super) struct ClaimSlot {
    pub(super) key: String,
    values: Vec<StoredValue>,
}

/// A field with its candidates.
pub(super) struct FieldSlot<'a> {
    pub(super) field: &'a str,
    pub(super) key: String,
    pub(super) values: Vec<StoredValue>,
    pub(super) claims: Vec<ClaimSlot>,
    /// The texts of its open pairs, see [`crate::open_pairs`]. Some of them may no longer stand.
    pub(super) open: Vec<String>,
}

impl<'a> FieldSlot<'a> {
    pub(super) fn of_field(
        document: &Document,
        open: &OpenKeys,
        field: &'a str,
    ) -> Result<Self, EditError> {
        let key = checked(field, Key::Field(field))?;
        Ok(Self {
            field,
            values: document.values(&key, None),
            claims: claims(document, field),
            open: texts(open, &key),
            key,
        })
    }

    /// Fields of entries have no claims, because two devices hardly ever write to one entry.
    pub(super) fn of_entry(
        document: &Document,
        open: &OpenKeys,
        kind: &str,
        id: EntryId,
        field: &'a str,
    ) -> Result<Self, EditError> {
        let key = checked(field, Key::Entry { kind, id, field })?;
        Ok(Self {
            field,
            values: document.values(&key, None),
            claims: Vec::new(),
            open: texts(open, &key),
            key,
        })
    }

    /// The texts of the candidates.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &str> {
        let claims = self.claims.iter().flat_map(|claim| &claim.values);
        let stand = self.values.iter().chain(claims).map(|value| &*value.text);
        stand.chain(self.open.iter().map(String::as_str))
    }

    /// Do the candidates say different things?
    pub(super) fn is_conflicted(&self) -> bool {
        let mut texts = self.candidates();
        let first = texts.next();
        texts.any(|text| Some(text) != first) || (self.values.is_empty() && first.is_some())
    }

    pub(super) fn has_candidate(&self, text: &str) -> bool {
        self.candidates().any(|candidate| candidate == text)
    }

    /// The key of an earlier claim by this actor.
    pub(super) fn claim_by(&self, actor: &[u8; 16]) -> Option<&str> {
        let mut claims = self.claims.iter();
        let own = claims.find(|claim| claim.values.iter().all(|value| actor_of(value) == actor));
        own.map(|claim| claim.key.as_str())
    }
}

fn texts(open: &OpenKeys, key: &str) -> Vec<String> {
    let values = open.get(key).into_iter().flatten();
    values.map(|value| value.text.clone()).collect()
}

fn claims(document: &Document, field: &str) -> Vec<ClaimSlot> {
    let first = format!("claim/{field}/");
    let end = format!("claim/{field}0"); // '0' follows '/'
    let claims = document.inner.map_range(ROOT, first..end);
    claims
        .map(|item| ClaimSlot {
            values: document.values(&item.key, None),
            key: item.key.into_owned(),
        })
        .collect()
}

/// The actor that put a value.
pub(super) fn actor_of(value: &StoredValue) -> &[u8] {
    match &value.operation {
        ObjId::Root => &[], // no value is the root
        ObjId::Id(_, actor, _) => actor.to_bytes(),
    }
}

pub(super) fn checked(field: &str, key: Key<'_>) -> Result<String, EditError> {
    let field = field.to_owned();
    key.checked_text()
        .map_err(|source| EditError::Key { field, source })
}
