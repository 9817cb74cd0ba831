//! A file that is an arrival list: how it is understood, and taking it in.

use js_sys::{Array, Uint8Array};
use puente_client::{Imported, ListCopy};
use puente_lists::{Answers, ListReading, Row, RowFault, name_order};
use puente_record::name::NameOrder;
use puente_record::{Day, DocumentId, Value};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::store::Store;
use crate::values::grouped;
use crate::whole_ms;

/// Rows that a preview shows.
const SHOWN: usize = 5;

/// `ListAnswers` of lists.d.ts.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Said {
    encoding: Option<String>,
    delimiter: Option<String>,
    sheet: Option<String>,
    header_row: Option<u32>,
    header_rows: Option<u8>,
    columns: Vec<(String, String)>,
    sex_codes: Vec<(String, String)>,
    date_order: Option<String>,
    dates_swapped: Option<bool>,
    name_order: Option<String>,
    hidden_rows: Option<bool>,
    lone_rows: Option<bool>,
    /// Of a list that another phone handed over.
    code: Option<String>,
}

impl Said {
    fn answers(self) -> Option<Answers> {
        fn parsed<T: std::str::FromStr>(text: Option<String>) -> Option<Option<T>> {
            text.map(|text| text.parse().ok())
                .map_or(Some(None), |of| of.map(Some))
        }
        let columns = self.columns.into_iter();
        let columns = columns.map(|(column, meaning)| Some((column, meaning.parse().ok()?)));
        let order = match self.name_order {
            Some(word) => Some(name_order(&word)?),
            None => None,
        };
        Some(Answers {
            encoding: parsed(self.encoding)?,
            delimiter: parsed(self.delimiter)?,
            sheet: self.sheet,
            header_row: self.header_row,
            header_rows: self.header_rows,
            columns: columns.collect::<Option<_>>()?,
            sex_codes: self.sex_codes,
            date_order: parsed(self.date_order)?,
            dates_swapped: self.dates_swapped,
            name_order: order,
            hidden_rows: self.hidden_rows,
            lone_rows: self.lone_rows,
        })
    }
}

/// A file as it is understood; where another phone handed it over, with what it said besides.
struct Understood {
    reading: ListReading,
    copy: Option<ListCopy>,
}

fn reading(file: &[u8], mut said: Said, today: Day) -> Result<Understood, Failure> {
    if let Some(code) = said.code.take() {
        let copy = ListCopy::open(file, &code)?;
        return Ok(Understood {
            reading: copy.reading(),
            copy: Some(copy),
        });
    }
    let answers = said.answers().ok_or(Failure::Request)?;
    let reading = puente_lists::read(file, &answers, today)?;
    Ok(Understood {
        reading,
        copy: None,
    })
}

/// The call `read_list` of messages.d.ts: `ListAnswers` in, `ListReading` out, as JSON. Nothing is stored.
///
/// # Errors
/// Codes `list_…`: nothing of the file can be used. Code `request`: not of the shape of the call.
#[wasm_bindgen(js_name = readList)]
pub fn read_list(file: &[u8], answers: &str, today: &str) -> Result<String, Failure> {
    let said = serde_json::from_str(answers).map_err(|_| Failure::Request)?;
    let today = today.parse().map_err(|_| Failure::Request)?;
    Ok(described(&reading(file, said, today)?).to_string())
}

fn described(Understood { reading: of, copy }: &Understood) -> Json {
    let faults = of.faults.iter();
    let faults: Vec<Json> = faults.map(|(line, of)| fault(*line, *of)).collect();
    let first: Vec<Json> = of.rows.iter().take(SHOWN).map(row).collect();
    json!({
        "list": of.id,
        "source": of.source,
        "header_row": of.header_row,
        "columns": of.columns,
        "sex_codes": of.sex_codes,
        "date_order": of.date_order,
        "name_order": of.name_order.map(|order| match order {
            NameOrder::SurnameFirst => "surname_first",
            NameOrder::GivenFirst => "given_first",
        }),
        "rows": of.rows.len(),
        "faults": faults,
        "notices": of.notices,
        "questions": of.questions,
        "first": first,
        "name": copy.as_ref().map(ListCopy::name),
        "rows_left": copy.as_ref().and_then(ListCopy::rows_left),
    })
}

fn fault(line: u32, of: RowFault) -> Json {
    let code = match of {
        RowFault::Cells { .. } => "cells",
        RowFault::Torn => "torn",
        RowFault::NoName => "no_name",
        RowFault::TooLong => "too_long",
        RowFault::Closing => "closing",
        RowFault::Heading => "heading",
        RowFault::Explanation => "explanation",
        RowFault::OtherTable => "other_table",
        RowFault::Hidden => "hidden",
        RowFault::Formula => "formula",
        RowFault::Above => "above",
    };
    let mut fault = Map::from_iter([
        ("line".to_owned(), line.into()),
        ("fault".to_owned(), code.into()),
    ]);
    if let RowFault::Cells { found, expected } = of {
        fault.insert("found".to_owned(), found.into());
        fault.insert("expected".to_owned(), expected.into());
    }
    fault.into()
}

fn row(of: &Row) -> Json {
    let said = of.fields.iter();
    let said = said.filter_map(|(id, value)| Some((id.as_str(), Value::as_text(value)?)));
    json!({ "number": of.number, "line": of.line, "fields": grouped(said), "note": of.note })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Import {
    name: String,
    #[serde(default)]
    answers: Said,
    /// Whether the list is a newer version of one that is here.
    same_list: Option<bool>,
}

/// The request of `copy_list`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Copying {
    list: DocumentId,
    rows: Option<String>,
}

#[wasm_bindgen]
impl Store {
    /// The call `import_list` of messages.d.ts: all of it is on disk when this returns, and nobody is
    /// registered by it. A list that may be another version of one that is here is asked about, and not taken.
    ///
    /// # Errors
    /// As `readList`; code `list_questions` while some are open; else see `advice`.
    #[wasm_bindgen(js_name = importList)]
    pub fn import_list(
        &mut self,
        file: &[u8],
        request: &str,
        now_ms: f64,
    ) -> Result<String, Failure> {
        let Import {
            name,
            answers,
            same_list,
        } = serde_json::from_str(request).map_err(|_| Failure::Request)?;
        let now_ms = whole_ms(now_ms);
        let today = self.device.sites()?.today(now_ms);
        let Understood { reading, copy } = reading(file, answers, today)?;
        let Self { device, rng, .. } = self;
        let earlier = match reading.questions.is_empty() {
            true => device.earlier_list(&reading)?,
            false => None,
        };
        let (list, new, known) = match earlier.filter(|of| same_list != Some(false) || of.is_said) {
            Some(earlier) if same_list.is_none() && !earlier.is_said => {
                return Ok(json!({ "earlier": earlier }).to_string());
            }
            Some(earlier) => {
                let kept = device.import_again(&reading, &earlier, now_ms, rng)?;
                (kept.list, kept.new, kept.known)
            }
            None => {
                let Imported { list, new, known } =
                    device.import_list(&reading, &name, now_ms, rng, &mut |_| {})?;
                (list, new, known)
            }
        };
        if let Some(copy) = copy {
            device.take_copied(list, &copy, now_ms, rng)?;
        }
        Ok(json!({ "list": list, "new": new, "known": known }).to_string())
    }

    /// The call `copy_list` of messages.d.ts: the file's bytes, and the rest as JSON.
    ///
    /// # Errors
    /// Codes `no_such_list`, `rows_claimed`; else see `advice`.
    #[wasm_bindgen(js_name = copyList)]
    pub fn copy_list(&mut self, request: &str) -> Result<Array, Failure> {
        let Copying { list, rows } = serde_json::from_str(request).map_err(|_| Failure::Request)?;
        let rows = rows.map(|rows| rows.parse().map_err(|_| Failure::Request));
        let Self { device, rng, .. } = self;
        let copy = device.copy_list(list, rows.transpose()?.as_ref(), rng)?;
        let sealed = copy.seal(rng);
        let said = json!({ "code": &*sealed.code, "portion": copy.portion_left() });
        let file = Uint8Array::from(&sealed.file[..]);
        Ok(Array::of2(&file, &said.to_string().into()))
    }
}
