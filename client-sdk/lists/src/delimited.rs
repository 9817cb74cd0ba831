//! From text to rows of cells, with the line that each row begins on.

use core::fmt;
use core::str::FromStr;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde::Serialize;

use crate::table::{Line, Table};
use crate::{ListError, limits};

/// What stands between the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

/// A text that names no delimiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("delimiters are , ; tab |")]
pub struct UnknownDelimiter;

impl Delimiter {
    const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    /// The delimiters under which most lines have the same number of cells, more than one: of several
    /// those that make the most cells. None for a list of one column.
    pub(crate) fn of(text: &str) -> Vec<Self> {
        if let Some(said) = declared(text) {
            return vec![said];
        }
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(limits::LINES_LOOKED_AT)
            .collect();
        let scored = Self::ALL.map(|delimiter| {
            let (cells, agreeing) = usual(widths(lines.iter().copied(), delimiter));
            // In tenths, so that a torn line decides nothing.
            let agreement = (10 * agreeing) / lines.len().max(1);
            let score = if cells < 2 {
                0
            } else {
                agreement * 1000 + cells
            };
            (score, delimiter)
        });
        let best = scored.iter().map(|(score, _)| *score).max();
        scored
            .into_iter()
            .filter(|(score, _)| *score > 0 && Some(*score) == best)
            .map(|(_, delimiter)| delimiter)
            .collect()
    }
}

/// `sep=;` on the first line, as Excel takes it.
fn declared(text: &str) -> Option<Delimiter> {
    let first = text.lines().next()?;
    first.trim().strip_prefix("sep=")?.parse().ok()
}

/// Cells of each line when it stands alone.
fn widths<'t>(
    lines: impl Iterator<Item = &'t str>,
    delimiter: Delimiter,
) -> impl Iterator<Item = usize> {
    let mut rows = Rows::new(delimiter);
    lines.map(move |line| rows.first(line).map_or(0, |row| row.cells.len()))
}

/// The number that occurs most often, the larger of several, and how often it does.
fn usual(numbers: impl Iterator<Item = usize>) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::new();
    for number in numbers {
        *counts.entry(number).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(number, count)| (*count, *number))
        .unwrap_or_default()
}

/// Reads every row that is not blank.
///
/// A quotation mark that is never closed would swallow the rows after it. So where a row runs over
/// several lines and does not have as many cells as usual, it is taken to end with its first line.
pub(crate) fn read(text: &str, delimiter: Delimiter) -> Result<Table, ListError> {
    let mut table = Table::default();
    let head = text.lines().take(limits::LINES_LOOKED_AT);
    let (expected, _) = usual(widths(head, delimiter));
    let mut rows = Rows::new(delimiter);
    let (mut rest, mut line) = (text, 1);
    if declared(text).is_some() {
        let length = first_line(rest);
        (rest, line) = (&rest[length..], 2);
    }
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        line += newlines(&rest[..blank]);
        rest = &rest[blank..];
        let first = first_line(rest);
        let window = match rest[..first].contains('"') {
            true => within(rest, first.max(ROW_BYTES_MAX)),
            false => &rest[..first],
        };
        let Some(mut row) = rows.first(window) else {
            break;
        };
        let whole = &window[..row.length];
        let spans = whole.trim_end_matches(['\r', '\n']).contains('\n');
        let is_open = whole.matches('"').count() % 2 == 1;
        let is_torn = spans && (is_open || row.cells.len() != expected);
        if let (true, Some(torn)) = (is_torn, rows.first(&rest[..first])) {
            row = CsvRow {
                length: first,
                ..torn
            };
        }
        table.push(Line {
            number: line,
            cells: row.cells,
            is_torn,
        })?;
        line += newlines(&rest[..row.length]);
        rest = &rest[row.length..];
    }
    Ok(table)
}

/// Bytes of a row that runs over several lines: two cells as long as a record takes. Without a bound a
/// list of open quotation marks would be read to its end from every line.
const ROW_BYTES_MAX: usize = 16 * 1024;

/// The first bytes of a text, whole characters.
fn within(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

struct CsvRow {
    cells: Vec<String>,
    length: usize,
}

/// Reads one row at a time from wherever it is told to.
struct Rows {
    core: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    fn new(delimiter: Delimiter) -> Self {
        Self {
            core: ReaderBuilder::new().delimiter(delimiter.byte()).build(),
            text: vec![0; 1024],
            ends: vec![0; 64],
        }
    }

    /// The first row of a text, which may be its end too.
    fn first(&mut self, text: &str) -> Option<CsvRow> {
        self.core.reset();
        let (mut read, mut written, mut cells) = (0, 0, 0);
        loop {
            let (result, taken, wrote, ended) = self.core.read_record(
                &text.as_bytes()[read..],
                &mut self.text[written..],
                &mut self.ends[cells..],
            );
            read += taken;
            written += wrote;
            cells += ended;
            match result {
                // Asked again with nothing left, it takes what it has for the end.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(2 * self.text.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return None,
            }
        }
        let mut from = 0;
        let cells = self.ends[..cells].iter().map(|end| {
            let cell = String::from_utf8_lossy(&self.text[from..*end]).into_owned();
            from = *end;
            cell
        });
        Some(CsvRow {
            cells: cells.collect(),
            length: read,
        })
    }
}

fn first_line(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |end| end + 1)
}

fn newlines(text: &str) -> u32 {
    let count = text.bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "tab",
            Self::Pipe => "|",
        })
    }
}

impl FromStr for Delimiter {
    type Err = UnknownDelimiter;

    fn from_str(text: &str) -> Result<Self, UnknownDelimiter> {
        match text {
            "," | "comma" => Ok(Self::Comma),
            ";" | "semicolon" => Ok(Self::Semicolon),
            "\t" | "\\t" | "tab" => Ok(Self::Tab),
            "|" | "pipe" => Ok(Self::Pipe),
            _ => Err(UnknownDelimiter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: Delimiter) -> Vec<(u32, Vec<String>)> {
        let table = read(text, delimiter).unwrap();
        let lines = table.lines.into_iter();
        lines.map(|line| (line.number, line.cells)).collect()
    }

    #[test]
    fn the_delimiter_is_what_makes_rows_of_one_length() {
        for (text, found) in [
            ("a,b,c\n1,2,3\n4,5,6\n", vec![Delimiter::Comma]),
            (
                "a;b\nRuiz, Ana;1\nPaz, Leo;2\nSol;3\n",
                vec![Delimiter::Semicolon],
            ),
            ("a\tb\n1\t2,5\n", vec![Delimiter::Tab]),
            ("a|b|c\n1|2;5|3\n", vec![Delimiter::Pipe]),
            ("sep=;\na;b\n", vec![Delimiter::Semicolon]),
            (
                "Ruiz, Ana;M\nPaz, Leo;H\n",
                vec![Delimiter::Comma, Delimiter::Semicolon],
            ),
            ("Ana\nLeo\n", vec![]),
        ] {
            assert_eq!(Delimiter::of(text), found, "{text:?}");
        }
    }

    #[test]
    fn quoted_delimiters_quotes_and_line_breaks_stay_in_their_cell() {
        let found = rows(
            "a;b\r\n\r\n\"x;\"\"y\"\"\";\"two\nlines\"\r\n3;4",
            Delimiter::Semicolon,
        );
        assert_eq!(found[1], (3, vec!["x;\"y\"".into(), "two\nlines".into()]));
        assert_eq!(found[2], (5, vec!["3".into(), "4".into()]));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_its_own_row_only() {
        let table = read("a,b\n1,\"Ruiz\n2,Paz\n3,Sol\n", Delimiter::Comma).unwrap();
        let seen: Vec<_> = table
            .lines
            .iter()
            .map(|line| (line.number, line.is_torn))
            .collect();
        assert_eq!(seen, [(1, false), (2, true), (3, false), (4, false)]);
    }
}
