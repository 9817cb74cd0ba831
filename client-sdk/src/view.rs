//! A record as people see it: the union of its documents on this device.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use puente_document::{Choice, Conflict, DocumentReading, FieldPath, ProposalReason};
use puente_record::Value;
use puente_record::finding::{Statements, findings};
use puente_record::id::{EntryId, RecordId, SiteId};

use crate::rights::visible;
use crate::site::KnownSites;
use crate::status::RecordState;
use crate::{Device, Error};

/// A record as people see it.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct RecordView {
    /// The record.
    pub record: RecordId,
    /// Where its changes are.
    pub state: RecordState,
    /// Fields with one value, by id.
    pub fields: BTreeMap<String, FieldView>,
    /// Sets, by id.
    pub sets: BTreeMap<String, BTreeSet<String>>,
    /// Entries, by kind and id.
    pub entries: BTreeMap<String, BTreeMap<EntryId, BTreeMap<String, String>>>,
    /// Odd values: (`<field>` or `<kind>/<id>/<field>`, code of `puente_record::finding`).
    pub findings: Vec<(String, String)>,
}

/// A field with one value.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldView {
    /// The values as stored, the shown one first. There are several when documents of one kind differ.
    pub values: Vec<String>,
    /// Are there concurrent values? See [`Device::conflicts`].
    pub conflict: bool,
}

impl std::fmt::Debug for RecordView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordView")
            .field("record", &self.record)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl Device {
    /// A record as it is on this device. `now_ms` decides which dates are in the future.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when it is not on this device.
    pub fn view(&self, record: RecordId, now_ms: i64) -> Result<RecordView, Error> {
        let rows = visible(&self.conn, record)?;
        if rows.is_empty() {
            return Err(Error::NoSuchRecord);
        }
        let mut view = RecordView::empty(record, self.state(record)?);
        for row in rows.iter().filter(|row| !row.saved.is_empty()) {
            let document = row.open()?;
            view.add(document.read());
            view.show_the_safer(&document.conflicts());
            if row.kind.is_person() {
                view.show_site(&document.sites());
            }
        }
        view.find_odd(&self.sites()?, now_ms);
        Ok(view)
    }
}

impl RecordView {
    pub(crate) fn empty(record: RecordId, state: RecordState) -> Self {
        Self {
            record,
            state,
            fields: BTreeMap::new(),
            sets: BTreeMap::new(),
            entries: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// The site of a record that was never moved is in its id and in no field.
    fn show_site(&mut self, sites: &[SiteId]) {
        let field = self.fields.entry("home_site".to_owned());
        if let (Entry::Vacant(field), false) = (field, sites.is_empty()) {
            field.insert(FieldView {
                values: sites.iter().map(SiteId::to_string).collect(),
                conflict: false,
            });
        }
    }

    /// Finds odd values as of the day at the record's own site.
    pub(crate) fn find_odd(&mut self, sites: &KnownSites, now_ms: i64) {
        let home = self.fields.get("home_site");
        let home = home.and_then(|home| home.values.first()?.parse().ok());
        let (today, zone) = (sites.today_at(home, now_ms), sites.zone_at(home));
        let odd = findings(&self.statements(), today, &zone).into_iter();
        self.findings = odd
            .map(|odd| (odd.path(), odd.code.text().code.into()))
            .collect();
    }

    pub(crate) fn add(&mut self, reading: DocumentReading) {
        for (name, current) in reading.fields {
            let field = self.fields.entry(name).or_insert_with(|| FieldView {
                values: Vec::new(),
                conflict: false,
            });
            let value = stored(&current.value);
            if !field.values.contains(&value) {
                field.values.push(value);
            }
            field.conflict |= current.conflict;
        }
        for (name, members) in reading.sets {
            self.sets.entry(name).or_default().extend(members);
        }
        for (kind, entries) in reading.entries {
            for (id, fields) in entries {
                let fields = fields
                    .into_iter()
                    .map(|(name, current)| (name, stored(&current.value)));
                self.entries
                    .entry(kind.clone())
                    .or_default()
                    .entry(id)
                    .or_default()
                    .extend(fields);
            }
        }
    }

    /// For concurrent values of a risk, shows the safer one until somebody decides: a flag must not be lost by
    /// the order in which two phones met.
    fn show_the_safer(&mut self, conflicts: &[Conflict]) {
        for conflict in conflicts {
            let proposal = conflict.proposal();
            let Choice::Candidate(place) = proposal.choice else {
                continue;
            };
            if proposal.why != ProposalReason::Safer {
                continue;
            }
            let safer = stored(&conflict.candidates[place].value);
            match &conflict.field {
                FieldPath::Field(name) => {
                    if let Some(field) = self.fields.get_mut(name) {
                        field.values.retain(|value| *value != safer);
                        field.values.insert(0, safer);
                    }
                }
                FieldPath::Entry { kind, id, field } => {
                    let entry = self.entries.get_mut(kind).and_then(|of| of.get_mut(id));
                    if let Some(shown) = entry.and_then(|entry| entry.get_mut(field)) {
                        *shown = safer;
                    }
                }
            }
        }
    }

    /// The record's values, as input for what is derived from them.
    #[must_use]
    pub fn statements(&self) -> Statements {
        let mut said = Statements::new();
        for (name, field) in &self.fields {
            for value in &field.values {
                said.say(name, Value::from_stored(value));
            }
        }
        for (name, members) in &self.sets {
            for member in members {
                said.say(name, member.as_str());
            }
        }
        for (kind, entries) in &self.entries {
            for (id, fields) in entries {
                for (name, value) in fields {
                    said.say_in_entry(kind, *id, name, Value::from_stored(value));
                }
            }
        }
        said
    }
}

fn stored(value: &Value) -> String {
    value.to_stored().unwrap_or_default()
}
