//! Prints results: text for people, one JSON object for programs. The only place that prints values.

use std::io::Write;

use puente_record::{Moment, escape_invisible, escape_invisible_json, escape_invisible_lines};
use puente_texts::command_line::NothingToRun;
pub(super) use puente_texts::output::{language, localized, speak, t};
use puente_texts::text;
use serde_json::Value;

/// How many of something, in the form that fits.
pub(super) fn counted(key: &str, count: u64) -> String {
    localized(&text!(key, n = count))
}

/// Prints help that was asked for, or what is wrong with a command line; answers the code to end with.
pub(super) fn nothing_to_run(told: &NothingToRun) -> u8 {
    let text = escape_invisible_lines(told.text.trim_end());
    // Nobody reads it, then.
    let _ = match told.is_answer {
        true => writeln!(std::io::stdout(), "{text}"),
        false => writeln!(std::io::stderr(), "{text}"),
    };
    if told.is_answer { 0 } else { 2 }
}

/// Prints `text`, or `value` as one line of JSON. What strangers wrote cannot affect the terminal.
pub(super) fn print(json: bool, value: &Value, text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        writeln!(out, "{}", escape_invisible_json(&value.to_string()))?;
    } else if !text.is_empty() {
        writeln!(out, "{}", escape_invisible_lines(text))?;
    }
    out.flush()?;
    Ok(())
}

/// Prints why a command was not done, and what to do.
pub(super) fn failure(sentence: &str, advice: Option<&str>) {
    let mut err = std::io::stderr().lock();
    // Nobody reads the standard error, then.
    let _ = writeln!(err, "puente: {}", escape_invisible_lines(sentence));
    if let Some(advice) = advice {
        let _ = writeln!(err, "puente: {advice}");
    }
}

/// A time for people: `2026-11-25T20:00:00Z`.
pub(super) fn time(unix_ms: i64) -> String {
    Moment::from_unix_ms(unix_ms).to_string()
}

/// A member of a JSON object for people, by the text of its name: what counts ms since 1970 is a time.
pub(super) fn row(prefix: &str, name: &str, value: &Value) -> Vec<String> {
    let (name, said) = match (name.strip_suffix("_ms"), value) {
        (Some(name), Value::Null) => (name, t("cli-status-never")),
        (Some(name), value) if value.is_i64() => (name, time(value.as_i64().unwrap_or_default())),
        (_, Value::String(text)) => (name, text.clone()),
        (_, value) => (name, value.to_string()),
    };
    vec![t(&format!("{prefix}{name}")), said]
}

/// Rows in aligned columns. A cell is always on one line.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| escape_invisible(cell)).collect())
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths);
        let padded: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        padded.join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
