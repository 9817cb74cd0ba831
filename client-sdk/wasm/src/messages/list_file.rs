//! Files that are arrival lists, as they are understood.

use puente_client::{EarlierList, ListCopy};
use puente_lists::{Answers, Column, DateOrder, Notice, Question, Row, RowFault, Source};
use puente_record::{DocumentId, EntryId, ListId, Value};
use serde::{Deserialize, Serialize};

use super::BytesBeside;
use super::values::Values;

/// Rows that a preview shows.
const SHOWN: usize = 5;

/// What somebody says about a file where it does not say it itself.
#[derive(Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub(crate) struct ListAnswers {
    encoding: Option<String>,
    /// `comma`, `semicolon`, `tab`, `pipe`, as `ListReading.source` has it.
    delimiter: Option<String>,
    sheet: Option<String>,
    /// The line that names the columns; 0 for none.
    header_row: Option<u32>,
    /// How many lines name the columns, one below the other.
    header_rows: Option<u8>,
    /// Columns by header or number, and what they say: a field's id, or a word of `ListMeaning`.
    columns: Option<Vec<(String, String)>>,
    /// Spellings of the sex and their codes.
    sex_codes: Option<Vec<(String, String)>>,
    #[cfg_attr(test, ts(as = "Option<DateOrder>"))]
    date_order: Option<String>,
    /// Whether a sheet turned day and month of what it took for dates.
    dates_swapped: Option<bool>,
    name_order: Option<NameOrder>,
    /// Whether rows that the sheet hides are people of the list.
    hidden_rows: Option<bool>,
    /// Whether rows with a name alone are people; headings, if not.
    lone_rows: Option<bool>,
    /// What opens a list that another phone handed over.
    pub(crate) code: Option<String>,
}

impl ListAnswers {
    /// None where a word is none that the reader knows.
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

/// Which part of a name stands first in its cell.
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
    /// The list is named by what is in it, whatever file it came in.
    #[cfg_attr(test, ts(as = "String"))]
    list: ListId,
    source: Source,
    /// The line that names the columns.
    header_row: Option<u32>,
    columns: Vec<Column>,
    sex_codes: Vec<(String, String)>,
    date_order: Option<DateOrder>,
    name_order: Option<NameOrder>,
    /// How many can be taken.
    rows: usize,
    faults: Vec<ListFault>,
    notices: Vec<Notice>,
    /// While there are any, the list cannot be taken.
    questions: Vec<Question>,
    /// The first rows as they would be taken.
    first: Vec<PreviewRow>,
    /// Of a list that another phone handed over: what it is called there.
    name: Option<String>,
    /// And the rows that are left to this phone.
    rows_left: Option<String>,
}

impl ListReading {
    /// `copy`: what another phone said besides, where it handed the list over.
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

/// A line that is not taken.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct ListFault {
    line: u32,
    fault: LineFault,
    /// How many cells there are, of `cells`.
    found: Option<usize>,
    /// How many cells the header has, of `cells`.
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

/// Why a line is not taken.
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

/// What became of a file that was to be taken in.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub(crate) enum ListImported {
    Taken(ListTaken),
    /// Nothing was taken: is it another version of this?
    Asked {
        earlier: EarlierList,
    },
}

/// Rows that this phone did not have, and that it had.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListTaken {
    #[cfg_attr(test, ts(as = "String"))]
    pub(crate) list: DocumentId,
    pub(crate) new: u32,
    pub(crate) known: u32,
}

/// A list for another phone.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListCopied {
    pub(crate) file: BytesBeside,
    /// What alone opens the file.
    pub(crate) code: String,
    /// For `leave_rows`; null where no rows are left to the other phone.
    #[cfg_attr(test, ts(as = "Option<String>"))]
    pub(crate) portion: Option<EntryId>,
}
