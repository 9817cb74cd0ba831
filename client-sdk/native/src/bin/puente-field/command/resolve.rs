use puente_client::{Choice, ConflictDecision, Device, FieldConflict};
use puente_native::{OpenStore, now_ms};
use puente_record::{MissingReason, RecordId, Value};
use puente_texts::text;
use serde_json::json;

use super::conflicts::code;
use super::{missing, record_of, typed};
use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::{json, words};

#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(crate) struct Resolve {
    #[arg(
        required_unless_present = "all_proposed",
        conflicts_with = "all_proposed"
    )]
    record: Option<String>,
    #[arg(required_unless_present = "all_proposed")]
    field: Option<String>,
    #[arg(long, group = "what", allow_hyphen_values = true)]
    value: Option<String>,
    #[arg(long, group = "what", value_name = "N")]
    candidate: Option<usize>,
    #[arg(long, group = "what", value_name = "REASON", value_parser = missing)]
    missing: Option<MissingReason>,
    #[arg(long, group = "what")]
    keep_all: bool,
    #[arg(long, group = "what")]
    all_proposed: bool,
    #[arg(long = "record", value_name = "RECORD", requires = "all_proposed")]
    of: Option<String>,
    #[arg(long, requires = "all_proposed")]
    yes: bool,
    #[arg(long, required_unless_present = "all_proposed")]
    reason: Option<String>,
}

impl Resolve {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let (Some(record), Some(field)) = (&self.record, &self.field) else {
            return self.follow_proposals(store);
        };
        let record = record_of(&store.device, record)?;
        let reason = self.reason.clone().unwrap_or_default();
        if reason.trim().is_empty() {
            return Err(Failure::new("no_reason"));
        }
        let OpenStore { device, rng, .. } = &mut store;
        let label = words::label(field);
        let mut object = json!({ "record": record, "field": field });
        if self.keep_all {
            let decision = ConflictDecision {
                record,
                field: field.clone(),
                choice: Choice::KeepAll,
                reason,
            };
            device.decide(&[decision], now_ms(), rng)?;
            object["kept_all"] = true.into();
            return Ok(Answer::new(
                object,
                format!("{label}: {}", t("cli-resolve-kept")),
            ));
        }
        let value = self.decided(device, record, field)?;
        device.resolve(record, field, &value, &reason, now_ms(), rng)?;
        let stored = value.to_stored().unwrap_or_default();
        let text = words::value(words::described(field), &stored);
        if let (Some(object), serde_json::Value::Object(said)) =
            (object.as_object_mut(), json::said(&stored))
        {
            object.extend(said);
        }
        Ok(Answer::new(object, format!("{label}: {text}")))
    }

    fn decided(&self, device: &Device, record: RecordId, field: &str) -> Result<Value, Failure> {
        let Some(number) = self.candidate else {
            return Ok(match (&self.value, self.missing) {
                (Some(text), _) => typed(device, field, text.trim())?,
                (None, reason) => {
                    Value::Missing(reason.expect("clap wants one of value, candidate, missing"))
                }
            });
        };
        let conflicts = device.conflicts(Some(record))?;
        let of = conflicts.iter().find(|of| of.field == field);
        let of = of.ok_or(puente_client::Error::NoConflict)?;
        let chosen = number
            .checked_sub(1)
            .and_then(|place| of.candidates.get(place));
        let chosen = chosen.ok_or_else(|| {
            let count = of.candidates.len();
            Failure::new("no_such_candidate").with("n", count.to_string())
        })?;
        Ok(Value::from_stored(&chosen.value))
    }

    /// Shows the decisions that the policies propose; with `--yes` makes them.
    fn follow_proposals(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let record = self.of.as_deref().map(|of| record_of(device, of));
        let conflicts = device.conflicts(record.transpose()?)?;
        let (mut objects, mut rows, mut decisions) = (Vec::new(), Vec::new(), Vec::new());
        let mut left = 0;
        for conflict in &conflicts {
            if conflict.proposal.choice == Choice::Nothing {
                left += 1;
                continue;
            }
            let code = code(device, conflict.record)?;
            rows.push(row(conflict, &code));
            objects.push(json::proposed(conflict, &code));
            decisions.push(ConflictDecision {
                record: conflict.record,
                field: conflict.field.clone(),
                choice: conflict.proposal.choice,
                reason: match &self.reason {
                    Some(reason) => reason.clone(),
                    None => conflict.proposal.why.as_reason(),
                },
            });
        }
        if self.yes {
            device.decide(&decisions, now_ms(), rng)?;
        }
        let mut text = words::table(&rows);
        text.push_str(&match (self.yes, decisions.len()) {
            (_, 0) => t("cli-resolve-nothing"),
            (true, many) => localized(&text!("cli-resolve-decided", n = many)),
            (false, many) => localized(&text!("cli-resolve-proposed", n = many)),
        });
        if left > 0 {
            text.push(' ');
            text.push_str(&localized(&text!("cli-resolve-left", n = left)));
        }
        let object = json!({ "decided": self.yes, "proposed": objects, "left": left });
        Ok(Answer::new(object, text))
    }
}

fn row(conflict: &FieldConflict, code: &str) -> Vec<String> {
    let shown = |stored: &str| words::value(words::described(&conflict.field), stored);
    let candidates = &conflict.candidates;
    let (to, others) = match conflict.proposal.choice {
        Choice::Candidate(place) => {
            let others = candidates.iter().enumerate();
            let others = others.filter(|(other, _)| *other != place);
            let others: Vec<_> = others.map(|(_, of)| shown(&of.value)).collect();
            (shown(&candidates[place].value), others.join(", "))
        }
        Choice::KeepAll | Choice::Nothing => {
            let all: Vec<_> = candidates.iter().map(|of| shown(&of.value)).collect();
            (all.join(", "), String::new())
        }
    };
    vec![
        code.to_owned(),
        words::label(&conflict.field),
        to,
        match others.is_empty() {
            true => String::new(),
            false => format!(
                "({})",
                localized(&text!("cli-resolve-others", values = others))
            ),
        },
        localized(&words::why(&conflict.proposal.why)),
    ]
}
