//! Collects the content of one row's cells until it is a row.

use puente_record::age::Age;
use puente_record::missing_word::{MissingWord, unsaid_name};
use puente_record::name::{Affixes, Part, SplitName, bare_name};
use puente_record::{MissingReason, Municipality, Value, field};

use super::MEMBER_BYTES_MAX;
use crate::RowFault;

/// The combined content of a row's cells.
#[derive(Default)]
pub(super) struct PersonStatements {
    pub(super) fields: Vec<(String, Value)>,
    pub(super) notes: Vec<String>,
    /// The name may have been split wrongly.
    pub(super) unsure: bool,
    /// A municipality that stands beside the state of birth.
    pub(super) municipality: Option<Municipality>,
    /// `JR`, `III`.
    pub(super) suffix: String,
    /// The name or a column says that this is a child.
    pub(super) is_child: bool,
    /// An age in brackets beside the name.
    pub(super) beside: Option<String>,
    /// The age in months, as typed.
    pub(super) months: String,
}

impl PersonStatements {
    pub(super) fn names(&mut self, name: &SplitName) -> Result<(), RowFault> {
        self.name("name.given", &name.given);
        self.name("name.surname1", &name.surname1);
        self.name("name.surname2", &name.surname2);
        self.affixes(&name.affixes);
        self.member("name.alias", &name.married)
    }

    /// Takes a column with one part of the name.
    pub(super) fn part(&mut self, id: &str, cell: &str, part: Part) {
        if let Some(unsaid) = unsaid_name(cell) {
            return self.unsaid(id, unsaid);
        }
        let (name, affixes) = bare_name(cell, part);
        self.name(id, &name);
        self.affixes(&affixes);
    }

    pub(super) fn name(&mut self, id: &str, text: &str) {
        match unsaid_name(text) {
            None => self.put(id, text),
            Some(unsaid) => self.unsaid(id, unsaid),
        }
    }

    /// "Not known" is recorded for a name, except for the second surname, because many people have none.
    pub(super) fn unsaid(&mut self, id: &str, unsaid: MissingWord) {
        let is_known = self.fields.iter().any(|(known, _)| known == id);
        if unsaid == MissingWord::Unknown && id != "name.surname2" && !is_known {
            let unknown = Value::Missing(MissingReason::Unknown);
            self.fields.push((id.to_owned(), unknown));
        }
    }

    pub(super) fn affixes(&mut self, affixes: &Affixes) {
        if !affixes.suffix.is_empty() {
            self.suffix.clone_from(&affixes.suffix);
        }
        if !affixes.remark.is_empty() {
            self.notes.push(affixes.remark.clone());
            // `(8 años)`: a child must not be lost in a remark.
            let age = field("age").map(|age| age.stored_as(&affixes.remark));
            let is_age = |age: &String| age.parse::<Age>().is_ok_and(|age| age.years().is_some());
            self.beside = age.filter(is_age).or(self.beside.take());
        }
        self.is_child |= affixes.is_child;
        self.unsure |= affixes.names_another;
    }

    pub(super) fn text(&self, id: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        fields.find(|(known, _)| known == id)?.1.as_text()
    }

    /// Derives what follows from several cells together.
    pub(super) fn complete(&mut self) -> Result<(), RowFault> {
        if let (Some(municipality), None) = (self.municipality, self.text("birth.municipality")) {
            self.put("birth.municipality", &municipality.to_string());
        }
        let counts_years = self.text("age").is_some_and(|years| years != "0");
        if !counts_years && !self.months.is_empty() {
            let is_number = self.months.bytes().all(|byte| byte.is_ascii_digit());
            let said = format!("{}{}", self.months, if is_number { " meses" } else { "" });
            let age = field("age").map_or(said.clone(), |age| age.stored_as(&said));
            self.fields.retain(|(id, _)| id != "age");
            self.put("age", &age);
        }
        let has_age = |said: &Self| said.text("age").is_some() || said.text("birth.date").is_some();
        if let (Some(age), false) = (self.beside.take(), has_age(self)) {
            self.put("age", &age);
        }
        // Nothing else shows that this may be a child, so the question must stay open.
        if self.is_child && self.text("age").is_none() && self.text("birth.date").is_none() {
            self.put("age", "menor");
        }
        if !self.suffix.is_empty() {
            let surname = self.text("name.surname1").unwrap_or_default();
            let alias = format!("{surname} {}", self.suffix);
            self.member("name.alias", alias.trim())?;
        }
        Ok(())
    }

    /// Does the row name a person? A name that is only "not known" does not count.
    pub(super) fn names_somebody(&self) -> bool {
        let is_name = |id: &str| id.starts_with("name.");
        let mut fields = self.fields.iter();
        // A number is not a name.
        let has_letters = |value: &Value| {
            value
                .as_text()
                .is_some_and(|text| text.contains(char::is_alphabetic))
        };
        let has_name = fields.any(|(id, value)| is_name(id) && has_letters(value));
        let has_reason = self
            .fields
            .iter()
            .any(|(id, value)| is_name(id) && value.as_text().is_none());
        has_name || has_reason && self.fields.iter().any(|(id, _)| !is_name(id))
    }

    /// Joins two columns of one field, such as two given names.
    pub(super) fn put(&mut self, id: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.fields.iter_mut().find(|(known, _)| known == id) {
            Some((_, Value::Text(known))) => {
                known.push(' ');
                known.push_str(text);
            }
            Some((_, value)) => *value = Value::from(text),
            None => self.fields.push((id.to_owned(), Value::from(text))),
        }
    }

    pub(super) fn member(&mut self, id: &str, member: &str) -> Result<(), RowFault> {
        if member.len() > MEMBER_BYTES_MAX {
            return Err(RowFault::TooLong);
        }
        let value = (id.to_owned(), Value::from(member));
        if !member.is_empty() && !self.fields.contains(&value) {
            self.fields.push(value);
        }
        Ok(())
    }
}
