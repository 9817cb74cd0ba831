//! `puente audit diff`

use std::path::Path;

use puente_audit::Entry;
use puente_texts::text;
use serde_json::json;

use super::super::data::of;
use super::super::failure::failed;
use super::super::print::{counted, localized, print, t, time};
use super::show::{name, summary_text, summary_value};
use super::{end_with, verdict};
use crate::audit::{EntryDifference, compare};

/// Compares two exports: what the later one has besides, or where they part.
pub(super) fn run(one: &Path, other: &Path, json: bool) -> anyhow::Result<()> {
    let found = compare(one, other).map_err(failed(of("cli-wrong-compare", one)))?;
    let (earlier, later) = if found.is_swapped {
        (other, one)
    } else {
        (one, other)
    };
    let value = json!({
        "earlier": verdict::value(&found.earlier),
        "later": verdict::value(&found.later),
        "added": summary_value(&found.added),
        "difference": found.difference.as_ref().map(|it| json!({
            "index": it.index,
            "earlier": it.earlier.as_ref().map(|it| it.kind),
            "later": it.later.as_ref().map(|it| it.kind),
        })),
    });
    let mut lines = vec![earlier.display().to_string()];
    lines.extend(verdict::sentences(&found.earlier, true));
    lines.extend([String::new(), later.display().to_string()]);
    lines.extend(verdict::sentences(&found.later, true));
    lines.push(String::new());
    match &found.difference {
        Some(difference) => lines.push(parting(difference)),
        None if found.added.count() == 0 => lines.push(t("cli-audit-nothing_added")),
        None => lines.extend([
            counted("cli-audit-added_entries", found.added.count()),
            summary_text(&found.added),
        ]),
    }
    print(json, &value, &lines.join("\n"))?;
    let faults: Vec<_> = [found.earlier.faults, found.later.faults].concat();
    end_with(&faults)
}

fn parting(difference: &EntryDifference) -> String {
    let said = |entry: &Option<Entry>| match entry {
        Some(entry) => format!("{} {}", name(entry.kind), time(entry.time_ms)),
        None => t("cli-audit-unknown"),
    };
    localized(&text!(
        "cli-audit-parting",
        index = difference.index.to_string(),
        earlier = said(&difference.earlier),
        later = said(&difference.later)
    ))
}
