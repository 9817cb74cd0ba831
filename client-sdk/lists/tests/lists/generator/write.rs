//! Rows as files: texts in every dialect and encoding, and workbooks.

use crate::zip;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Standard,
    AllQuoted,
    BlankBeforeQuote,
    Backslash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoded {
    Utf8,
    Utf8Marked,
    Utf16,
    Windows1252,
    Decomposed,
    Twice,
    Padded,
}

impl Encoded {
    pub(crate) const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf8Marked,
        Self::Utf16,
        Self::Windows1252,
        Self::Decomposed,
        Self::Twice,
        Self::Padded,
    ];

    fn bytes(self, text: &str) -> Vec<u8> {
        let latin = |text: &str| -> Option<Vec<u8>> {
            text.chars().map(|c| u8::try_from(c).ok()).collect()
        };
        match self {
            Self::Utf8 => text.into(),
            Self::Utf8Marked => format!("\u{feff}{text}").into(),
            Self::Utf16 => format!("\u{feff}{text}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            Self::Windows1252 => latin(text).unwrap_or_else(|| text.into()),
            Self::Decomposed => unicode_normalization::UnicodeNormalization::nfd(text)
                .collect::<String>()
                .into(),
            Self::Twice => text.bytes().map(char::from).collect::<String>().into(),
            Self::Padded => [text.as_bytes(), &[0; 512]].concat(),
        }
    }
}

pub(crate) fn text(
    rows: &[Vec<String>],
    delimiter: char,
    dialect: Dialect,
    end: &str,
    encoded: Encoded,
) -> Vec<u8> {
    let quoted = |cell: &str| {
        let needs = cell.contains([delimiter, '"', '\n']);
        match dialect {
            Dialect::Standard if !needs => cell.to_owned(),
            Dialect::Backslash => format!("\"{}\"", cell.replace('"', "\\\"")),
            _ => format!("\"{}\"", cell.replace('"', "\"\"")),
        }
    };
    let between = match dialect {
        Dialect::BlankBeforeQuote => format!("{delimiter} "),
        _ => delimiter.to_string(),
    };
    let lines = rows.iter().map(|row| {
        row.iter()
            .map(|cell| quoted(cell))
            .collect::<Vec<_>>()
            .join(&between)
            + end
    });
    encoded.bytes(&lines.collect::<String>())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// What a workbook has besides its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Workbook {
    /// Some rows are not shown.
    pub(crate) hides_rows: bool,
    /// A sheet is not shown.
    pub(crate) hides_sheet: bool,
    /// Numbers are what formulas came to.
    pub(crate) has_formulas: bool,
}

pub(crate) fn xlsx(rows: &[Vec<String>], book: Workbook) -> Vec<u8> {
    let mut written = zip::text_rows(rows);
    if book.has_formulas {
        written = written.replace("<v>", "<f>B1*1</f><v>");
    }
    if book.hides_rows {
        let parts: Vec<&str> = written.split("<row>").collect();
        let at = |at: usize| {
            if at > 3 && at.is_multiple_of(4) {
                "<row hidden=\"1\">"
            } else {
                "<row>"
            }
        };
        let rows = parts.iter().enumerate().skip(1);
        written = rows
            .map(|(place, row)| format!("{}{row}", at(place)))
            .collect();
    }
    match book.hides_sheet {
        true => zip::xlsx_hiding("", &written),
        false => zip::xlsx("", &written),
    }
}

pub(crate) fn ods(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |cell: &String| {
        format!(
            "<table:table-cell><text:p>{}</text:p></table:table-cell>",
            escaped(cell)
        )
    };
    let row = |row: &Vec<String>| {
        format!(
            "<table:table-row>{}</table:table-row>",
            row.iter().map(cell).collect::<String>()
        )
    };
    zip::ods(&rows.iter().map(row).collect::<String>())
}
