//! Deciding whether two records are of one person.

use puente_client::{Device, PairDecision, PairView};
use puente_native::{OpenStore, code_of, now_ms};
use puente_record::code_list::PAIR_REASONS;
use puente_record::person::{PAIR, PairAnswer, PairReason, pair_field, pair_of};
use puente_record::{RecordId, entry_kind};
use puente_texts::text;
use serde_json::json;

use super::record_of;
use crate::failure::Failure;
use crate::say::{Answer, t};
use crate::words;

/// The two records, and how somebody knows.
#[derive(clap::Args)]
pub(crate) struct Decide {
    one: String,
    other: String,
    #[arg(long, default_value = "other")]
    reason: String,
    #[arg(long, default_value = "", value_name = "TEXT")]
    words: String,
}

/// The two records.
#[derive(clap::Args)]
pub(crate) struct Undecide {
    one: String,
    other: String,
}

impl Decide {
    pub(crate) fn run(self, mut store: OpenStore, answer: PairAnswer) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let records = two(device, &self.one, &self.other)?;
        let reason = code_of(&PAIR_REASONS, &self.reason);
        if PAIR_REASONS.code(reason).is_none() {
            return Err(Failure::with_text("pair_reason", text!("cli-pair-reason")));
        }
        let decision = PairDecision {
            records,
            answer,
            reason: PairReason::of_code(reason),
            words: self.words,
        };
        device.decide_pair(&decision, now_ms(), rng)?;
        shown(device, records)
    }
}

impl Undecide {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let records = two(device, &self.one, &self.other)?;
        match device.undecide_pair(records, now_ms(), rng)? {
            true => shown(device, records),
            false => Err(Failure::with_text("no_pair", text!("cli-pair-none"))),
        }
    }
}

fn two(device: &Device, one: &str, other: &str) -> Result<[RecordId; 2], Failure> {
    let records = [record_of(device, one)?, record_of(device, other)?];
    match records[0] == records[1] {
        true => Err(Failure::with_text(
            "one_record",
            text!("cli-pair-one_record"),
        )),
        false => Ok(records),
    }
}

/// What now holds for the two.
fn shown(device: &Device, [one, other]: [RecordId; 2]) -> Result<Answer, Failure> {
    let person = device.person(one)?;
    let is_pair = |pair: &&PairView| pair_of(pair.record, pair.other) == pair_of(one, other);
    let pair = person.pairs.iter().find(is_pair);
    let text = pair.map_or_else(|| t("cli-pair-undecided"), line);
    Ok(Answer::new(json!({ "pair": pair, "person": person }), text))
}

/// What was decided about a person's records and others, one a line.
pub(super) fn lines(pairs: &[PairView]) -> String {
    pairs
        .iter()
        .map(|pair| format!("  {}\n", line(pair)))
        .collect()
}

fn line(pair: &PairView) -> String {
    let state = match (pair.contradicts, pair.state) {
        (true, _) => "cli-pair-contradicts",
        (false, "linked") => "cli-pair-linked",
        (false, "waiting_for_other") => "cli-pair-waiting_for_other",
        (false, "distinct") => "cli-pair-distinct",
        (false, "to_ask") => "cli-pair-to_ask",
        (false, _) => "cli-pair-disputed",
    };
    let reason = entry_kind(PAIR).and_then(|kind| kind.field(pair_field::REASON));
    format!(
        "{}: {} ({})",
        t(state),
        pair.code,
        words::value(reason, pair.reason)
    )
}
