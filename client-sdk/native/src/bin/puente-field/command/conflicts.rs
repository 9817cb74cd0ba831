use puente_client::{Candidate, Choice, Device, FieldConflict};
use puente_native::{Store, now_ms};
use puente_record::{MissingReason, RecordId, Value};
use serde_json::json;

use super::{missing, record_of, typed};
use crate::failure::Failure;
use crate::say::Answer;
use crate::{json, words};

#[derive(clap::Args)]
pub(crate) struct Conflicts {
    /// Only this record
    record: Option<String>,
}

impl Conflicts {
    pub(crate) fn run(self, device: &Device) -> Result<Answer, Failure> {
        let record = self.record.map(|record| record_of(device, &record));
        let conflicts = device.conflicts(record.transpose()?)?;
        let mut text = String::new();
        let mut objects = Vec::with_capacity(conflicts.len());
        for conflict in &conflicts {
            let code = code(device, conflict.record)?;
            objects.push(json::conflict(conflict, &code));
            text.push_str(&of_field(conflict, &code));
        }
        if conflicts.is_empty() {
            text.push_str("Sin conflictos.");
        }
        Ok(Answer::new(json!({ "conflicts": objects }), text))
    }
}

/// The code as the record shows it.
fn code(device: &Device, record: RecordId) -> Result<String, Failure> {
    let view = device.view(record, now_ms())?;
    let code = view.fields.get("code").and_then(|code| code.values.first());
    Ok(code.cloned().unwrap_or_default())
}

fn of_field(conflict: &FieldConflict, code: &str) -> String {
    let rows: Vec<Vec<String>> = conflict
        .candidates
        .iter()
        .enumerate()
        .map(|(place, candidate)| {
            let mark = if conflict.proposal.choice == Choice::Candidate(place) {
                "*"
            } else {
                " "
            };
            let mut row = vec![format!("  {mark} {}", place + 1)];
            row.extend(cells(&conflict.field, candidate));
            row
        })
        .collect();
    let label = words::label(&conflict.field);
    format!(
        "{code}  {label} ({})\n{}",
        conflict.field,
        words::table(&rows)
    )
}

fn cells(field: &str, candidate: &Candidate) -> [String; 5] {
    let author = candidate.author.as_ref();
    let name = author.map_or("¿quién?", |author| match author.name.as_str() {
        "" => "sin nombre",
        name => name,
    });
    let mut remarks = Vec::new();
    if candidate.shown {
        remarks.push("el que se muestra");
    }
    if candidate.claim {
        remarks.push("propuesto después");
    }
    [
        words::value(words::described(field), &candidate.value),
        name.to_owned(),
        words::at(candidate.time_ms),
        basis(&candidate.basis).to_owned(),
        remarks.join(", "),
    ]
}

fn basis(basis: &str) -> &str {
    match basis {
        "" => "lo dijo",
        "document" => "documento",
        "mrz" => "lectura mecánica",
        "curp" => "por la CURP",
        "observed" => "observado",
        "list" => "de la lista",
        "device" => "el sistema",
        basis if basis.starts_with("decided") => "decidido",
        basis => basis,
    }
}

#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(crate) struct Resolve {
    /// The record's code
    record: String,
    /// The field's id, as `conflicts` shows it
    field: String,
    /// The value that stands
    #[arg(long, group = "what", allow_hyphen_values = true)]
    value: Option<String>,
    /// The candidate that stands, by its number in `conflicts`
    #[arg(long, group = "what", value_name = "N")]
    candidate: Option<usize>,
    /// That there is no value, and why
    #[arg(long, group = "what", value_name = "REASON", value_parser = missing)]
    missing: Option<MissingReason>,
    /// Why; kept with the decision
    #[arg(long)]
    reason: String,
}

impl Resolve {
    pub(crate) fn run(self, mut store: Store) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        let value = self.decided(&store.device, record)?;
        let Store { device, rng, .. } = &mut store;
        device.resolve(record, &self.field, &value, &self.reason, now_ms(), rng)?;
        let stored = value.to_stored().unwrap_or_default();
        let text = format!(
            "{}: {}",
            words::label(&self.field),
            words::value(words::described(&self.field), &stored)
        );
        let mut object = json!({ "record": record, "field": self.field });
        if let (Some(object), serde_json::Value::Object(said)) =
            (object.as_object_mut(), json::said(&stored))
        {
            object.extend(said);
        }
        Ok(Answer::new(object, text))
    }

    fn decided(&self, device: &Device, record: RecordId) -> Result<Value, Failure> {
        let Some(number) = self.candidate else {
            return Ok(match (&self.value, self.missing) {
                (Some(text), _) => typed(&self.field, text.trim()),
                (None, reason) => {
                    Value::Missing(reason.expect("clap wants one of value, candidate, missing"))
                }
            });
        };
        let conflicts = device.conflicts(Some(record))?;
        let of = conflicts.iter().find(|of| of.field == self.field);
        let of = of.ok_or(puente_client::Error::NoConflict)?;
        let chosen = number
            .checked_sub(1)
            .and_then(|place| of.candidates.get(place));
        let chosen = chosen.ok_or_else(|| {
            let count = of.candidates.len();
            Failure::new(
                "no_such_candidate",
                format!("Los valores en conflicto van del 1 al {count}."),
                format!("The candidates are numbered 1 to {count}."),
            )
        })?;
        Ok(Value::from_stored(&chosen.value))
    }
}
