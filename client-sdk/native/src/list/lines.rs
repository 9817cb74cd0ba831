//! From bytes to cells, with the line that each row begins on.

use csv::{ByteRecord, ReaderBuilder};

/// A row's cells.
pub(super) struct Line {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    /// As they are quoted or not.
    pub(super) cells: ByteRecord,
}

/// Reads every row that is not blank, the header first.
///
/// A quotation mark that is never closed would swallow the rows after it. So where a row runs over
/// several lines and does not have the cells of the header, it is taken to end with its first line.
pub(super) fn read(bytes: &[u8]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut rest, mut line) = (bytes, 1);
    while let Some((skipped, row)) = next_row(rest) {
        rest = &rest[skipped..];
        line += newlines(&bytes[bytes.len() - rest.len() - skipped..][..skipped]);
        let expected = lines
            .first()
            .map_or(row.cells.len(), |header| header.cells.len());
        let is_torn = row.cells.len() != expected && row.cells.as_slice().contains(&b'\n');
        let length = if is_torn {
            first_line(rest)
        } else {
            row.length
        };
        if !row.cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
            let cells = row.cells;
            lines.push(Line { line, cells });
        }
        line += newlines(&rest[..length]);
        rest = &rest[length..];
    }
    lines
}

struct CsvRow {
    cells: ByteRecord,
    length: usize,
}

/// How many bytes of empty lines come first, and the row behind them.
fn next_row(bytes: &[u8]) -> Option<(usize, CsvRow)> {
    let skipped = bytes
        .iter()
        .position(|byte| !matches!(byte, b'\r' | b'\n'))?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(&bytes[skipped..]);
    let mut cells = ByteRecord::new();
    // Reading from memory into flexible rows has nothing to fail at.
    reader
        .read_byte_record(&mut cells)
        .ok()
        .filter(|read| *read)?;
    let length = usize::try_from(reader.position().byte()).ok()?;
    Some((skipped, CsvRow { cells, length }))
}

fn first_line(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    end.map_or(bytes.len(), |end| end + 1)
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}
