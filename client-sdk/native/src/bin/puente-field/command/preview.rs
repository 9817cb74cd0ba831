//! What was recognised of a list, shown before it is taken.

use std::fmt::Write as _;

use puente_lists::{ListReading, Row, Source};
use puente_record::name::NameOrder;
use serde_json::json;

use super::import::{rejected, unread, words};
use super::notice::noticed;
use crate::failure::asked;
use crate::say::Answer;
use crate::words::{counted, described, label, table, value};

/// Rows that are shown.
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
            let (es, en) = asked(question);
            json!({ "about": question, "es": es, "en": en })
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

/// What the list is and how it is read.
fn head(name: &str, reading: &ListReading) -> Vec<Vec<String>> {
    let mut head = vec![vec![
        "Lista".to_owned(),
        format!("{name} ({})", &reading.id.to_string()[..8]),
    ]];
    let mut say = |what: &str, said: String| head.push(vec![what.to_owned(), said]);
    match &reading.source {
        Source::Text {
            encoding,
            delimiter,
        } => {
            say(
                "Archivo",
                format!("texto, {encoding}, separado por {delimiter}"),
            );
        }
        Source::Workbook { sheet, sheets } => {
            say(
                "Archivo",
                format!("libro, hoja «{sheet}» de {}", sheets.join(" · ")),
            );
        }
        Source::Phone { .. } => say("Archivo", "la lista de otro teléfono".to_owned()),
    }
    let header = reading
        .header_row
        .map_or("ninguno".into(), |row| format!("renglón {row}"));
    say("Encabezado", header);
    if !reading.sex_codes.is_empty() {
        let codes = reading.sex_codes.iter();
        let codes: Vec<String> = codes
            .map(|(sign, code)| format!("{sign} = {}", value(described("sex"), code)))
            .collect();
        say("Sexo", codes.join(", "));
    }
    if let Some(order) = reading.date_order {
        say("Fechas", order.to_string());
    }
    if let Some(by) = reading.name_order {
        say("Nombres", order(by).to_owned());
    }
    say(
        "Renglones",
        format!(
            "{}, {}",
            counted(reading.rows.len() as u64, "persona", "personas"),
            unread(reading)
        ),
    );
    head
}

fn text(name: &str, reading: &ListReading) -> String {
    let mut text = table(&head(name, reading));
    text.push_str("\nColumnas\n");
    let columns = reading
        .columns
        .iter()
        .filter(|column| !column.header.is_empty() || !column.is_empty);
    let columns = columns.map(|column| {
        let meaning = column
            .meaning
            .map_or("— no se toma", |meaning| meaning.as_str());
        vec![format!("  {}", column.name()), meaning.to_owned()]
    });
    text.push_str(&table(&columns.collect::<Vec<_>>()));
    for (line, fault) in &reading.faults {
        let (es, _) = words(*fault);
        let _ = writeln!(text, "  ! línea {line}: {es}");
    }
    for notice in &reading.notices {
        let _ = writeln!(text, "  ! {}", noticed(notice).0);
    }
    for question in &reading.questions {
        let (es, en) = asked(question);
        let _ = writeln!(text, "  ? {es} / {en}");
    }
    text.push_str("\nPrimeros renglones\n");
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
