//! The lines below the header: people, and the other lines between and after them.

mod machine;
mod words;

use std::collections::HashSet;

use crate::header::Header;
use crate::meaning::{Meaning, key, meanings, plainly_known};
use crate::table::{Table, TableRow};
use crate::{Answers, Question, RowFault};

/// The lines below a header, sorted by kind.
#[derive(Debug, Default)]
pub(crate) struct SortedRows<'t> {
    /// Lines that name a person, or should.
    pub(crate) people: Vec<PersonRow<'t>>,
    /// All other lines, with the reason.
    pub(crate) others: Vec<(u32, RowFault)>,
    /// How often the header repeats, as on every page of a printed list.
    pub(crate) headers: u32,
    /// How many lines the sheet hides that are imported.
    pub(crate) hidden: u32,
    /// How many families have their people below a line with the family's name.
    pub(crate) families: u32,
    pub(crate) questions: Vec<Question>,
}

/// A line that names a person.
#[derive(Debug)]
pub(crate) struct PersonRow<'t> {
    pub(crate) line: &'t TableRow,
    /// The family under whose name the line stands.
    pub(crate) family: Option<String>,
    /// The number of cells of the line, if it continues in the next one or continues the one before.
    pub(crate) broken: Option<usize>,
}

impl<'t> SortedRows<'t> {
    pub(crate) fn of(table: &'t Table, header: &Header, answers: &Answers) -> Self {
        let from = header.place.map_or(0, |place| place + header.rows);
        let above = &table.lines[..header.place.unwrap_or(0)];
        let rows = &table.lines[header.place.unwrap_or(0)..from];
        let lines = &table.lines[from..];
        let reader = Reader::new(header, rows, lines);
        let mut below = Self::default();
        let above = above.iter().filter(|line| reader.may_be_row(line));
        let above = above.map(|line| (line.number, RowFault::Above));
        below.others.extend(above);
        let explained = lines.iter().take(machine::ROWS_MAX);
        let explained = explained
            .take_while(|line| machine::explains(line, &header.columns))
            .count();
        let explained = if header.place.is_some() { explained } else { 0 };
        let told = |line: &TableRow| (line.number, RowFault::Explanation);
        below.others.extend(lines[..explained].iter().map(told));
        let lines = &lines[explained..];
        let broken = broken(lines, header.columns.len(), rows.last());
        below.sort(&reader, lines, &broken, answers);
        below
    }

    fn sort(
        &mut self,
        reader: &Reader,
        lines: &'t [TableRow],
        broken: &[Option<usize>],
        answers: &Answers,
    ) {
        let (mut family, mut is_signed) = (None, false);
        let (mut alone, mut hidden) = (Vec::new(), 0);
        for (at, line) in lines.iter().enumerate() {
            if reader.is_header(line) {
                self.headers += 1;
                continue;
            }
            if reader.is_other_header(line) {
                let rest = lines[at..].iter();
                self.others
                    .extend(rest.map(|line| (line.number, RowFault::OtherTable)));
                break;
            }
            let kind = match (reader.kind(line, is_signed), broken[at]) {
                (Kind::Alone, Some(_)) => Kind::Person,
                (kind, _) => kind,
            };
            hidden += u32::from(line.is_hidden && kind == Kind::Person);
            match kind {
                Kind::Closing => self.others.push((line.number, RowFault::Closing)),
                Kind::Uncounted => self.others.push((line.number, RowFault::NoName)),
                Kind::Signature => {
                    is_signed = true;
                    self.others.push((line.number, RowFault::Closing));
                }
                Kind::Heading(of) => {
                    self.families += u32::from(of.is_some());
                    family = of;
                    self.others.push((line.number, RowFault::Heading));
                }
                Kind::Alone if answers.lone_rows == Some(false) => {
                    self.others.push((line.number, RowFault::Heading));
                }
                Kind::Person if line.is_hidden && answers.hidden_rows == Some(false) => {
                    self.others.push((line.number, RowFault::Hidden));
                }
                Kind::Person | Kind::Alone => {
                    if kind == Kind::Alone {
                        alone.push(line.number);
                    }
                    is_signed = false;
                    self.people.push(PersonRow {
                        line,
                        family: family.clone(),
                        broken: broken[at],
                    });
                }
            }
        }
        if !alone.is_empty() && answers.lone_rows.is_none() {
            self.questions.push(Question::LoneRows { lines: alone });
        }
        match (hidden, answers.hidden_rows) {
            (0, _) | (_, Some(false)) => {}
            (rows, None) => self.questions.push(Question::HiddenRows { rows }),
            (rows, Some(true)) => self.hidden = rows,
        }
    }
}

/// For each line its number of cells, if it continues in the next or continues the one before. A line break
/// without quotation marks makes two short rows of one, and a continued remark makes a row of one cell. When
/// nearly all rows of a text are complete, neither is a person.
fn broken(lines: &[TableRow], columns: usize, header: Option<&TableRow>) -> Vec<Option<usize>> {
    let expected = header.map_or(columns, |line| line.width);
    let mut broken = vec![None; lines.len()];
    let whole = lines.iter().filter(|line| line.width == expected).count();
    if expected < 2 || 10 * whole < 7 * lines.len() {
        return broken;
    }
    let mut at = 0;
    while at < lines.len() {
        let run = run_of_one(&lines[at..], expected);
        for (place, line) in (at..).zip(&lines[at..at + run]) {
            broken[place] = (line.width < expected).then_some(line.width);
        }
        at += run.max(1);
    }
    broken
}

/// How many rows of a text were one row: their cells together are those of one row. A single cell after a
/// complete row belongs to that row.
fn run_of_one(lines: &[TableRow], expected: usize) -> usize {
    let (mut cells, mut rows) = (0, 0);
    for width in lines.iter().map(|line| line.width) {
        // The last cell of one row is the first cell of the next.
        let next = (cells + width).saturating_sub(usize::from(rows > 0));
        if rows > 0 && next > expected || width == 0 {
            break;
        }
        (cells, rows) = (next, rows + 1);
    }
    let is_one = cells == expected && rows > 1;
    if is_one { rows } else { 0 }
}

/// A header in the form for comparison; `#` is a header too.
fn folded(cell: &str) -> String {
    let key = key(cell);
    if key.is_empty() { cell.to_owned() } else { key }
}

fn said_twice(line: &TableRow) -> bool {
    line.cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .nth(1)
        .is_some()
}

/// The kind of a line below the header.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Person,
    /// Only a name, in a list that says more of all others.
    Alone,
    /// People without names: `+ 2 menores`.
    Uncounted,
    /// A sum, a page number, or a remark about the list.
    Closing,
    /// A signature: the people below it signed.
    Signature,
    /// The heading of a section, or of a family with its name.
    Heading(Option<String>),
}

/// What distinguishes the kinds of lines in one list.
struct Reader {
    /// The rows of the header, folded.
    rows: Vec<Vec<String>>,
    meanings: Vec<Option<Meaning>>,
    names: HashSet<usize>,
    numbers: Option<usize>,
    /// Columns without anything that is imported.
    left: HashSet<usize>,
    /// Does the list say more than a name of nearly everybody?
    says_more: bool,
}

impl Reader {
    fn new(header: &Header, rows: &[TableRow], lines: &[TableRow]) -> Self {
        let columns = &header.columns;
        let of = |is: fn(Meaning) -> bool| {
            let all = columns.iter().enumerate();
            all.filter(move |(_, column)| column.meaning.is_some_and(is))
                .map(|(at, _)| at)
        };
        let of_row = |line: &TableRow| line.cells.iter().map(|cell| folded(cell)).collect();
        let mut reader = Self {
            rows: rows.iter().map(of_row).collect(),
            meanings: columns.iter().map(|column| column.meaning).collect(),
            names: of(Meaning::is_name).collect(),
            numbers: of(|meaning| meaning == Meaning::Number).next(),
            left: (0..columns.len())
                .filter(|at| columns[*at].meaning.is_none())
                .collect(),
            says_more: false,
        };
        let more = lines.iter().filter(|line| reader.facts(line) > 0).count();
        reader.says_more = 10 * more >= 6 * lines.len() && more > 0;
        reader
    }

    /// How many cells have content besides a name and a number.
    fn facts(&self, line: &TableRow) -> usize {
        let cells = line.cells.iter().enumerate();
        let said = cells.filter(|(at, cell)| {
            !cell.is_empty() && !self.names.contains(at) && self.numbers != Some(*at)
        });
        said.count()
    }

    /// Does a line above the header have as many cells as the header, and a name? Then it may be a person.
    fn may_be_row(&self, line: &TableRow) -> bool {
        let width = self
            .rows
            .first()
            .map_or(0, |row| row.iter().filter(|cell| !cell.is_empty()).count());
        let has_name = self
            .names
            .iter()
            .any(|at| line.cell(*at).contains(char::is_alphabetic));
        let said = line.filled().count();
        has_name && said >= 3 && said + 1 >= width && !self.is_header(line)
    }

    /// Does every cell repeat the header of its column, apart from capitals and points, or translate it?
    fn is_header(&self, line: &TableRow) -> bool {
        if self.is_translated(line) {
            return true;
        }
        let said = line.filled();
        let is_same = |row: &Vec<String>| {
            let mut said = said.clone();
            let same =
                |(at, cell): (usize, &str)| row.get(at).is_some_and(|known| *known == folded(cell));
            said.all(same) && (row.len() == 1 || said_twice(line))
        };
        self.rows.iter().any(is_same)
    }

    fn is_translated(&self, line: &TableRow) -> bool {
        if plainly_known(&line.cells) < 2 {
            return false;
        }
        let said = meanings(&[&line.cells]);
        let mut known = 0;
        let is_same = said.iter().zip(&self.meanings).all(|(said, own)| {
            known += usize::from(said.is_some() && said == own);
            said.is_none() || said == own
        });
        is_same && known >= 3 && 2 * known >= line.filled().count()
    }

    /// Is it the header of another table, with other columns?
    fn is_other_header(&self, line: &TableRow) -> bool {
        if self.rows.is_empty() || plainly_known(&line.cells) < 2 {
            return false;
        }
        let said = meanings(&[&line.cells]);
        let known = said.iter().flatten().count();
        let filled = line.cells.iter().filter(|cell| !cell.is_empty()).count();
        let has_name = said.iter().flatten().any(|meaning| meaning.is_name());
        known >= 3 && has_name && 2 * known >= filled
    }

    /// Headings stand in columns of names or numbers, or where no content is expected.
    fn may_head(&self, column: usize) -> bool {
        self.names.contains(&column) || self.numbers == Some(column) || self.left.contains(&column)
    }

    fn kind(&self, line: &TableRow, is_signed: bool) -> Kind {
        let filled: Vec<(usize, &str)> = line.filled().collect();
        let Some((begins_at, first)) = filled.first().copied() else {
            // It contains only failed formulas.
            return Kind::Person;
        };
        if line
            .formulas
            .iter()
            .chain(&line.errors)
            .any(|at| self.names.contains(at))
        {
            return Kind::Person;
        }
        if !line
            .cells
            .iter()
            .any(|cell| cell.contains(char::is_alphanumeric))
        {
            return Kind::Closing;
        }
        let named = filled
            .iter()
            .find(|(at, _)| self.names.contains(at))
            .map_or("", |(_, cell)| cell);
        let texts = [first, named];
        if texts.into_iter().any(words::counts_others) {
            return Kind::Uncounted;
        }
        if texts.into_iter().any(words::sums) {
            return Kind::Closing;
        }
        let others = filled
            .iter()
            .filter(|(at, _)| self.numbers != Some(*at))
            .count();
        let has_number = self
            .numbers
            .is_some_and(|at| line.cell(at).contains(|c: char| c.is_ascii_digit()));
        if filled.len() > 2 || has_number && others > 0 {
            return Kind::Person;
        }
        if texts.into_iter().any(words::signs) {
            return Kind::Signature;
        }
        if texts.into_iter().any(words::remarks) {
            return Kind::Closing;
        }
        if others > 1 {
            return Kind::Person;
        }
        if !self.may_head(begins_at) {
            return Kind::Person;
        }
        if let Some(of) = texts
            .into_iter()
            .filter(|text| !text.is_empty())
            .find_map(words::heading)
        {
            return Kind::Heading(of);
        }
        match (self.names.contains(&begins_at) && self.says_more, is_signed) {
            (_, true) => Kind::Closing,
            (true, false) => Kind::Alone,
            (false, false) => Kind::Person,
        }
    }
}
