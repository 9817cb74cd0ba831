//! One row of a list in the layout `no,apellido_paterno,…,observaciones`.

use csv::ByteRecord;
use puente_client::{Arrival, Registration};
use puente_record::code_list::COUNTRIES;
use puente_record::{VALUE_BYTES_MAX, Value};

use super::{Fault, ListError, MEMBER_BYTES_MAX, column_key, place};
use crate::code_of;

/// The layout's columns, in its order.
const NAMES: [&str; 11] = [
    "no",
    "apellido_paterno",
    "apellido_materno",
    "nombres",
    "sexo",
    "fecha_nacimiento",
    "nacionalidad",
    "entidad_nacimiento",
    "curp",
    "grupo_familiar",
    "observaciones",
];
const NUMBER: usize = 0;
const SURNAME1: usize = 1;
const GIVEN: usize = 3;
const SEX: usize = 4;
const NOTE: usize = 10;

/// Where the columns stand in one list.
pub(super) struct Columns {
    places: [usize; NAMES.len()],
    count: usize,
}

/// What the letters of the column `sexo` mean in one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SexLetters {
    /// F and M, as in English and in passports.
    FemaleMale,
    /// H and M: hombre, mujer.
    HombreMujer,
    /// M alone.
    Ambiguous,
}

impl SexLetters {
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut has_h, mut has_f, mut has_m) = (false, false, false);
        for cell in cells {
            has_h |= cell.eq_ignore_ascii_case("h");
            has_f |= cell.eq_ignore_ascii_case("f");
            has_m |= cell.eq_ignore_ascii_case("m");
        }
        match (has_h, has_f, has_m) {
            (true, _, _) => Self::HombreMujer,
            (false, false, true) => Self::Ambiguous,
            _ => Self::FemaleMale,
        }
    }

    /// The code of a cell; nothing where the letter cannot be told.
    fn code(self, cell: &str) -> Option<&str> {
        Some(match (&*cell.to_ascii_lowercase(), self) {
            ("m", Self::Ambiguous) => return None,
            ("m", Self::FemaleMale) | ("h", _) => "male",
            ("m", Self::HombreMujer) | ("f", _) => "female",
            _ => code_of(&puente_record::code_list::SEX, cell),
        })
    }
}

impl Columns {
    /// Finds the columns; others may stand between them.
    pub(super) fn of(header: &ByteRecord) -> Result<Self, ListError> {
        let keys: Vec<String> = header.iter().map(column_key).collect();
        let mut places = [0; NAMES.len()];
        let mut missing = Vec::new();
        for (place, name) in places.iter_mut().zip(NAMES) {
            let key = column_key(name.as_bytes());
            match keys.iter().position(|known| *known == key) {
                Some(found) => *place = found,
                None => missing.push(name),
            }
        }
        if missing.is_empty() {
            Ok(Self {
                places,
                count: header.len(),
            })
        } else {
            Err(ListError::Header(missing))
        }
    }

    /// What a row says in the column `sexo`, if it can be read at all.
    pub(super) fn sex<'a>(&self, record: &'a ByteRecord) -> Option<&'a str> {
        self.cell(record, SEX).ok()
    }

    fn cell<'a>(&self, record: &'a ByteRecord, column: usize) -> Result<&'a str, Fault> {
        let cell = record.get(self.places[column]).unwrap_or_default();
        let text = std::str::from_utf8(cell).map_err(|_| Fault::NotUtf8)?;
        Ok(text.trim())
    }

    /// A row as a person.
    pub(super) fn arrival(
        &self,
        record: &ByteRecord,
        letters: SexLetters,
    ) -> Result<Arrival, Fault> {
        if record.len() != self.count {
            return Err(Fault::Cells {
                found: record.len(),
                expected: self.count,
            });
        }
        let mut cells = [""; NAMES.len()];
        for (column, cell) in cells.iter_mut().enumerate() {
            *cell = self.cell(record, column)?;
            // One more for the sign that a typed ∅ gets in front.
            if cell.len() + '∅'.len_utf8() > VALUE_BYTES_MAX {
                return Err(Fault::TooLong);
            }
        }
        let row = cells[NUMBER].parse().map_err(|_| Fault::NoNumber)?;
        if cells[SURNAME1].is_empty() && cells[GIVEN].is_empty() {
            return Err(Fault::NoName);
        }
        let note = Some(cells[NOTE].to_owned()).filter(|note| !note.is_empty());
        Ok(Arrival {
            row,
            registration: Registration {
                fields: fields(&cells, letters)?,
                basis: "list".into(),
            },
            note,
        })
    }
}

fn fields(cells: &[&str; NAMES.len()], letters: SexLetters) -> Result<Vec<(String, Value)>, Fault> {
    let [
        _,
        surname1,
        surname2,
        given,
        sex,
        born,
        country,
        state,
        curp,
        household,
        _,
    ] = *cells;
    let country = code_of(&COUNTRIES, country);
    if country.len() > MEMBER_BYTES_MAX {
        return Err(Fault::TooLong);
    }
    let born = place::day(born);
    let said = [
        ("name.given", given),
        ("name.surname1", surname1),
        ("name.surname2", surname2),
        ("sex", letters.code(sex).unwrap_or_default()),
        ("birth.date", &born),
        ("nationality", country),
        ("birth.state", place::birth_state(state)),
        ("curp", curp),
        ("household", household),
    ];
    let said = said.into_iter().filter(|(_, value)| !value.is_empty());
    Ok(said
        .map(|(field, value)| (field.to_owned(), Value::from(value)))
        .collect())
}
