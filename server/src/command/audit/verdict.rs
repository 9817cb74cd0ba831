//! What the check of an export found, for programs and for people.

use puente_texts::text;
use serde_json::{Value, json};

use super::super::print::{counted, localized, t, time};
use super::fault;
use crate::audit::ExportVerification;

/// Faults that are shown one by one. JSON has all.
const SHOWN_MAX: usize = 20;

/// For programs.
pub(super) fn value(found: &ExportVerification) -> Value {
    let checkpoint = found.checkpoint.as_ref();
    json!({
        "is_whole": found.faults.is_empty(),
        "origin": checkpoint.map(|it| &it.origin),
        "entries": checkpoint.map(|it| it.size),
        "added": found.added,
        "key": found.key,
        "made_ms": found.made_ms,
        "kinds": found.kinds.known,
        "unknown": found.kinds.unknown,
        "faults": found.faults.iter().map(fault::value).collect::<Vec<_>>(),
    })
}

/// For people. `is_pinned` is whether it was compared with an earlier checkpoint.
pub(super) fn sentences(found: &ExportVerification, is_pinned: bool) -> Vec<String> {
    let faults = &found.faults;
    let mut lines = Vec::new();
    if let (Some(checkpoint), Some(key)) = (&found.checkpoint, &found.key) {
        let signed = text!(
            "cli-audit-signed",
            origin = checkpoint.origin.as_str(),
            key = key.as_str()
        );
        lines.push(localized(&signed));
        lines.push(counted("cli-audit-entries", checkpoint.size));
    }
    lines.extend(
        found
            .made_ms
            .map(|ms| localized(&text!("cli-audit-made", time = time(ms)))),
    );
    if faults.is_empty() {
        lines.push(match found.added {
            Some(added) => counted("cli-audit-whole-since", added),
            None => t("cli-audit-whole"),
        });
        if !is_pinned {
            lines.push(t("cli-audit-unpinned"));
        }
    }
    let shown = faults.iter().take(SHOWN_MAX);
    lines.extend(shown.map(|it| localized(&fault::sentence(it))));
    if let Some(more) = faults.len().checked_sub(SHOWN_MAX).filter(|more| *more > 0) {
        lines.push(counted("cli-audit-more", more as u64));
    }
    lines
}
