//! `puente-field` with the whole record: entries of every kind, and the report that names nobody.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{Command, Output};

use puente_record::{ENTRY_KINDS, EntryRight, FIELDS, FieldShape, FieldType};
use serde_json::Value;
use tempfile::TempDir;

struct Field(TempDir);

impl Field {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("passphrase"), "puente de prueba\n").unwrap();
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_puente-field"))
            .args(arguments)
            .args([
                "--store",
                "store",
                "--passphrase-file",
                "passphrase",
                "--json",
            ])
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    fn ask(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["error"]["code"].as_str().unwrap().to_owned()
    }

    /// Registers somebody with these fields. Returns the record's code.
    fn register(&self, fields: &[&str]) -> String {
        let mut arguments = vec![
            "register",
            "--given",
            "MARKA",
            "--surname1",
            "MARKB",
            "--sex",
            "mujer",
            "--age",
            "34",
        ];
        for field in fields {
            arguments.extend(["--field", field]);
        }
        let answer = self.ask(&arguments);
        answer["code"].as_str().unwrap().to_owned()
    }
}

#[test]
fn an_entry_is_added_corrected_and_looked_at() {
    let field = Field::new();
    let code = field.register(&[]);
    let added = field.ask(&[
        "entry",
        "add",
        &code,
        "identity_paper",
        "type=Pasaporte",
        "country=mx",
        "issued=2024",
        "expires=2020",
        "--missing",
        "number=refused",
    ]);
    let id = added["entry"].as_str().unwrap();
    let odd = format!("identity_paper/{id}/expires");
    let findings = added["findings"].as_array().unwrap();
    let out_of_order = findings
        .iter()
        .any(|of| of["field"] == *odd && of["code"] == "dates_out_of_order");
    assert!(out_of_order, "{findings:?}");
    let corrected = field.ask(&[
        "entry",
        "set",
        &code,
        "identity_paper",
        &id[..6],
        "expires=2034",
    ]);
    assert_eq!(corrected["findings"], serde_json::json!([]));
    let shown = field.ask(&["show", &code]);
    let paper = &shown["entries"]["identity_paper"][0]["fields"];
    assert_eq!(paper["type"]["value"], "pasaporte");
    assert_eq!(paper["country"]["value"], "MEX");
    assert_eq!(paper["expires"]["value"], "2034");
    assert_eq!(paper["number"]["missing"], "refused");
    let entry = ["entry", "set", &code, "identity_paper", &id[..6]];
    field.ask(&[&entry[..], &["--without", "expires"]].concat());
    let shown = field.ask(&["show", &code]);
    let paper = &shown["entries"]["identity_paper"][0]["fields"];
    assert_eq!(paper["expires"], Value::Null);
    for (arguments, failure) in [
        (
            &["entry", "add", &code, "spaceship", "a=b"][..],
            "no_such_kind",
        ),
        (
            &["entry", "add", &code, "stay", "colour=red"],
            "no_such_field",
        ),
        (&["entry", "add", &code, "stay"], "nothing_said"),
        (
            &["entry", "set", &code, "stay", "00", "bed=4"],
            "which_entry",
        ),
    ] {
        assert_eq!(field.fail(arguments), failure);
    }
    field.ask(&["entry", "take-back", &code, "identity_paper", &id[..6]]);
    let shown = field.ask(&["show", &code]);
    assert_eq!(shown["entries"]["identity_paper"], Value::Null);
    let gone = ["entry", "take-back", &code, "identity_paper", &id[..6]];
    assert_eq!(field.fail(&gone), "which_entry");
}

#[test]
fn every_field_and_kind_of_the_table_is_taken() {
    let field = Field::new();
    let by_system = ["code", "home_site", "registered_at"];
    let of_table = FIELDS.iter().filter(|of| !by_system.contains(&of.id));
    let fields: Vec<String> = of_table.map(|of| format!("{}=x", of.id)).collect();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let code = field.register(&fields);
    // Before a phone has joined a server, it only writes.
    let (written, others): (Vec<_>, Vec<_>) = ENTRY_KINDS
        .iter()
        .partition(|kind| kind.right == EntryRight::Write);
    for kind in others {
        let arguments = ["entry", "add", &code, kind.id, "words=x"];
        assert_eq!(field.fail(&arguments), "not_allowed", "{}", kind.id);
    }
    for kind in &written {
        // A site is chosen from those that a server sent, and this phone has none.
        let free = kind.fields.iter().filter(|of| of.kind != FieldType::Site);
        let said: Vec<String> = free.map(|of| format!("{}=x", of.id)).collect();
        let mut arguments = vec!["entry", "add", &code, kind.id];
        arguments.extend(said.iter().map(String::as_str));
        field.ask(&arguments);
    }
    let shown = field.ask(&["show", &code]);
    for of in FIELDS.iter().filter(|of| !by_system.contains(&of.id)) {
        let place = match of.shape {
            FieldShape::Single => &shown["fields"][of.id],
            FieldShape::Set => &shown["sets"][of.id],
        };
        assert!(!place.is_null(), "{}", of.id);
    }
    for kind in &written {
        let entry = &shown["entries"][kind.id][0]["fields"];
        for of in kind.fields.iter().filter(|of| of.kind != FieldType::Site) {
            assert_eq!(entry[of.id]["value"], "x", "{}.{}", kind.id, of.id);
        }
    }
    let output = field.run(&["service", &code, "atención psicológica"]);
    assert!(output.status.success());
    let shown = field.ask(&["show", &code]);
    let care = shown["entries"]["care"].as_array().unwrap();
    assert!(
        care.iter()
            .any(|of| of["fields"]["type"]["value"] == "psychological")
    );
}

#[test]
fn the_report_of_treatment_names_nobody() {
    let field = Field::new();
    for n in 0..6 {
        let consent = format!("treatment.consent={}", if n == 5 { "no" } else { "yes" });
        let code = field.register(&[
            &consent,
            "treatment.types=verbal",
            "treatment.types=MARKC",
            "treatment.actors=ice",
            "treatment.country=USA",
            "treatment.state=MARKD",
            "treatment.narrative=MARKE",
            "phone=+526561234567",
            "curp=MARKF",
            "treatment.date=2026-03-17",
        ]);
        field.ask(&["note", &code, "MARKG"]);
    }
    let answer = field.ask(&["report-treatment", "--out", "report.csv"]);
    assert_eq!(answer["withheld"], 0);
    let report = std::fs::read_to_string(field.0.path().join("report.csv")).unwrap();
    assert!(report.contains("type,verbal,,5\n"), "{report}");
    assert!(report.contains("type_actor,other,ice,5\n"), "{report}");
    for telling in ["MARK", "6561234567", "2026-03-17", "34"] {
        assert!(!report.contains(telling), "{telling}");
    }
    // The file exists already and is not overwritten.
    field.fail(&["report-treatment", "--out", "report.csv"]);
}
