//! `puente-field` with no server at all: everything a volunteer does works with no network.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "program/field.rs"]
mod program;

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use program::{Field, err, json};

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", err(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_person_is_registered_before_any_enrolment_and_found_however_the_name_is_spelled() {
    let field = Field::new();
    let code = field.register("María José", "Núñez");
    field.register("Eva", "Ruiz");
    for text in [
        &["nunez"][..],
        &["maria", "jose"],
        &["NÚÑEZ", "mar"],
        &["nunes"],
    ] {
        let found = field.ask(&[&["find"], text].concat());
        let records = found["records"].as_array().unwrap();
        assert_eq!(records.len(), 1, "{text:?}");
        assert_eq!(records[0]["code"], code, "{text:?}");
        assert_eq!(records[0]["state"], "saved_here");
    }
    let nobody = field.ask(&["find", "Zacarías"]);
    assert_eq!(nobody["records"], Value::Array(Vec::new()));
    let status = field.ask(&["status"]);
    assert_eq!(status["records"], 2);
    assert_eq!(status["server"], Value::Null);
}

#[test]
fn a_code_is_understood_as_it_is_said() {
    let field = Field::new();
    let code = field.register("Eva", "Ruiz");
    let record = field.ask(&["show", &code])["record"].clone();
    for said in [
        code.to_lowercase(),
        code.replace('-', " "),
        code.replace('-', ""),
        record.as_str().unwrap().to_owned(),
    ] {
        assert_eq!(field.ask(&["show", &said])["record"], record, "{said}");
    }
}

#[test]
fn what_is_set_is_shown_in_words_and_what_is_odd_is_said() {
    let field = Field::new();
    let code = field.register("Eva", "Ruiz");
    for arguments in [
        &[
            "set",
            &code,
            "birth.date",
            "1990-02-31",
            "--basis",
            "document",
        ][..],
        &["set", &code, "curp", "--missing", "refused"],
        &["set", &code, "birth.state", "michoacán"],
        &["set", &code, "phone", "6641234567"],
        &["add", &code, "needs", "agua"],
        &["add", &code, "needs", "shower"],
        &["remove", &code, "needs", "Agua"],
        &["service", &code, "comida", "--quantity", "2"],
    ] {
        field.ask(arguments);
    }
    let record = field.ask(&["show", &code]);
    assert_eq!(record["fields"]["sex"]["value"], "female");
    assert_eq!(record["fields"]["birth.state"]["value"], "MN");
    assert_eq!(record["fields"]["curp"]["value"], Value::Null);
    assert_eq!(record["fields"]["curp"]["missing"], "refused");
    assert_eq!(record["fields"]["birth.date"]["conflict"], false);
    assert_eq!(record["sets"]["needs"], serde_json::json!(["shower"]));
    let service = &record["entries"]["service"][0]["fields"];
    assert_eq!(service["type"]["value"], "meal");
    assert_eq!(service["quantity"]["value"], "2");
    let findings = record["findings"].as_array().unwrap();
    let odd = serde_json::json!({ "field": "birth.date", "code": "date_malformed" });
    assert!(findings.contains(&odd));
    let text = out(&field.run(&["show", &code]));
    for words in [
        "guardado aquí",
        "Nombre(s)            Eva",
        "Sexo                 Mujer",
        "Edad al registro     34 años",
        "CURP                 (prefiere no decir)",
        "Necesidades          Regadera",
        "Estado de nacimiento  Michoacán",
        "Comida",
        "! Fecha de nacimiento: La fecha no existe o está mal escrita.",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            squeezed(&text).contains(&squeezed(words)),
            "{words}\n{text}"
        );
    }
}

#[test]
fn a_confidential_note_is_read_from_stdin_and_kept_apart_from_the_core() {
    let field = Field::new();
    let code = field.register("Eva", "Ruiz");
    let documents = |field: &Field| field.ask(&["status"])["documents"].as_u64().unwrap();
    assert_eq!(documents(&field), 1);
    let noted = field.run_with("passphrase", &["note", &code, "-"], "la siguen\n");
    assert!(noted.status.success(), "{}", err(&noted));
    assert_eq!(documents(&field), 2);
    let record = field.ask(&["show", &code]);
    assert_eq!(
        record["entries"]["note"][0]["fields"]["text"]["value"],
        "la siguen"
    );
    assert_eq!(field.fail(&["note", &code, "  "]), "empty_note");
}

/// From the result of an import: registered, known.
fn counts(of: &Value) -> [u64; 2] {
    ["registered", "known"].map(|key| of[key].as_u64().unwrap())
}

#[test]
fn a_list_goes_in_once_and_its_bad_rows_are_told() {
    let field = Field::new();
    let list = "no,apellido_paterno,apellido_materno,nombres,sexo,fecha_nacimiento,nacionalidad,entidad_nacimiento,curp,grupo_familiar,observaciones\n\
        1,Ruiz,Paz,Eva,F,1990-01-02,MEX,Durango,,H1,viene con fiebre\n\
        2,,,,M,,,,,,\n\
        3,Paz,,Leo,M,2015-13-40,MEX,,,H1,\n";
    let path = field.write("bus-7.csv", list);
    let path = path.to_str().unwrap();
    let first = field.ask(&["import", path, "--rows", "1"]);
    assert_eq!(counts(&first), [1, 0]);
    let output = field.run(&["import", path, "--json"]);
    let rest = json(&output);
    assert_eq!(counts(&rest), [1, 1]);
    assert_eq!(rest["rejected"][0]["line"], 3);
    assert!(err(&output).contains("Línea 3"), "{}", err(&output));
    let again = field.ask(&["import", path]);
    assert_eq!(counts(&again), [0, 2]);
    assert_eq!(field.ask(&["list"])["records"].as_array().unwrap().len(), 2);
    let eva = field.ask(&["show", first["records"][0]["code"].as_str().unwrap()]);
    assert_eq!(eva["fields"]["arrival.list"]["value"], "bus-7");
    assert_eq!(eva["fields"]["arrival.row"]["value"], "1");
    // One family on this list, and a different one from the H1 of any other list.
    let leo = field.ask(&["show", rest["records"][0]["code"].as_str().unwrap()]);
    assert_eq!(eva["fields"]["household"], leo["fields"]["household"]);
    assert_ne!(eva["fields"]["household"]["value"], "H1");
    assert_eq!(eva["fields"].get("contact.note"), None);
    assert_eq!(
        eva["entries"]["note"][0]["fields"]["text"]["value"],
        "viene con fiebre"
    );
    let other = field.ask(&["import", path, "--name", "bus-8"]);
    assert_eq!((&other["known"], &other["id"]), (&2.into(), &again["id"]));
}

#[test]
fn the_flight_of_the_fixtures_goes_in_whole() {
    let field = Field::new();
    let list = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/arrivals/flight-135.csv"
    );
    let taken = field.ask(&["import", list]);
    assert_eq!(taken["registered"], 135);
    assert_eq!(taken["rejected"], Value::Array(Vec::new()));
    assert_eq!(taken["list"], "flight-135");
    assert_eq!(field.ask(&["import", list])["known"], 135);
}

#[test]
fn another_passphrase_opens_nothing_and_a_lost_key_file_is_not_replaced() {
    let field = Field::new();
    field.register("Eva", "Ruiz");
    field.write("other", "otra frase de paso\n");
    for arguments in [&["list"][..], &["register", "--missing", "sex=unknown"]] {
        let output = field.run_with("other", &[arguments, &["--json"]].concat(), "");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(json(&output)["error"]["code"], "wrong_passphrase");
    }
    let store = field.folder.path().join("store");
    std::fs::rename(store.join("vault"), field.folder.path().join("vault")).unwrap();
    assert_eq!(field.fail(&["list"]), "no_vault");
    assert_eq!(
        field.fail(&["register", "--missing", "sex=unknown"]),
        "no_vault"
    );
    std::fs::rename(field.folder.path().join("vault"), store.join("vault")).unwrap();
    assert_eq!(field.ask(&["status"])["records"], 1);
}

#[test]
fn programs_that_write_at_once_wait_for_each_other() {
    let field = Field::new();
    std::thread::scope(|scope| {
        for given in ["Eva", "Leo", "Sol", "Luz"] {
            let field = &field;
            scope.spawn(move || field.register(given, "Ruiz"));
        }
    });
    let people = field.ask(&["list"]);
    assert_eq!(people["records"].as_array().unwrap().len(), 4);
    let code = people["records"][0]["code"].as_str().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| field.ask(&["service", code, "meal"]));
        }
    });
    let shown = field.ask(&["show", code]);
    assert_eq!(shown["entries"]["service"].as_array().unwrap().len(), 4);
}

#[cfg(unix)]
#[test]
fn a_store_is_its_owners_alone_and_its_bytes_tell_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let field = Field::new();
    field.register("Quetzalli", "Xochitl");
    let store = field.folder.path().join("store");
    let mode = |path: &PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&store), 0o700);
    for entry in std::fs::read_dir(&store).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        let bytes = std::fs::read(&path).unwrap();
        for word in ["Quetzalli", "Xochitl", "SQLite format"] {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{word} in {}", path.display());
        }
    }
}

#[test]
fn what_cannot_be_done_is_said_in_one_sentence() {
    let field = Field::new();
    assert_eq!(field.fail(&["list"]), "no_store");
    let code = field.register("Eva", "Ruiz");
    field.write("empty", "");
    let output = field.run_with("empty", &["list", "--json"], "");
    assert_eq!(json(&output)["error"]["code"], "wrong_passphrase");
    for (arguments, failure) in [
        (&["show", "2222-2222-2"][..], "no_such_record"),
        (&["show", "2222-2222-3"], "record_code"),
        (
            &["show", "00000000000000000000000000000000"],
            "no_such_record",
        ),
        (&["set", &code, "no.such", "1"], "no_such_field"),
        (&["set", &code, "code", "2222-2222-2"], "system_field"),
        (
            &["set", &code, "needs", "--missing", "refused"],
            "set_has_no_reason",
        ),
        (&["add", &code, "age", "3"], "not_a_set"),
        (&["remove", &code, "needs"], "which_value"),
        (&["move", &code, "Casa"], "no_such_site"),
        (
            &["move", &code, "00000000000000000000000000000001"],
            "no_such_site",
        ),
        (
            &["resolve", &code, "age", "--value", "3", "--reason", "x"],
            "no_conflict",
        ),
        (&["sync"], "not_enrolled"),
        (&["watch"], "not_enrolled"),
        (&["import", "no-such-list.csv"], "file"),
        (&["enrol", "--server", "ftp://x", "--code", "x"], "address"),
        (
            &["enrol", "--server", "http://puente.example", "--code", "x"],
            "plain_http",
        ),
    ] {
        assert_eq!(field.fail(arguments), failure, "{arguments:?}");
    }
    let long = "x".repeat(9000);
    assert_eq!(
        field.fail(&["set", &code, "household", &long]),
        "value_too_long"
    );
    assert_eq!(
        field.ask(&["conflicts"])["conflicts"],
        Value::Array(Vec::new())
    );
}

#[test]
fn a_command_line_that_is_none_exits_with_two() {
    let field = Field::new();
    for arguments in [
        &["bla"][..],
        &["register", "--given", "Eva"],
        &["set", "x", "age"],
        &["resolve", "x", "age", "--reason", "y"],
        &["import", "x.csv", "--rows", "5-1"],
        &["set", "x", "age", "--missing", "lost"],
    ] {
        assert_eq!(field.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    let without_store = Command::new(env!("CARGO_BIN_EXE_puente-field"))
        .arg("list")
        .output()
        .unwrap();
    assert_eq!(without_store.status.code(), Some(2));
}

#[test]
fn a_blank_form_is_typed_in_under_its_code() {
    let field = Field::new();
    field.register("Ana", "Paz");
    let made = field.ask(&["forms", "--count", "3", "--out", "hojas.html"]);
    let codes = made["codes"].as_array().unwrap();
    let page = std::fs::read_to_string(field.folder.path().join("hojas.html")).unwrap();
    assert_eq!((codes.len(), page.matches("<svg").count()), (3, 3));
    for told in ["Nombre(s) / Given name(s)", codes[2].as_str().unwrap()] {
        assert!(page.contains(told), "{told}");
    }
    let code = codes[1].as_str().unwrap();
    let sheet = |code| {
        let said = [
            "register",
            "--given",
            "Eva",
            "--surname1",
            "Luz",
            "--sex",
            "mujer",
        ];
        let more = ["--age", "31", "--basis", "paper", "--code", code];
        [&said[..], &more].concat()
    };
    assert_eq!(field.ask(&sheet(code))["code"], code);
    assert_eq!(field.fail(&sheet(code)), "code_taken");
    assert_eq!(field.fail(&sheet("2222-2222-3")), "not_a_code");
    assert_eq!(field.fail(&["recall", "2222-2222-2"]), "no_such_record");
}
