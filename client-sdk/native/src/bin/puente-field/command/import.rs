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
use puente_texts::{Argument, Text, text};
use serde_json::{Value, json};

use super::{At, NotAValue, hand_over, pair, preview};
use crate::failure::{Failure, asked};
use crate::say::Answer;
use crate::words::counted;

#[derive(clap::Args)]
pub(crate) struct Import {
    list: PathBuf,
    #[arg(long)]
    preview: bool,
    #[arg(long, conflicts_with = "rows")]
    list_only: bool,
    #[arg(long)]
    rows: Option<RowNumbers>,
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    code: Option<String>,
    #[arg(long, value_parser = yes_or_no)]
    same_list: Option<bool>,
    #[command(flatten)]
    answers: Said,
}

/// What the list does not say itself.
#[derive(clap::Args)]
struct Said {
    #[arg(long)]
    encoding: Option<Encoding>,
    #[arg(long)]
    delimiter: Option<Delimiter>,
    #[arg(long)]
    sheet: Option<String>,
    #[arg(long, value_name = "N")]
    header_row: Option<u32>,
    #[arg(long, value_name = "N")]
    header_rows: Option<u8>,
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = column)]
    column: Vec<(String, Meaning)>,
    #[arg(long, value_name = "SIGN=SEX", value_delimiter = ',', value_parser = sex_code)]
    sex_codes: Vec<(String, String)>,
    #[arg(long)]
    date_order: Option<DateOrder>,
    #[arg(long, value_parser = yes_or_no)]
    dates_swapped: Option<bool>,
    #[arg(long, value_parser = order)]
    name_order: Option<NameOrder>,
    #[arg(long, value_parser = taken)]
    hidden_rows: Option<bool>,
    #[arg(long, value_parser = people)]
    lone_rows: Option<bool>,
}

fn column(text: &str) -> Result<(String, Meaning), NotAValue> {
    let (column, meaning) = text.rsplit_once('=').ok_or(NotAValue)?;
    let meaning = meaning.parse::<Meaning>().map_err(|_| NotAValue)?;
    Ok((column.to_owned(), meaning))
}

fn sex_code(text: &str) -> Result<(String, String), NotAValue> {
    let (sign, code) = pair(text)?;
    match SEX.code(&code) {
        Some(_) => Ok((sign, code)),
        None => Err(NotAValue),
    }
}

fn order(text: &str) -> Result<NameOrder, NotAValue> {
    name_order(text).ok_or(NotAValue)
}

fn yes_or_no(text: &str) -> Result<bool, NotAValue> {
    one_of(text, "yes", "no")
}

fn taken(text: &str) -> Result<bool, NotAValue> {
    one_of(text, "take", "skip")
}

fn people(text: &str) -> Result<bool, NotAValue> {
    one_of(text, "people", "headings")
}

/// True for the first word, false for the second.
fn one_of(text: &str, one: &str, other: &str) -> Result<bool, NotAValue> {
    match text {
        text if text == one => Ok(true),
        text if text == other => Ok(false),
        _ => Err(NotAValue),
    }
}

impl Import {
    /// Reads the list before a store is made for it.
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
        // Today only decides centuries, so the day of any site is good enough.
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

    /// Imports another phone's copy, which that phone has already understood. The copy is meant to be split, so
    /// only the rows that were named are registered.
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

    /// Reads the file, up to the largest size of a list.
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

    /// The list's name. A browser that saved the file twice named it `lista (1)`.
    fn name(&self) -> Result<String, Failure> {
        let stem = self.list.file_stem().and_then(|stem| stem.to_str());
        let stem = stem.map(|stem| match stem.rsplit_once(" (") {
            Some((name, number)) if number.trim_end_matches(')').parse::<u8>().is_ok() => name,
            _ => stem,
        });
        match self.name.as_deref().or(stem).unwrap_or_default().trim() {
            "" => Err(Failure::new("list_name")),
            name => Ok(name.to_owned()),
        }
    }
}

fn unanswered(reading: &ListReading) -> Failure {
    let questions = reading.questions.iter().map(asked).collect();
    let questions = Argument::Joined(questions, "; ");
    Failure::new("list_questions").with("questions", questions)
}

/// The lines that were not read, with their reasons: those with a person, or those without.
pub(super) fn rejected(reading: &ListReading, are_people: bool) -> Vec<Value> {
    let faults = reading.faults.iter();
    faults
        .filter(|(_, fault)| fault.may_be_person() == are_people)
        .map(|(line, fault)| json!({ "line": line, "reason": fault.to_string() }))
        .collect()
}

/// How many lines with a person, and how many without, were not read.
pub(super) fn unread(reading: &ListReading) -> String {
    let people = rejected(reading, true).len();
    let unread = counted("cli-import-unread", people as u64);
    match reading.faults.len() - people {
        0 => unread,
        others => format!("{unread}, {}", counted("cli-import-others", others as u64)),
    }
}

/// The text of why a line was not read.
pub(super) fn words(fault: RowFault) -> Text {
    let key = match fault {
        RowFault::Cells { found, expected } => {
            return text!("cli-fault-cells", found = found, expected = expected);
        }
        RowFault::Heading => "cli-fault-heading",
        RowFault::Explanation => "cli-fault-explanation",
        RowFault::OtherTable => "cli-fault-other_table",
        RowFault::Hidden => "cli-fault-hidden",
        RowFault::Formula => "cli-fault-formula",
        RowFault::Above => "cli-fault-above",
        RowFault::Torn => "cli-fault-torn",
        RowFault::NoName => "cli-fault-no_name",
        RowFault::TooLong => "cli-fault-too_long",
        RowFault::Closing => "cli-fault-closing",
    };
    Text::new(key)
}
