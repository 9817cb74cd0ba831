//! Columns, and the headers that lists give them.

use super::shape::Shape;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Number,
    Given,
    Surname1,
    Surname2,
    Surnames,
    Full,
    Sex,
    Woman,
    Man,
    Girl,
    Boy,
    Birth,
    Day,
    Month,
    Year,
    Age,
    Nationality,
    Address,
}

impl Shape {
    pub(super) fn headers(&self) -> Vec<Vec<String>> {
        let of = |part: &Part| {
            header(
                *part,
                self.spelling,
                self.kind == "english" || self.dates == 1,
            )
        };
        let plain: Vec<String> = self
            .columns
            .iter()
            .map(|part| of(part).to_owned())
            .collect();
        let with = |change: fn(usize, &str) -> String| {
            vec![
                plain
                    .iter()
                    .enumerate()
                    .map(|(at, header)| change(at, header))
                    .collect(),
            ]
        };
        match self.kind {
            "header in two rows" => {
                let is_name =
                    |part: &Part| matches!(part, Part::Surname1 | Part::Surname2 | Part::Given);
                let first = self.columns.iter().position(is_name);
                let group = self
                    .columns
                    .iter()
                    .enumerate()
                    .map(|(at, part)| match is_name(part) {
                        true if Some(at) == first => "NOMBRE".to_owned(),
                        true => String::new(),
                        false => of(part).to_owned(),
                    });
                let below = self.columns.iter().map(|part| {
                    if is_name(part) {
                        of(part).to_owned()
                    } else {
                        String::new()
                    }
                });
                vec![group.collect(), below.collect()]
            }
            "headers of forms" => {
                with(|_, header| format!("grupo_datos/{}", header.to_lowercase().replace(' ', "_")))
            }
            "headers numbered" => with(|at, header| format!("{}. {header}", at + 1)),
            "headers in two languages" => vec![
                self.columns
                    .iter()
                    .map(|part| format!("{} / {}", header(*part, 0, false), header(*part, 0, true)))
                    .collect(),
            ],
            _ => vec![plain],
        }
    }
}

const fn header(part: Part, spelling: usize, is_english: bool) -> &'static str {
    let words: [&str; 3] = match (part, is_english) {
        (Part::Number, _) => ["No.", "Núm.", "#"],
        (Part::Given, false) => ["Nombre(s)", "NOMBRES", "Nombre"],
        (Part::Given, true) => ["First name", "Given names", "GIVEN NAME"],
        (Part::Surname1, false) => ["Apellido paterno", "PRIMER APELLIDO", "Paterno"],
        (Part::Surname1, true) => ["First surname", "SURNAME 1", "Paternal surname"],
        (Part::Surname2, false) => ["Apellido materno", "SEGUNDO APELLIDO", "Materno"],
        (Part::Surname2, true) => ["Second surname", "SURNAME 2", "Maternal surname"],
        (Part::Surnames, false) => ["Apellidos", "APELLIDOS", "Apellido"],
        (Part::Surnames, true) => ["Last name", "SURNAMES", "Family name"],
        (Part::Full, false) => ["Nombre completo", "NOMBRE DEL PASAJERO", "Nombre"],
        (Part::Full, true) => ["Full name", "PASSENGER", "Name"],
        (Part::Sex, false) => ["Sexo", "SEXO", "Género"],
        (Part::Sex, true) => ["Sex", "GENDER", "Gender"],
        (Part::Woman, _) => ["Mujer", "M", "F"],
        (Part::Man, _) => ["Hombre", "H", "M"],
        (Part::Girl, _) => ["Niña", "NIÑAS", "Niña"],
        (Part::Boy, _) => ["Niño", "NIÑOS", "Niño"],
        (Part::Birth, false) => ["Fecha de nacimiento", "F. NAC.", "Nacimiento"],
        (Part::Birth, true) => ["Date of birth", "DOB", "Birth date"],
        (Part::Day, false) => ["Día", "DÍA", "Día"],
        (Part::Day, true) => ["Day", "DAY", "Day"],
        (Part::Month, false) => ["Mes", "MES", "Mes"],
        (Part::Month, true) => ["Month", "MONTH", "Month"],
        (Part::Year, false) => ["Año", "AÑO", "Año"],
        (Part::Year, true) => ["Year", "YEAR", "Year"],
        (Part::Age, false) => ["Edad", "EDAD EN AÑOS", "Edad"],
        (Part::Age, true) => ["Age", "AGE", "Age (years)"],
        (Part::Nationality, false) => ["Nacionalidad", "NACIONALIDAD", "País"],
        (Part::Nationality, true) => ["Nationality", "CITIZENSHIP", "Country"],
        (Part::Address, _) => ["Domicilio", "ASIENTO", "Folio"],
    };
    words[spelling]
}

pub(super) const fn hint(part: Part) -> &'static str {
    match part {
        Part::Birth => "(dd/mm/aaaa)",
        Part::Sex => "(H/M)",
        Part::Age | Part::Number | Part::Day | Part::Month | Part::Year => "(número)",
        _ => "(como en el acta)",
    }
}
