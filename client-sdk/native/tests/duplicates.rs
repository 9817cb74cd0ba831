//! A device lists who may be on it twice, and says why. It joins nobody.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "program/field.rs"]
#[allow(dead_code, reason = "nobody here is registered by age")]
mod program;

use program::{Field, err};
use serde_json::Value;

/// Registers somebody by names, sex and further fields. Returns the record's code.
fn register(phone: &Field, names: [&str; 3], fields: &[&str]) -> String {
    let [given, surname1, surname2] = names;
    let mut arguments = vec!["register", "--given", given, "--surname1", surname1];
    if !surname2.is_empty() {
        arguments.extend(["--surname2", surname2]);
    }
    arguments.extend(["--sex", "mujer"]);
    for field in fields {
        arguments.extend(["--field", field]);
    }
    phone.ask(&arguments)["code"].as_str().unwrap().to_owned()
}

fn codes(candidate: &Value) -> Vec<&str> {
    let people = candidate["people"].as_array().unwrap().iter();
    people.map(|of| of["code"].as_str().unwrap()).collect()
}

fn keys(candidate: &Value) -> Vec<&str> {
    let reasons = candidate["reasons"].as_array().unwrap().iter();
    reasons.map(|of| of["key"].as_str().unwrap()).collect()
}

#[test]
fn somebody_who_is_there_twice_is_listed_with_reasons_and_what_else_it_may_be() {
    let phone = Field::new();
    let curp = "curp=HELG871212MPLRPD08";
    let one = register(
        &phone,
        ["Ma. Guadalupe", "Hdez.", "López"],
        &["birth.date=1987-12-12", "birth.state=PL", curp],
    );
    let other = register(
        &phone,
        ["Lupita", "Hernandez", "Lopez"],
        &["birth.date=1987-12", "birth.state=PL", curp],
    );
    register(&phone, ["Marisol", "Barrera", "Olmos"], &["birth.state=MN"]);
    let found = phone.ask(&["duplicates"]);
    let found = found["duplicates"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let mut pair = codes(&found[0]);
    pair.sort_unstable();
    let mut expected = [&*one, &*other];
    expected.sort_unstable();
    assert_eq!(pair, expected);
    assert_eq!(found[0]["band"], "band-almost_certain");
    assert!(keys(&found[0]).contains(&"curp-same"), "{found:?}");
    let shown = phone.run(&["duplicates"]);
    assert!(shown.status.success(), "{}", err(&shown));
    let shown = String::from_utf8(shown.stdout).unwrap();
    for words in ["casi seguro", "la misma CURP", "o bien: ", "Lupita"] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
}

#[test]
fn the_same_paper_of_guatemala_is_a_reason() {
    let phone = Field::new();
    let paper = |code: &str| {
        phone.ask(&[
            "entry",
            "add",
            code,
            "identity_paper",
            "type=dpi",
            "country=GTM",
            "number=2345 17018 1601",
        ]);
    };
    let abroad = ["birth.country=GTM", "birth.state=NE"];
    paper(&register(&phone, ["Micaela", "Tzoc", ""], &abroad));
    paper(&register(&phone, ["Micaila", "Choc", ""], &abroad));
    let found = phone.ask(&["duplicates"]);
    let keys = keys(&found["duplicates"][0]);
    assert!(keys.contains(&"paper-same"), "{found}");
    assert!(!keys.contains(&"origin-state"), "{found}");
}

#[test]
fn two_sisters_of_one_family_are_not_listed_and_a_phone_without_doubt_says_so() {
    let phone = Field::new();
    let born = ["birth.date=2011-08-30", "birth.state=CS"];
    let one = register(&phone, ["Marcela", "Tzoc", "Xol"], &born);
    let other = register(&phone, ["Micaela", "Tzoc", "Xol"], &born);
    phone.ask(&["household", "join", &one, &other]);
    let found = phone.ask(&["duplicates"]);
    assert_eq!(found["duplicates"].as_array().map(Vec::len), Some(0));
    let shown = phone.run(&["duplicates"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("Nadie parece estar dos veces"), "{shown}");
}
