//! From bytes to rows.

use puente_record::Day;
use puente_record::name::NameOrder;

use crate::dates::{self, DateDoubt, DateReader, Inferred};
use crate::delimited::{self, Delimiter};
use crate::encoding::Encoding;
use crate::header::{self, Header};
use crate::identity::list_id;
use crate::meaning::Meaning;
use crate::names;
use crate::person::{self, Terms};
use crate::sex;
use crate::table::{Line, Table};
use crate::workbook::{self, Container};
use crate::{Answers, Column, ListError, Notice, Question, Reading, Source, limits};

/// Reads a list. `today` tells the century of a year in two digits.
///
/// # Errors
/// [`ListError`]: nothing of the list can be used; each says what to do.
pub fn read(bytes: &[u8], answers: &Answers, today: Day) -> Result<Reading, ListError> {
    if bytes.len() > limits::FILE_BYTES_MAX {
        return Err(ListError::TooLong);
    }
    let mut questions = Vec::new();
    let mut notices = Vec::new();
    let (source, mut table) = match workbook::container(bytes)? {
        Container::Text => text(bytes, answers, &mut questions, &mut notices)?,
        container => sheet(bytes, container, answers, &mut questions)?,
    };
    if table.lines.is_empty() {
        return Err(ListError::Empty);
    }
    let header = header::read(&table, answers)?;
    let id = list_id(data(&table, &header).into_iter());
    table.fill_merged();
    let understood = Understood::of(&table, header, answers, today, &mut questions);
    let is_text = matches!(source, Source::Text { .. });
    Ok(understood.reading(id, source, &table, is_text, questions, notices))
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
    if decoded.text.contains('\0') {
        return Err(ListError::NotAList);
    }
    // Old Macs end lines with a carriage return alone.
    let text = if decoded.text.contains('\n') {
        decoded.text
    } else {
        decoded.text.replace('\r', "\n")
    };
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

/// The delimiter that makes rows of one length, and of several the one that makes a header.
fn told_apart(
    text: &str,
    answers: &Answers,
    questions: &mut Vec<Question>,
) -> Result<(Delimiter, Table), ListError> {
    let mut candidates = Delimiter::of(text);
    if candidates.is_empty() {
        candidates.push(Delimiter::Comma);
    }
    let mut tables = Vec::with_capacity(candidates.len());
    for delimiter in &candidates {
        tables.push((*delimiter, delimited::read(text, *delimiter)?));
    }
    if tables.len() > 1 && answers.header_row.is_none() {
        let makes_header = |(_, table): &(Delimiter, Table)| header::find(table).is_some();
        if tables.iter().any(makes_header) {
            tables.retain(makes_header);
        }
    }
    if tables.len() > 1 {
        questions.push(Question::Delimiter { candidates });
    }
    Ok(tables.swap_remove(0))
}

fn sheet(
    bytes: &[u8],
    container: Container,
    answers: &Answers,
    questions: &mut Vec<Question>,
) -> Result<(Source, Table), ListError> {
    let mut sheets = workbook::sheets(bytes, container)?;
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let place = match &answers.sheet {
        Some(said) => {
            let by_name = names.iter().position(|name| name == said);
            let by_number = || {
                let number: usize = said.parse().ok()?;
                number.checked_sub(1).filter(|place| *place < names.len())
            };
            let place = by_name.or_else(by_number);
            place.ok_or_else(|| ListError::NoSuchSheet(said.clone()))?
        }
        None => {
            let lists: Vec<usize> = (0..sheets.len())
                .filter(|place| header::find(&sheets[*place].table).is_some())
                .collect();
            if lists.len() > 1 {
                questions.push(Question::Sheet {
                    sheets: lists.iter().map(|place| names[*place].clone()).collect(),
                });
            }
            let filled = || {
                sheets
                    .iter()
                    .position(|sheet| !sheet.table.lines.is_empty())
            };
            let place = lists.first().copied().or_else(filled);
            place.ok_or(ListError::Empty)?
        }
    };
    let chosen = sheets.swap_remove(place);
    let source = Source::Workbook {
        sheet: chosen.name,
        sheets: names,
    };
    Ok((source, chosen.table))
}

/// The lines below the header, without the header again, as printed lists have it on every page.
fn data<'t>(table: &'t Table, header: &Header) -> Vec<&'t Line> {
    let from = header.place.map_or(0, |place| place + 1);
    let is_header = |line: &&Line| {
        header
            .place
            .is_some_and(|place| table.lines[place].cells == line.cells)
    };
    let lines = table.lines[from..].iter();
    lines.filter(|line| !is_header(line)).collect()
}

/// A header with what the cells below it told.
struct Understood {
    header: Header,
    sex_codes: sex::SexCodes,
    dates: DateReader,
    name_order: Option<NameOrder>,
}

impl Understood {
    fn of(
        table: &Table,
        header: Header,
        answers: &Answers,
        today: Day,
        questions: &mut Vec<Question>,
    ) -> Self {
        questions.extend(header.questions.iter().cloned());
        let lines = data(table, &header);
        let place_of = |meaning: Meaning| {
            let mut columns = header.columns.iter();
            columns.position(|column| column.meaning == Some(meaning) && !column.is_empty)
        };
        if !header
            .columns
            .iter()
            .any(|column| column.meaning.is_some_and(Meaning::is_name))
        {
            questions.push(Question::NoName);
        }
        let cells = |place: usize| lines.iter().map(move |line| line.cell(place));
        let mut sex_codes = sex::SexCodes::new();
        if let Some(place) = place_of(Meaning::Field("sex")) {
            let (codes, signs) = sex::infer(cells(place), &answers.sex_codes);
            sex_codes = codes;
            if !signs.is_empty() {
                questions.push(Question::SexCodes { signs });
            }
        }
        let mut dates = DateReader {
            order: answers.date_order,
            is_swapped: answers.dates_swapped == Some(true),
            has_two_orders: false,
            today,
        };
        if let Some(place) = place_of(Meaning::Field("birth.date")) {
            let column = &header.columns[place];
            questions.extend(ask_dates(&mut dates, column, || cells(place), answers));
        }
        let mut name_order = answers.name_order;
        if let (Some(place), None) = (place_of(Meaning::FullName), name_order) {
            let column = &header.columns[place];
            name_order = names::infer(&column.header, cells(place));
            if name_order.is_none() {
                questions.push(Question::NameOrder {
                    column: column.name(),
                });
            }
        }
        Self {
            header,
            sex_codes,
            dates,
            name_order,
        }
    }

    fn reading(
        self,
        id: puente_record::ListId,
        source: Source,
        table: &Table,
        is_text: bool,
        questions: Vec<Question>,
        mut notices: Vec<Notice>,
    ) -> Reading {
        let lines = data(table, &self.header);
        let columns = self.header.columns.clone();
        let header_line = self.header.place.map(|place| &table.lines[place]);
        let terms = Terms {
            columns: &columns,
            cells: header_line
                .filter(|_| is_text)
                .and_then(|line| width(line, &lines)),
            sex_codes: &self.sex_codes,
            dates: self.dates,
            name_order: self.name_order,
        };
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        for (place, line) in (1..).zip(&lines) {
            match terms.person(line) {
                Ok(row) => rows.push(crate::Row { place, ..row }),
                Err(fault) => faults.push((line.number, fault)),
            }
        }
        let header_row = header_line.map(|line| line.number);
        number(&mut rows, &lines, &columns, &mut notices);
        let above = self.header.place.map_or(0, |place| place + 1);
        let again = table.lines.len() - above - lines.len();
        if let times @ 1.. = u32::try_from(again).unwrap_or(u32::MAX) {
            notices.push(Notice::HeaderAgain { times });
        }
        unread_dates(&rows, &mut notices);
        unsure_names(&rows, &mut notices);
        Reading {
            id,
            source,
            header_row,
            columns,
            sex_codes: self.sex_codes.into_iter().collect(),
            date_order: self.dates.order,
            name_order: self.name_order,
            rows,
            faults,
            questions,
            notices,
        }
    }
}

/// Tells how the dates of a column are read, and asks what nobody can tell.
fn ask_dates<'c, C: Iterator<Item = &'c str>>(
    dates: &mut DateReader,
    column: &Column,
    cells: impl Fn() -> C,
    answers: &Answers,
) -> Vec<Question> {
    let mut questions = Vec::new();
    let name = || column.name();
    let in_header = dates::order_in_header(&column.header);
    let inferred = dates::infer(cells(), in_header, dates.today);
    dates.has_two_orders = inferred == Inferred::Asked(DateDoubt::TwoOrders);
    match inferred {
        _ if answers.date_order.is_some() => {}
        Inferred::Plain => dates.order = in_header,
        Inferred::Order(order) => dates.order = Some(order),
        Inferred::Asked(doubt) => questions.push(Question::DateOrder {
            column: name(),
            doubt,
        }),
    }
    if answers.dates_swapped.is_none() && dates::are_half_swapped(cells(), dates.today) {
        questions.push(Question::DatesSwapped { column: name() });
    }
    questions
}

/// Cells of a row at most. Where more than a row in ten has more than the header, the header lacks names.
fn width(header: &Line, lines: &[&Line]) -> Option<usize> {
    let cells = header.cells.len();
    let wider = lines.iter().filter(|line| line.cells.len() > cells).count();
    (10 * wider <= lines.len()).then_some(cells)
}

fn number(rows: &mut [crate::Row], lines: &[&Line], columns: &[Column], notices: &mut Vec<Notice>) {
    let taken: Vec<&Line> = rows
        .iter()
        .map(|row| lines[row.place as usize - 1])
        .collect();
    let numbers = person::numbers(&taken, columns);
    let has_column = columns
        .iter()
        .any(|column| column.meaning == Some(Meaning::Number));
    if numbers.is_none() && has_column {
        notices.push(Notice::NumbersUnusable);
    }
    for (at, row) in rows.iter_mut().enumerate() {
        row.number = numbers.as_ref().map_or(row.place, |numbers| numbers[at]);
    }
}

fn unsure_names(rows: &[crate::Row], notices: &mut Vec<Notice>) {
    let unsure = rows.iter().filter(|row| !row.is_name_sure).count();
    if let rows @ 1.. = u32::try_from(unsure).unwrap_or(u32::MAX) {
        notices.push(Notice::NamesUnsure { rows });
    }
}

fn unread_dates(rows: &[crate::Row], notices: &mut Vec<Notice>) {
    let dates = rows.iter().filter_map(|row| {
        let (_, value) = row.fields.iter().find(|(id, _)| id == "birth.date")?;
        value.as_text()
    });
    let unread = dates.filter(|date| date.parse::<puente_record::PartialDate>().is_err());
    if let cells @ 1.. = u32::try_from(unread.count()).unwrap_or(u32::MAX) {
        notices.push(Notice::DatesUnread { cells });
    }
}
