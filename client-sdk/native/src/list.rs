//! Arrival lists, as authorities hand them over: one person a row.
//!
//! Whatever a row says is taken as it was typed. A row that cannot be read is reported by its line,
//! and the rest goes in.

mod lines;
mod place;
mod range;
mod row;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use puente_client::Arrival;
use puente_record::key::KEY_BYTES_MAX;
use puente_record::search_key;

use lines::Line;
pub use range::{Rows, RowsError};
use row::{Columns, SexLetters};

/// A list of 135 people is 9 KB; this holds 100,000.
const LIST_BYTES_MAX: usize = 8 * 1024 * 1024;

/// A list as it was read.
#[derive(Debug)]
pub struct List {
    /// Its rows, in their order.
    pub rows: Vec<Row>,
    /// The lines that could not be read, in their order.
    pub faults: Vec<(u64, Fault)>,
    /// The list says `M` for the sex of some people and neither `F` nor `H` of any: nobody can tell
    /// whether those are men or women, so they were left out.
    pub sex_is_ambiguous: bool,
}

/// A row that was read.
#[derive(Debug)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u64,
    /// What it says.
    pub arrival: Arrival,
}

/// Why a line was not read. None carries what the line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not UTF-8: the list was saved in another encoding.
    #[error("not UTF-8")]
    NotUtf8,
    /// More or fewer cells than the header.
    #[error("{found} cells where the header has {expected}")]
    Cells {
        /// Cells there are.
        found: usize,
        /// Cells the header has.
        expected: usize,
    },
    /// No number in the column `no`: the row has no identity, so it could be taken in twice.
    #[error("no number of its own")]
    NoNumber,
    /// Another row has this number.
    #[error("the number of line {first_line}")]
    NumberTwice {
        /// Where that row begins.
        first_line: u64,
    },
    /// Neither a given name nor a surname.
    #[error("no name")]
    NoName,
    /// A cell longer than a record takes.
    #[error("a cell that is too long")]
    TooLong,
}

/// Why a list was not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// More than 8 MiB: it is no list of people.
    #[error("the list is longer than {LIST_BYTES_MAX} bytes")]
    TooLong,
    /// The header lacks columns: it is another list, or has another separator than commas.
    #[error("the header lacks {}", .0.join(", "))]
    Header(Vec<&'static str>),
    /// A list needs a name: with the row it tells who is registered already.
    #[error("the list has no name")]
    NoName,
}

impl List {
    /// Reads a list in UTF-8, with or without a byte order mark, its cells separated by commas.
    ///
    /// # Errors
    /// See [`ListError`]; nothing of the list can be used.
    pub fn read(bytes: &[u8]) -> Result<Self, ListError> {
        if bytes.len() > LIST_BYTES_MAX {
            return Err(ListError::TooLong);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut lines = lines::read(bytes).into_iter();
        let header = lines.next().map(|line| line.cells).unwrap_or_default();
        let columns = Columns::of(&header)?;
        let lines: Vec<Line> = lines.collect();
        let letters = SexLetters::of(lines.iter().filter_map(|line| columns.sex(&line.cells)));
        let mut list = Self {
            rows: Vec::new(),
            faults: Vec::new(),
            sex_is_ambiguous: letters == SexLetters::Ambiguous,
        };
        let mut first_lines = HashMap::new();
        for Line { line, cells } in lines {
            match columns.arrival(&cells, letters) {
                Err(fault) => list.faults.push((line, fault)),
                Ok(arrival) => match first_lines.entry(arrival.row) {
                    Entry::Occupied(first) => {
                        let first_line = *first.get();
                        list.faults.push((line, Fault::NumberTwice { first_line }));
                    }
                    Entry::Vacant(first) => {
                        first.insert(line);
                        list.rows.push(Row { line, arrival });
                    }
                },
            }
        }
        Ok(list)
    }

    /// The name of a list, as it stands in its records.
    ///
    /// # Errors
    /// [`ListError::NoName`].
    pub fn name(text: &str) -> Result<&str, ListError> {
        match text.trim() {
            "" => Err(ListError::NoName),
            name => Ok(name),
        }
    }
}

/// A header's cell, capitals, accents and separators aside.
fn column_key(cell: &[u8]) -> String {
    search_key(&String::from_utf8_lossy(cell))
}

/// A set's member stands in its key, which is shorter than a value may be.
const MEMBER_BYTES_MAX: usize = KEY_BYTES_MAX - "set/nationality/".len();

#[cfg(test)]
mod tests;
