//! One list of the people: which columns, how they are headed and written, what stands around them.

use puente_lists::DateOrder;
use puente_record::name::NameOrder;

use super::headers::{Part, hint};
use super::write::{Dialect, Encoded, ods, text, xlsx};
use super::{Dice, Person};

/// What a list is about; everything else about it is drawn.
pub(crate) const KINDS: [&str; 30] = [
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
];

/// A list before it is written.
pub(crate) struct Shape {
    pub(super) kind: &'static str,
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
        Self {
            kind,
            people,
            columns,
            spelling,
            sex,
            dates,
        }
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

    /// What the reading must say of somebody.
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
            Part::Woman => if of.is_woman { "X" } else { "" }.to_owned(),
            Part::Man => if of.is_woman { "" } else { "X" }.to_owned(),
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

    fn line(&self, at: usize, text: &str) -> Vec<String> {
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
            match self.kind {
                "sections" if place % 5 == 0 => rows.push(self.line(at_name, dice.one(&SECTIONS))),
                "families" if place % 3 == 0 => {
                    let name = format!("{} {}", dice.one(&FAMILIES), person.family);
                    rows.push(self.line(dice.roll(2) * at_name, &name));
                }
                "pages" if place > 0 && place % 7 == 0 => {
                    rows.push(self.line(at_name, &format!("Página {} de 3", place / 7)));
                    let again =
                        |row: &Vec<String>| row.iter().map(|cell| cell.to_uppercase()).collect();
                    rows.extend(headers.iter().map(again));
                }
                _ => {}
            }
            let cells = self
                .columns
                .iter()
                .map(|part| self.cell(*part, place, person));
            rows.push(cells.collect());
        }
        rows.extend(self.below(at_name, dice));
        rows
    }

    fn above(&self, dice: &mut Dice) -> Vec<Vec<String>> {
        let is_noisy = matches!(self.kind, "titles and totals" | "pages" | "signatures");
        if is_noisy || dice.roll(4) == 0 {
            return vec![
                self.line(0, "INSTITUTO DE EJEMPLO"),
                self.line(0, "Lista del vuelo 135, 25/11/2026"),
            ];
        }
        Vec::new()
    }

    fn explained(&self, dice: &mut Dice) -> Option<Vec<String>> {
        let width = self.columns.len();
        let is_bracketed = dice.flip();
        match self.kind {
            "machine tags" => Some((0..width).map(|at| format!("#meta+c{at}")).collect()),
            "column numbers" if is_bracketed => {
                Some((1..=width).map(|at| format!("({at})")).collect())
            }
            "column numbers" => Some((1..=width).map(|at| at.to_string()).collect()),
            "hints" => Some(
                self.columns
                    .iter()
                    .map(|part| hint(*part).to_owned())
                    .collect(),
            ),
            _ => None,
        }
    }

    fn below(&self, at_name: usize, dice: &mut Dice) -> Vec<Vec<String>> {
        match self.kind {
            "titles and totals" => {
                let mut sum = self.line(at_name, dice.one(&SUMS));
                if let Some(last) = sum.last_mut() {
                    *last = self.people.len().to_string();
                }
                vec![sum, self.line(0, dice.one(&REMARKS))]
            }
            "signatures" => {
                let lines = [
                    "____________________",
                    dice.one(&SIGNATURES),
                    "Lic. Juan Ejemplo Ejemplo",
                    "Jefe de Departamento",
                ];
                lines.map(|text| self.line(at_name, text)).into()
            }
            _ => Vec::new(),
        }
    }

    pub(crate) fn bytes(&self, dice: &mut Dice) -> Vec<u8> {
        let rows = self.rows(dice);
        match self.kind {
            "xlsx" => xlsx(&rows),
            "ods" => ods(&rows),
            _ if dice.roll(6) == 0 => xlsx(&rows),
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
const SECTIONS: [&str; 6] = [
    "MUJERES",
    "HOMBRES",
    "MENORES NO ACOMPAÑADOS",
    "Adultos mayores",
    "FAMILIAS",
    "Niñas, niños y adolescentes",
];
const FAMILIES: [&str; 4] = [
    "FAMILIA",
    "Familia No.",
    "NÚCLEO FAMILIAR",
    "Grupo familiar",
];
const SUMS: [&str; 5] = ["TOTAL", "Total:", "GRAN TOTAL", "Suma", "TOTAL DE PERSONAS"];
const REMARKS: [&str; 4] = [
    "Hombres: 3 Mujeres: 4",
    "Fuente: Unidad de Ejemplo",
    "*** FIN DE LISTA ***",
    "Nota: sujeta a cambios",
];
const SIGNATURES: [&str; 5] = [
    "Elaboró",
    "Nombre y firma",
    "Responsable:",
    "Vo. Bo.",
    "Autorizó",
];
