//! ODS: sheets of LibreOffice.

use super::archive::Archive;
use super::xml::{Node, Tag, Xml};
use super::{CELL_BYTES_MAX, SHEETS_MAX, Sheet, number};
use crate::table::{Merged, Table, TableRow};
use crate::{ListError, limits};

pub(super) fn sheets(archive: &mut Archive<'_>) -> Result<Vec<Sheet>, ListError> {
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ListError::Protected);
    }
    let content = archive.text("content.xml")?.ok_or(ListError::Damaged)?;
    let mut reading = Reading::default();
    let mut xml = Xml::new(&content);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => reading.open(&tag)?,
            Node::Close(name) => reading.close(&name)?,
            Node::Text(text) => reading.text(&text)?,
        }
    }
    Ok(reading.sheets)
}

/// The state of reading a document.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    /// The style that is being described, and below the styles of hidden tables.
    style: String,
    hidden_styles: Vec<String>,
    row: u32,
    /// How many columns were described.
    columns: usize,
    rows_repeated: usize,
    line: TableRow,
    cell: Cell,
    /// Is this inside a comment on a cell?
    in_comment: bool,
    in_text: bool,
}

#[derive(Default)]
struct Cell {
    /// The cell's value if it is not text.
    value: Option<String>,
    text: String,
    repeated: usize,
    rows_spanned: usize,
    columns_spanned: usize,
    /// Is it a formula that was never calculated? An empty result has an empty text as its value.
    lacks_value: bool,
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), ListError> {
        match tag.name() {
            "table" if self.sheets.len() < SHEETS_MAX => {
                (self.row, self.columns) = (0, 0);
                let style = tag.attribute("style-name").unwrap_or_default();
                self.sheets.push(Sheet {
                    name: tag.attribute("name").unwrap_or_default(),
                    is_hidden: self.hidden_styles.contains(&style),
                    table: Table::default(),
                });
            }
            "table" => return Err(ListError::Damaged),
            "style" => self.style = tag.attribute("name").unwrap_or_default(),
            "table-properties" => {
                let shown = tag.attribute("display");
                if shown.is_some_and(|shown| shown == "false")
                    && self.hidden_styles.len() < SHEETS_MAX
                {
                    self.hidden_styles.push(std::mem::take(&mut self.style));
                }
            }
            "table-column" => self.column(tag),
            "table-row" => {
                self.rows_repeated = tag.number("number-rows-repeated").unwrap_or(1);
                self.line = TableRow {
                    number: self.row.saturating_add(1),
                    is_hidden: is_hidden(tag),
                    ..TableRow::default()
                };
            }
            "table-cell" | "covered-table-cell" => self.cell = Cell::of(tag),
            "annotation" => self.in_comment = true,
            "p" if !self.in_comment => {
                if !self.cell.text.is_empty() {
                    self.cell.text.push('\n');
                }
                self.in_text = true;
            }
            "s" | "tab" | "line-break" if self.in_text => self.cell.text.push(' '),
            _ => {}
        }
        Ok(())
    }

    fn column(&mut self, tag: &Tag<'_>) {
        let first = self.columns;
        self.columns = first.saturating_add(tag.number("number-columns-repeated").unwrap_or(1));
        if let (true, Some(sheet)) = (is_hidden(tag), self.sheets.last_mut()) {
            sheet
                .table
                .hidden_columns
                .push((first, self.columns.saturating_sub(1)));
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ListError> {
        if self.in_text && !self.in_comment {
            if self.cell.text.len() + text.len() > CELL_BYTES_MAX {
                return Err(ListError::Damaged);
            }
            self.cell.text.push_str(text);
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ListError> {
        match name {
            "p" => self.in_text = false,
            "annotation" => self.in_comment = false,
            "table-cell" | "covered-table-cell" => self.put()?,
            "table-row" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn put(&mut self) -> Result<(), ListError> {
        let cell = std::mem::take(&mut self.cell);
        let said = cell.value.unwrap_or(cell.text);
        let column = self.line.cells.len();
        if cell.lacks_value && said.trim().is_empty() {
            self.line.formulas.push(column);
        }
        if said.trim().is_empty() {
            // LibreOffice writes the empty cells up to the end of the sheet as one repeated cell; they are not
            // kept.
            let kept = cell
                .repeated
                .min(limits::COLUMNS_MAX.saturating_sub(column));
            self.line.cells.resize(column + kept, String::new());
            return Ok(());
        }
        if column + cell.repeated > limits::COLUMNS_MAX {
            return Err(ListError::TooManyColumns);
        }
        self.line.cells.resize(column + cell.repeated, said);
        if let (2.., Some(sheet)) = (cell.rows_spanned, self.sheets.last_mut()) {
            let last = self
                .line
                .number
                .saturating_add(u32::try_from(cell.rows_spanned - 1).unwrap_or(0));
            sheet.table.merged.push(Merged {
                rows: (self.line.number, last),
                columns: (column, column + cell.columns_spanned.saturating_sub(1)),
            });
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ListError> {
        let line = std::mem::take(&mut self.line);
        let is_blank = line.cells.iter().all(|cell| cell.trim().is_empty());
        let repeated = std::mem::take(&mut self.rows_repeated);
        if let (false, Some(sheet)) = (is_blank, self.sheets.last_mut()) {
            for again in 0..repeated {
                let number = line
                    .number
                    .saturating_add(u32::try_from(again).unwrap_or(u32::MAX));
                let cells = line.cells.clone();
                sheet.table.push(TableRow {
                    number,
                    cells,
                    ..line.clone()
                })?;
            }
        }
        self.row = self
            .row
            .saturating_add(u32::try_from(repeated).unwrap_or(u32::MAX));
        Ok(())
    }
}

/// Is a row or a column hidden, by itself or by a filter?
fn is_hidden(tag: &Tag<'_>) -> bool {
    let state = tag.attribute("visibility");
    state.is_some_and(|state| matches!(&*state, "collapse" | "filter"))
}

impl Cell {
    fn of(tag: &Tag<'_>) -> Self {
        let value = match tag.attribute("value-type").as_deref() {
            // The time of day is left out.
            Some("date") => tag.attribute("date-value").map(|date| {
                let day = date.split('T').next().unwrap_or_default();
                day.to_owned()
            }),
            Some("float") => tag.attribute("value").map(|value| number::plain(&value)),
            _ => None,
        };
        Self {
            value,
            text: String::new(),
            repeated: tag.number("number-columns-repeated").unwrap_or(1),
            rows_spanned: tag.number("number-rows-spanned").unwrap_or(1),
            columns_spanned: tag.number("number-columns-spanned").unwrap_or(1),
            lacks_value: tag.attribute("formula").is_some()
                && tag.attribute("value-type").is_none(),
        }
    }
}
