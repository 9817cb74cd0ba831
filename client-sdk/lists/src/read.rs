//! From bytes to rows.

use puente_record::Day;

use crate::column_plan::ColumnPlan;
use crate::delimited::{self, Delimiter};
use crate::encoding::Encoding;
use crate::header;
use crate::identity::list_id;
use crate::notices;
use crate::sorted_rows::SortedRows;
use crate::table::Table;
use crate::workbook::{self, Container};
use crate::{Answers, ListError, ListReading, Notice, Question, Source, limits};

/// Reads a list. `today` decides the century of a two-digit year. It must come from a checked clock, see
/// [`puente_record::ClockTrust`].
///
/// # Errors
/// [`ListError`]: nothing of the list can be used. Each variant says what to do.
pub fn read(bytes: &[u8], answers: &Answers, today: Day) -> Result<ListReading, ListError> {
    if bytes.len() > limits::FILE_BYTES_MAX {
        return Err(ListError::TooLong);
    }
    let mut questions = Vec::new();
    let mut notices = Vec::new();
    let (source, mut table) = match workbook::container(bytes)? {
        Container::Text => text(bytes, answers, &mut questions, &mut notices)?,
        container => sheet(bytes, container, answers, &mut questions, &mut notices)?,
    };
    if table.lines.is_empty() {
        return Err(ListError::Empty);
    }
    if let (Some(found), None) = (header::find(&table), answers.header_row) {
        table.unfold(found.place)?;
    }
    let header = header::read(&table, answers)?;
    table.fill_merged();
    table.fill_repeated(header.place.map_or(0, |place| place + header.rows))?;
    let below = SortedRows::of(&table, &header, answers);
    let id = list_id(below.people.iter().map(|person| person.line));
    questions.extend(header.questions.iter().cloned());
    questions.extend(below.questions.iter().cloned());
    notices.extend(notices::in_lines(&table, &below));
    let mut understood = ColumnPlan::of(header, &below, answers, today);
    questions.append(&mut understood.questions);
    let is_text = matches!(source, Source::Text { .. });
    let mut reading = understood.reading(id, source, &table, is_text, &below);
    reading.questions.splice(0..0, questions);
    reading.notices.splice(0..0, notices);
    Ok(reading)
}

fn text(
    bytes: &[u8],
    answers: &Answers,
    questions: &mut Vec<Question>,
    notices: &mut Vec<Notice>,
) -> Result<(Source, Table), ListError> {
    let encoding = answers.encoding.unwrap_or_else(|| Encoding::of(bytes));
    let decoded = encoding.decode(bytes);
    if decoded.repaired > 0 {
        let lines = decoded.repaired;
        notices.push(Notice::OtherEncoding { lines });
    }
    let text = whole_lines(decoded.text);
    if text.contains('\0') {
        return Err(ListError::NotAList);
    }
    let text = delimited::unquoted(&text).unwrap_or(text);
    let (delimiter, table) = match answers.delimiter {
        Some(said) => (said, delimited::read(&text, said)?),
        None => told_apart(&text, answers, questions)?,
    };
    let source = Source::Text {
        encoding,
        delimiter,
    };
    Ok((source, table))
}

/// A text without anything after its end, with line ends that can be split.
fn whole_lines(mut text: String) -> String {
    // A file system that lost power appends zeros, and DOS marks the end of a text.
    let end = text
        .trim_end_matches(|c: char| matches!(c, '\0' | '\u{1a}') || c.is_whitespace())
        .len();
    text.truncate(end);
    match text.contains(['\n', '\r']) {
        true => text,
        false => text.replace(['\u{2028}', '\u{2029}', '\u{85}'], "\n"),
    }
}

/// The delimiter under which a header names most columns; among several, the one that makes rows of one length.
fn told_apart(
    text: &str,
    answers: &Answers,
    questions: &mut Vec<Question>,
) -> Result<(Delimiter, Table), ListError> {
    let mut scored = Vec::new();
    for (agreement, delimiter) in Delimiter::of(text) {
        let head = delimited::head(text, delimiter)?;
        let told = header::find(&head).filter(|_| answers.header_row != Some(0));
        scored.push((told.map_or(0, |found| found.told), agreement, delimiter));
    }
    let best = scored
        .iter()
        .map(|(told, agreement, _)| (*told, *agreement))
        .max();
    let candidates = scored
        .iter()
        .filter(|(told, agreement, _)| Some((*told, *agreement)) == best);
    let candidates: Vec<Delimiter> = candidates.map(|(_, _, delimiter)| *delimiter).collect();
    let chosen = candidates.first().copied().unwrap_or(Delimiter::Comma);
    if candidates.len() > 1 {
        questions.push(Question::Delimiter { candidates });
    }
    Ok((chosen, delimited::read(text, chosen)?))
}

fn sheet(
    bytes: &[u8],
    container: Container,
    answers: &Answers,
    questions: &mut Vec<Question>,
    notices: &mut Vec<Notice>,
) -> Result<(Source, Table), ListError> {
    let mut sheets = workbook::sheets(bytes, container)?;
    let shown = sheets.iter().take_while(|sheet| !sheet.is_hidden).count();
    let place = match &answers.sheet {
        Some(said) => {
            let by_name = sheets.iter().position(|sheet| sheet.name == *said);
            let by_number = || {
                let number: usize = said.parse().ok()?;
                number.checked_sub(1).filter(|place| *place < shown)
            };
            let place = by_name.or_else(by_number);
            place.ok_or_else(|| ListError::NoSuchSheet(said.clone()))?
        }
        None => {
            let lists: Vec<usize> = (0..shown)
                .filter(|place| header::find(&sheets[*place].table).is_some())
                .collect();
            if lists.len() > 1 {
                questions.push(Question::Sheet {
                    sheets: lists
                        .iter()
                        .map(|place| sheets[*place].name.clone())
                        .collect(),
                });
            }
            let mut shown = sheets[..shown].iter();
            let filled = || shown.position(|sheet| !sheet.table.lines.is_empty());
            let place = lists.first().copied().or_else(filled);
            place.ok_or(ListError::Empty)?
        }
    };
    let hidden = sheets
        .iter()
        .enumerate()
        .filter(|(at, sheet)| sheet.is_hidden && *at != place && !sheet.table.lines.is_empty());
    let hidden: Vec<String> = hidden.map(|(_, sheet)| sheet.name.clone()).collect();
    if !hidden.is_empty() {
        notices.push(Notice::HiddenSheets { sheets: hidden });
    }
    let names = sheets[..shown]
        .iter()
        .map(|sheet| sheet.name.clone())
        .collect();
    let chosen = sheets.swap_remove(place);
    let source = Source::Workbook {
        sheet: chosen.name,
        sheets: names,
    };
    Ok((source, chosen.table))
}
