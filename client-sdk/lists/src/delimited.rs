//! Splits text into rows of cells, each with the line on which it begins.

mod record;

use core::fmt;
use core::str::FromStr;

use serde::Serialize;

use record::{Marks, Record};

use crate::table::{Table, TableRow};
use crate::{ListError, limits};

/// The character between the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

/// The text is not a delimiter.
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

    /// The delimiters under which most rows have the same number of cells, more than one, the best first. It
    /// counts rows and not lines, because cells may contain line breaks. Empty for a list of one column.
    pub(crate) fn of(text: &str) -> Vec<(u32, Self)> {
        if let Some(said) = declared(text) {
            return vec![(0, said)];
        }
        let mut scored: Vec<(u32, Self)> = Self::ALL
            .into_iter()
            .filter_map(|delimiter| {
                let widths: Vec<usize> = Rows::new(text, delimiter)
                    .take(limits::LINES_LOOKED_AT)
                    .map(|row| row.record.cells.len())
                    .collect();
                let (cells, agreeing) = usual(&widths);
                // In tenths, so that one torn row decides nothing.
                let agreement = (10 * agreeing) / widths.len().max(1);
                let score = u32::try_from(agreement * 1000 + cells.min(999)).ok()?;
                (cells > 1).then_some((score, delimiter))
            })
            .collect();
        scored.sort_by_key(|(score, _)| core::cmp::Reverse(*score));
        scored
    }
}

/// `sep=;` on the first line, as Excel understands it.
fn declared(text: &str) -> Option<Delimiter> {
    let first = text.lines().next()?;
    first.trim().strip_prefix("sep=")?.parse().ok()
}

/// The most frequent number (the largest of several) and how often it occurs.
fn usual(numbers: &[usize]) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::new();
    for number in numbers {
        *counts.entry(*number).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(number, count)| (*count, *number))
        .unwrap_or_default()
}

/// Reads every row that is not blank.
///
/// A quotation mark that is never closed would swallow the rows after it. So of a row over several lines only the
/// first line is taken if its quotation marks do not close; also if the row has not the usual number of cells, but
/// one of its lines alone has.
pub(crate) fn read(text: &str, delimiter: Delimiter) -> Result<Table, ListError> {
    read_rows(text, delimiter, usize::MAX)
}

/// Reads the first rows, whose header tells whether the delimiter is right.
pub(crate) fn head(text: &str, delimiter: Delimiter) -> Result<Table, ListError> {
    read_rows(text, delimiter, limits::LINES_LOOKED_AT)
}

fn read_rows(text: &str, delimiter: Delimiter, most: usize) -> Result<Table, ListError> {
    let looked_at = Rows::new(text, delimiter).take(limits::LINES_LOOKED_AT);
    let widths: Vec<usize> = looked_at.map(|row| row.record.cells.len()).collect();
    let (expected, _) = usual(&widths);
    let mut rows = Rows::new(text, delimiter);
    rows.expected = expected;
    let mut table = Table::default();
    for row in rows.take(most) {
        table.push(TableRow {
            number: row.line,
            width: row.record.cells.len(),
            cells: row.record.cells,
            is_torn: row.record.is_torn,
            ..TableRow::default()
        })?;
    }
    Ok(table)
}

/// The text without the quotation marks that a program puts around every line when it writes one column:
/// `"Ana,Ruiz,31"`. `None` for any other text.
pub(crate) fn unquoted(text: &str) -> Option<String> {
    let rows = || Rows::new(text, Delimiter::Tab).take(limits::ROWS_MAX);
    let is_one = |row: &Row| {
        let mut cells = row
            .record
            .cells
            .iter()
            .filter(|cell| !cell.trim().is_empty());
        let inner = |cell: &String| {
            Delimiter::ALL
                .iter()
                .any(|of| cell.contains(char::from(of.byte())))
        };
        row.is_quoted && cells.next().is_some_and(inner)
    };
    let whole =
        |row: &Row| is_one(row) && row.record.cells.len() == 1 && !row.record.has_bare_marks;
    (rows().count() > 1 && rows().all(|row| whole(&row))).then(|| {
        let lines = rows().map(|row| row.record.cells.concat());
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// The most bytes of a row over several lines: two cells of the longest value. Without this bound a list of
/// unclosed quotation marks would be read to its end from every line.
const ROW_BYTES_MAX: usize = 16 * 1024;

/// A row, with the line on which it begins.
struct Row {
    line: u32,
    record: Record,
    is_quoted: bool,
}

/// Iterates over the rows of a text without the blank lines.
struct Rows<'t> {
    rest: &'t str,
    line: u32,
    marks: Marks,
    /// The usual number of cells of a row; 0 while it is unknown.
    expected: usize,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, delimiter: Delimiter) -> Self {
        let skipped = if declared(text).is_some() {
            first_line(text)
        } else {
            0
        };
        Self {
            rest: &text[skipped..],
            line: 1 + line_ends(&text[..skipped]),
            marks: Marks {
                delimiter: delimiter.byte(),
                quote: quote(&text[skipped..], delimiter),
            },
            expected: 0,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let blank = self.rest.len() - self.rest.trim_start_matches(['\r', '\n']).len();
        self.line += line_ends(&self.rest[..blank]);
        self.rest = &self.rest[blank..];
        if self.rest.is_empty() {
            return None;
        }
        let first = first_line(self.rest);
        let quote = char::from(self.marks.quote);
        let window = match self.rest[..first].contains(quote) {
            true => within(self.rest, first.max(ROW_BYTES_MAX)),
            false => &self.rest[..first],
        };
        let mut record = self.marks.first(window);
        let is_other =
            || record.cells.len() != self.expected && self.has_row(&window[first..record.length]);
        if record.is_torn || record.spans_lines && self.expected > 1 && is_other() {
            record = self.marks.first(&self.rest[..first]);
            record.is_torn = true;
        }
        let row = Row {
            line: self.line,
            is_quoted: self.rest.trim_start().starts_with(quote),
            record,
        };
        self.line += line_ends(&self.rest[..row.record.length]);
        self.rest = &self.rest[row.record.length..];
        Some(row)
    }
}

impl Rows<'_> {
    /// Does one of these lines alone have the usual number of cells?
    fn has_row(&self, lines: &str) -> bool {
        lines
            .lines()
            .any(|line| self.marks.first(line).cells.len() == self.expected)
    }
}

/// The quotation mark of the text: a single one if it encloses all cells of the first two rows.
fn quote(text: &str, delimiter: Delimiter) -> u8 {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(2)
        .peekable();
    let is_marked = |cell: &str| {
        let cell = cell.trim();
        cell.len() > 1 && cell.starts_with('\'') && cell.ends_with('\'')
    };
    let has_several = lines
        .peek()
        .is_some_and(|line| line.contains(char::from(delimiter.byte())));
    let mut cells = lines.flat_map(|line| line.split(char::from(delimiter.byte())));
    if has_several && cells.all(is_marked) {
        b'\''
    } else {
        b'"'
    }
}

/// The first bytes of a text, cut between characters.
fn within(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

fn first_line(text: &str) -> usize {
    let Some(end) = text.find(['\n', '\r']) else {
        return text.len();
    };
    let returns = text[end..]
        .bytes()
        .take_while(|byte| *byte == b'\r')
        .count();
    match text.as_bytes().get(end + returns) {
        Some(b'\n') => end + returns + 1,
        _ => end + 1,
    }
}

/// The number of line ends in a text: line feeds, carriage returns, or both together.
fn line_ends(text: &str) -> u32 {
    let (mut ends, mut returns) = (0_u32, 0);
    for byte in text.bytes() {
        match byte {
            b'\r' => returns += 1,
            b'\n' => (ends, returns) = (ends.saturating_add(1), 0),
            _ => (ends, returns) = (ends.saturating_add(returns), 0),
        }
    }
    ends.saturating_add(returns)
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
            let scored = Delimiter::of(text);
            let best = scored.iter().filter(|(score, _)| *score == scored[0].0);
            let best: Vec<Delimiter> = best.map(|(_, delimiter)| *delimiter).collect();
            assert_eq!(best, found, "{text:?}");
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
