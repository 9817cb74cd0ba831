//! Files with an arrival list, as they are understood.

use puente_client::{EarlierList, ListCopy};
use puente_lists::{Answers, Column, DateOrder, Notice, Question, Row, RowFault, Source};
use puente_record::{DocumentId, EntryId, ListId, Value};
use serde::{Deserialize, Serialize};

use super::BytesBeside;
use super::values::Values;

/// How many rows a preview shows.
const SHOWN: usize = 5;

/// A person's answers about a file, where the file does not tell.
#[derive(Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub(crate) struct ListAnswers {
    encoding: Option<String>,
    /// `comma`, `semicolon`, `tab`, `pipe`, as in `ListReading.source`.
    delimiter: Option<String>,
    sheet: Option<String>,
    /// The line with the column names; 0 for none.
    header_row: Option<u32>,
    /// How many lines have column names, one below the other.
    header_rows: Option<u8>,
    /// Columns by header or number, with their meaning: a field's id, or a word of `ListMeaning`.
    columns: Option<Vec<(String, String)>>,
    /// Spellings of the sex and their codes.
    sex_codes: Option<Vec<(String, String)>>,
    #[cfg_attr(test, ts(as = "Option<DateOrder>"))]
    date_order: Option<String>,
    /// Did a spreadsheet swap day and month in the cells that it took for dates?
    dates_swapped: Option<bool>,
    name_order: Option<NameOrder>,
    /// Are rows that the sheet hides people of the list?
    hidden_rows: Option<bool>,
    /// Are rows with only a name people? Otherwise they are headings.
    lone_rows: Option<bool>,
    /// The code of a list that another phone handed over.
    pub(crate) code: Option<String>,
}

impl ListAnswers {
    /// `None` when the reader does not know one of the words.
    pub(crate) fn answers(self) -> Option<Answers> {
        fn parsed<T: std::str::FromStr>(text: Option<String>) -> Option<Option<T>> {
            text.map(|text| text.parse().ok())
                .map_or(Some(None), |of| of.map(Some))
        }
        let columns = self.columns.unwrap_or_default().into_iter();
        let columns = columns.map(|(column, meaning)| Some((column, meaning.parse().ok()?)));
        Some(Answers {
            encoding: parsed(self.encoding)?,
            delimiter: parsed(self.delimiter)?,
            sheet: self.sheet,
            header_row: self.header_row,
            header_rows: self.header_rows,
            columns: columns.collect::<Option<_>>()?,
            sex_codes: self.sex_codes.unwrap_or_default(),
            date_order: parsed(self.date_order)?,
            dates_swapped: self.dates_swapped,
            name_order: self.name_order.map(NameOrder::into),
            hidden_rows: self.hidden_rows,
            lone_rows: self.lone_rows,
        })
    }
}

/// Which part of a name comes first in its cell.
#[derive(Deserialize, Serialize, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
enum NameOrder {
    SurnameFirst,
    GivenFirst,
}

impl From<puente_record::NameOrder> for NameOrder {
    fn from(of: puente_record::NameOrder) -> Self {
        match of {
            puente_record::NameOrder::SurnameFirst => Self::SurnameFirst,
            puente_record::NameOrder::GivenFirst => Self::GivenFirst,
        }
    }
}

impl From<NameOrder> for puente_record::NameOrder {
    fn from(of: NameOrder) -> Self {
        match of {
            NameOrder::SurnameFirst => Self::SurnameFirst,
            NameOrder::GivenFirst => Self::GivenFirst,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListReading {
    /// The list's id follows from its content, whatever file it came in.
    #[cfg_attr(test, ts(as = "String"))]
    list: ListId,
    source: Source,
    /// The line with the column names.
    header_row: Option<u32>,
    columns: Vec<Column>,
    sex_codes: Vec<(String, String)>,
    date_order: Option<DateOrder>,
    name_order: Option<NameOrder>,
    /// How many rows can be imported.
    rows: usize,
    faults: Vec<ListFault>,
    notices: Vec<Notice>,
    /// While there are any, the list cannot be imported.
    questions: Vec<Question>,
    /// The first rows, as they would be imported.
    first: Vec<PreviewRow>,
    /// For a list that another phone handed over: the name it has there.
    name: Option<String>,
    /// The rows that were left to this phone.
    rows_left: Option<String>,
}

impl ListReading {
    /// `copy` is the other phone's copy, if it handed the list over.
    pub(crate) fn new(of: puente_lists::ListReading, copy: Option<&ListCopy>) -> Self {
        let faults = of.faults.into_iter();
        Self {
            list: of.id,
            source: of.source,
            header_row: of.header_row,
            columns: of.columns,
            sex_codes: of.sex_codes,
            date_order: of.date_order,
            name_order: of.name_order.map(NameOrder::from),
            rows: of.rows.len(),
            faults: faults
                .map(|(line, fault)| ListFault::new(line, fault))
                .collect(),
            notices: of.notices,
            questions: of.questions,
            first: of.rows.iter().take(SHOWN).map(PreviewRow::from).collect(),
            name: copy.map(|copy| copy.name().to_owned()),
            rows_left: copy.and_then(ListCopy::rows_left).map(str::to_owned),
        }
    }
}

/// A line that is not imported.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct ListFault {
    line: u32,
    fault: LineFault,
    /// The number of its cells; for `cells` only.
    found: Option<usize>,
    /// The number of the header's cells; for `cells` only.
    expected: Option<usize>,
}

impl ListFault {
    fn new(line: u32, of: RowFault) -> Self {
        let (found, expected) = match of {
            RowFault::Cells { found, expected } => (Some(found), Some(expected)),
            _ => (None, None),
        };
        Self {
            line,
            fault: of.into(),
            found,
            expected,
        }
    }
}

/// Why a line is not imported.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
enum LineFault {
    Cells,
    Torn,
    NoName,
    TooLong,
    Closing,
    Heading,
    Explanation,
    OtherTable,
    Hidden,
    Formula,
    Above,
}

impl From<RowFault> for LineFault {
    fn from(of: RowFault) -> Self {
        match of {
            RowFault::Cells { .. } => Self::Cells,
            RowFault::Torn => Self::Torn,
            RowFault::NoName => Self::NoName,
            RowFault::TooLong => Self::TooLong,
            RowFault::Closing => Self::Closing,
            RowFault::Heading => Self::Heading,
            RowFault::Explanation => Self::Explanation,
            RowFault::OtherTable => Self::OtherTable,
            RowFault::Hidden => Self::Hidden,
            RowFault::Formula => Self::Formula,
            RowFault::Above => Self::Above,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct PreviewRow {
    number: u32,
    line: u32,
    fields: Values,
    note: Option<String>,
}

impl From<&Row> for PreviewRow {
    fn from(of: &Row) -> Self {
        let said = of.fields.iter();
        let said = said.filter_map(|(id, value)| Some((id.as_str(), Value::as_text(value)?)));
        Self {
            number: of.number,
            line: of.line,
            fields: Values::grouped(said),
            note: of.note.clone(),
        }
    }
}

/// The result of importing a file.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub(crate) enum ListImported {
    Taken(ListTaken),
    /// Nothing was imported: is it another version of this list?
    Asked {
        earlier: EarlierList,
    },
}

/// How many rows this phone did not have, and how many it had.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListTaken {
    #[cfg_attr(test, ts(as = "String"))]
    pub(crate) list: DocumentId,
    pub(crate) new: u32,
    pub(crate) known: u32,
}

/// A copy of a list for another phone.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListCopied {
    pub(crate) file: BytesBeside,
    /// Only this code opens the file.
    pub(crate) code: String,
    /// For `leave_rows`; null when no rows are left to the other phone.
    #[cfg_attr(test, ts(as = "Option<String>"))]
    pub(crate) portion: Option<EntryId>,
}
