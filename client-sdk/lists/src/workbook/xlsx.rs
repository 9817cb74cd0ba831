//! XLSX: sheets, shared strings, and which number formats are days.

use std::collections::HashMap;

use super::archive::Archive;
use super::xml::{Node, Tag, Xml};
use super::{CELL_BYTES_MAX, SHEETS_MAX, Sheet, number};
use crate::table::{Merged, Table, TableRow};
use crate::{ListError, limits};

/// The data that cells refer to.
#[derive(Default)]
struct Book {
    strings: Vec<String>,
    /// For each cell style, whether it shows days.
    shows_days: Vec<bool>,
    counts_from_1904: bool,
}

/// Finds the part with the workbook. The package's relations name it, wherever it lies.
///
/// # Errors
/// [`ListError::OldFormat`] for a binary workbook, [`ListError::NotAList`] for another kind of package.
pub(super) fn find(mut archive: Archive<'_>) -> Result<String, ListError> {
    let said = match archive.text("_rels/.rels")? {
        Some(text) => relations(&text, "")?
            .into_iter()
            .find(|relation| relation.is("officeDocument")),
        None => None,
    };
    let path = said.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.path);
    let is_named = |ending: &str| path.to_ascii_lowercase().ends_with(ending) && archive.has(&path);
    match () {
        () if is_named(".bin") || archive.has("xl/workbook.bin") => Err(ListError::OldFormat),
        () if is_named(".xml") && !is_named("document.xml") && !is_named("presentation.xml") => {
            Ok(path)
        }
        () if archive.has("xl/workbook.xml") => Ok("xl/workbook.xml".to_owned()),
        () => Err(ListError::NotAList),
    }
}

pub(super) fn sheets(bytes: &[u8], archive: &mut Archive<'_>) -> Result<Vec<Sheet>, ListError> {
    let mut book = Book::default();
    let path = find(Archive::open(bytes)?)?;
    let workbook = archive.text(&path)?.ok_or(ListError::Damaged)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let beside = if folder.is_empty() {
        format!("_rels/{name}.rels")
    } else {
        format!("{folder}/_rels/{name}.rels")
    };
    let related = match archive.text(&beside)? {
        Some(text) => relations(&text, folder)?,
        None => Vec::new(),
    };
    let part = |kind: &str, usual: &str| {
        let said = related.iter().find(|relation| relation.is(kind));
        said.map_or_else(|| format!("xl/{usual}"), |relation| relation.path.clone())
    };
    if let Some(text) = archive.text(&part("sharedStrings", "sharedStrings.xml"))? {
        book.strings = strings(&text)?;
    }
    if let Some(text) = archive.text(&part("styles", "styles.xml"))? {
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
            "sheet" => {
                let state = tag.attribute("state");
                let is_hidden = state.is_some_and(|state| state != "visible");
                let id = tag.attribute("id");
                let target = related
                    .iter()
                    .find(|relation| Some(&relation.id) == id.as_ref());
                named.push((tag.attribute("name").unwrap_or_default(), target, is_hidden));
            }
            _ => {}
        }
    }
    // Visible sheets come first, so that hidden ones cannot use up their share of the limit.
    let (hidden, shown): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|(_, _, is_hidden)| *is_hidden);
    let mut sheets = Vec::new();
    for (name, target, is_hidden) in shown.into_iter().chain(hidden).take(SHEETS_MAX) {
        let text = match target {
            Some(target) => archive.text(&target.path),
            None => Ok(None),
        };
        let table = text.and_then(|text| text.map(|text| book.table(&text)).transpose());
        match table {
            Ok(None) => {}
            Ok(Some(table)) => sheets.push(Sheet {
                name,
                is_hidden,
                table,
            }),
            // A hidden sheet that cannot be read is not needed.
            Err(_) if is_hidden => {}
            Err(error) => return Err(error),
        }
    }
    Ok(sheets)
}

/// A part that another part refers to.
struct Relation {
    id: String,
    kind: String,
    path: String,
}

impl Relation {
    /// A kind is an address. Strict workbooks use other addresses with the same last word.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The parts that a part in a folder refers to.
fn relations(text: &str, folder: &str) -> Result<Vec<Relation>, ListError> {
    let mut found = Vec::new();
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next()? {
        let Node::Open(tag) = node else { continue };
        if let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) {
            found.push(Relation {
                id,
                kind: tag.attribute("Type").unwrap_or_default(),
                path: resolved(folder, &target),
            });
        }
    }
    Ok(found)
}

/// `../worksheets/sheet1.xml` relative to a folder, from the root of the package.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn strings(text: &str) -> Result<Vec<String>, ListError> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(text);
    // Phonetic readings are not part of the text.
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
                    // Built-in formats: 14 to 17 and 22, and 27 to 36 and 50 to 58 in other languages.
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
    has_formula: bool,
    has_value: bool,
}

impl Book {
    fn table(&self, text: &str) -> Result<Table, ListError> {
        let mut table = Table::default();
        let (mut line, mut row, mut next) = (TableRow::default(), 0_u32, 0);
        let (mut cell, mut is_value) = (Cell::default(), false);
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => match tag.name() {
                    "row" => {
                        let said = tag.number("r").and_then(|row| u32::try_from(row).ok());
                        row = said.unwrap_or(row.saturating_add(1));
                        let line_of_row = TableRow {
                            number: row,
                            is_hidden: is_hidden(&tag, "ht"),
                            ..TableRow::default()
                        };
                        (line, next) = (line_of_row, 0);
                    }
                    "c" => {
                        cell = Cell::of(&tag, next);
                        next = cell.column + 1;
                    }
                    "v" | "t" => is_value = true,
                    "f" => cell.has_formula = true,
                    "col" if is_hidden(&tag, "width") => {
                        let bound = |name: &str| Some(tag.number(name)?.saturating_sub(1));
                        table.hidden_columns.extend(bound("min").zip(bound("max")));
                    }
                    "mergeCell" => table
                        .merged
                        .extend(tag.attribute("ref").as_deref().and_then(block)),
                    _ => {}
                },
                Node::Text(text) if is_value => append(&mut cell.said, &text)?,
                Node::Text(_) => {}
                Node::Close(name) => match &*name {
                    "v" | "t" => {
                        is_value = false;
                        cell.has_value = true;
                    }
                    "c" => self.put(&mut line, std::mem::take(&mut cell))?,
                    "row" => table.push(std::mem::take(&mut line))?,
                    _ => {}
                },
            }
        }
        Ok(table)
    }

    fn put(&self, line: &mut TableRow, cell: Cell) -> Result<(), ListError> {
        let column = cell.column;
        let is_text = matches!(&*cell.kind, "str" | "s" | "inlineStr");
        let lacks_value = cell.has_formula && cell.said.is_empty() && !(is_text && cell.has_value);
        let has_failed = cell.kind == "e";
        let said = if has_failed {
            String::new()
        } else {
            self.said(cell)
        };
        if said.trim().is_empty() && !lacks_value && !has_failed {
            return Ok(());
        }
        if column >= limits::COLUMNS_MAX {
            return Err(ListError::TooManyColumns);
        }
        if lacks_value {
            line.formulas.push(column);
        }
        if has_failed {
            line.errors.push(column);
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
            has_formula: false,
            has_value: false,
        }
    }
}

/// Is a row or a column hidden, explicitly or by a size of zero?
fn is_hidden(tag: &Tag<'_>, size: &str) -> bool {
    let is = |name: &str, values: &[&str]| {
        tag.attribute(name)
            .is_some_and(|value| values.contains(&&*value))
    };
    is("hidden", &["1", "true"]) || is(size, &["0"])
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
