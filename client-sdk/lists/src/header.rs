//! Which line names the columns, and what each column says.

use crate::meaning::{Meaning, key, meanings};
use crate::table::Table;
use crate::{Answers, Column, ListError, Question, limits};

/// The header of a list.
#[derive(Debug)]
pub(crate) struct Header {
    /// Its place among the lines that are not blank; none for a list without one.
    pub(crate) place: Option<usize>,
    pub(crate) columns: Vec<Column>,
    pub(crate) questions: Vec<Question>,
}

/// Meanings that several columns may have: their cells are joined, or each adds one.
const SEVERAL: [Meaning; 4] = [
    Meaning::Note,
    Meaning::Ignore,
    Meaning::Field("nationality"),
    Meaning::Field("languages"),
];

/// The line of most known headers; titles stand above it. None when no line has two, a name among them.
pub(crate) fn find(table: &Table) -> Option<usize> {
    let lines = table.lines.iter().take(limits::LINES_LOOKED_AT).enumerate();
    let scored = lines.filter_map(|(place, line)| {
        let known: Vec<Meaning> = meanings(&line.cells).into_iter().flatten().collect();
        let names = known.iter().filter(|meaning| meaning.is_name()).count();
        (known.len() >= 2 && names > 0).then_some((known.len(), place))
    });
    let best = scored.max_by_key(|(known, place)| (*known, std::cmp::Reverse(*place)));
    best.map(|(_, place)| place)
}

/// The header that was found or said.
///
/// # Errors
/// [`ListError::NoHeader`] where there is none, [`ListError::NoSuchColumn`] for an answer about a column
/// that is not there.
pub(crate) fn read(table: &Table, answers: &Answers) -> Result<Header, ListError> {
    let place = match answers.header_row {
        Some(0) => None,
        Some(row) => {
            let mut lines = table.lines.iter();
            let place = lines.position(|line| line.number == row);
            Some(place.ok_or(ListError::NoHeader)?)
        }
        None => Some(find(table).ok_or(ListError::NoHeader)?),
    };
    let width = table.width();
    let cells = place.map(|place| table.lines[place].cells.clone());
    let mut headers = cells.unwrap_or_else(|| vec![String::new(); width]);
    headers.resize(width.max(headers.len()), String::new());
    let from = place.map_or(0, |place| place + 1);
    let mut columns: Vec<Column> = meanings(&headers)
        .into_iter()
        .zip(headers)
        .enumerate()
        .map(|(at, (meaning, header))| {
            let mut cells = table.lines[from..].iter().map(|line| line.cell(at));
            let example = cells.find(|cell| !cell.is_empty());
            Column {
                place: at + 1,
                is_empty: example.is_none(),
                example: example.unwrap_or_default().to_owned(),
                header,
                meaning,
            }
        })
        .collect();
    for (name, meaning) in &answers.columns {
        let column =
            named(&mut columns, name).ok_or_else(|| ListError::NoSuchColumn(name.clone()))?;
        column.meaning = Some(*meaning);
    }
    let questions = twice(&columns, answers);
    Ok(Header {
        place,
        columns,
        questions,
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

/// Columns that seem to say the same. An empty one is passed over, an answer settles it.
fn twice(columns: &[Column], answers: &Answers) -> Vec<Question> {
    let mut questions = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let Some(meaning) = column.meaning.filter(|meaning| !SEVERAL.contains(meaning)) else {
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
    /// The header, or the number where there is none or another column has the same.
    #[must_use]
    pub fn name(&self) -> String {
        if self.header.is_empty() {
            self.place.to_string()
        } else {
            self.header.clone()
        }
    }
}
