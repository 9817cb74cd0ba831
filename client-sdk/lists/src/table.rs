//! A table as it was read: lines of cells, not yet interpreted.

use std::borrow::Cow;

use puente_record::clean_text;

use crate::{ListError, encoding, limits};

/// A row with at least one cell that is not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TableRow {
    /// The line on which it begins, or the row of the sheet, from 1.
    pub(crate) number: u32,
    /// The cells, trimmed and without invisible characters, see [`puente_record::clean`]; empty cells at the
    /// end are left out.
    pub(crate) cells: Vec<String>,
    /// The number of cells of a text's row, including empty ones at its end; 0 in a sheet, whose rows have no
    /// end.
    pub(crate) width: usize,
    /// Is a quotation mark in it never closed?
    pub(crate) is_torn: bool,
    /// Does the sheet hide it?
    pub(crate) is_hidden: bool,
    /// The columns of cells with a formula without a value.
    pub(crate) formulas: Vec<usize>,
    /// Columns of cells in which a formula failed.
    pub(crate) errors: Vec<usize>,
}

/// The lines in their order. It holds no formulas, only the values that cells last showed.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) lines: Vec<TableRow>,
    /// Merged cells of a sheet. All of them have the content of the first one.
    pub(crate) merged: Vec<Merged>,
    /// Columns that the sheet hides, from 0, both bounds inclusive.
    pub(crate) hidden_columns: Vec<(usize, usize)>,
    /// How many cells have letters that were lost before the list came here.
    pub(crate) lost: u32,
    cells: usize,
    bytes: usize,
}

/// A block of merged cells, all bounds inclusive; rows from 1, columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) rows: (u32, u32),
    pub(crate) columns: (usize, usize),
}

impl Table {
    /// Adds a line unless it is blank.
    pub(crate) fn push(&mut self, mut line: TableRow) -> Result<(), ListError> {
        for (column, cell) in line.cells.iter_mut().enumerate() {
            self.lost += u32::from(encoding::has_lost_letters(cell));
            if let Cow::Owned(meant) = clean_text(cell) {
                *cell = meant;
            }
            if let Some(meant) = unguarded(cell) {
                *cell = meant.to_owned();
            }
            if is_error(cell) {
                cell.clear();
                line.errors.push(column);
            }
        }
        let used = line.cells.iter().rposition(|cell| !cell.is_empty());
        // A row of failed formulas alone is kept, so that it can be reported.
        let flawed = line.formulas.iter().chain(&line.errors).max().copied();
        let Some(last) = used.max(flawed) else {
            return Ok(());
        };
        line.cells
            .resize(line.cells.len().max(last + 1), String::new());
        line.cells.truncate(last + 1);
        if line.cells.len() > limits::COLUMNS_MAX {
            return Err(ListError::TooManyColumns);
        }
        self.cells += line.cells.len();
        self.bytes += line.cells.iter().map(String::len).sum::<usize>();
        if self.bytes > limits::UNPACKED_BYTES_MAX {
            return Err(ListError::TooLong);
        }
        if self.lines.len() == limits::ROWS_MAX || self.cells > limits::CELLS_MAX {
            return Err(ListError::TooManyRows);
        }
        self.lines.push(line);
        Ok(())
    }

    /// Gives every cell of a merged block the content of its first cell, except in whole rows: a title over all
    /// columns stays one cell.
    pub(crate) fn fill_merged(&mut self) {
        for block in &self.merged {
            let (first, last) = block.rows;
            let column = block.columns.0;
            let from = self.lines.partition_point(|line| line.number < first);
            let Some(said) = self.lines.get(from).filter(|line| line.number == first) else {
                continue;
            };
            let Some(said) = said.cells.get(column).cloned() else {
                continue;
            };
            let rest = self.lines[from + 1..].iter_mut();
            for line in rest.take_while(|line| line.number <= last) {
                if line.cells.len() <= column {
                    line.cells.resize(column + 1, String::new());
                }
                line.cells[column].clone_from(&said);
            }
        }
    }

    /// Puts tables side by side with equal headers one below the other.
    pub(crate) fn unfold(&mut self, header: usize) -> Result<(), ListError> {
        let Some(line) = self.lines.get(header).filter(|_| self.merged.is_empty()) else {
            return Ok(());
        };
        let Some((width, starts)) = repeated(&line.cells) else {
            return Ok(());
        };
        let below = self.lines.split_off(header + 1);
        self.lines[header].cells.truncate(width);
        self.lines[header].width = self.lines[header].width.min(width);
        for start in starts {
            let within = |at: &usize| (start..start + width).contains(at);
            for line in &below {
                let columns = |of: &[usize]| {
                    of.iter()
                        .filter(|at| within(at))
                        .map(|at| at - start)
                        .collect()
                };
                let cells = line.cells.iter().skip(start).take(width);
                let part = TableRow {
                    cells: cells.cloned().collect(),
                    width: line.width.min(width),
                    formulas: columns(&line.formulas),
                    errors: columns(&line.errors),
                    ..line.clone()
                };
                let is_blank = part.cells.iter().all(String::is_empty);
                if !is_blank || !part.formulas.is_empty() || !part.errors.is_empty() {
                    self.lines.push(part);
                }
            }
        }
        match self.lines.len() > limits::ROWS_MAX {
            true => Err(ListError::TooManyRows),
            false => Ok(()),
        }
    }

    /// Replaces cells that mean *as above* by the cell above them, below a header. They become empty when there
    /// is nothing above, or when the line above may have its cells in other columns.
    pub(crate) fn fill_repeated(&mut self, from: usize) -> Result<(), ListError> {
        let mut above: Vec<String> = Vec::new();
        let width = from
            .checked_sub(1)
            .map_or(0, |header| self.lines[header].width);
        for line in self.lines.iter_mut().skip(from) {
            if line.is_torn || line.width > 0 && line.cells.len() > width {
                above.clear();
                continue;
            }
            above.resize(above.len().max(line.cells.len()), String::new());
            for (cell, above) in line.cells.iter_mut().zip(&mut above) {
                if repeats(cell) {
                    self.bytes += above.len();
                    cell.clone_from(above);
                } else if !cell.is_empty() {
                    above.clone_from(cell);
                }
            }
            if self.bytes > limits::UNPACKED_BYTES_MAX {
                return Err(ListError::TooLong);
            }
        }
        Ok(())
    }

    /// The number of columns of the widest line.
    pub(crate) fn width(&self) -> usize {
        let widths = self.lines.iter().map(|line| line.cells.len());
        widths.max().unwrap_or(0)
    }
}

/// When one line repeats the header of a table: the number of its columns, and where each table begins.
fn repeated(cells: &[String]) -> Option<(usize, Vec<usize>)> {
    let first = cells.iter().position(|cell| !cell.is_empty())?;
    let period = (first + 2..cells.len()).find(|at| cells[*at] == cells[first])? - first;
    let gap = (first..first + period)
        .rev()
        .take_while(|at| cells[*at].is_empty());
    let width = period - gap.count();
    let starts: Vec<usize> = (first..cells.len()).step_by(period).collect();
    let is_same = starts.iter().all(|start| {
        let own = cells.iter().skip(*start).take(width);
        own.eq(&cells[first..first + width])
    });
    (is_same && width >= 2).then_some((width, starts))
}

/// Does a cell mean *as above*? Nobody is called so.
fn repeats(cell: &str) -> bool {
    let cell = cell.trim_matches(['-', '.', ' ', '(', ')']);
    matches!(cell, "\"" | "''" | "〃" | "″" | "”" | "“" | "»")
        || [
            "idem", "ídem", "idém", "ditto", "do", "ibid", "ibídem", "ibidem",
        ]
        .iter()
        .any(|word| cell.to_lowercase() == *word)
}

/// The content of a cell that was protected against a spreadsheet, which removes leading zeros: `="044…"`,
/// `'044…`.
fn unguarded(cell: &str) -> Option<&str> {
    if let Some(quoted) = cell.strip_prefix("=\"") {
        return quoted.strip_suffix('"').filter(|said| !said.contains('"'));
    }
    let said = cell.strip_prefix('\'')?;
    let is_number = said.bytes().any(|b| b.is_ascii_digit()) && !said.contains('\'');
    is_number.then_some(said)
}

impl TableRow {
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cells with content, with their columns.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (usize, &str)> + Clone {
        let cells = self.cells.iter().map(String::as_str).enumerate();
        cells.filter(|(_, cell)| !cell.is_empty())
    }
}

/// What spreadsheets show when a formula fails, in English and Spanish, and when a column is too narrow.
fn is_error(cell: &str) -> bool {
    let Some(name) = cell.strip_prefix('#') else {
        return cell
            .strip_prefix("Err:")
            .is_some_and(|code| code.parse::<u16>().is_ok());
    };
    let name = name.trim_matches(['¡', '!', '¿', '?']).to_uppercase();
    let is_narrow = cell.len() > 2 && cell.bytes().all(|byte| byte == b'#');
    is_narrow
        || matches!(
            &*name,
            "N/A"
                | "N/D"
                | "REF"
                | "VALUE"
                | "VALOR"
                | "NAME"
                | "NOMBRE"
                | "DIV/0"
                | "NUM"
                | "NULL"
                | "NULO"
                | "SPILL"
                | "CALC"
                | "DESBORDAMIENTO"
                | "GETTING_DATA"
        ) && (cell.ends_with(['!', '?']) || name.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_against_spreadsheets_are_no_part_of_what_is_said() {
        for (cell, said) in [
            ("=\"0446561234567\"", "0446561234567"),
            ("'0446561234568", "0446561234568"),
            ("'GOMC060930MQTNYMC8", "GOMC060930MQTNYMC8"),
            ("\u{1f}0446561234569", "0446561234569"),
            ("Ana\u{200b}", "Ana"),
            ("Ana_x000D_\nLuz", "Ana\nLuz"),
            ("=1+1", "=1+1"),
            ("'Ana'", "'Ana'"),
            ("'t Hooft", "'t Hooft"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
        ] {
            let mut table = Table::default();
            let line = TableRow {
                number: 1,
                cells: vec![cell.to_owned()],
                ..TableRow::default()
            };
            table.push(line).expect("a short line");
            assert_eq!(table.lines[0].cells, [said], "{cell}");
        }
    }
}
