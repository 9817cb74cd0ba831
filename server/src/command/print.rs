//! Prints results: text for people, one JSON object for programs. This is the only place that prints values.

use std::io::Write;

use puente_record::{Moment, escape_invisible, escape_invisible_json, escape_invisible_lines};
use serde_json::Value;

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

/// Prints why a command failed, and what to do.
pub fn print_failure(error: &anyhow::Error, advice: Option<&str>) {
    let mut err = std::io::stderr().lock();
    // If this fails, nobody reads standard error.
    let _ = writeln!(
        err,
        "puente: {}",
        escape_invisible_lines(&format!("{error:#}"))
    );
    if let Some(advice) = advice {
        let _ = writeln!(err, "puente: {advice}");
    }
}

/// A time for people: `2026-11-25T20:00:00Z`.
pub(super) fn time(unix_ms: i64) -> String {
    Moment::from_unix_ms(unix_ms).to_string()
}

/// A member of a JSON object, for people: a number of ms since 1970 is shown as a time.
pub(super) fn row(name: &str, value: &Value) -> Vec<String> {
    let said = match (name.strip_suffix("_ms"), value) {
        (Some(name), Value::Null) => (name, "never".to_owned()),
        (Some(name), value) if value.is_i64() => (name, time(value.as_i64().unwrap_or_default())),
        (_, Value::String(text)) => (name, text.clone()),
        (_, value) => (name, value.to_string()),
    };
    vec![said.0.to_owned(), said.1]
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
