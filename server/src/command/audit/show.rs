//! `puente audit show`

use std::path::Path;

use puente_audit::{EntryKind, Pseudonym};
use puente_texts::text;
use serde_json::{Value, json};

use super::super::data::of;
use super::super::failure::failed;
use super::super::print::{localized, print, t, table, time};
use super::{end_with, verdict};
use crate::audit::{EntrySummary, IndexedEntry, verify_each};

/// Shows what an export holds: counts by kind, and on request the entries of one kind. It is verified at the same
/// time, so what is shown stands beside what is wrong with it.
pub(super) fn run(folder: &Path, kind: Option<EntryKind>, json: bool) -> anyhow::Result<()> {
    let (mut summary, mut rows) = (EntrySummary::default(), Vec::new());
    let found = verify_each(folder, None, |index, bytes| {
        let entry = summary.add(index, bytes);
        rows.extend(entry.filter(|it| kind == Some(it.entry.kind)));
    });
    let found = found.map_err(failed(of("cli-wrong-read", folder)))?;
    let mut value = verdict::value(&found);
    value["summary"] = summary_value(&summary);
    if kind.is_some() {
        value["of_kind"] = rows.iter().map(row_value).collect();
    }
    let mut lines = verdict::sentences(&found, false);
    lines.push(String::new());
    lines.push(summary_text(&summary));
    if kind.is_some() {
        lines.push(String::new());
        lines.push(rows_text(&rows));
    }
    print(json, &value, &lines.join("\n"))?;
    end_with(&found.faults)
}

/// The stable name of a kind.
pub(super) fn name(kind: EntryKind) -> String {
    json!(kind).as_str().unwrap_or_default().to_owned()
}

/// Counts for programs.
pub(super) fn summary_value(summary: &EntrySummary) -> Value {
    let kinds = summary.kinds.iter().map(|(kind, of)| {
        json!({
            "kind": kind,
            "entries": of.count,
            "first": of.first.0,
            "first_ms": of.first.1,
            "last": of.last.0,
            "last_ms": of.last.1,
        })
    });
    json!({
        "entries": summary.count(),
        "kinds": kinds.collect::<Vec<_>>(),
        "unknown": summary.unknown,
        "accounts": summary.accounts.len(),
        "devices": summary.devices.len(),
        "records": summary.records.len(),
    })
}

/// Counts for people: a line for each kind, and their sum.
pub(super) fn summary_text(summary: &EntrySummary) -> String {
    let head = [
        "cli-audit-kind",
        "cli-audit-number",
        "cli-audit-first",
        "cli-audit-time",
        "cli-audit-last",
        "cli-audit-time",
    ];
    let head = head.map(t);
    let mut rows = vec![head.to_vec()];
    rows.extend(summary.kinds.iter().map(|(kind, of)| {
        vec![
            name(*kind),
            of.count.to_string(),
            of.first.0.to_string(),
            time(of.first.1),
            of.last.0.to_string(),
            time(of.last.1),
        ]
    }));
    if summary.unknown > 0 {
        rows.push(vec![t("cli-audit-unknown"), summary.unknown.to_string()]);
    }
    rows.push(vec![t("cli-audit-sum"), summary.count().to_string()]);
    let who = text!(
        "cli-audit-who",
        accounts = summary.accounts.len(),
        devices = summary.devices.len(),
        records = summary.records.len()
    );
    format!("{}\n{}", table(&rows), localized(&who))
}

fn pseudonym(record: &Pseudonym) -> String {
    data_encoding::HEXLOWER.encode(record.as_bytes())
}

fn row_value(row: &IndexedEntry) -> Value {
    let entry = &row.entry;
    json!({
        "index": row.index,
        "time_ms": entry.time_ms,
        "account": entry.account.map(|it| it.to_string()),
        "device": entry.device.map(|it| it.to_string()),
        "record": entry.object.as_ref().map(pseudonym),
        "count": entry.count,
    })
}

fn rows_text(rows: &[IndexedEntry]) -> String {
    let head = [
        "cli-audit-index",
        "cli-audit-time",
        "cli-audit-account",
        "cli-audit-device",
        "cli-audit-record",
        "cli-audit-count_of",
    ];
    let head = head.map(t);
    let mut shown = vec![head.to_vec()];
    shown.extend(rows.iter().map(|IndexedEntry { index, entry }| {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        vec![
            index.to_string(),
            time(entry.time_ms),
            or_dash(entry.account.map(|it| it.to_string())),
            or_dash(entry.device.map(|it| it.to_string())),
            or_dash(entry.object.as_ref().map(pseudonym)),
            or_dash(entry.count.map(|it| it.to_string())),
        ]
    }));
    table(&shown)
}
