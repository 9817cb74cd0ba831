//! The plan of a change: the writes that the edits need, given what stands in the document.

use std::collections::BTreeMap;

use puente_record::value::MEMBER;
use puente_record::{
    Compartment, DocumentKind, EntryId, FieldShape, HOME_SITE, Key, SiteId, Value,
};
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;

use super::slot::{FieldSlot, actor_of, checked};
use crate::limits::{MESSAGE_BYTES_MAX, REASON_BYTES_MAX};
use crate::open_key::OpenKeys;
use crate::{Authorship, Basis, Document, Edit, EditError, FieldPath};

/// One operation to write: a text put on a key, or the deletion of the key.
pub(super) struct KeyOperation {
    pub(super) key: String,
    pub(super) text: Option<String>,
    /// It puts the shown value again, which decides for it.
    pub(super) keeps_shown: bool,
    /// The actors of the operations it replaces.
    pub(super) replaces: Vec<Vec<u8>>,
}

/// What a change will write, one operation a key, ordered by key.
pub(super) struct Plan {
    pub(super) writes: Vec<KeyOperation>,
    pub(super) message: String,
}

impl Plan {
    pub(super) fn of(
        document: &Document,
        authorship: &Authorship,
        edits: &[Edit],
        rng: &mut ChaCha20Rng,
    ) -> Result<Self, EditError> {
        let mut planner = Planner {
            document,
            open: document.open_keys(None),
            authorship,
            rng,
            writes: BTreeMap::new(),
            reasons: Vec::new(),
        };
        if document.heads().is_empty() {
            planner.say_what_it_is();
        }
        for edit in edits {
            planner.take(edit)?;
        }
        planner.finish()
    }
}

struct Planner<'a> {
    document: &'a Document,
    open: OpenKeys,
    authorship: &'a Authorship,
    rng: &'a mut ChaCha20Rng,
    /// The text to put on each key, `None` to delete it. A later edit of a key replaces an earlier one.
    writes: BTreeMap<String, Option<String>>,
    reasons: Vec<&'a str>,
}

impl<'a> Planner<'a> {
    fn say_what_it_is(&mut self) {
        let kind = self.document.kind().as_str();
        self.writes.insert("kind".to_owned(), Some(kind.to_owned()));
        if let Some(core) = self.document.core() {
            self.writes
                .insert("core".to_owned(), Some(core.to_string()));
        }
        if let Some(opening) = self.document.opening() {
            self.writes
                .insert("begun".to_owned(), Some(opening.to_string()));
        }
    }

    fn take(&mut self, edit: &'a Edit) -> Result<(), EditError> {
        match edit {
            Edit::Put { field, value } => {
                self.check_field(field, FieldShape::Single)?;
                self.put(self.slot(field)?, value)
            }
            Edit::Clear { field } => self.clear(self.slot(field)?),
            Edit::Add { field, value } => {
                self.check_field(field, FieldShape::Set)?;
                let key = checked(field, Key::Set { field, value })?;
                let is_member = !self.document.values(&key, None).is_empty();
                self.set(key, Some(MEMBER.to_owned()), is_member);
                Ok(())
            }
            Edit::Remove { field, value } => {
                let key = checked(field, Key::Set { field, value })?;
                let is_member = !self.document.values(&key, None).is_empty();
                self.set(key, None, !is_member);
                Ok(())
            }
            Edit::PutEntry {
                kind,
                id,
                field,
                value,
            } => {
                self.check_entry(kind, field)?;
                self.put(self.entry_slot(kind, *id, field)?, value)
            }
            Edit::ClearEntry { kind, id, field } => self.clear(self.entry_slot(kind, *id, field)?),
            Edit::Resolve {
                field,
                value,
                reason,
            } => {
                self.check_field(field, FieldShape::Single)?;
                self.reasons.push(reason);
                self.resolve(self.slot(field)?, value)
            }
            Edit::ResolveEntry {
                kind,
                id,
                field,
                value,
                reason,
            } => {
                self.check_entry(kind, field)?;
                self.reasons.push(reason);
                self.resolve(self.entry_slot(kind, *id, field)?, value)
            }
            Edit::KeepAll {
                field,
                value,
                reason,
            } => {
                self.check_field(field, FieldShape::Single)?;
                self.reasons.push(reason);
                self.keep_all(self.slot(field)?, value)
            }
        }
    }

    fn slot(&self, field: &'a str) -> Result<FieldSlot<'a>, EditError> {
        FieldSlot::of_field(self.document, &self.open, field)
    }

    fn entry_slot(
        &self,
        kind: &'a str,
        id: EntryId,
        field: &'a str,
    ) -> Result<FieldSlot<'a>, EditError> {
        FieldSlot::of_entry(self.document, &self.open, kind, id, field)
    }

    fn put(&mut self, slot: FieldSlot<'a>, value: &Value) -> Result<(), EditError> {
        let text = stored(slot.field, value)?;
        if !slot.is_conflicted() {
            let says_so = slot.has_candidate(&text);
            self.set(slot.key, Some(text), says_so);
            return Ok(());
        }
        if slot.has_candidate(&text) {
            // Saving an unchanged form decides nothing, nor does repeating a candidate.
            self.writes.remove(&slot.key);
            return Ok(());
        }
        if self.authorship.may_resolve {
            self.decide(slot, text);
            return Ok(());
        }
        self.claim(slot, text)
    }

    /// Adds a candidate, or corrects the one that this actor added before.
    fn claim(&mut self, slot: FieldSlot<'a>, text: String) -> Result<(), EditError> {
        if matches!(Key::parse(&slot.key), Ok(Key::Entry { .. })) {
            let field = slot.field.to_owned();
            return Err(EditError::Undecided { field });
        }
        let own = slot.claim_by(&self.authorship.actor);
        let key = match own {
            Some(claim) => claim.to_owned(),
            None => {
                let mut id = [0; EntryId::LENGTH_BYTES];
                self.rng.fill_bytes(&mut id);
                let id = EntryId::from_bytes(id);
                checked(
                    slot.field,
                    Key::Claim {
                        field: slot.field,
                        id,
                    },
                )?
            }
        };
        self.set(key, Some(text), false);
        Ok(())
    }

    fn clear(&mut self, slot: FieldSlot<'a>) -> Result<(), EditError> {
        if slot.is_conflicted() && !self.authorship.may_resolve {
            let field = slot.field.to_owned();
            return Err(EditError::Undecided { field });
        }
        if slot.key == HOME_SITE {
            let field = slot.field.to_owned();
            return Err(EditError::NeedsSite { field });
        }
        self.drop_claims(&slot);
        self.set(slot.key, None, slot.values.is_empty());
        Ok(())
    }

    fn resolve(&mut self, slot: FieldSlot<'a>, value: &Value) -> Result<(), EditError> {
        if !self.authorship.may_resolve {
            let field = slot.field.to_owned();
            return Err(EditError::MayNotResolve { field });
        }
        let text = stored(slot.field, value)?;
        self.decide(slot, text);
        Ok(())
    }

    /// Decides for one value and puts the others where [`crate::FieldPath::keeps_in`] says.
    fn keep_all(&mut self, slot: FieldSlot<'a>, value: &Value) -> Result<(), EditError> {
        let shown = stored(slot.field, value)?;
        let holds_one = || EditError::HoldsOne {
            field: slot.field.to_owned(),
        };
        let kept = FieldPath::Field(slot.field.to_owned()).keeps_in();
        let kept = kept.ok_or_else(holds_one)?;
        let mut further = Vec::new();
        for candidate in slot.candidates() {
            let Value::Text(text) = Value::from_stored(candidate) else {
                continue; // a reason for a missing value is not kept
            };
            if candidate == shown || text.is_empty() {
                continue;
            }
            let (field, value) = (kept, &*text);
            // A text too long for a key cannot be kept beside the value.
            let key = Key::Set { field, value }.checked_text();
            further.push(key.map_err(|_| holds_one())?);
        }
        self.resolve(slot, value)?;
        for key in further {
            let is_member = !self.document.values(&key, None).is_empty();
            self.set(key, Some(MEMBER.to_owned()), is_member);
        }
        Ok(())
    }

    fn decide(&mut self, slot: FieldSlot<'a>, text: String) {
        self.drop_claims(&slot);
        self.drop_question(&slot);
        let stands_alone = slot.open.is_empty()
            && !slot.values.is_empty()
            && slot.values.iter().all(|value| value.text == text);
        self.set(slot.key, Some(text), stands_alone);
    }

    fn drop_claims(&mut self, slot: &FieldSlot<'a>) {
        for claim in &slot.claims {
            self.set(claim.key.clone(), None, false);
        }
    }

    /// A decided field need not be asked about any more.
    fn drop_question(&mut self, slot: &FieldSlot<'a>) {
        let (field, value) = (self.document.kind().question_field(), &*slot.key);
        let key = Key::Set { field, value }.to_string();
        let is_asked = !self.document.values(&key, None).is_empty();
        self.set(key, None, !is_asked);
    }

    /// Sets the text of a key, unless the key has it already.
    fn set(&mut self, key: String, text: Option<String>, says_so: bool) {
        if says_so {
            self.writes.remove(&key);
        } else {
            self.writes.insert(key, text);
        }
    }

    /// Checks that a field which this version knows is written in its own compartment and shape.
    fn check_field(&self, id: &str, shape: FieldShape) -> Result<(), EditError> {
        let Some(field) = puente_record::field(id) else {
            return Ok(());
        };
        self.check_compartment(id, field.compartment)?;
        if field.shape == shape {
            Ok(())
        } else {
            let field = id.to_owned();
            Err(EditError::WrongShape { field })
        }
    }

    fn check_entry(&self, kind: &str, field: &str) -> Result<(), EditError> {
        match puente_record::entry_kind(kind) {
            Some(kind) => self.check_compartment(field, kind.compartment),
            None => Ok(()),
        }
    }

    fn check_compartment(&self, field: &str, compartment: Compartment) -> Result<(), EditError> {
        // Every document that stands alone states its own home site.
        let is_home = field == "home_site" && self.document.kind().stands_alone();
        if DocumentKind::from(compartment) == self.document.kind() || is_home {
            Ok(())
        } else {
            let field = field.to_owned();
            Err(EditError::WrongCompartment { field })
        }
    }

    fn finish(self) -> Result<Plan, EditError> {
        let basis = match self.message_reason() {
            None => self.authorship.basis.clone(),
            Some(reason) if reason.len() <= REASON_BYTES_MAX => Basis::Decided(reason),
            Some(_) => return Err(EditError::ReasonTooLong),
        };
        let message = basis.message();
        if message.len() > MESSAGE_BYTES_MAX {
            return Err(EditError::ReasonTooLong);
        }
        let (document, open) = (self.document, &self.open);
        let writes = self.writes.into_iter().map(|(key, text)| {
            let values = document.values(&key, None);
            let replaces = values.iter().map(actor_of).map(<[u8]>::to_vec);
            KeyOperation {
                replaces: replaces.collect(),
                keeps_shown: (values.len() > 1 || open.contains_key(&key))
                    && text.is_some()
                    && values.last().map(|shown| &shown.text) == text.as_ref(),
                key,
                text,
            }
        });
        Ok(Plan {
            writes: writes.collect(),
            message,
        })
    }

    /// The reasons of all resolutions in one message, each once.
    fn message_reason(&self) -> Option<String> {
        let mut reasons: Vec<&str> = Vec::new();
        for reason in &self.reasons {
            if !reasons.contains(reason) {
                reasons.push(reason);
            }
        }
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }
}

fn stored(field: &str, value: &Value) -> Result<String, EditError> {
    let is_site = |text: &str| text.parse::<SiteId>().is_ok();
    if field == HOME_SITE && !value.as_text().is_some_and(is_site) {
        let field = field.to_owned();
        return Err(EditError::NeedsSite { field });
    }
    let field = field.to_owned();
    value
        .to_stored()
        .map_err(|source| EditError::Value { field, source })
}
