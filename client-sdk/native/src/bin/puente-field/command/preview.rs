//! Shows how a list is understood before it is imported.

use std::fmt::Write as _;

use puente_lists::{ListReading, Row, Source};
use puente_record::name::NameOrder;
use puente_texts::text;
use serde_json::json;

use super::import::{rejected, unread, words};
use super::notice::noticed;
use crate::failure::asked;
use crate::say::{Answer, in_every_language, localized, t};
use crate::words::{counted, described, label, table, value};

/// Most rows that are shown.
const SHOWN: usize = 5;

pub(super) fn answer(name: &str, reading: &ListReading) -> Answer {
    let rows = reading.rows.iter().take(SHOWN).map(|row| {
        let fields = row.fields.iter();
        let fields = fields.filter_map(|(id, value)| Some(json!([id, value.as_text()?])));
        json!({ "row": row.number, "line": row.line, "fields": fields.collect::<Vec<_>>(), "note": row.note })
    });
    let asked: Vec<_> = reading
        .questions
        .iter()
        .map(|question| {
            let mut object = in_every_language(&asked(question));
            object.insert("about".to_owned(), json!(question));
            object
        })
        .collect();
    let json = json!({
        "list": name,
        "id": reading.id,
        "source": reading.source,
        "header_row": reading.header_row,
        "columns": reading.columns,
        "sex_codes": reading.sex_codes.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
        "date_order": reading.date_order,
        "name_order": reading.name_order.map(order),
        "rows": reading.rows.len(),
        "rejected": rejected(reading, true),
        "not_people": rejected(reading, false),
        "notices": reading.notices,
        "questions": asked,
        "first": rows.collect::<Vec<_>>(),
    });
    Answer::new(json, text(name, reading))
}

const fn order(order: NameOrder) -> &'static str {
    match order {
        NameOrder::SurnameFirst => "surname_first",
        NameOrder::GivenFirst => "given_first",
    }
}

/// The kind of the list, and how it is read.
fn head(name: &str, reading: &ListReading) -> Vec<Vec<String>> {
    let mut head = vec![vec![
        t("cli-preview-list"),
        format!("{name} ({})", &reading.id.to_string()[..8]),
    ]];
    let mut say = |what: &str, said: String| head.push(vec![t(what), said]);
    match &reading.source {
        Source::Text {
            encoding,
            delimiter,
        } => say(
            "cli-preview-file",
            localized(&text!(
                "cli-preview-text",
                encoding = encoding.to_string(),
                delimiter = delimiter.to_string()
            )),
        ),
        Source::Workbook { sheet, sheets } => say(
            "cli-preview-file",
            localized(&text!(
                "cli-preview-workbook",
                sheet = sheet.as_str(),
                sheets = sheets.join(" · ")
            )),
        ),
        Source::Phone { .. } => say("cli-preview-file", t("cli-preview-phone")),
    }
    let header = match reading.header_row {
        None => t("cli-preview-no_header"),
        Some(row) => localized(&text!("cli-preview-row", row = row.to_string())),
    };
    say("cli-preview-header", header);
    if !reading.sex_codes.is_empty() {
        let codes = reading.sex_codes.iter();
        let codes: Vec<String> = codes
            .map(|(sign, code)| format!("{sign} = {}", value(described("sex"), code)))
            .collect();
        say("cli-preview-sex", codes.join(", "));
    }
    if let Some(order) = reading.date_order {
        say("cli-preview-dates", order.to_string());
    }
    if let Some(by) = reading.name_order {
        say("cli-preview-names", order(by).to_owned());
    }
    say(
        "cli-preview-rows",
        format!(
            "{}, {}",
            counted("cli-people", reading.rows.len() as u64),
            unread(reading)
        ),
    );
    head
}

fn text(name: &str, reading: &ListReading) -> String {
    let mut text = table(&head(name, reading));
    let _ = writeln!(text, "\n{}", t("cli-preview-columns"));
    let columns = reading
        .columns
        .iter()
        .filter(|column| !column.header.is_empty() || !column.is_empty);
    let columns = columns.map(|column| {
        let meaning = match column.meaning {
            None => format!("— {}", t("cli-preview-left")),
            Some(meaning) => meaning.as_str().to_owned(),
        };
        vec![format!("  {}", column.name()), meaning]
    });
    text.push_str(&table(&columns.collect::<Vec<_>>()));
    for (line, fault) in &reading.faults {
        let line = text!(
            "cli-import-line",
            line = line.to_string(),
            fault = words(*fault)
        );
        let _ = writeln!(text, "  ! {}", localized(&line));
    }
    for notice in &reading.notices {
        let _ = writeln!(text, "  ! {}", localized(&noticed(notice)));
    }
    for question in &reading.questions {
        let _ = writeln!(text, "  ? {}", localized(&asked(question)));
    }
    let _ = writeln!(text, "\n{}", t("cli-preview-first"));
    for row in reading.rows.iter().take(SHOWN) {
        let _ = writeln!(text, "  {}  {}", row.number, said(row));
    }
    text
}

fn said(row: &Row) -> String {
    let fields = row.fields.iter().filter_map(|(id, said)| {
        let said = value(described(id), said.as_text()?);
        Some(format!("{}: {said}", label(id)))
    });
    fields.collect::<Vec<_>>().join(" · ")
}
