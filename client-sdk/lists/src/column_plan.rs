//! What the cells of a list reveal about each other, and the people that they describe.

use puente_record::Day;
use puente_record::name::NameOrder;

use crate::column_group::ColumnGroup;
use crate::dates::{self, DateDoubt, DateOrder, DateReader, Inferred};
use crate::header::Header;
use crate::meaning::Meaning;
use crate::notices;
use crate::person::{self, Terms};
use crate::sex;
use crate::sorted_rows::SortedRows;
use crate::table::{Table, TableRow};
use crate::{Answers, Column, ListReading, Notice, Question, RowFault, Source, names};

/// A header, completed by what its cells reveal.
pub(crate) struct ColumnPlan {
    columns: Vec<Column>,
    /// The line of its first row, and below the most cells of a row.
    header: Option<usize>,
    rows: usize,
    spread: ColumnGroup,
    sex_codes: sex::SexCodes,
    dates: DateReader,
    name_order: Option<NameOrder>,
    pub(crate) questions: Vec<Question>,
}

impl ColumnPlan {
    pub(crate) fn of(
        header: Header,
        below: &SortedRows<'_>,
        answers: &Answers,
        today: Day,
    ) -> Self {
        let mut columns = header.columns;
        let lines = || below.people.iter().map(|person| person.line);
        let mut spread = ColumnGroup::of(&columns);
        let is_said = |(_, said): &(String, Meaning)| *said == Meaning::BirthYear;
        if !answers.columns.iter().any(is_said) && spread.is_of_now(lines(), today) {
            let parts = [Meaning::BirthDay, Meaning::BirthMonth, Meaning::BirthYear].map(Some);
            let parts = columns
                .iter_mut()
                .filter(|column| parts.contains(&column.meaning));
            parts.for_each(|column| column.meaning = None);
            spread = ColumnGroup::of(&columns);
        }
        let questions = spread
            .asked(&columns, lines(), answers)
            .into_iter()
            .collect();
        let mut understood = Self {
            columns,
            header: header.place,
            rows: header.rows,
            spread,
            sex_codes: sex::SexCodes::new(),
            dates: DateReader {
                order: answers.date_order,
                is_swapped: answers.dates_swapped == Some(true),
                has_two_orders: false,
                today,
            },
            name_order: answers.name_order,
            questions,
        };
        understood.infer(below, answers);
        understood
    }

    /// Infers from the cells of each column how its other cells are read.
    fn infer(&mut self, below: &SortedRows<'_>, answers: &Answers) {
        let columns = &self.columns;
        let place_of = |meaning: Meaning| {
            let mut columns = columns.iter();
            columns.position(|column| column.meaning == Some(meaning) && !column.is_empty)
        };
        // A middle name alone may be the `MI` of a list whose other names were not understood.
        let is_name = |column: &Column| {
            let meaning = column.meaning;
            meaning.is_some_and(|meaning| meaning.is_name() && meaning != Meaning::MiddleName)
        };
        if !columns.iter().any(is_name) {
            self.questions.push(Question::NoName);
        }
        let cells = |place: usize| {
            below
                .people
                .iter()
                .map(move |person| person.line.cell(place))
        };
        if let Some(place) = place_of(Meaning::Field("sex")) {
            let (codes, signs) = sex::infer(cells(place), &answers.sex_codes);
            self.sex_codes = codes;
            if !signs.is_empty() {
                self.questions.push(Question::SexCodes { signs });
            }
        } else {
            let marked = [("hombre", "male"), ("mujer", "female")];
            self.sex_codes = marked
                .map(|(word, code)| (word.to_owned(), code.to_owned()))
                .into();
        }
        if self.spread.has_birth() {
            self.dates.order = Some(DateOrder::Dmy);
        } else if let Some(place) = place_of(Meaning::Field("birth.date")) {
            let asked = ask_dates(&mut self.dates, &columns[place], || cells(place), answers);
            self.questions.extend(asked);
        }
        if let (Some(place), None) = (place_of(Meaning::FullName), self.name_order) {
            let column = &columns[place];
            self.name_order = names::infer(&column.header, cells(place));
            if self.name_order.is_none() {
                self.questions.push(Question::NameOrder {
                    column: column.name(),
                });
            }
        }
    }

    pub(crate) fn reading(
        self,
        id: puente_record::ListId,
        source: Source,
        table: &Table,
        is_text: bool,
        below: &SortedRows<'_>,
    ) -> ListReading {
        let lines: Vec<&TableRow> = below.people.iter().map(|person| person.line).collect();
        let above = self
            .header
            .map(|place| &table.lines[place..place + self.rows]);
        let terms = Terms {
            columns: &self.columns,
            cells: above
                .filter(|_| is_text)
                .and_then(|rows| width(rows, &lines)),
            sex_codes: &self.sex_codes,
            dates: self.dates,
            name_order: self.name_order,
        };
        let (mut rows, mut faults, mut unclear) = (Vec::new(), below.others.clone(), 0);
        let has_family = self
            .columns
            .iter()
            .any(|column| column.meaning == Some(Meaning::Field("household")) && !column.is_empty);
        for (place, person) in (1..).zip(&below.people) {
            let together = self.spread.read(person.line);
            unclear += u32::from(together.is_sex_unclear);
            let family = person.family.as_deref().filter(|_| !has_family);
            let said = together.said(family);
            let row = match (person.broken, terms.cells) {
                (Some(found), Some(expected)) => Err(RowFault::Cells { found, expected }),
                _ => terms.person(person.line, &said),
            };
            match row {
                Ok(row) => rows.push(crate::Row { place, ..row }),
                Err(fault) => faults.push((person.line.number, fault)),
            }
        }
        faults.sort_unstable_by_key(|(line, _)| *line);
        let mut notices = notices::in_columns(&self.columns, table, &lines);
        if unclear > 0 {
            notices.push(Notice::SexUnclear { rows: unclear });
        }
        number(&mut rows, &lines, &self.columns, &mut notices);
        notices::unread_dates(&rows, &mut notices);
        notices::unsure_names(&rows, &mut notices);
        ListReading {
            id,
            source,
            header_row: above.map(|rows| rows[0].number),
            columns: self.columns,
            sex_codes: self.sex_codes.into_iter().collect(),
            date_order: self.dates.order,
            name_order: self.name_order,
            rows,
            faults,
            questions: Vec::new(),
            notices,
            places: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Decides how the dates of a column are read, or asks when the cells do not tell.
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

/// The most cells of a row. If more than one row in ten is longer than the header, the header lacks names.
fn width(header: &[TableRow], lines: &[&TableRow]) -> Option<usize> {
    let cells = header.iter().map(|line| line.cells.len()).max()?;
    let wider = lines.iter().filter(|line| line.cells.len() > cells).count();
    (10 * wider <= lines.len()).then_some(cells)
}

fn number(
    rows: &mut [crate::Row],
    lines: &[&TableRow],
    columns: &[Column],
    notices: &mut Vec<Notice>,
) {
    let taken: Vec<&TableRow> = rows
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
