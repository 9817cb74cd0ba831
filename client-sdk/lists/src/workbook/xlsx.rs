//! XLSX: sheets, shared strings, and which number formats are days.

use std::collections::HashMap;

use super::archive::Archive;
use super::xml::{Node, Tag, Xml};
use super::{CELL_BYTES_MAX, SHEETS_MAX, Sheet, number};
use crate::table::{Line, Merged, Table};
use crate::{ListError, limits};

/// What cells refer to.
#[derive(Default)]
struct Book {
    strings: Vec<String>,
    /// Of each cell style, whether it shows days.
    shows_days: Vec<bool>,
    counts_from_1904: bool,
}

pub(super) fn sheets(archive: &mut Archive<'_>) -> Result<Vec<Sheet>, ListError> {
    let mut book = Book::default();
    let workbook = archive.text("xl/workbook.xml")?.ok_or(ListError::Damaged)?;
    let targets = match archive.text("xl/_rels/workbook.xml.rels")? {
        Some(text) => relations(&text)?,
        None => HashMap::new(),
    };
    if let Some(text) = archive.text("xl/sharedStrings.xml")? {
        book.strings = strings(&text)?;
    }
    if let Some(text) = archive.text("xl/styles.xml")? {
        book.shows_days = styles(&text)?;
    }
    let mut named = Vec::new();
    let mut xml = Xml::new(&workbook);
    while let Some(node) = xml.next()? {
        let Node::Open(tag) = node else { continue };
        match tag.name() {
            "workbookPr" => {
                let is_set = |value: String| matches!(&*value, "1" | "true");
                book.counts_from_1904 = tag.attribute("date1904").is_some_and(is_set);
            }
            "sheet"
                if tag
                    .attribute("state")
                    .is_none_or(|state| state == "visible") =>
            {
                let target = tag.attribute("id").and_then(|id| targets.get(&id).cloned());
                named.push((tag.attribute("name").unwrap_or_default(), target));
            }
            _ => {}
        }
    }
    let mut sheets = Vec::new();
    for (name, target) in named.into_iter().take(SHEETS_MAX) {
        let text = match target {
            Some(target) => archive.text(&target)?,
            None => None,
        };
        if let Some(text) = text {
            let table = book.table(&text)?;
            sheets.push(Sheet { name, table });
        }
    }
    Ok(sheets)
}

/// Parts by the ids under which the workbook names them.
fn relations(text: &str) -> Result<HashMap<String, String>, ListError> {
    let mut targets = HashMap::new();
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next()? {
        let Node::Open(tag) = node else { continue };
        if let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) {
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, path);
        }
    }
    Ok(targets)
}

fn strings(text: &str) -> Result<Vec<String>, ListError> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(text);
    // Phonetic readings are no part of the text.
    let (mut in_text, mut in_reading) = (false, false);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "si" => strings.push(String::new()),
                "t" => in_text = true,
                "rPh" => in_reading = true,
                _ => {}
            },
            Node::Close(name) => match &*name {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                _ => {}
            },
            Node::Text(text) => {
                if let (Some(last), true, false) = (strings.last_mut(), in_text, in_reading) {
                    append(last, &text)?;
                }
            }
        }
    }
    Ok(strings)
}

fn append(cell: &mut String, text: &str) -> Result<(), ListError> {
    if cell.len() + text.len() > CELL_BYTES_MAX {
        return Err(ListError::Damaged);
    }
    cell.push_str(text);
    Ok(())
}

fn styles(text: &str) -> Result<Vec<bool>, ListError> {
    let mut own: HashMap<usize, bool> = HashMap::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (tag.number("numFmtId"), tag.attribute("formatCode"))
                    {
                        own.insert(id, number::shows_days(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    // Built in: 14 to 17 and 22, and 27 to 36 and 50 to 58 in other languages.
                    let built_in = matches!(id, 14..=17 | 22 | 27..=36 | 50..=58);
                    styles.push(own.get(&id).copied().unwrap_or(built_in));
                }
                _ => {}
            },
            Node::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    Ok(styles)
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    said: String,
}

impl Book {
    fn table(&self, text: &str) -> Result<Table, ListError> {
        let mut table = Table::default();
        let (mut line, mut row, mut next) = (Line::default(), 0_u32, 0);
        let (mut cell, mut is_value) = (Cell::default(), false);
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => match tag.name() {
                    "row" => {
                        let said = tag.number("r").and_then(|row| u32::try_from(row).ok());
                        row = said.unwrap_or(row.saturating_add(1));
                        (line, next) = (
                            Line {
                                number: row,
                                ..Line::default()
                            },
                            0,
                        );
                    }
                    "c" => {
                        cell = Cell::of(&tag, next);
                        next = cell.column + 1;
                    }
                    "v" | "t" => is_value = true,
                    "mergeCell" => table
                        .merged
                        .extend(tag.attribute("ref").as_deref().and_then(block)),
                    _ => {}
                },
                Node::Text(text) if is_value => append(&mut cell.said, &text)?,
                Node::Text(_) => {}
                Node::Close(name) => match &*name {
                    "v" | "t" => is_value = false,
                    "c" => self.put(&mut line, std::mem::take(&mut cell))?,
                    "row" => table.push(std::mem::take(&mut line))?,
                    _ => {}
                },
            }
        }
        Ok(table)
    }

    fn put(&self, line: &mut Line, cell: Cell) -> Result<(), ListError> {
        let column = cell.column;
        let said = self.said(cell);
        if said.trim().is_empty() {
            return Ok(());
        }
        if column >= limits::COLUMNS_MAX {
            return Err(ListError::TooManyColumns);
        }
        if line.cells.len() <= column {
            line.cells.resize(column + 1, String::new());
        }
        line.cells[column] = said;
        Ok(())
    }

    fn said(&self, cell: Cell) -> String {
        match &*cell.kind {
            "s" => {
                let place = cell.said.trim().parse::<usize>().ok();
                let string = place.and_then(|place| self.strings.get(place));
                string.cloned().unwrap_or_default()
            }
            "" | "n" => {
                let is_day = self
                    .shows_days
                    .get(cell.style)
                    .is_some_and(|is_day| *is_day);
                let serial = cell.said.parse().ok().filter(|_| is_day);
                serial
                    .and_then(|serial| number::day_of_serial(serial, self.counts_from_1904))
                    .map_or_else(|| number::plain(&cell.said), |day| day.to_string())
            }
            _ => cell.said,
        }
    }
}

impl Cell {
    fn of(tag: &Tag<'_>, next: usize) -> Self {
        let place = tag.attribute("r");
        let column = place
            .as_deref()
            .and_then(place_of)
            .map(|(column, _)| column);
        Self {
            column: column.unwrap_or(next),
            kind: tag.attribute("t").unwrap_or_default(),
            style: tag.number("s").unwrap_or(0),
            said: String::new(),
        }
    }
}

/// `B3`: column 1, row 3.
fn place_of(text: &str) -> Option<(usize, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column * 26 + usize::from(letter - b'A') + 1;
    }
    Some((column - 1, row.parse().ok()?))
}

/// `B3:B7`.
fn block(text: &str) -> Option<Merged> {
    let (first, last) = text.split_once(':')?;
    let (first, last) = (place_of(first)?, place_of(last)?);
    Some(Merged {
        rows: (first.1, last.1),
        columns: (first.0, last.0),
    })
}
