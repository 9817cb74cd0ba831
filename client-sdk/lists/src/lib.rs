#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod column_group;
mod column_plan;
mod dates;
mod delimited;
mod encoding;
mod fault;
mod header;
mod identity;
pub mod limits;
mod meaning;
mod names;
mod notices;
mod person;
mod read;
mod sex;
mod sorted_rows;
mod table;
mod words;
mod workbook;

pub use dates::{DateDoubt, DateOrder, UnknownOrder};
pub use delimited::{Delimiter, UnknownDelimiter};
pub use encoding::{Encoding, UnknownEncoding};
pub use fault::RowFault;
pub use meaning::{Meaning, UnknownMeaning};
pub use names::name_order;
pub use read::read;
pub use words::code_of;

use puente_record::name::NameOrder;
use puente_record::{ListId, SiteId, Value};
use serde::Serialize;

/// What somebody says about a list where it does not say it itself, or says it misleadingly.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a text file.
    pub delimiter: Option<Delimiter>,
    /// The sheet of a workbook, by its name or its number from 1.
    pub sheet: Option<String>,
    /// The line that names the columns, from 1; 0 for a list without one.
    pub header_row: Option<u32>,
    /// How many rows the header has, its groups among them.
    pub header_rows: Option<u8>,
    /// Columns by their header, or their number from 1, and what they say.
    pub columns: Vec<(String, Meaning)>,
    /// Spellings of the sex, and the codes they mean.
    pub sex_codes: Vec<(String, String)>,
    /// The order of day, month and year.
    pub date_order: Option<DateOrder>,
    /// Whether a sheet turned day and month of what it took for dates.
    pub dates_swapped: Option<bool>,
    /// The order of names in one cell.
    pub name_order: Option<NameOrder>,
    /// Whether rows that the sheet does not show are people of the list.
    pub hidden_rows: Option<bool>,
    /// Whether rows with a name alone are people; headings, if not.
    pub lone_rows: Option<bool>,
}

/// A list as it was understood: to be shown before it is taken.
#[derive(Debug)]
pub struct ListReading {
    /// The list's name: what is in it, whatever file it came in.
    pub id: ListId,
    /// Where it was read from.
    pub source: Source,
    /// The line that names the columns, from 1; none for a list without one.
    pub header_row: Option<u32>,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// Spellings of the sex, folded, and the codes they mean.
    pub sex_codes: Vec<(String, String)>,
    /// The order of dates that could be read in several ways.
    pub date_order: Option<DateOrder>,
    /// The order of names in one cell.
    pub name_order: Option<NameOrder>,
    /// The rows that can be taken, in their order.
    pub rows: Vec<Row>,
    /// The lines that were not read, in their order.
    pub faults: Vec<(u32, RowFault)>,
    /// What only a person can tell. While there are any, nothing may be taken.
    pub questions: Vec<Question>,
    /// What a person should know.
    pub notices: Vec<Notice>,
    /// Lines that name somebody, or should, readable or not.
    pub(crate) places: u32,
}

impl ListReading {
    /// A list that another phone had read: its rows, and how many places it has for those that its file had.
    #[must_use]
    pub const fn of_phone(id: ListId, site: SiteId, rows: Vec<Row>, places: u32) -> Self {
        Self {
            id,
            source: Source::Phone { site },
            header_row: None,
            columns: Vec::new(),
            sex_codes: Vec::new(),
            date_order: None,
            name_order: None,
            rows,
            faults: Vec::new(),
            questions: Vec::new(),
            notices: Vec::new(),
            places,
        }
    }

    /// How many places the list has: its rows, readable or not.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }
}

/// Where a list was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ListSource"))]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum Source {
    /// Text, with cells between delimiters.
    Text {
        /// Its encoding.
        encoding: Encoding,
        /// Its delimiter.
        delimiter: Delimiter,
    },
    /// A sheet of a workbook.
    Workbook {
        /// The sheet's name.
        sheet: String,
        /// All sheets that are not hidden.
        sheets: Vec<String>,
    },
    /// Another phone, which had understood it.
    Phone {
        /// The site whose list it is there.
        #[cfg_attr(feature = "typescript", ts(as = "String"))]
        site: SiteId,
    },
}

/// A column.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Column {
    /// Its number, from 1.
    pub place: usize,
    /// Its header; empty where it has none.
    pub header: String,
    /// What its cells say; none when that is not known, and then it is not taken.
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>"))]
    pub meaning: Option<Meaning>,
    /// No row says anything in it.
    pub is_empty: bool,
    /// The first thing that is said in it, as typed: for whoever has to tell what it means.
    pub example: String,
}

/// Says which column, not what it says.
impl core::fmt::Debug for Column {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Column")
            .field("place", &self.place)
            .field("meaning", &self.meaning)
            .finish_non_exhaustive()
    }
}

/// A row that can be taken.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place among the rows, from 1. With the list's id it is the row's identity.
    pub place: u32,
    /// Its number as people see it: the printed one where all rows have their own, else the place.
    pub number: u32,
    /// The line it begins on, from 1.
    pub line: u32,
    /// Fields of the field table, of any compartment, and numbers of identity papers
    /// ([`puente_record::list::LISTED_PAPERS`]); a set's field and a paper stand once for each member.
    pub fields: Vec<(String, Value)>,
    /// A remark in free words.
    pub note: Option<String>,
    /// Whether a name in one cell left no other reading.
    pub is_name_sure: bool,
}

/// Says which row, not what it says.
impl core::fmt::Debug for Row {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Row")
            .field("place", &self.place)
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// What only a person can tell; [`Answers`] has the place for each answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ListQuestion"))]
#[serde(tag = "question", rename_all = "snake_case")]
pub enum Question {
    /// Several delimiters make rows of one length.
    Delimiter {
        /// Which.
        candidates: Vec<Delimiter>,
    },
    /// Several sheets look like lists.
    Sheet {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Several columns seem to say the same.
    ColumnTwice {
        /// What.
        #[cfg_attr(feature = "typescript", ts(as = "String"))]
        meaning: Meaning,
        /// Their headers.
        columns: Vec<String>,
    },
    /// No column names people.
    NoName,
    /// A row below the header that may go on with it.
    HeaderRows {
        /// Its line.
        line: u32,
    },
    /// Names in one column, and beside it columns without a header that say something.
    NameColumns {
        /// Their headers or numbers.
        columns: Vec<String>,
    },
    /// Rows that the sheet does not show.
    HiddenRows {
        /// How many.
        rows: u32,
    },
    /// Rows with a name and nothing else, in a list that says more of everybody.
    LoneRows {
        /// Their lines.
        lines: Vec<u32>,
    },
    /// Columns for one sex each that hold other things than marks.
    SexMarks {
        /// Their headers.
        columns: Vec<String>,
        /// Some of what they hold.
        signs: Vec<String>,
    },
    /// Nobody can tell what these signs for the sex mean.
    SexCodes {
        /// As typed.
        signs: Vec<String>,
    },
    /// Dates that can be read in several orders, or that are written in two.
    DateOrder {
        /// The column's header.
        column: String,
        /// Why nobody can tell.
        doubt: DateDoubt,
    },
    /// Real dates of a sheet with days up to 12 alone, beside text with days from 13 on: a sheet of another
    /// country turned day and month of the first.
    DatesSwapped {
        /// The column's header.
        column: String,
    },
    /// Names in one cell, and neither end looks like given names.
    NameOrder {
        /// The column's header.
        column: String,
    },
}

/// What a person should know of a list that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ListNotice"))]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// Lines that are not in the list's encoding; they were read as Windows-1252.
    OtherEncoding {
        /// How many.
        lines: u32,
    },
    /// The printed numbers are missing or repeated, so rows go by their place.
    NumbersUnusable,
    /// Names in one cell whose parts may be others: look at them.
    NamesUnsure {
        /// How many.
        rows: u32,
    },
    /// Dates that are none; they are kept as typed.
    DatesUnread {
        /// How many.
        cells: u32,
    },
    /// The header stood again within the list.
    HeaderAgain {
        /// How often.
        times: u32,
    },
    /// Sheets that the workbook does not show, and that are not taken.
    HiddenSheets {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Rows that the sheet does not show, and that are taken.
    HiddenRows {
        /// How many.
        rows: u32,
    },
    /// Columns that the sheet does not show, and that are taken.
    HiddenColumns {
        /// Their headers.
        columns: Vec<String>,
    },
    /// Formulas without a value, which say nothing: open the list in a spreadsheet and save it again.
    FormulasEmpty {
        /// How many cells.
        cells: u32,
    },
    /// Formulas that failed, which say nothing.
    ErrorCells {
        /// How many.
        cells: u32,
    },
    /// Columns that say something and are not taken.
    ColumnsLeft {
        /// Their headers or numbers.
        columns: Vec<String>,
    },
    /// Letters were lost before the list came here: correct them by hand.
    LettersLost {
        /// How many cells.
        cells: u32,
    },
    /// Both sexes are marked, so that none is taken.
    SexUnclear {
        /// How many rows.
        rows: u32,
    },
    /// Families whose people stand below the family's name.
    Families {
        /// How many.
        families: u32,
    },
}

/// Why a list was not read at all. Nothing of it can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// More than [`limits::FILE_BYTES_MAX`], or a workbook that unpacks to more than
    /// [`limits::UNPACKED_BYTES_MAX`]: it is no list of people.
    #[error("the list is too long")]
    TooLong,
    /// More than [`limits::ROWS_MAX`] rows or [`limits::CELLS_MAX`] cells: split it.
    #[error("the list has more than {} rows", limits::ROWS_MAX)]
    TooManyRows,
    /// More than [`limits::COLUMNS_MAX`] columns.
    #[error("the list has more than {} columns", limits::COLUMNS_MAX)]
    TooManyColumns,
    /// Nothing is in it.
    #[error("the list is empty")]
    Empty,
    /// A workbook with a password: take it off and save again.
    #[error("the workbook is protected by a password")]
    Protected,
    /// A workbook of the old or the binary format: save it as XLSX, ODS or CSV.
    #[error("a workbook of the old format")]
    OldFormat,
    /// Another kind of file.
    #[error("this is no list")]
    NotAList,
    /// Cut off or damaged: have it sent again.
    #[error("the file is damaged")]
    Damaged,
    /// No line names the columns. Say which one does, or that none does and what the columns are.
    #[error("no line names the columns")]
    NoHeader,
    /// An answer about a column that is not there.
    #[error("there is no column {0:?}")]
    NoSuchColumn(String),
    /// An answer about a sheet that is not there.
    #[error("there is no sheet {0:?}")]
    NoSuchSheet(String),
}
