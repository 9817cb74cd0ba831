use std::fmt::Write as _;

use puente_client::{Device, FieldAction, FieldChange, RecordChange, RecordView, Standing};
use puente_record::Moment;
use serde_json::json;

use super::{look, record_of};
use crate::failure::Failure;
use crate::say::Answer;
use crate::{json, words};

#[derive(clap::Args)]
pub(crate) struct History {
    /// The record's code
    record: String,
    /// Only who wrote this field, and when
    #[arg(long, value_name = "ID")]
    field: Option<String>,
    /// The record as it was then, in UTC: YYYY-MM-DD or YYYY-MM-DDThh:mm
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,
}

impl History {
    pub(crate) fn run(self, device: &Device) -> Result<Answer, Failure> {
        let record = record_of(device, &self.record)?;
        if let Some(at) = self.at {
            let mut view = device.view_at(record, at.unix_ms() + 999)?;
            if let Some(field) = &self.field {
                only(&mut view, field);
            }
            let text = look::text(device, &view)?;
            let mut object = json::record(&view, &[]);
            object["at"] = at.to_string().into();
            return Ok(Answer::new(object, text));
        }
        let changes = device.history(record, self.field.as_deref())?;
        let text = match changes.is_empty() {
            true => "Nada se ha escrito ahí.".to_owned(),
            false => changes.iter().map(line).collect(),
        };
        let changes: Vec<_> = changes.iter().map(json::change).collect();
        Ok(Answer::new(
            json!({ "record": record, "changes": changes }),
            text,
        ))
    }
}

/// Leaves everything out but one field.
fn only(view: &mut RecordView, field: &str) {
    view.fields.retain(|id, _| id == field);
    view.sets.retain(|id, _| id == field);
    for (kind, entries) in &mut view.entries {
        entries.retain(|id, fields| {
            fields.retain(|name, _| format!("{kind}/{id}/{name}") == field || kind == field);
            !fields.is_empty()
        });
    }
    view.entries.retain(|_, entries| !entries.is_empty());
    view.findings.retain(|(id, _)| id == field);
}

fn line(change: &RecordChange) -> String {
    let mut text = format!(
        "{}  {}  {}",
        words::at(change.told_ms),
        words::author(change.author.as_ref()),
        words::basis(&change.basis)
    );
    if let Some(reason) = &change.reason {
        let _ = write!(text, ": {}", words::reason(reason));
    }
    match &change.standing {
        Standing::Stands => {}
        Standing::SavedHere => text.push_str("  [guardado aquí]"),
        Standing::Pending => text.push_str("  [espera otros cambios en el servidor]"),
        Standing::Quarantined(why) => {
            let _ = write!(text, "  [apartado por el servidor: {why}]");
        }
        Standing::SetAside(why) => {
            let _ = write!(text, "  [descartado por el servidor: {why}]");
        }
        Standing::WrittenAgain => text.push_str("  [se volvió a escribir]"),
    }
    text.push('\n');
    for edit in &change.edits {
        let _ = writeln!(text, "    {}", edited(edit));
    }
    for conflict in &change.conflicts {
        let step = match conflict.step {
            "began" => "empieza un conflicto",
            "ended" => "termina el conflicto",
            _ => "cambia el conflicto",
        };
        let _ = writeln!(text, "    ⚠ {step}: {}", words::label(&conflict.field));
    }
    text
}

fn edited(edit: &FieldChange) -> String {
    let of = words::described(&edit.field);
    let said = |stored: &str| words::value(of, stored);
    let label = words::label(&edit.field);
    let value = edit.value.as_deref().map(said).unwrap_or_default();
    let gone: Vec<String> = edit
        .replaced
        .iter()
        .map(|of| {
            format!(
                "«{}» de {}",
                said(&of.value),
                words::author(of.author.as_ref())
            )
        })
        .collect();
    let gone = match gone.is_empty() {
        true => String::new(),
        false => format!("  (antes: {})", gone.join(", ")),
    };
    match edit.act {
        FieldAction::Put => format!("{label}: {value}{gone}"),
        FieldAction::Cleared => format!("{label}: —{gone}"),
        FieldAction::Added => format!("{label}: + {value}"),
        FieldAction::Removed => format!("{label}: − {value}"),
        FieldAction::Claimed => format!("{label}: propone {value}{gone}"),
        FieldAction::Unclaimed => format!("{label}: ya no se propone{gone}"),
    }
}

/// A moment on the command line; a day means its end.
fn moment(text: &str) -> Result<Moment, String> {
    let text = text.trim().replace(' ', "T");
    let whole = match text.len() {
        10 => format!("{text}T23:59:59Z"),
        16 => format!("{text}:59Z"),
        19 => format!("{text}Z"),
        _ => text,
    };
    let moment = whole.parse();
    moment.map_err(|_| "write YYYY-MM-DD or YYYY-MM-DDThh:mm, in UTC".to_owned())
}
