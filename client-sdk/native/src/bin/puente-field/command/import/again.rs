//! A list of which most people are on a list that is here: what is asked, and what changed.

use std::fmt::Write as _;

use puente_client::EarlierList;
use puente_lists::ListReading;
use serde_json::json;

use crate::failure::Failure;
use crate::say::Answer;
use crate::words::{described, label, value};

/// Whether it is the same list, with what differs.
pub(super) fn asked(earlier: &EarlierList, reading: &ListReading) -> Answer {
    let list = format!(
        "«{}» ({})",
        earlier.names.join(" · "),
        &earlier.list.to_string()[..8]
    );
    let (known, rows) = (earlier.known(), reading.rows.len());
    let failure = Failure::new(
        "list_earlier",
        format!(
            "{known} de {rows} personas ya están en la lista {list}. ¿Es la misma lista? --same-list yes o no. Nada se tomó."
        ),
        format!(
            "{known} of {rows} people are on the list {list} already. Is it the same list? --same-list yes or no. Nothing was taken."
        ),
    );
    Answer {
        failure: Some(failure),
        ..Answer::new(json!({ "earlier": earlier }), differences(earlier))
    }
}

/// What the newer version says otherwise.
pub(super) fn differences(earlier: &EarlierList) -> String {
    let mut text = String::new();
    let numbers = |numbers: &[u32]| {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        numbers.join(", ")
    };
    let mut say = |what: &str, of: &[u32]| {
        if !of.is_empty() {
            let _ = writeln!(text, "{what}: {}", numbers(of));
        }
    };
    say("Renglones nuevos", &earlier.new);
    say("Ya no vienen, y se quedan como están", &earlier.gone);
    say(
        "De personas que se borraron, y no se toman; si es otra persona, regístrela aparte",
        &earlier.erased,
    );
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
            true => " (ya tiene registro: corríjalo ahí)",
            false => "",
        };
        let _ = writeln!(text, "Renglón {}: {changes}{registered}", row.number);
    }
    text
}
