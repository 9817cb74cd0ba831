//! Finds the line with the column names, and the meaning of each column.

use crate::meaning::{Meaning, goes_on, key, meanings, told};
use crate::table::Table;
use crate::{Answers, Column, ListError, Question, limits};

/// The header of a list.
#[derive(Debug)]
pub(crate) struct Header {
    /// The index of its first row among the lines that are not blank; `None` for a list without a header.
    pub(crate) place: Option<usize>,
    /// How many rows it has.
    pub(crate) rows: usize,
    pub(crate) columns: Vec<Column>,
    pub(crate) questions: Vec<Question>,
}

/// The most rows of a header: a group of groups, groups, parts.
const ROWS_MAX: usize = 3;

/// May several columns have this meaning? Then their cells are joined, or each adds a member.
const fn may_repeat(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Note | Meaning::Ignore | Meaning::Paper(_) => true,
        Meaning::Field(id) => matches!(id.as_bytes(), b"nationality" | b"languages"),
        _ => false,
    }
}

/// The rows that name most columns, as the index of the first and their number; titles are above them. `None`
/// when no rows name two columns, one of them a person's name.
pub(crate) fn find(table: &Table) -> Option<HeaderCandidate> {
    let places = 0..table.lines.len().min(limits::LINES_LOOKED_AT);
    let found = places.flat_map(|place| {
        (1..=ROWS_MAX).map_while(move |rows| HeaderCandidate::at(table, place, rows))
    });
    found
        .max_by_key(|found| (found.told, core::cmp::Reverse((found.rows, found.place))))
        .filter(|found| found.told >= 2)
}

/// Rows that may be the header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeaderCandidate {
    pub(crate) place: usize,
    rows: usize,
    /// How many columns they name; 0 when none of them is a person's name.
    pub(crate) told: usize,
}

impl HeaderCandidate {
    /// `None` when the last of the rows does not continue those above it.
    fn at(table: &Table, place: usize, rows: usize) -> Option<Self> {
        let rows_of = |to: usize| stack(table, place, to);
        if table.lines.len() < place + rows {
            return None;
        }
        if rows > 1
            && goes_on(&rows_of(rows - 1), &table.lines[place + rows - 1].cells) != Some(true)
        {
            return None;
        }
        let stack = rows_of(rows);
        let has_name = meanings(&stack).into_iter().flatten().any(Meaning::is_name);
        let told = if has_name { told(&stack) } else { 0 };
        Some(Self { place, rows, told })
    }
}

fn stack(table: &Table, place: usize, rows: usize) -> Vec<&[String]> {
    let to = table.lines.len().min(place + rows);
    table.lines[place..to]
        .iter()
        .map(|line| &*line.cells)
        .collect()
}

/// The header that was found or that a person named.
///
/// # Errors
/// [`ListError::NoHeader`] when there is none; [`ListError::NoSuchColumn`] for an answer about a column that
/// does not exist.
pub(crate) fn read(table: &Table, answers: &Answers) -> Result<Header, ListError> {
    let mut questions = Vec::new();
    let (place, rows) = match answers.header_row {
        Some(0) => (None, 0),
        Some(row) => {
            let mut lines = table.lines.iter();
            let place = lines.position(|line| line.number == row);
            let place = place.ok_or(ListError::NoHeader)?;
            let more = (1..=ROWS_MAX).map_while(|rows| HeaderCandidate::at(table, place, rows));
            let best = more.max_by_key(|found| (found.told, core::cmp::Reverse(found.rows)));
            (Some(place), best.map_or(1, |found| found.rows))
        }
        None => {
            let found = find(table).ok_or(ListError::NoHeader)?;
            (Some(found.place), found.rows)
        }
    };
    let rows = match (place, answers.header_rows) {
        (Some(place), Some(said)) => {
            (said as usize).clamp(1, ROWS_MAX.min(table.lines.len() - place))
        }
        (Some(place), None) => {
            let next = table.lines.get(place + rows);
            let asked =
                next.filter(|line| goes_on(&stack(table, place, rows), &line.cells).is_none());
            questions.extend(asked.map(|line| Question::HeaderRows { line: line.number }));
            rows
        }
        (None, _) => 0,
    };
    let mut columns = columns(table, place, rows);
    for (name, meaning) in &answers.columns {
        let column =
            named(&mut columns, name).ok_or_else(|| ListError::NoSuchColumn(name.clone()))?;
        column.meaning = Some(*meaning);
    }
    questions.extend(twice(&columns, answers));
    questions.extend(nameless(&columns, answers));
    Ok(Header {
        place,
        rows,
        columns,
        questions,
    })
}

/// The columns that the rows of a header name, each with its first value.
fn columns(table: &Table, place: Option<usize>, rows: usize) -> Vec<Column> {
    let width = table.width();
    let place = place.unwrap_or(0);
    let stack = stack(table, place, rows);
    let mut said = meanings(&stack);
    said.resize(width.max(said.len()), None);
    let header = |at: usize| {
        let cells = stack.iter().filter_map(|row| row.get(at));
        let cells: Vec<&str> = cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        cells.join(" ")
    };
    let of = |(at, meaning): (usize, Option<Meaning>)| {
        let mut cells = table.lines[place + rows..].iter().map(|line| line.cell(at));
        let example = cells.find(|cell| !cell.is_empty());
        Column {
            place: at + 1,
            is_empty: example.is_none(),
            example: example.unwrap_or_default().to_owned(),
            header: header(at),
            meaning,
        }
    };
    said.into_iter().enumerate().map(of).collect()
}

/// Asks when names are in one column and filled columns beside it have no header: the name may be spread over
/// all of them.
fn nameless(columns: &[Column], answers: &Answers) -> Option<Question> {
    let place = columns
        .iter()
        .position(|column| column.meaning == Some(Meaning::FullName))?;
    let beside = columns[place + 1..].iter();
    let beside: Vec<&Column> = beside
        .take_while(|column| {
            column.header.is_empty() && column.meaning.is_none() && !column.is_empty
        })
        .collect();
    let is_said = answers
        .columns
        .iter()
        .any(|(_, said)| *said == Meaning::FullName);
    let all = [&columns[place]]
        .into_iter()
        .chain(beside.iter().copied())
        .map(Column::name);
    (!beside.is_empty() && !is_said).then(|| Question::NameColumns {
        columns: all.collect(),
    })
}

/// A column by its header, or by its number from 1.
fn named<'c>(columns: &'c mut [Column], name: &str) -> Option<&'c mut Column> {
    let wanted = key(name);
    let by_header = columns
        .iter()
        .position(|column| column.header.trim() == name.trim())
        .or_else(|| {
            let same = |column: &Column| !column.header.is_empty() && key(&column.header) == wanted;
            columns.iter().position(same)
        });
    let place = by_header.or_else(|| {
        let number: usize = name.trim().parse().ok()?;
        number.checked_sub(1).filter(|place| *place < columns.len())
    })?;
    columns.get_mut(place)
}

/// Asks about columns that seem to have one meaning. Empty columns do not count, and an answer settles it.
fn twice(columns: &[Column], answers: &Answers) -> Vec<Question> {
    let mut questions = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let Some(meaning) = column.meaning.filter(|meaning| !may_repeat(*meaning)) else {
            continue;
        };
        let same = |other: &&Column| other.meaning == Some(meaning) && !other.is_empty;
        let is_first = !columns[..at].iter().any(|other| same(&other));
        let all: Vec<String> = columns[at..]
            .iter()
            .filter(same)
            .map(Column::name)
            .collect();
        let is_said = answers.columns.iter().any(|(_, said)| *said == meaning);
        if !column.is_empty && is_first && all.len() > 1 && !is_said {
            questions.push(Question::ColumnTwice {
                meaning,
                columns: all,
            });
        }
    }
    questions
}

impl Column {
    /// The header; the column's number when it has none or another column has the same.
    #[must_use]
    pub fn name(&self) -> String {
        if self.header.is_empty() {
            self.place.to_string()
        } else {
            self.header.clone()
        }
    }
}
