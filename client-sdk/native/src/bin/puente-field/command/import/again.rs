//! A list most of whose people are on a known list: the question, and the differences.

use std::fmt::Write as _;

use puente_client::EarlierList;
use puente_lists::ListReading;
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::words::{described, label, value};

/// Asks whether it is the same list, and shows the differences.
pub(super) fn asked(earlier: &EarlierList, reading: &ListReading) -> Answer {
    let list = format!(
        "«{}» ({})",
        earlier.names.join(" · "),
        &earlier.list.to_string()[..8]
    );
    let (known, rows) = (earlier.known(), reading.rows.len());
    let failure = Failure::new("list_earlier")
        .with("known", known)
        .with("n", rows)
        .with("list", list);
    Answer {
        failure: Some(failure),
        ..Answer::new(json!({ "earlier": earlier }), differences(earlier))
    }
}

/// The values that differ in the newer version.
pub(super) fn differences(earlier: &EarlierList) -> String {
    let mut text = String::new();
    let numbers = |numbers: &[u32]| {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        numbers.join(", ")
    };
    for (what, of) in [
        ("cli-again-new", &earlier.new),
        ("cli-again-gone", &earlier.gone),
        ("cli-again-erased", &earlier.erased),
    ] {
        if !of.is_empty() {
            let _ = writeln!(text, "{}: {}", t(what), numbers(of));
        }
    }
    let said = |field: &str, text: &str| match text {
        "" => "—".to_owned(),
        text => value(described(field), text),
    };
    for row in &earlier.corrected {
        let changes = row.fields.iter().map(|(field, before, now)| {
            let (before, now) = (said(field, before), said(field, now));
            format!("{}: {before} → {now}", label(field))
        });
        let changes = changes.collect::<Vec<_>>().join(" · ");
        let registered = match row.is_registered {
            true => format!(" ({})", t("cli-again-registered")),
            false => String::new(),
        };
        let of_row = localized(&text!("cli-import-row", row = row.number.to_string()));
        let _ = writeln!(text, "{of_row}: {changes}{registered}");
    }
    text
}
