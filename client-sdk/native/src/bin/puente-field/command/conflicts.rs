use puente_client::{Choice, Device, FieldCandidate, FieldConflict};
use puente_native::{OpenStore, now_ms};
use puente_record::RecordId;
use puente_texts::text;
use serde_json::json;

use super::record_of;
use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::{json, words};

#[derive(clap::Args)]
pub(crate) struct Conflicts {
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
            text.push_str(&t("cli-conflicts-none"));
        }
        Ok(Answer::new(json!({ "conflicts": objects }), text))
    }
}

/// The code that the record shows.
pub(super) fn code(device: &Device, record: RecordId) -> Result<String, Failure> {
    Ok(device.line(record)?.code)
}

fn of_field(conflict: &FieldConflict, code: &str) -> String {
    let proposed = conflict.proposal.choice;
    let rows: Vec<Vec<String>> = conflict
        .candidates
        .iter()
        .enumerate()
        .map(|(place, candidate)| {
            let is_proposed = proposed == Choice::Candidate(place) || proposed == Choice::KeepAll;
            let mark = if is_proposed { "*" } else { " " };
            let mut row = vec![format!("  {mark} {}", place + 1)];
            row.extend(cells(&conflict.field, candidate));
            row
        })
        .collect();
    let label = words::label(&conflict.field);
    let asked = match conflict.asked {
        true => format!("  {}", t("cli-conflicts-asked")),
        false => String::new(),
    };
    format!(
        "{code}  {label} ({}){asked}\n{}      {}\n",
        conflict.field,
        words::table(&rows),
        words::proposal(&conflict.proposal)
    )
}

fn cells(field: &str, candidate: &FieldCandidate) -> [String; 5] {
    let mut remarks = Vec::new();
    if candidate.shown {
        remarks.push(t("cli-conflicts-shown"));
    }
    if candidate.claim {
        remarks.push(t("cli-conflicts-claim"));
    }
    if candidate.written_over {
        remarks.push(t("cli-conflicts-written_over"));
    }
    if let Some(by_ms) = candidate.proven_by_ms {
        remarks.push(localized(&text!(
            "cli-conflicts-proven",
            time = words::at(by_ms)
        )));
    }
    [
        words::value(words::described(field), &candidate.value),
        words::author(candidate.author.as_ref()),
        words::at(candidate.time_ms),
        words::basis(&candidate.basis),
        remarks.join(", "),
    ]
}

#[derive(clap::Args)]
pub(crate) struct Ask {
    record: String,
    field: String,
    #[arg(long)]
    no: bool,
}

impl Ask {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        let OpenStore { device, rng, .. } = &mut store;
        device.ask(record, &self.field, !self.no, now_ms(), rng)?;
        let key = match self.no {
            true => "cli-ask-done",
            false => "cli-ask-noted",
        };
        let text = localized(&text!(key, field = words::label_text(&self.field)));
        let object = json!({ "record": record, "field": self.field, "asked": !self.no });
        Ok(Answer::new(object, text))
    }
}
