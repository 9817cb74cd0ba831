//! Checks that `PROTOCOL.md` says what the code does.

use data_encoding::HEXLOWER;
use puente_protocol::change::{self, SlimContext};
use puente_protocol::identity::Actor;
use puente_protocol::problem::{ALL, ProblemCode};

use crate::changes::real;

const TEXT: &str = include_str!("../PROTOCOL.md");
const LIMITS: &str = include_str!("../src/limits.rs");

/// Every `pub const NAME: type = a * b;` with its value.
fn limits() -> Vec<(&'static str, u64)> {
    let lines = LIMITS
        .lines()
        .filter_map(|line| line.strip_prefix("pub const "));
    lines
        .map(|line| {
            let (name, rest) = line.split_once(':').unwrap();
            let (_, product) = rest.trim_end_matches(';').split_once('=').unwrap();
            let factors = product
                .split('*')
                .map(|factor| factor.trim().replace('_', ""));
            (
                name,
                factors
                    .map(|factor| factor.parse::<u64>().unwrap())
                    .product(),
            )
        })
        .collect()
}

#[test]
fn every_limit_stands_in_the_document_with_its_value() {
    let limits = limits();
    for (name, value) in &limits {
        let row = format!("| `{name}` | {value} |");
        assert!(TEXT.contains(&row), "{row}");
    }
    let rows = TEXT
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("_BYTES_"));
    assert!(rows.count() <= limits.len());
    assert_eq!(limits.len(), 21);
}

#[test]
fn every_problem_stands_in_the_document_with_its_status() {
    for code in ALL {
        let again = if code.retry_helps() { "yes" } else { "no" };
        let row = format!("| `{code}` | {} | {again} |", code.status());
        assert!(TEXT.contains(&row), "{row}");
    }
}

#[test]
fn a_problem_is_named_alike_everywhere() {
    for code in ALL {
        let problem = code.problem("Una frase. / A sentence.".into());
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!(json["code"], code.to_string());
        assert_eq!(json["type"], format!("urn:puente:problem:{code}"));
        assert_eq!(json["status"], code.status());
        let back: ProblemCode = serde_json::from_value(json["code"].clone()).unwrap();
        assert_eq!(back, *code);
    }
    let mut names: Vec<String> = ALL.iter().map(ToString::to_string).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
}

#[test]
fn the_worked_example_is_what_the_code_writes() {
    let block = TEXT.split("```slim\n").nth(1).unwrap();
    let block = block.split("```").next().unwrap();
    let hex: String = block
        .lines()
        .flat_map(|line| line.split('#').next().unwrap().split_whitespace())
        .collect();

    let raw = real("birth_date_from_a_document");
    let (_, head) = change::read(&raw).unwrap();
    let actor: Actor = head.actor.try_into().unwrap();
    let slim = change::slim(
        &raw,
        &SlimContext {
            actor: Some(&actor),
            time_ms: head.time_ms - 90_000,
            previous: head.deps.first().copied(),
        },
    );
    assert_eq!(hex, HEXLOWER.encode(&slim));
    let sizes = format!("{} bytes raw, {} slim", raw.len(), slim.len());
    assert!(TEXT.contains(&sizes), "{sizes}");
}
