use std::fmt::Write as _;

use puente_client::{Device, FieldAction, FieldChange, RecordChange, RecordView, Standing};
use puente_record::Moment;
use puente_texts::{Text, text};
use serde_json::json;

use super::{NotAValue, look, record_of};
use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::{json, words};

#[derive(clap::Args)]
pub(crate) struct History {
    record: String,
    #[arg(long, value_name = "ID")]
    field: Option<String>,
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
            true => t("cli-history-nothing"),
            false => changes.iter().map(line).collect(),
        };
        let changes: Vec<_> = changes.iter().map(json::change).collect();
        Ok(Answer::new(
            json!({ "record": record, "changes": changes }),
            text,
        ))
    }
}

/// Removes everything but one field.
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
    let standing = match &change.standing {
        Standing::Stands => None,
        Standing::SavedHere => Some(Text::new("cli-state-saved_here")),
        Standing::Pending => Some(Text::new("cli-history-pending")),
        Standing::Quarantined(why) => Some(text!("cli-history-quarantined", why = why.to_string())),
        Standing::SetAside(why) => Some(text!("cli-history-set_aside", why = why.to_string())),
        Standing::WrittenAgain => Some(Text::new("cli-history-written_again")),
    };
    if let Some(standing) = standing {
        let _ = write!(text, "  [{}]", localized(&standing));
    }
    text.push('\n');
    for edit in &change.edits {
        let _ = writeln!(text, "    {}", edited(edit));
    }
    for conflict in &change.conflicts {
        let step = match conflict.step {
            "began" => "cli-history-conflict_began",
            "ended" => "cli-history-conflict_ended",
            _ => "cli-history-conflict_changed",
        };
        let _ = writeln!(text, "    ⚠ {}: {}", t(step), words::label(&conflict.field));
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
            localized(&text!(
                "cli-history-of",
                value = said(&of.value),
                author = words::author(of.author.as_ref())
            ))
        })
        .collect();
    let gone = match gone.is_empty() {
        true => String::new(),
        false => format!(
            "  ({})",
            localized(&text!("cli-history-before", values = gone.join(", ")))
        ),
    };
    match edit.act {
        FieldAction::Put => format!("{label}: {value}{gone}"),
        FieldAction::Cleared => format!("{label}: —{gone}"),
        FieldAction::Added => format!("{label}: + {value}"),
        FieldAction::Removed => format!("{label}: − {value}"),
        FieldAction::Claimed => {
            let claimed = localized(&text!("cli-history-claimed", value = value));
            format!("{label}: {claimed}{gone}")
        }
        FieldAction::Unclaimed => format!("{label}: {}{gone}", t("cli-history-unclaimed")),
    }
}

/// Reads a time on the command line; a day means its end.
fn moment(text: &str) -> Result<Moment, NotAValue> {
    let text = text.trim().replace(' ', "T");
    let whole = match text.len() {
        10 => format!("{text}T23:59:59Z"),
        16 => format!("{text}:59Z"),
        19 => format!("{text}Z"),
        _ => text,
    };
    whole.parse().map_err(|_| NotAValue)
}
