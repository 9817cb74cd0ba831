//! Workbooks: XLSX and ODS, read cell by cell within limits. Formulas are never evaluated.

mod archive;
mod number;
mod ods;
mod xlsx;
mod xml;

use archive::Archive;
pub(crate) use number::day_of_serial;

use crate::ListError;
use crate::table::Table;

/// A sheet of a workbook.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// Does the workbook hide it?
    pub(crate) is_hidden: bool,
    pub(crate) table: Table,
}

/// The kind of a file, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    Text,
    Xlsx,
    Ods,
}

/// The most sheets of a workbook.
const SHEETS_MAX: usize = 64;

/// The most bytes of one cell's text: Excel's 32,767 characters of two bytes each.
const CELL_BYTES_MAX: usize = 65_534;

const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Recognises the kind of a file.
///
/// # Errors
/// [`ListError`] for a recognised kind that cannot be read; it says how to save the list again.
pub(crate) fn container(bytes: &[u8]) -> Result<Container, ListError> {
    if bytes.starts_with(COMPOUND_FILE) {
        // An encrypted workbook is stored in the container of the old format.
        return Err(if names_stream(bytes, "EncryptedPackage") {
            ListError::Protected
        } else {
            ListError::OldFormat
        });
    }
    if bytes.starts_with(b"PK") {
        let archive = Archive::open(bytes)?;
        return match () {
            () if archive.has("content.xml") => Ok(Container::Ods),
            () => xlsx::find(archive).map(|_| Container::Xlsx),
        };
    }
    let head = bytes.trim_ascii_start();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let begins = |with: &[u8]| {
        head.get(..with.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    // Portals offer web pages under the name of workbooks.
    let pages: [&[u8]; 7] = [
        b"%PDF", b"<html", b"<!doc", b"<table", b"<?xml", b"{\\rtf", b"\x89PNG",
    ];
    if pages.into_iter().any(begins) || begins(b"\xFF\xD8\xFF") {
        return Err(ListError::NotAList);
    }
    Ok(Container::Text)
}

/// Does a compound file have a stream of this name? Its directory has the names in UTF-16.
fn names_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// The sheets in their order, followed by the hidden ones.
pub(crate) fn sheets(bytes: &[u8], container: Container) -> Result<Vec<Sheet>, ListError> {
    let mut archive = Archive::open(bytes)?;
    let sheets = match container {
        Container::Text => Vec::new(),
        Container::Xlsx => xlsx::sheets(bytes, &mut archive)?,
        Container::Ods => ods::sheets(&mut archive)?,
    };
    let (hidden, mut sheets): (Vec<_>, Vec<_>) =
        sheets.into_iter().partition(|sheet| sheet.is_hidden);
    sheets.extend(hidden);
    for sheet in &mut sheets {
        sheet.table.lines.sort_unstable_by_key(|line| line.number);
    }
    Ok(sheets)
}
