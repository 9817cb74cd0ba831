//! What a person should know about a list that was read.

use puente_lists::Notice;
use puente_texts::{Text, text};

/// The text of a notice.
pub(super) fn noticed(notice: &Notice) -> Text {
    match notice {
        Notice::NumbersUnusable => Text::new("cli-notice-numbers_unusable"),
        Notice::HeaderAgain { times } => text!("cli-notice-header_again", n = *times),
        Notice::HiddenSheets { sheets } => {
            text!("cli-notice-hidden_sheets", sheets = sheets.join(" · "))
        }
        Notice::HiddenColumns { columns } => {
            text!("cli-notice-hidden_columns", columns = columns.join(" · "))
        }
        Notice::ColumnsLeft { columns } => text!(
            "cli-notice-columns_left",
            n = columns.len(),
            columns = columns.join(" · ")
        ),
        Notice::OtherEncoding { lines } => text!("cli-notice-other_encoding", n = *lines),
        Notice::NamesUnsure { rows } => text!("cli-notice-names_unsure", n = *rows),
        Notice::DatesUnread { cells } => text!("cli-notice-dates_unread", n = *cells),
        Notice::HiddenRows { rows } => text!("cli-notice-hidden_rows", n = *rows),
        Notice::SexUnclear { rows } => text!("cli-notice-sex_unclear", n = *rows),
        Notice::Families { families } => text!("cli-notice-families", n = *families),
        Notice::FormulasEmpty { cells } => text!("cli-notice-formulas_empty", n = *cells),
        Notice::ErrorCells { cells } => text!("cli-notice-error_cells", n = *cells),
        Notice::LettersLost { cells } => text!("cli-notice-letters_lost", n = *cells),
    }
}
