//! One list of the people: its columns, headers and spellings, and what is around the people.

use puente_lists::DateOrder;
use puente_record::name::NameOrder;

use super::around::{FAMILIES, SECTIONS};
use super::headers::Part;
use super::write::{Dialect, Encoded, Workbook, ods, text, xlsx};
use super::{Dice, Person};

/// What is tested with a list; everything else about it is random.
pub(crate) const KINDS: [&str; 37] = [
    "plain",
    "english",
    "full name",
    "full name, comma",
    "shuffled columns",
    "sex in letters",
    "sex in marks",
    "dates, month first",
    "dates, two digits",
    "dates in parts",
    "dates in words",
    "header in two rows",
    "headers of forms",
    "headers numbered",
    "headers in two languages",
    "machine tags",
    "column numbers",
    "hints",
    "titles and totals",
    "sections",
    "families",
    "signatures",
    "pages",
    "line breaks in cells",
    "blanks before quotes",
    "odd quotes",
    "encodings",
    "xlsx",
    "ods",
    "columns not taken",
    "hidden rows",
    "hidden sheets",
    "formulas",
    "side by side",
    "as above",
    "boys and girls",
    "mixes",
];

/// What may be around the people in a mix.
const NOISES: [&str; 8] = [
    "titles and totals",
    "signatures",
    "sections",
    "pages",
    "hints",
    "hidden rows",
    "hidden sheets",
    "formulas",
];

/// A list before it is written.
pub(crate) struct Shape {
    pub(super) kind: &'static str,
    /// The kind, and for a mix the parts of the mix.
    noises: Vec<&'static str>,
    pub(crate) people: Vec<Person>,
    pub(super) columns: Vec<Part>,
    /// Which spelling of headers, of the sex, and of dates.
    pub(super) spelling: usize,
    sex: usize,
    pub(super) dates: usize,
}

impl Shape {
    pub(crate) fn of(kind: &'static str, people: Vec<Person>, dice: &mut Dice) -> Self {
        let mut columns = match kind {
            "full name" | "full name, comma" => vec![Part::Full],
            "header in two rows" => vec![Part::Surname1, Part::Surname2, Part::Given],
            _ if dice.flip() => vec![Part::Given, Part::Surnames],
            _ if dice.flip() => vec![Part::Surname1, Part::Surname2, Part::Given],
            _ => vec![Part::Given, Part::Surname1, Part::Surname2],
        };
        match kind {
            "sex in marks" => columns.extend([Part::Man, Part::Woman]),
            "boys and girls" => {
                columns.extend([Part::Man, Part::Woman, Part::Boy, Part::Girl]);
            }
            _ => columns.push(Part::Sex),
        }
        match kind {
            "dates in parts" => columns.extend([Part::Day, Part::Month, Part::Year]),
            kind if kind.starts_with("dates") || dice.flip() => columns.push(Part::Birth),
            _ => columns.push(Part::Age),
        }
        if dice.flip() {
            columns.push(Part::Nationality);
        }
        if matches!(
            kind,
            "columns not taken" | "line breaks in cells" | "odd quotes"
        ) {
            columns.insert(dice.roll(columns.len() + 1), Part::Address);
        }
        if kind == "shuffled columns" {
            for at in (1..columns.len()).rev() {
                columns.swap(at, dice.roll(at + 1));
            }
        }
        if dice.flip() || matches!(kind, "header in two rows" | "sections") {
            columns.insert(0, Part::Number);
        }
        let dates = match kind {
            "dates, month first" => 1,
            "dates, two digits" => 2,
            "dates in words" => 3 + dice.roll(2),
            _ => dice.roll(2) * 5,
        };
        let sex = if kind == "sex in letters" {
            1 + dice.roll(3)
        } else {
            0
        };
        let spelling = dice.roll(3);
        let noises = match kind {
            "mixes" => (0..3).map(|_| dice.one(&NOISES)).collect(),
            kind => vec![kind],
        };
        Self {
            kind,
            noises,
            people,
            columns,
            spelling,
            sex,
            dates,
        }
    }

    /// Does it have this around its people?
    pub(super) fn has(&self, noise: &str) -> bool {
        self.noises.contains(&noise)
    }

    pub(crate) fn sex_codes(&self) -> Vec<(String, String)> {
        let [woman, man] = self.sexes();
        vec![(woman.into(), "female".into()), (man.into(), "male".into())]
    }

    pub(crate) const fn date_order(&self) -> DateOrder {
        if self.dates == 1 {
            DateOrder::Mdy
        } else {
            DateOrder::Dmy
        }
    }

    pub(crate) const fn name_order(&self) -> NameOrder {
        NameOrder::SurnameFirst
    }

    const fn sexes(&self) -> [&'static str; 2] {
        match self.sex {
            1 => ["M", "H"],
            2 => ["F", "M"],
            3 => ["2", "1"],
            _ => ["Mujer", "Hombre"],
        }
    }

    /// The values that the reading must have for a person.
    pub(crate) fn expected(&self, of: &Person) -> Vec<(&'static str, String)> {
        let has = |part: Part| self.columns.contains(&part);
        let (year, month, day) = of.birth;
        let mut expected = vec![
            ("name.given", of.given.to_owned()),
            ("name.surname1", of.surname1.to_owned()),
            ("name.surname2", of.surname2.to_owned()),
            (
                "sex",
                if of.is_woman { "female" } else { "male" }.to_owned(),
            ),
        ];
        if has(Part::Birth) || has(Part::Year) {
            expected.push(("birth.date", format!("{year}-{month:02}-{day:02}")));
        }
        if has(Part::Age) {
            expected.push(("age", of.age().to_string()));
        }
        if has(Part::Nationality) {
            expected.push(("nationality", "MEX".to_owned()));
        }
        if self.kind == "families" {
            expected.push(("household", of.family.to_string()));
        }
        expected
    }

    fn cell(&self, part: Part, place: usize, of: &Person) -> String {
        let (year, month, day) = of.birth;
        let [woman, man] = self.sexes();
        match part {
            Part::Number => (place + 1).to_string(),
            Part::Given => of.given.to_owned(),
            Part::Surname1 => of.surname1.to_owned(),
            Part::Surname2 => of.surname2.to_owned(),
            Part::Surnames => format!("{} {}", of.surname1, of.surname2),
            Part::Full if self.kind == "full name, comma" => {
                format!("{} {}, {}", of.surname1, of.surname2, of.given)
            }
            Part::Full => format!("{} {} {}", of.surname1, of.surname2, of.given),
            Part::Sex => if of.is_woman { woman } else { man }.to_owned(),
            Part::Woman => self.mark(of, true, false),
            Part::Man => self.mark(of, false, false),
            Part::Girl => self.mark(of, true, true),
            Part::Boy => self.mark(of, false, true),
            Part::Birth => match self.dates {
                1 => format!("{month:02}/{day:02}/{year}"),
                2 => format!("{day:02}/{month:02}/{:02}", year % 100),
                3 => format!("{day} de {} de {year}", MONTHS[usize::from(month) - 1]),
                4 => format!("{day:02}-{}-{year}", &MONTHS[usize::from(month) - 1][..3]),
                5 => format!("{year}-{month:02}-{day:02}"),
                _ => format!("{day:02}/{month:02}/{year}"),
            },
            Part::Day => day.to_string(),
            Part::Month => month.to_string(),
            Part::Year => year.to_string(),
            Part::Age => of.age().to_string(),
            Part::Nationality => if of.is_woman { "MEXICANA" } else { "MEXICANO" }.to_owned(),
            Part::Address => match self.kind {
                "line breaks in cells" => format!("Calle {place}\nCol. Centro, Juárez"),
                "odd quotes" => format!("Casa \"La {place}\", Centro"),
                _ => format!("Asiento {place}"),
            },
        }
    }

    /// Children have columns of their own if there are any.
    fn mark(&self, of: &Person, is_woman: bool, is_child: bool) -> String {
        let counts_as_child = self.columns.contains(&Part::Boy) && of.age() < 18;
        let is_theirs = of.is_woman == is_woman && counts_as_child == is_child;
        if is_theirs { "X" } else { "" }.to_owned()
    }

    pub(super) fn line(&self, at: usize, text: &str) -> Vec<String> {
        let mut cells = vec![String::new(); self.columns.len()];
        text.clone_into(&mut cells[at]);
        cells
    }

    /// All rows, with what stands above, between and below the people.
    fn rows(&self, dice: &mut Dice) -> Vec<Vec<String>> {
        let at_name = self
            .columns
            .iter()
            .position(|part| *part != Part::Number)
            .unwrap_or(0);
        let headers = self.headers();
        let mut rows = self.above(dice);
        rows.extend(headers.clone());
        rows.extend(self.explained(dice));
        for (place, person) in self.people.iter().enumerate() {
            if self.has("sections") && place % 5 == 0 {
                rows.push(self.line(at_name, dice.one(&SECTIONS)));
            }
            if self.has("families") && place % 3 == 0 {
                let name = format!("{} {}", dice.one(&FAMILIES), person.family);
                rows.push(self.line(dice.roll(2) * at_name, &name));
            }
            if self.has("pages") && place > 0 && place % 7 == 0 {
                rows.push(self.line(at_name, &format!("Página {} de 3", place / 7)));
                let again =
                    |row: &Vec<String>| row.iter().map(|cell| cell.to_uppercase()).collect();
                rows.extend(headers.iter().map(again));
            }
            rows.push(self.row(place, person, dice));
        }
        rows.extend(self.below(at_name, dice));
        rows
    }

    fn row(&self, place: usize, person: &Person, dice: &mut Dice) -> Vec<String> {
        let before = place.checked_sub(1).map(|place| &self.people[place]);
        let cell = |part: &Part| {
            let own = self.cell(*part, place, person);
            let is_same = before.is_some_and(|before| self.cell(*part, place - 1, before) == own);
            match self.kind == "as above" && is_same && !own.is_empty() && *part != Part::Age {
                true => dice.one(&["ídem", "\"", "〃", "-do-", "IDEM"]).to_owned(),
                false => own,
            }
        };
        self.columns.iter().map(cell).collect()
    }

    pub(crate) fn bytes(&self, dice: &mut Dice) -> Vec<u8> {
        let mut rows = self.rows(dice);
        if self.has("side by side") {
            rows = self.beside(rows);
        }
        let book = Workbook {
            hides_rows: self.has("hidden rows"),
            hides_sheet: self.has("hidden sheets"),
            has_formulas: self.has("formulas"),
        };
        match self.kind {
            "ods" => ods(&rows),
            "xlsx" => xlsx(&rows, book),
            _ if book != Workbook::default() || dice.roll(6) == 0 => xlsx(&rows, book),
            kind => {
                let dialect = match kind {
                    "blanks before quotes" => Dialect::BlankBeforeQuote,
                    "odd quotes" => {
                        dice.one(&[Dialect::Backslash, Dialect::Standard, Dialect::AllQuoted])
                    }
                    _ => dice.one(&[Dialect::Standard, Dialect::Standard, Dialect::AllQuoted]),
                };
                let encoded = match kind {
                    "encodings" => dice.one(&Encoded::ALL),
                    _ => Encoded::Utf8,
                };
                let end = dice.one(&["\n", "\r\n", "\n"]);
                text(
                    &rows,
                    dice.one(&[',', ';', '\t', '|']),
                    dialect,
                    end,
                    encoded,
                )
            }
        }
    }
}

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
