//! What `puente-field` refuses, and what it keeps from a terminal.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "program/field.rs"]
mod program;

use program::{Field, err, json};

#[test]
fn a_passphrase_that_is_guessed_makes_no_store() {
    let field = Field::new();
    for short in ["", "a", "123456789"] {
        field.write("short", &format!("{short}\n"));
        let register = ["register", "--missing", "sex=unknown", "--json"];
        let output = field.run_with("short", &register, "");
        assert_eq!(output.status.code(), Some(1), "{short:?}");
        assert_eq!(json(&output)["error"]["code"], "passphrase_short");
        assert!(err(&output).contains("10"), "{}", err(&output));
    }
    assert!(!field.folder.path().join("store").exists());
    field.register("Eva", "Ruiz");
}

/// A name can do much to a terminal: clear it, forge a line, reverse the direction of writing, set the window's
/// title.
#[test]
fn what_people_are_called_does_nothing_to_the_terminal() {
    let field = Field::new();
    let given = "Eva\u{1b}[2J\nAAAA-AAAA-A  Otra\u{202e}\u{9b}31m\u{7}";
    let code = field.register(given, "Ruiz\u{1b}]0;x\u{7}");
    for arguments in [
        &["list"][..],
        &["find", "ruiz"],
        &["show", &code],
        &["history", &code],
        &["status"],
        &["list", "--json"],
        &["show", &code, "--json"],
    ] {
        let output = field.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", err(&output));
        for said in [&output.stdout, &output.stderr] {
            let said = String::from_utf8(said.clone()).unwrap();
            let raw = said
                .chars()
                .find(|c| *c != '\n' && !puente_record::has_no_invisible(&c.to_string()));
            assert_eq!(raw, None, "{arguments:?}: {said:?}");
        }
    }
    let list = field.run(&["list"]);
    let said = String::from_utf8(list.stdout).unwrap();
    assert_eq!(said.trim_end().lines().count(), 1, "{said:?}");
}

#[test]
fn a_courier_s_file_without_anything_is_no_success() {
    let field = Field::new();
    field.register("Eva", "Ruiz");
    field.write("empty", "");
    field.write("text", "nothing of ours");
    let sparse = std::fs::File::create(field.folder.path().join("sparse")).unwrap();
    sparse.set_len(3 * 1024 * 1024 * 1024).unwrap();
    for command in ["carry", "import-receipt"] {
        assert_eq!(field.fail(&[command, "empty"]), "file_empty");
        assert_eq!(field.fail(&[command, "sparse"]), "file_too_large");
        let output = field.run(&[command, "text"]);
        assert_eq!(output.status.code(), Some(1), "{command}");
    }
    field.ask(&["carry", "--receipts-out", "back"]);
    assert!(!field.folder.path().join("back").exists());
}

#[test]
fn a_store_that_cannot_be_looked_at_is_not_said_to_be_missing() {
    let field = Field::new();
    // A file stands in the place of the folder.
    std::fs::write(field.folder.path().join("store"), "").unwrap();
    assert_eq!(field.fail(&["list"]), "file");
}
