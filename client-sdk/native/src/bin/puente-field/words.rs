//! Values, states and times in words for people.

use std::sync::OnceLock;

use puente_client::{
    Author, Choice, KnownSites, PersonSummary, Proposal, ProposalReason, RecordState,
};
use puente_record::code_list::{MISSING_REASONS, PAPER_TYPES};
use puente_record::list::LISTED_PAPERS;
use puente_record::{
    Field, FieldType, FindingCode, Moment, Value, entry_kind, escape_invisible, field,
};
use puente_texts::{Argument, Text, text};

use crate::say::{localized, t};

/// The beginning of the names of a row's fields with numbers of identity papers.
const PAPER: &str = "identity_paper.";

/// The label of a field or of a `<kind>/<id>/<field>`; the id of one that this version does not know.
pub(crate) fn label(path: &str) -> String {
    match label_text(path) {
        Argument::Text(text) => localized(&text),
        Argument::Literal(said) => said,
        Argument::Number(_) | Argument::Joined(..) => path.to_owned(),
    }
}

/// A field's label as an argument, for a sentence in any language.
pub(crate) fn label_text(path: &str) -> Argument {
    match path.split('/').collect::<Vec<_>>()[..] {
        [name] if name.starts_with(PAPER) => {
            let mut papers = LISTED_PAPERS.iter();
            let paper = papers.find(|of| name[PAPER.len()..] == *of.name);
            paper.map_or(name.into(), |paper| code(PAPER_TYPES.id, paper.code).into())
        }
        [name] if field(name).is_some() => Text::new(format!("field-{}", dashed(name))).into(),
        [kind, _, name] => match entry_kind(kind) {
            None => format!("{kind} {name}").into(),
            Some(of) => {
                let field: Argument = match of.field(name) {
                    Some(of) => Text::new(format!("entry-{kind}-{}", of.id)).into(),
                    None => name.into(),
                };
                text!("cli-field-of-entry", entry = kind_text(kind), field = field).into()
            }
        },
        _ => path.into(),
    }
}

/// The name of an entry kind as an argument; its id if this version does not know it.
pub(crate) fn kind_text(kind: &str) -> Argument {
    match entry_kind(kind) {
        Some(_) => Text::new(format!("entry-{kind}")).into(),
        None => kind.into(),
    }
}

/// The name of an entry kind in the present language.
pub(crate) fn kind(kind: &str) -> String {
    match entry_kind(kind) {
        Some(_) => t(&format!("entry-{kind}")),
        None => kind.to_owned(),
    }
}

/// The name of a code in a list.
fn code(list: &str, code: &str) -> Text {
    Text::new(format!("code-{}-{}", dashed(list), dashed(code)))
}

/// The id as a part of a key, in which a dot has another meaning.
fn dashed(id: &str) -> String {
    id.replace('.', "-")
}

/// The text of a finding; its code if this version does not know it.
pub(crate) fn finding(code: &str) -> String {
    let known = FindingCode::ALL.iter().any(|of| of.text().code == code);
    match known {
        true => t(&format!("finding-{code}")),
        false => code.to_owned(),
    }
}

/// The reason of a proposal.
pub(crate) fn why(why: &ProposalReason) -> Text {
    Text::new(format!("why-{}", why.text().code))
}

/// The row of the field table for a path.
pub(crate) fn described(path: &str) -> Option<&'static Field> {
    match path.split('/').collect::<Vec<_>>()[..] {
        [name] => field(name),
        [kind, _, name] => entry_kind(kind)?.field(name),
        _ => None,
    }
}

/// A stored value in words.
pub(crate) fn value(of: Option<&Field>, stored: &str) -> String {
    let text = match Value::from_stored(stored) {
        Value::Missing(reason) => {
            let said = localized(&code(MISSING_REASONS.id, reason.as_str()));
            return format!("({})", said.to_lowercase());
        }
        Value::Text(text) => escape_invisible(&text),
    };
    let Some(of) = of else { return text };
    if let Some((list, known)) = of.codes.and_then(|list| Some((list, list.code(&text)?))) {
        return localized(&code(list.id, known.code));
    }
    match (of.kind, text.parse::<Moment>()) {
        (FieldType::Moment, Ok(moment)) => at(moment.unix_ms()),
        _ => match of.unit {
            Some("years") => match text.parse::<u32>() {
                Ok(years) => localized(&text!("cli-years", n = years)),
                // `18+`, `<18`, `8m`: shown as written.
                Err(_) if text.contains(|c: char| c.is_ascii_digit()) => {
                    localized(&text!("cli-years-about", years = text))
                }
                Err(_) => text,
            },
            _ => text,
        },
    }
}

/// A count with the noun in the right form.
pub(crate) fn counted(key: &str, count: u64) -> String {
    localized(&text!(key, n = count))
}

/// What became of a change that was not simply accepted.
pub(crate) fn outcome(outcome: &str) -> String {
    let key = match outcome {
        "quarantined" => "cli-outcome-quarantined",
        "pending" => "cli-outcome-pending",
        "set_aside" => "cli-outcome-set_aside",
        "written_again" => "cli-outcome-written_again",
        outcome => return outcome.to_owned(),
    };
    t(key)
}

/// The grounds of a value.
pub(crate) fn basis(basis: &str) -> String {
    let key = match basis {
        "" => "basis-told",
        "document" => "basis-document",
        "mrz" => "basis-mrz",
        "curp" => "basis-curp",
        "observed" => "basis-observed",
        "list" => "basis-list",
        "paper" => "basis-paper",
        "device" => "basis-device",
        basis if basis.starts_with("decided") => "cli-basis-decided",
        basis => return basis.to_owned(),
    };
    t(key)
}

/// The reasons of a decision: a rule's reasons in words, others as they were written.
pub(crate) fn reason(reason: &str) -> String {
    let parts = reason
        .split("; ")
        .map(|part| match ProposalReason::of_reason(part) {
            Some(rule) => localized(&text!("cli-by-rule", why = why(&rule))),
            None => escape_invisible(part),
        });
    parts.collect::<Vec<_>>().join(" ")
}

/// The proposal, and the reason for it.
pub(crate) fn proposal(of: &Proposal) -> String {
    let what = match of.choice {
        Choice::Candidate(place) => localized(&text!(
            "cli-proposed-candidate",
            number = (place + 1).to_string()
        )),
        Choice::KeepAll => t("cli-proposed-all"),
        Choice::Nothing => t("cli-proposed-nothing"),
    };
    format!("{what} {}", localized(&why(&of.why)))
}

/// The author's name.
pub(crate) fn author(author: Option<&Author>) -> String {
    match author.map(|author| author.name.as_str()) {
        None => t("cli-author-unknown"),
        Some("") => t("cli-author-unnamed"),
        Some(name) => escape_invisible(name),
    }
}

/// The sites by whose clocks times are shown. Times are in UTC until a store is open, and where no zone is
/// known.
static SITES: OnceLock<KnownSites> = OnceLock::new();

/// Shows times from now on by the clocks of this store's sites.
pub(crate) fn tell_times_of(sites: KnownSites) {
    let _ = SITES.set(sites);
}

/// A moment to the minute, by the clocks of the site.
pub(crate) fn at(unix_ms: i64) -> String {
    let sites = SITES.get();
    let zoned = sites.filter(|of| of.here().is_some_and(|site| site.zone.is_some()));
    if let Some(sites) = zoned {
        return sites.local(unix_ms).to_string();
    }
    let text = Moment::from_unix_ms(unix_ms).to_string();
    format!("{} UTC", text[..16].replace('T', " "))
}

/// The state of a record's changes.
pub(crate) fn state(state: RecordState) -> String {
    match state {
        RecordState::SavedHere => t("cli-state-saved_here"),
        RecordState::OnServer {
            receipt: Some(leaf),
        } => localized(&text!("cli-state-receipt", receipt = leaf.to_string())),
        RecordState::OnServer { receipt: None } => t("cli-state-on_server"),
        RecordState::NeedsAttention => t("cli-state-needs_attention"),
    }
}

/// A person's name in the spoken order.
pub(crate) fn name(person: &PersonSummary) -> String {
    let parts = [&person.given, &person.surname1, &person.surname2];
    let said: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    escape_invisible(&said.join(" "))
}

/// Rows in columns as wide as their widest cell, except for the last column. A cell is always on one line.
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
    use puente_texts::Catalogues;

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
    fn every_reason_of_a_proposal_has_its_words() {
        for reason in ProposalReason::ALL {
            let (text, words) = (why(reason), reason.text());
            let said = ["es", "en"].map(|tag| {
                let language = Catalogues::embedded().language(tag);
                language.expect("a language").format(&text)
            });
            assert_eq!(said, [words.es, words.en], "{}", words.code);
        }
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
