//! Notices for the person who imports a list.

use crate::meaning::Meaning;
use crate::sorted_rows::SortedRows;
use crate::table::{Table, TableRow};
use crate::{Column, Notice};

/// Notices about the table, whatever its columns mean.
pub(crate) fn in_lines(table: &Table, below: &SortedRows<'_>) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut tell = |count: u32, notice: fn(u32) -> Notice| {
        if count > 0 {
            notices.push(notice(count));
        }
    };
    tell(table.lost, |cells| Notice::LettersLost { cells });
    tell(below.headers, |times| Notice::HeaderAgain { times });
    tell(below.hidden, |rows| Notice::HiddenRows { rows });
    tell(below.families, |families| Notice::Families { families });
    notices
}

/// Notices about the columns: those that are left out, those that the sheet hides, and formulas without a
/// value.
pub(crate) fn in_columns(columns: &[Column], table: &Table, lines: &[&TableRow]) -> Vec<Notice> {
    let mut notices = Vec::new();
    let is_taken = |at: usize| {
        let meaning = columns.get(at).and_then(|column| column.meaning);
        meaning.is_some_and(|meaning| meaning != Meaning::Ignore)
    };
    let names = |is: &dyn Fn(usize) -> bool| {
        let chosen = columns
            .iter()
            .enumerate()
            .filter(|(at, column)| !column.is_empty && is(*at));
        chosen
            .map(|(_, column)| column.name())
            .collect::<Vec<String>>()
    };
    let left = names(&|at| columns[at].meaning.is_none());
    if !left.is_empty() {
        notices.push(Notice::ColumnsLeft { columns: left });
    }
    let is_hidden = |at: usize| {
        table
            .hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&at))
    };
    let hidden = names(&|at| is_hidden(at) && is_taken(at));
    if !hidden.is_empty() {
        notices.push(Notice::HiddenColumns { columns: hidden });
    }
    let count = |of: fn(&TableRow) -> &[usize]| {
        let cells = lines
            .iter()
            .flat_map(|line| of(line))
            .filter(|at| is_taken(**at));
        u32::try_from(cells.count()).unwrap_or(u32::MAX)
    };
    if let cells @ 1.. = count(|line| &line.formulas) {
        notices.push(Notice::FormulasEmpty { cells });
    }
    if let cells @ 1.. = count(|line| &line.errors) {
        notices.push(Notice::ErrorCells { cells });
    }
    notices
}

pub(crate) fn unsure_names(rows: &[crate::Row], notices: &mut Vec<Notice>) {
    let unsure = rows.iter().filter(|row| !row.is_name_sure).count();
    if let rows @ 1.. = u32::try_from(unsure).unwrap_or(u32::MAX) {
        notices.push(Notice::NamesUnsure { rows });
    }
}

pub(crate) fn unread_dates(rows: &[crate::Row], notices: &mut Vec<Notice>) {
    let dates = rows.iter().filter_map(|row| {
        let (_, value) = row.fields.iter().find(|(id, _)| id == "birth.date")?;
        value.as_text()
    });
    let unread = dates.filter(|date| date.parse::<puente_record::PartialDate>().is_err());
    if let cells @ 1.. = u32::try_from(unread.count()).unwrap_or(u32::MAX) {
        notices.push(Notice::DatesUnread { cells });
    }
}
