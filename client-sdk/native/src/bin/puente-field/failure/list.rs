//! What is wrong with an arrival list, and how to answer the questions that it leaves.

use puente_client::Error as DeviceError;
use puente_lists::{DateDoubt, ListError, Question, limits};
use puente_texts::{Text, text};

use super::Failure;

/// Why a stored list, or a copy, was not used.
pub(super) fn refused(error: &DeviceError) -> Failure {
    Failure::new(match error {
        DeviceError::NoSuchRow => "no_such_row",
        DeviceError::RowsClaimed => "rows_claimed",
        DeviceError::CopyNotOpened => "copy_not_opened",
        _ => "no_such_list",
    })
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        match error {
            ListError::TooLong => Self::new("list_too_long"),
            ListError::TooManyRows => {
                Self::new("list_too_many_rows").with("most", limits::ROWS_MAX)
            }
            ListError::TooManyColumns => Self::new("list_too_many_columns"),
            ListError::Empty => Self::new("list_empty"),
            ListError::Protected => Self::new("list_protected"),
            ListError::OldFormat => Self::new("list_old_format"),
            ListError::NotAList => Self::new("list_not_a_list"),
            ListError::Damaged => Self::new("list_damaged"),
            ListError::NoHeader => Self::new("list_no_header"),
            ListError::NoSuchColumn(name) => Self::new("list_no_such_column").with("name", name),
            ListError::NoSuchSheet(name) => Self::new("list_no_such_sheet").with("name", name),
        }
    }
}

/// The question about a list, with the option that answers it.
pub(crate) fn asked(question: &Question) -> Text {
    match question {
        Question::Delimiter { .. } => Text::new("cli-ask-delimiter"),
        Question::Sheet { sheets } => text!("cli-ask-sheet", sheets = sheets.join(" · ")),
        Question::NoName => Text::new("cli-ask-no_name"),
        Question::SexCodes { signs } => text!("cli-ask-sex_codes", signs = signs.join(", ")),
        Question::DateOrder { column, doubt } => {
            let key = match doubt {
                DateDoubt::EitherWay => "cli-ask-date_order",
                DateDoubt::TwoOrders => "cli-ask-two_date_orders",
            };
            text!(key, column = column.as_str())
        }
        Question::DatesSwapped { column } => {
            text!("cli-ask-dates_swapped", column = column.as_str())
        }
        Question::NameOrder { column } => text!("cli-ask-name_order", column = column.as_str()),
        Question::ColumnTwice { meaning, columns } => text!(
            "cli-ask-column_twice",
            meaning = meaning.to_string(),
            columns = columns.join(" · ")
        ),
        Question::HeaderRows { line } => text!("cli-ask-header_rows", line = line.to_string()),
        Question::NameColumns { columns } => {
            text!("cli-ask-name_columns", columns = columns.join(" · "))
        }
        Question::HiddenRows { rows } => text!("cli-ask-hidden_rows", n = *rows),
        Question::LoneRows { lines } => {
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            text!("cli-ask-lone_rows", lines = lines.join(", "))
        }
        Question::SexMarks { columns, .. } => {
            text!("cli-ask-sex_marks", columns = columns.join(" · "))
        }
    }
}
