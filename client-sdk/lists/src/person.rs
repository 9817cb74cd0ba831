//! A row as a person.

use std::collections::HashSet;

use puente_record::code_list::LANGUAGES;
use puente_record::key::KEY_BYTES_MAX;
use puente_record::name::{NameOrder, SplitName, split_name, split_surnames};
use puente_record::{VALUE_BYTES_MAX, Value, field, search_key};

use crate::dates::DateReader;
use crate::meaning::Meaning;
use crate::sex::SexCodes;
use crate::table::Line;
use crate::words::{age, birth_state, code_of, country};
use crate::{Column, Fault, Row, limits};

/// How the cells of a list are to be read.
pub(crate) struct Terms<'a> {
    pub(crate) columns: &'a [Column],
    /// Cells of a row, where the format says how many there must be.
    pub(crate) cells: Option<usize>,
    pub(crate) sex_codes: &'a SexCodes,
    pub(crate) dates: DateReader,
    pub(crate) name_order: Option<NameOrder>,
}

/// A set's member stands in its key, which is shorter than a value may be.
const MEMBER_BYTES_MAX: usize = KEY_BYTES_MAX - "set/nationality/".len();

/// The first words of lines that count or sign instead of naming somebody.
const CLOSING: [&str; 10] = [
    "total", "totales", "subtotal", "elaboro", "autorizo", "reviso", "firma", "entrega", "recibe",
    "vo bo",
];

impl Terms<'_> {
    /// What a row says of a person; its number and place are the caller's to know.
    pub(crate) fn person(&self, line: &Line) -> Result<Row, Fault> {
        if line.is_torn {
            return Err(Fault::Torn);
        }
        let found = line.cells.len();
        if let Some(expected) = self.cells.filter(|expected| found > *expected) {
            return Err(Fault::Cells { found, expected });
        }
        let mut said = Said::default();
        for (at, column) in self.columns.iter().enumerate() {
            let (Some(meaning), cell) = (column.meaning, line.cell(at)) else {
                continue;
            };
            // One more for the sign that a typed ∅ gets in front.
            if cell.len() + '∅'.len_utf8() > VALUE_BYTES_MAX {
                return Err(Fault::TooLong);
            }
            if !cell.is_empty() {
                self.take(&mut said, meaning, cell)?;
            }
        }
        if !said.fields.iter().any(|(id, _)| id.starts_with("name.")) {
            return Err(Fault::NoName);
        }
        if is_closing(line, &said) {
            return Err(Fault::Closing);
        }
        let note = said.notes.join("\n");
        let fields = said.fields.iter();
        let bytes: usize = fields
            .map(|(_, value)| value.as_text().map_or(0, str::len))
            .sum();
        if note.len() > VALUE_BYTES_MAX || bytes > limits::ROW_BYTES_MAX {
            return Err(Fault::TooLong);
        }
        Ok(Row {
            place: 0,
            number: 0,
            line: line.number,
            fields: said.fields,
            note: Some(note).filter(|note| !note.is_empty()),
            is_name_sure: !said.unsure,
        })
    }

    fn take(&self, said: &mut Said, meaning: Meaning, cell: &str) -> Result<(), Fault> {
        match meaning {
            Meaning::Number | Meaning::Ignore => {}
            Meaning::Note => said.notes.push(cell.to_owned()),
            Meaning::MiddleName => said.put("name.given", cell),
            Meaning::Surnames => said.names(&split_surnames(cell))?,
            Meaning::FullName => {
                let name = split_name(cell, self.name_order);
                said.unsure |= !name.sure;
                said.names(&name)?;
            }
            Meaning::Field(id) => self.take_field(said, id, cell)?,
        }
        Ok(())
    }

    fn take_field(&self, said: &mut Said, id: &'static str, cell: &str) -> Result<(), Fault> {
        let value = match id {
            "sex" => {
                let code = self.sex_codes.get(&search_key(cell));
                code.cloned().unwrap_or_else(|| cell.to_owned())
            }
            "birth.date" => self.dates.read(cell),
            "age" => age(cell),
            "birth.state" => birth_state(cell).to_owned(),
            "nationality" => {
                for one in cell.split(['/', ',', ';']).map(str::trim) {
                    said.member(id, country(one))?;
                }
                return Ok(());
            }
            "languages" => {
                for one in cell.split(['/', ',', ';']).map(str::trim) {
                    said.member(id, code_of(&LANGUAGES, one))?;
                }
                return Ok(());
            }
            "curp" => cell.split_whitespace().collect::<String>().to_uppercase(),
            _ => match field(id).and_then(|field| field.codes) {
                Some(list) => code_of(list, cell).to_owned(),
                None => cell.to_owned(),
            },
        };
        said.put(id, &value);
        Ok(())
    }
}

/// What the cells of a row say together.
#[derive(Default)]
struct Said {
    fields: Vec<(String, Value)>,
    notes: Vec<String>,
    /// The parts of the name may be others.
    unsure: bool,
}

impl Said {
    fn names(&mut self, name: &SplitName) -> Result<(), Fault> {
        self.put("name.given", &name.given);
        self.put("name.surname1", &name.surname1);
        self.put("name.surname2", &name.surname2);
        self.member("name.alias", &name.married)
    }

    /// Two columns of one field, such as two given names, are joined.
    fn put(&mut self, id: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.fields.iter_mut().find(|(known, _)| known == id) {
            Some((_, Value::Text(known))) => {
                known.push(' ');
                known.push_str(text);
            }
            _ => self.fields.push((id.to_owned(), Value::from(text))),
        }
    }

    fn member(&mut self, id: &str, member: &str) -> Result<(), Fault> {
        if member.len() > MEMBER_BYTES_MAX {
            return Err(Fault::TooLong);
        }
        let value = (id.to_owned(), Value::from(member));
        if !member.is_empty() && !self.fields.contains(&value) {
            self.fields.push(value);
        }
        Ok(())
    }
}

/// A sum or a signature below the list: nothing but names is said, and they begin like one.
fn is_closing(line: &Line, said: &Said) -> bool {
    let only_names = said.fields.iter().all(|(id, _)| id.starts_with("name."));
    let first = line.cells.iter().find(|cell| !cell.is_empty());
    let key = first.map(|cell| search_key(cell)).unwrap_or_default();
    let begins = |word: &&str| key == *word || key.starts_with(&format!("{word} "));
    only_names && CLOSING.iter().any(begins)
}

/// The printed numbers of the rows, if every row has one of its own; else nobody can go by them.
pub(crate) fn numbers(lines: &[&Line], columns: &[Column]) -> Option<Vec<u32>> {
    let column = columns
        .iter()
        .position(|column| column.meaning == Some(Meaning::Number))?;
    let mut seen = HashSet::new();
    let own = |line: &&Line| {
        let cell = line.cell(column).trim_end_matches(['.', ')']);
        cell.parse::<u32>()
            .ok()
            .filter(|number| *number > 0 && seen.insert(*number))
    };
    lines.iter().map(own).collect()
}
