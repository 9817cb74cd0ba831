//! Registrations of which it is known who is whom, as CSV.

use std::collections::{BTreeMap, BTreeSet};

use puente_record::{HouseholdId, PartialDate};

use crate::features::MatchFeatures;
use crate::registration::{BirthDate, Registration, Sex};

/// Why a labelled set cannot be read. Correct the file.
#[derive(Debug, thiserror::Error)]
pub enum LabelledSetError {
    /// Not a table.
    #[error("line {line} is not a line of this table")]
    Table {
        /// Its number, from 1.
        line: u64,
    },
    /// A column is missing.
    #[error("there is no column {column}")]
    Column {
        /// Its name.
        column: &'static str,
    },
    /// A pair names a record that is not in the set.
    #[error("pair {pair} names a record that is not in the set")]
    UnknownRecord {
        /// Which pair, from 1.
        pair: usize,
    },
}

/// Registrations, and which of them are of one person.
#[derive(Debug)]
pub struct LabelledSet {
    /// What is compared.
    pub features: Vec<MatchFeatures>,
    /// True pairs by numbers, the lower first.
    pub true_pairs: BTreeSet<(u32, u32)>,
    /// Each registration's household in truth, if it is known: equal numbers are one household. For fitting.
    pub households: Vec<u32>,
}

impl LabelledSet {
    /// Reads the tables `…csv`, `…pairs.csv` and, if it is there, `…truth.csv`.
    ///
    /// # Errors
    /// See [`LabelledSetError`].
    pub fn read(
        registrations: &str,
        pairs: &str,
        truth: Option<&str>,
    ) -> Result<Self, LabelledSetError> {
        let mut features = Vec::new();
        let mut numbers = BTreeMap::new();
        let table = Table::new(registrations)?;
        let columns = Columns::new(&table)?;
        table.each_row(|row| {
            let number = features.len() as u32;
            numbers.insert(row[columns.record_id].to_owned(), number);
            features.push(columns.features(row));
        })?;
        let table = Table::new(pairs)?;
        let (one, other) = (table.column("record_id_a")?, table.column("record_id_b")?);
        let mut true_pairs = BTreeSet::new();
        let mut unknown = None;
        let mut pair = 0;
        table.each_row(|row| {
            pair += 1;
            match (numbers.get(&row[one]), numbers.get(&row[other])) {
                (Some(one), Some(other)) => {
                    true_pairs.insert((*one.min(other), *one.max(other)));
                }
                _ => unknown = unknown.or(Some(pair)),
            }
        })?;
        if let Some(pair) = unknown {
            return Err(LabelledSetError::UnknownRecord { pair });
        }
        let mut households: Vec<u32> = (0..features.len() as u32).collect();
        if let Some(truth) = truth {
            read_households(truth, &numbers, &mut households)?;
        }
        Ok(Self {
            features,
            true_pairs,
            households,
        })
    }
}

fn read_households(
    truth: &str,
    numbers: &BTreeMap<String, u32>,
    households: &mut [u32],
) -> Result<(), LabelledSetError> {
    let table = Table::new(truth)?;
    let (record, household) = (table.column("record_id")?, table.column("household_id")?);
    let mut first = BTreeMap::new();
    table.each_row(|row| {
        if let Some(number) = numbers.get(&row[record]) {
            let first = *first.entry(row[household].to_owned()).or_insert(*number);
            households[*number as usize] = first;
        }
    })
}

struct Table<'t> {
    header: csv::StringRecord,
    reader: csv::Reader<&'t [u8]>,
}

fn at(error: &csv::Error) -> LabelledSetError {
    LabelledSetError::Table {
        line: error.position().map_or(1, csv::Position::line),
    }
}

impl<'t> Table<'t> {
    fn new(text: &'t str) -> Result<Self, LabelledSetError> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| at(&error))?.clone();
        Ok(Self { header, reader })
    }

    fn column(&self, column: &'static str) -> Result<usize, LabelledSetError> {
        let place = self.header.iter().position(|name| name == column);
        place.ok_or(LabelledSetError::Column { column })
    }

    fn each_row(
        mut self,
        mut take: impl FnMut(&csv::StringRecord),
    ) -> Result<(), LabelledSetError> {
        let mut row = csv::StringRecord::new();
        while self
            .reader
            .read_record(&mut row)
            .map_err(|error| at(&error))?
        {
            take(&row);
        }
        Ok(())
    }
}

/// Where the columns stand.
struct Columns {
    record_id: usize,
    given: usize,
    surname1: usize,
    surname2: usize,
    sex: usize,
    birth: usize,
    precision: usize,
    curp: usize,
    phone: usize,
    country: usize,
    state: usize,
    municipality: usize,
    group: usize,
}

impl Columns {
    fn new(table: &Table<'_>) -> Result<Self, LabelledSetError> {
        Ok(Self {
            record_id: table.column("record_id")?,
            given: table.column("given_names")?,
            surname1: table.column("surname1")?,
            surname2: table.column("surname2")?,
            sex: table.column("sex")?,
            birth: table.column("dob")?,
            precision: table.column("dob_precision")?,
            curp: table.column("curp")?,
            phone: table.column("phone")?,
            country: table.column("country")?,
            state: table.column("state")?,
            municipality: table.column("municipality")?,
            group: table.column("group_id")?,
        })
    }

    fn features(&self, row: &csv::StringRecord) -> MatchFeatures {
        let date: Option<PartialDate> = row[self.birth].parse().ok();
        let group = &row[self.group];
        MatchFeatures::new(&Registration {
            given: &row[self.given],
            surname1: &row[self.surname1],
            surname2: &row[self.surname2],
            sex: match &row[self.sex] {
                "F" => Some(Sex::Female),
                "M" => Some(Sex::Male),
                "X" => Some(Sex::X),
                _ => None,
            },
            birth: date.map(|date| BirthDate {
                date,
                is_estimated: &row[self.precision] == "estimated",
            }),
            curp: &row[self.curp],
            papers: &[],
            phone: &row[self.phone],
            country: &row[self.country],
            state: &row[self.state],
            municipality: &row[self.municipality],
            group: (!group.is_empty()).then(|| HouseholdId::of_text(group)),
        })
    }
}
