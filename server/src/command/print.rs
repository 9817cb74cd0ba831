//! Printing results: text for people, one JSON object for programs.

use std::io::Write;

/// Prints `text`, or `value` as one line of JSON.
pub(super) fn print(json: bool, value: &serde_json::Value, text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer(&mut out, value)?;
        out.write_all(b"\n")?;
    } else if !text.is_empty() {
        writeln!(out, "{text}")?;
    }
    out.flush()?;
    Ok(())
}

/// A time as RFC 3339 would say it, without a calendar at hand: ms since 1970.
pub(super) fn since_1970(ms: i64) -> String {
    format!("{ms} ms")
}

/// Columns of equal width.
pub(super) fn table(rows: &[Vec<String>]) -> String {
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
