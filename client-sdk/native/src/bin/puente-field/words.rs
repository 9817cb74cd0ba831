//! Values, states and times in the words of the field table.

use std::sync::OnceLock;

use puente_client::{
    Author, Choice, KnownSites, PersonSummary, Proposal, ProposalReason, RecordState,
};
use puente_record::code_list::PAPER_TYPES;
use puente_record::list::LISTED_PAPERS;
use puente_record::{Field, FieldType, Moment, Value, entry_kind, escape_invisible, field};

/// What numbers of identity papers are called in a row of a list.
const PAPER: &str = "identity_paper.";

/// A field's Spanish label; the id of one this version does not know. Also of `<kind>/<id>/<field>`.
pub(crate) fn label(path: &str) -> String {
    match path.split('/').collect::<Vec<_>>()[..] {
        [name] if name.starts_with(PAPER) => {
            let paper = LISTED_PAPERS
                .iter()
                .find(|of| name[PAPER.len()..] == *of.name);
            let code = paper.and_then(|paper| PAPER_TYPES.code(paper.code));
            code.map_or(name, |code| code.es).to_owned()
        }
        [name] => field(name).map_or(name, |field| field.label_es).to_owned(),
        [kind, _, name] => entry_kind(kind).map_or_else(
            || format!("{kind} {name}"),
            |kind| {
                let field = kind.field(name).map_or(name, |field| field.label_es);
                format!("{}: {field}", kind.label_es)
            },
        ),
        _ => path.to_owned(),
    }
}

/// The row of the field table that a path is about.
pub(crate) fn described(path: &str) -> Option<&'static Field> {
    match path.split('/').collect::<Vec<_>>()[..] {
        [name] => field(name),
        [kind, _, name] => entry_kind(kind)?.field(name),
        _ => None,
    }
}

/// A stored value in Spanish words.
pub(crate) fn value(of: Option<&Field>, stored: &str) -> String {
    let text = match Value::from_stored(stored) {
        Value::Missing(reason) => return format!("({})", reason.code().es.to_lowercase()),
        Value::Text(text) => escape_invisible(&text),
    };
    let Some(of) = of else { return text };
    if let Some(code) = of.codes.and_then(|list| list.code(&text)) {
        return code.es.to_owned();
    }
    match (of.kind, text.parse::<Moment>()) {
        (FieldType::Moment, Ok(moment)) => at(moment.unix_ms()),
        _ => match of.unit {
            Some("years") if text.contains(|c: char| c.is_ascii_digit()) => format!("{text} años"),
            _ => text,
        },
    }
}

/// How many of something, in the number that fits.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

/// What became of a change that did not simply enter.
pub(crate) fn outcome(outcome: &str) -> &str {
    match outcome {
        "quarantined" => "La oficina lo va a revisar",
        "pending" => "Espera en el servidor lo que le falta",
        "set_aside" => "La oficina decidió no usarlo",
        "written_again" => "La oficina volvió a escribir lo que decía",
        outcome => outcome,
    }
}

/// On what grounds.
pub(crate) fn basis(basis: &str) -> &str {
    match basis {
        "" => "lo dijo",
        "document" => "documento",
        "mrz" => "lectura mecánica",
        "curp" => "por la CURP",
        "observed" => "observado",
        "list" => "de la lista",
        "device" => "el sistema",
        basis if basis.starts_with("decided") => "decidido",
        basis => basis,
    }
}

/// The reasons of a decision: those of a rule in words, others as they were written.
pub(crate) fn reason(reason: &str) -> String {
    let parts = reason
        .split("; ")
        .map(|part| match ProposalReason::of_reason(part) {
            Some(why) => format!("según la regla: {}", why.text().es),
            None => escape_invisible(part),
        });
    parts.collect::<Vec<_>>().join(" ")
}

/// What is proposed, and why.
pub(crate) fn proposal(of: &Proposal) -> String {
    let what = match of.choice {
        Choice::Candidate(place) => format!("propuesta: el {}.", place + 1),
        Choice::KeepAll => "propuesta: conservar todos.".to_owned(),
        Choice::Nothing => "sin propuesta.".to_owned(),
    };
    format!("{what} {}", of.why.text().es)
}

/// Who wrote something.
pub(crate) fn author(author: Option<&Author>) -> String {
    match author.map(|author| author.name.as_str()) {
        None => "¿quién?".to_owned(),
        Some("") => "sin nombre".to_owned(),
        Some(name) => escape_invisible(name),
    }
}

/// Whose clocks people read here; those of UTC before any store is open, and where no zone is known.
static SITES: OnceLock<KnownSites> = OnceLock::new();

/// From now on times are those of this store's site.
pub(crate) fn tell_times_of(sites: KnownSites) {
    let _ = SITES.set(sites);
}

/// A moment to the minute, by the clocks of the place.
pub(crate) fn at(unix_ms: i64) -> String {
    let sites = SITES.get();
    let zoned = sites.filter(|of| of.here().is_some_and(|site| site.zone.is_some()));
    if let Some(sites) = zoned {
        return sites.local(unix_ms).to_string();
    }
    let text = Moment::from_unix_ms(unix_ms).to_string();
    format!("{} UTC", text[..16].replace('T', " "))
}

/// Where a record's changes are.
pub(crate) fn state(state: RecordState) -> String {
    match state {
        RecordState::SavedHere => "guardado aquí".into(),
        RecordState::OnServer {
            receipt: Some(leaf),
        } => {
            format!("en el servidor (recibo {leaf})")
        }
        RecordState::OnServer { receipt: None } => "en el servidor".into(),
        RecordState::NeedsAttention => "requiere atención".into(),
    }
}

/// A person's name in the order in which it is said.
pub(crate) fn name(person: &PersonSummary) -> String {
    let parts = [&person.given, &person.surname1, &person.surname2];
    let said: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    escape_invisible(&said.join(" "))
}

/// Rows in columns as wide as their widest cell; the last column is as long as it is. A cell is one line, whatever
/// its value holds.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| escape_invisible(cell)).collect())
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let width = *width;
            line.push_str(&format!("{cell:width$}  "));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_words_where_documents_hold_codes() {
        assert_eq!(label("name.given"), "Nombre(s)");
        assert_eq!(
            label("service/00000000000000000000000000000001/quantity"),
            "Servicio: Cantidad"
        );
        assert_eq!(label("later.field"), "later.field");
        assert_eq!(value(described("sex"), "female"), "Mujer");
        assert_eq!(value(described("sex"), "∅refused"), "(prefiere no decir)");
        assert_eq!(value(described("age"), "17"), "17 años");
        assert_eq!(value(None, "∅∅x"), "∅x");
        let moment = value(described("registered_at"), "2026-11-23T17:05:05Z");
        assert_eq!(moment, "2026-11-23 17:05 UTC");
    }

    #[test]
    fn columns_are_aligned_by_characters() {
        let rows = [
            vec!["Ñandú".into(), "a".into()],
            vec!["x".into(), "b".into()],
        ];
        assert_eq!(table(&rows), "Ñandú  a\nx      b\n");
    }
}
