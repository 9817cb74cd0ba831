mod again;
mod taken;

use std::io::Read as _;
use std::path::PathBuf;

use puente_client::KnownSites;
use puente_lists::{
    Answers, DateOrder, Delimiter, Encoding, ListReading, Meaning, RowFault, limits, name_order,
};
use puente_native::{RowNumbers, now_ms};
use puente_record::code_list::SEX;
use puente_record::name::NameOrder;
use serde_json::{Value, json};

use super::{At, hand_over, pair, preview};
use crate::failure::{Failure, asked};
use crate::say::Answer;
use crate::words::counted;

#[derive(clap::Args)]
pub(crate) struct Import {
    /// The list: CSV, XLSX or ODS, one person a row; or one that another phone handed over
    list: PathBuf,
    /// Show what was recognised, and take nothing
    #[arg(long)]
    preview: bool,
    /// Take the list in and register nobody yet
    #[arg(long, conflicts_with = "rows")]
    list_only: bool,
    /// Register only these rows: 1-45, or 46-90,101, or 91-
    #[arg(long)]
    rows: Option<RowNumbers>,
    /// What people call the list; the file's name without its ending if not given
    #[arg(long)]
    name: Option<String>,
    /// The code of a list that another phone handed over
    #[arg(long)]
    code: Option<String>,
    /// Whether the list is a newer version of one that is here: yes, no
    #[arg(long, value_parser = yes_or_no)]
    same_list: Option<bool>,
    #[command(flatten)]
    answers: Said,
}

/// What the list does not say itself.
#[derive(clap::Args)]
struct Said {
    /// utf-8, utf-16le, utf-16be, windows-1252, macintosh, cp850
    #[arg(long)]
    encoding: Option<Encoding>,
    /// , ; tab |
    #[arg(long)]
    delimiter: Option<Delimiter>,
    /// The sheet of a workbook, by name or number
    #[arg(long)]
    sheet: Option<String>,
    /// The row that names the columns; 0 when none does
    #[arg(long, value_name = "N")]
    header_row: Option<u32>,
    /// How many rows name the columns, one below the other
    #[arg(long, value_name = "N")]
    header_rows: Option<u8>,
    /// What a column says, as often as needed: "FECHA=birth.date", or number, full_name, surnames, note, ignore
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = column)]
    column: Vec<(String, Meaning)>,
    /// What the signs for the sex mean: H=male,M=female
    #[arg(long, value_name = "SIGN=SEX", value_delimiter = ',', value_parser = sex_code)]
    sex_codes: Vec<(String, String)>,
    /// dmy, mdy, ymd
    #[arg(long)]
    date_order: Option<DateOrder>,
    /// Whether a sheet turned day and month of what it took for dates: yes, no
    #[arg(long, value_parser = yes_or_no)]
    dates_swapped: Option<bool>,
    /// surname_first, given_first
    #[arg(long, value_parser = order)]
    name_order: Option<NameOrder>,
    /// Rows that the sheet does not show: take, skip
    #[arg(long, value_parser = taken)]
    hidden_rows: Option<bool>,
    /// Rows with a name and nothing else: people, headings
    #[arg(long, value_parser = people)]
    lone_rows: Option<bool>,
}

fn column(text: &str) -> Result<(String, Meaning), String> {
    let (column, meaning) = text
        .rsplit_once('=')
        .ok_or("write COLUMN=FIELD, such as FECHA=birth.date")?;
    let meaning = meaning
        .parse::<Meaning>()
        .map_err(|error| error.to_string())?;
    Ok((column.to_owned(), meaning))
}

fn sex_code(text: &str) -> Result<(String, String), String> {
    let (sign, code) = pair(text)?;
    match SEX.code(&code) {
        Some(_) => Ok((sign, code)),
        None => Err("write SIGN=SEX, the sex being female, male, x or not_said".into()),
    }
}

fn order(text: &str) -> Result<NameOrder, String> {
    name_order(text).ok_or_else(|| "surname_first or given_first".into())
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("yes or no".into()),
    }
}

fn taken(text: &str) -> Result<bool, String> {
    match text {
        "take" => Ok(true),
        "skip" => Ok(false),
        _ => Err("take or skip".into()),
    }
}

fn people(text: &str) -> Result<bool, String> {
    match text {
        "people" => Ok(true),
        "headings" => Ok(false),
        _ => Err("people or headings".into()),
    }
}

impl Import {
    /// The list is read before a store is made for it.
    pub(crate) fn run(self, at: &At) -> Result<Answer, Failure> {
        let bytes = self.bytes()?;
        if let Some(sealed) = hand_over::sealed(&bytes) {
            return self.copied(at, &sealed);
        }
        let name = self.name()?;
        let said = self.answers;
        let answers = Answers {
            encoding: said.encoding,
            delimiter: said.delimiter,
            sheet: said.sheet,
            header_row: said.header_row,
            header_rows: said.header_rows,
            columns: said.column,
            sex_codes: said.sex_codes,
            date_order: said.date_order,
            dates_swapped: said.dates_swapped,
            name_order: said.name_order,
            hidden_rows: said.hidden_rows,
            lone_rows: said.lone_rows,
        };
        // It tells centuries alone, for which the day of any site will do.
        let today = KnownSites::default().today(now_ms());
        let reading = puente_lists::read(&bytes, &answers, today)?;
        if self.preview {
            return Ok(preview::answer(&name, &reading));
        }
        if !reading.questions.is_empty() {
            return Err(unanswered(&reading));
        }
        let rows = if self.list_only {
            None
        } else {
            Some(self.rows.unwrap_or_else(RowNumbers::all))
        };
        let of = taken::ListFile {
            name,
            reading,
            same: self.same_list,
            copy: None,
        };
        of.take_in(at.make()?, rows.as_ref())
    }

    /// A list of another phone was understood there. It was handed over to be split, so nobody is registered of it
    /// whose rows were not named.
    fn copied(self, at: &At, sealed: &[u8]) -> Result<Answer, Failure> {
        let copy = hand_over::opened(sealed, self.code.as_deref())?;
        let name = self.name.as_deref().unwrap_or(copy.name()).to_owned();
        let reading = copy.reading();
        if self.preview {
            return Ok(preview::answer(&name, &reading));
        }
        let of = taken::ListFile {
            name,
            reading,
            same: self.same_list,
            copy: Some(copy),
        };
        of.take_in(at.make()?, self.rows.as_ref())
    }

    /// No more of the file than a list may have, whatever it is.
    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let most = limits::FILE_BYTES_MAX as u64 + 1;
        let read = || {
            let mut bytes = Vec::new();
            std::fs::File::open(&self.list)?
                .take(most)
                .read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|source| {
            let path = self.list.clone();
            puente_native::Error::File { path, source }.into()
        })
    }

    /// A browser that saved the file twice called it `lista (1)`.
    fn name(&self) -> Result<String, Failure> {
        let stem = self.list.file_stem().and_then(|stem| stem.to_str());
        let stem = stem.map(|stem| match stem.rsplit_once(" (") {
            Some((name, number)) if number.trim_end_matches(')').parse::<u8>().is_ok() => name,
            _ => stem,
        });
        match self.name.as_deref().or(stem).unwrap_or_default().trim() {
            "" => Err(Failure::new(
                "list_name",
                "La lista necesita un nombre; use --name.",
                "The list needs a name; use --name.",
            )),
            name => Ok(name.to_owned()),
        }
    }
}

fn unanswered(reading: &ListReading) -> Failure {
    let (es, en): (Vec<_>, Vec<_>) = reading.questions.iter().map(asked).unzip();
    Failure::new(
        "list_questions",
        format!(
            "Falta decir: {}. Nada se tomó; vea --preview.",
            es.join("; ")
        ),
        format!(
            "Still to be said: {}. Nothing was taken; see --preview.",
            en.join("; ")
        ),
    )
}

/// Lines with somebody who was not read, or lines that are nobody, with their reasons.
pub(super) fn rejected(reading: &ListReading, are_people: bool) -> Vec<Value> {
    let faults = reading.faults.iter();
    faults
        .filter(|(_, fault)| fault.may_be_person() == are_people)
        .map(|(line, fault)| json!({ "line": line, "reason": fault.to_string() }))
        .collect()
}

/// How many lines with somebody were not read, and how many are nobody.
pub(super) fn unread(reading: &ListReading) -> String {
    let people = rejected(reading, true).len();
    match reading.faults.len() - people {
        0 => format!("{people} sin leer"),
        others => {
            let others = counted(
                others as u64,
                "línea que no es persona",
                "líneas que no son personas",
            );
            format!("{people} sin leer, {others}")
        }
    }
}

/// Why a line was not read.
pub(super) fn words(fault: RowFault) -> (String, String) {
    let es = match fault {
        RowFault::Cells { found, expected } => {
            format!("tiene {found} celdas y el encabezado {expected}.")
        }
        RowFault::Heading => "es un título, no una persona.".into(),
        RowFault::Explanation => "explica las columnas, no es una persona.".into(),
        RowFault::OtherTable => "es de otra tabla, con otras columnas; guárdela aparte.".into(),
        RowFault::Hidden => "está oculto y no se toma.".into(),
        RowFault::Formula => {
            "su nombre es una fórmula sin valor; abra la lista en una hoja de cálculo y guárdela."
                .into()
        }
        RowFault::Above => "está arriba del encabezado y no se toma.".into(),
        RowFault::Torn => "tiene unas comillas que no cierran.".into(),
        RowFault::NoName => "no tiene nombre ni apellido.".into(),
        RowFault::TooLong => "tiene una celda demasiado larga.".into(),
        RowFault::Closing => "es un total o una firma, no una persona.".into(),
    };
    (es, format!("{fault}; it was not taken in."))
}
