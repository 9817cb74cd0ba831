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

/// A person's answers about a list, where the list does not tell or misleads.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The character between the cells of a text file.
    pub delimiter: Option<Delimiter>,
    /// The sheet of a workbook, by its name or its number from 1.
    pub sheet: Option<String>,
    /// The line with the column names, from 1; 0 for a list without one.
    pub header_row: Option<u32>,
    /// How many rows the header has, including its groups.
    pub header_rows: Option<u8>,
    /// Columns by their header or their number from 1, with their meaning.
    pub columns: Vec<(String, Meaning)>,
    /// Spellings of the sex, with the codes that they mean.
    pub sex_codes: Vec<(String, String)>,
    /// The order of day, month and year.
    pub date_order: Option<DateOrder>,
    /// Did a spreadsheet swap day and month in the cells that it took for dates?
    pub dates_swapped: Option<bool>,
    /// The order of names in one cell.
    pub name_order: Option<NameOrder>,
    /// Are rows that the sheet hides people of the list?
    pub hidden_rows: Option<bool>,
    /// Are rows with only a name people? Otherwise they are headings.
    pub lone_rows: Option<bool>,
}

/// A list as it was understood. Show it to a person before it is imported.
#[derive(Debug)]
pub struct ListReading {
    /// The list's id, which follows from its content, whatever file it came in.
    pub id: ListId,
    /// Where it was read from.
    pub source: Source,
    /// The line with the column names, from 1; absent for a list without one.
    pub header_row: Option<u32>,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// Spellings of the sex, folded, with the codes that they mean.
    pub sex_codes: Vec<(String, String)>,
    /// The order of dates that could be read in several ways.
    pub date_order: Option<DateOrder>,
    /// The order of names in one cell.
    pub name_order: Option<NameOrder>,
    /// The rows that can be imported, in their order.
    pub rows: Vec<Row>,
    /// The lines that were not read, in their order.
    pub faults: Vec<(u32, RowFault)>,
    /// Questions that only a person can answer. While there are any, nothing may be imported.
    pub questions: Vec<Question>,
    /// What a person should know.
    pub notices: Vec<Notice>,
    /// The number of lines that name a person or should, readable or not.
    pub(crate) places: u32,
}

impl ListReading {
    /// A list that another phone had read: its rows, and the number of places of its file.
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

    /// The number of places of the list: one for each row, readable or not.
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
    /// A text file with a delimiter between cells.
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
    /// Another phone that had already read the list.
    Phone {
        /// The site of the list on that phone.
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
    /// Its header; empty if it has none.
    pub header: String,
    /// The meaning of its cells; absent when it is unknown, and then the column is not imported.
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>"))]
    pub meaning: Option<Meaning>,
    /// No row has a value in it.
    pub is_empty: bool,
    /// Its first value as typed, for the person who has to say what it means.
    pub example: String,
}

/// Shows which column it is, not its content.
impl core::fmt::Debug for Column {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Column")
            .field("place", &self.place)
            .field("meaning", &self.meaning)
            .finish_non_exhaustive()
    }
}

/// A row that can be imported.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place among the rows, from 1. List id and place together identify the row.
    pub place: u32,
    /// Its number as people see it: the printed one if every row has its own, otherwise the place.
    pub number: u32,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Fields of the field table, of any compartment, and numbers of identity papers
    /// ([`puente_record::list::LISTED_PAPERS`]). A set's field and a paper repeat for each member.
    pub fields: Vec<(String, Value)>,
    /// A remark in free words.
    pub note: Option<String>,
    /// Was there only one way to split a name in one cell?
    pub is_name_sure: bool,
}

/// Shows which row it is, not its content.
impl core::fmt::Debug for Row {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Row")
            .field("place", &self.place)
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// A question that only a person can answer. [`Answers`] has a field for each answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ListQuestion"))]
#[serde(tag = "question", rename_all = "snake_case")]
pub enum Question {
    /// Several delimiters make rows of one length.
    Delimiter {
        /// The possible delimiters.
        candidates: Vec<Delimiter>,
    },
    /// Several sheets look like lists.
    Sheet {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Several columns seem to have one meaning.
    ColumnTwice {
        /// The meaning.
        #[cfg_attr(feature = "typescript", ts(as = "String"))]
        meaning: Meaning,
        /// Their headers.
        columns: Vec<String>,
    },
    /// No column has people's names.
    NoName,
    /// A row below the header may be part of the header.
    HeaderRows {
        /// Its line.
        line: u32,
    },
    /// Names are in one column, and filled columns beside it have no header.
    NameColumns {
        /// Their headers or numbers.
        columns: Vec<String>,
    },
    /// The sheet hides rows.
    HiddenRows {
        /// How many rows.
        rows: u32,
    },
    /// Rows have only a name, in a list that says more of all others.
    LoneRows {
        /// Their lines.
        lines: Vec<u32>,
    },
    /// Columns for one sex each contain other things than marks.
    SexMarks {
        /// Their headers.
        columns: Vec<String>,
        /// Some of their contents.
        signs: Vec<String>,
    },
    /// Nobody can tell what these signs for the sex mean.
    SexCodes {
        /// The signs as typed.
        signs: Vec<String>,
    },
    /// Dates can be read in several orders, or are written in two.
    DateOrder {
        /// The column's header.
        column: String,
        /// Why the order is unclear.
        doubt: DateDoubt,
    },
    /// Real dates of a sheet have days up to 12 only, and text beside them has days from 13 on: a spreadsheet
    /// of another country swapped day and month of the real dates.
    DatesSwapped {
        /// The column's header.
        column: String,
    },
    /// Names are in one cell, and neither end looks like given names.
    NameOrder {
        /// The column's header.
        column: String,
    },
}

/// A notice about a list that was read, for the person who imports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ListNotice"))]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// Lines were not in the list's encoding; they were read as Windows-1252.
    OtherEncoding {
        /// How many lines.
        lines: u32,
    },
    /// The printed numbers are missing or repeated, so rows are numbered by their place.
    NumbersUnusable,
    /// Names in one cell may have been split wrongly: check them.
    NamesUnsure {
        /// How many rows.
        rows: u32,
    },
    /// Cells of a date column are not dates; they are kept as typed.
    DatesUnread {
        /// How many cells.
        cells: u32,
    },
    /// The header repeats within the list.
    HeaderAgain {
        /// How many times.
        times: u32,
    },
    /// The workbook hides these sheets, and they are not imported.
    HiddenSheets {
        /// Their names.
        sheets: Vec<String>,
    },
    /// The sheet hides rows, and they are imported.
    HiddenRows {
        /// How many rows.
        rows: u32,
    },
    /// The sheet hides columns, and they are imported.
    HiddenColumns {
        /// Their headers.
        columns: Vec<String>,
    },
    /// Formulas have no value, so their cells are empty: open the list in a spreadsheet and save it again.
    FormulasEmpty {
        /// How many cells.
        cells: u32,
    },
    /// Formulas failed, so their cells are empty.
    ErrorCells {
        /// How many cells.
        cells: u32,
    },
    /// Filled columns are not imported.
    ColumnsLeft {
        /// Their headers or numbers.
        columns: Vec<String>,
    },
    /// Letters were lost before the list came here: correct them by hand.
    LettersLost {
        /// How many cells.
        cells: u32,
    },
    /// Both sexes are marked, so the sex is left empty.
    SexUnclear {
        /// How many rows.
        rows: u32,
    },
    /// Families are listed below the family's name.
    Families {
        /// How many families.
        families: u32,
    },
}

/// Why a list was not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// It has more than [`limits::FILE_BYTES_MAX`], or is a workbook that unpacks to more than
    /// [`limits::UNPACKED_BYTES_MAX`]: it is not a list of people.
    #[error("the list is too long")]
    TooLong,
    /// It has more than [`limits::ROWS_MAX`] rows or [`limits::CELLS_MAX`] cells: split it.
    #[error("the list has more than {} rows", limits::ROWS_MAX)]
    TooManyRows,
    /// It has more than [`limits::COLUMNS_MAX`] columns.
    #[error("the list has more than {} columns", limits::COLUMNS_MAX)]
    TooManyColumns,
    /// It is empty.
    #[error("the list is empty")]
    Empty,
    /// It is a workbook with a password: remove the password and save again.
    #[error("the workbook is protected by a password")]
    Protected,
    /// It is a workbook of the old or the binary format: save it as XLSX, ODS or CSV.
    #[error("a workbook of the old format")]
    OldFormat,
    /// It is another kind of file.
    #[error("this is no list")]
    NotAList,
    /// It is cut off or damaged: ask for it again.
    #[error("the file is damaged")]
    Damaged,
    /// No line has column names. Say which line has them, or that none has and what the columns mean.
    #[error("no line names the columns")]
    NoHeader,
    /// An answer is about a column that does not exist.
    #[error("there is no column {0:?}")]
    NoSuchColumn(String),
    /// An answer is about a sheet that does not exist.
    #[error("there is no sheet {0:?}")]
    NoSuchSheet(String),
}
