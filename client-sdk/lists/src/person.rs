//! Reads a row as a person.

mod statements;

use std::collections::HashSet;

use puente_record::code_list::{LANGUAGES, countries};
use puente_record::key::KEY_BYTES_MAX;
use puente_record::missing_word::unsaid;
use puente_record::name::{NameOrder, Part, split_name, split_surnames};
use puente_record::{Field, FieldType, VALUE_BYTES_MAX, field, mexican_place, search_key};

use crate::column_group::mark;
use crate::dates::DateReader;
use crate::meaning::Meaning;
use crate::names::is_slash_turned;
use crate::sex::SexCodes;
use crate::table::TableRow;
use crate::words::code_of;
use crate::{Column, Row, RowFault, limits};

use statements::PersonStatements;

/// How to read the cells of a list.
pub(crate) struct Terms<'a> {
    pub(crate) columns: &'a [Column],
    /// The number of cells of a row, if the format fixes it.
    pub(crate) cells: Option<usize>,
    pub(crate) sex_codes: &'a SexCodes,
    pub(crate) dates: DateReader,
    pub(crate) name_order: Option<NameOrder>,
}

/// A set's member is part of its key, which must be shorter than a value.
const MEMBER_BYTES_MAX: usize = KEY_BYTES_MAX - "set/nationality/".len();

impl Terms<'_> {
    /// Reads a row as a person; the caller knows its number and place. `together` are the facts that several of
    /// its cells, or a heading above it, state together.
    pub(crate) fn person(
        &self,
        line: &TableRow,
        together: &[(Meaning, &str)],
    ) -> Result<Row, RowFault> {
        if line.is_torn {
            return Err(RowFault::Torn);
        }
        let found = line.cells.len();
        if let Some(expected) = self.cells.filter(|expected| found > *expected) {
            return Err(RowFault::Cells { found, expected });
        }
        let mut said = PersonStatements::default();
        for (at, column) in self.columns.iter().enumerate() {
            let (Some(meaning), cell) = (column.meaning, line.cell(at)) else {
                continue;
            };
            // One character more, for the sign that is put before a typed ∅.
            if cell.len() + '∅'.len_utf8() > VALUE_BYTES_MAX {
                return Err(RowFault::TooLong);
            }
            if cell.is_empty() {
                continue;
            }
            let cell = if meaning.is_name() {
                unnumbered(cell)
            } else {
                cell
            };
            let turned = cell
                .split_once('/')
                .filter(|_| meaning == Meaning::FullName && is_slash_turned(&column.header))
                .map(|(given, surnames)| format!("{surnames}/{given}"));
            self.take(&mut said, meaning, turned.as_deref().unwrap_or(cell))?;
        }
        for (meaning, text) in together {
            self.take(&mut said, *meaning, text)?;
        }
        said.complete()?;
        if !said.names_somebody() {
            let is_name = |at: &usize| {
                self.columns
                    .get(*at)
                    .and_then(|of| of.meaning)
                    .is_some_and(Meaning::is_name)
            };
            let is_formula = line.formulas.iter().any(is_name);
            return Err(if is_formula {
                RowFault::Formula
            } else {
                RowFault::NoName
            });
        }
        let note = said.notes.join("\n");
        let fields = said.fields.iter();
        let bytes: usize = fields
            .map(|(_, value)| value.as_text().map_or(0, str::len))
            .sum();
        if note.len() > VALUE_BYTES_MAX || bytes > limits::ROW_BYTES_MAX {
            return Err(RowFault::TooLong);
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

    fn take(
        &self,
        said: &mut PersonStatements,
        meaning: Meaning,
        cell: &str,
    ) -> Result<(), RowFault> {
        match meaning {
            Meaning::Number
            | Meaning::Ignore
            | Meaning::FemaleMark
            | Meaning::MaleMark
            | Meaning::GirlMark
            | Meaning::BoyMark
            | Meaning::BirthDay
            | Meaning::BirthMonth
            | Meaning::BirthYear => {}
            Meaning::MinorMark => said.is_child |= mark(cell) == Some(true),
            Meaning::AgeMonths => cell.clone_into(&mut said.months),
            Meaning::Note => said.notes.extend(remark(cell)),
            Meaning::MiddleName => said.part("name.given", cell, Part::Given),
            Meaning::Surnames => match unsaid(cell) {
                Some(unsaid) => said.unsaid("name.surname1", unsaid),
                None => said.names(&split_surnames(cell))?,
            },
            Meaning::FullName => match unsaid(cell) {
                Some(unsaid) => {
                    said.unsaid("name.given", unsaid);
                    said.unsaid("name.surname1", unsaid);
                }
                None => {
                    let name = split_name(cell, self.name_order);
                    said.unsure |= !name.sure;
                    said.names(&name)?;
                }
            },
            Meaning::Field("name.given") => said.part("name.given", cell, Part::Given),
            Meaning::Field(id @ ("name.surname1" | "name.surname2")) => {
                said.part(id, cell, Part::Surnames);
            }
            Meaning::Field(id) => self.take_field(said, id, cell)?,
            Meaning::Paper(_) if unsaid(cell).is_some() => {}
            Meaning::Paper(id) => said.fields.push((id.to_owned(), cell.into())),
        }
        Ok(())
    }

    fn take_field(
        &self,
        said: &mut PersonStatements,
        id: &'static str,
        cell: &str,
    ) -> Result<(), RowFault> {
        let Some(of) = field(id) else { return Ok(()) };
        let cell = &*of.cleaned(cell);
        let sex = self
            .sex_codes
            .get(&search_key(cell))
            .filter(|_| id == "sex");
        if let Some(code) = sex {
            said.put(id, code);
            return Ok(());
        }
        if says_nothing(of, cell) {
            return Ok(());
        }
        let value = match id {
            "birth.state" => {
                let place = mexican_place(cell);
                said.municipality = place.and_then(|place| place.municipality);
                place.map_or_else(|| of.stored_as(cell), |place| place.state.code.to_owned())
            }
            "nationality" => {
                for one in countries(cell) {
                    said.member(id, one)?;
                }
                return Ok(());
            }
            "languages" => {
                for one in cell.split(['/', ',', ';']).map(str::trim) {
                    said.member(id, code_of(&LANGUAGES, one))?;
                }
                return Ok(());
            }
            "curp" => {
                let bare = cell.split_whitespace().collect::<String>();
                of.stored_as(&bare.to_uppercase())
            }
            _ => match of.kind {
                FieldType::Date => self.dates.read(cell),
                FieldType::Phone => of.stored_as(&whole_number(cell)),
                _ => of.stored_as(cell),
            },
        };
        said.put(id, &value);
        Ok(())
    }
}

/// A remark; `None` for a sign that means none.
fn remark(cell: &str) -> Option<String> {
    let is_sign = unsaid(cell).is_some() && search_key(cell).is_empty();
    (!is_sign).then(|| cell.to_owned())
}

/// Does a cell say nothing about a field? `NE` is a state of birth, and a zero may be an age.
fn says_nothing(of: &Field, cell: &str) -> bool {
    let codes = of.codes.filter(|_| of.kind == FieldType::Code);
    let is_code = codes.is_some_and(|list| list.code(&of.stored_as(cell)).is_some());
    let is_number = of.kind == FieldType::Number && cell.bytes().any(|b| b.is_ascii_digit());
    !is_code && !is_number && unsaid(cell).is_some()
}

/// A whole number in a spreadsheet's form: `526561234567.00`, `526,561,234,567`.
fn whole_number(cell: &str) -> String {
    let whole = match cell.rsplit_once('.') {
        Some((whole, noughts)) if !noughts.is_empty() && noughts.bytes().all(|b| b == b'0') => {
            whole
        }
        _ => cell,
    };
    let mut groups = whole.split(',');
    let is_grouped = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3);
    let only_digits = whole.bytes().all(|b| b.is_ascii_digit() || b == b',');
    if is_grouped && only_digits {
        whole.replace(',', "")
    } else if only_digits && !whole.contains(',') {
        whole.to_owned()
    } else {
        cell.to_owned()
    }
}

/// A name without a leading number: `12. Ana`, `3) Sol`.
fn unnumbered(cell: &str) -> &str {
    let rest = cell.trim_start_matches(|first: char| first.is_ascii_digit());
    let digits = cell.len() - rest.len();
    let name = rest.trim_start_matches(['.', ')', '-', '\u{b0}', '\u{ba}', ' ']);
    let is_numbered = (1..=4).contains(&digits) && name.len() < rest.len();
    match is_numbered && name.starts_with(char::is_alphabetic) {
        true => name,
        false => cell,
    }
}

/// The printed numbers of the rows, if every row has its own; otherwise nobody can use them.
pub(crate) fn numbers(lines: &[&TableRow], columns: &[Column]) -> Option<Vec<u32>> {
    let column = columns
        .iter()
        .position(|column| column.meaning == Some(Meaning::Number))?;
    let mut seen = HashSet::new();
    let own = |line: &&TableRow| {
        let cell = line.cell(column).trim_end_matches(['.', ')']);
        cell.parse::<u32>()
            .ok()
            .filter(|number| *number > 0 && seen.insert(*number))
    };
    lines.iter().map(own).collect()
}
