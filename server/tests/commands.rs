//! The commands of `puente`, as whoever runs a server types them.

#![allow(clippy::unwrap_used)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn puente(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_puente"));
    command.args(arguments).current_dir(folder);
    command.output().unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = puente(folder, &[arguments, &["--json"]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    assert_eq!(
        output.stdout.iter().filter(|byte| **byte == b'\n').count(),
        1
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refusal(folder: &Path, arguments: &[&str]) -> String {
    let output = puente(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

#[test]
fn a_server_is_made_once_and_its_key_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let made = json(folder, &["init", "--data", "srv"]);
    assert_eq!(made["code"].as_str().unwrap().len(), 25);
    let mode = |path: &str| folder.join(path).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("srv"), mode("srv.key")), (0o700, 0o400));
    assert!(refusal(folder, &["init", "--data", "srv"]).contains("exists"));
    std::fs::remove_dir_all(folder.join("srv")).unwrap();
    assert!(refusal(folder, &["init", "--data", "srv"]).contains("srv.key exists"));
    assert!(refusal(folder, &["status", "--data", "srv"]).contains("no server"));
    assert!(
        refusal(
            folder,
            &["serve", "--data", "none", "--listen", "127.0.0.1:0"]
        )
        .contains("no server")
    );
    assert_eq!(puente(folder, &["status"]).status.code(), Some(2));
}

#[test]
fn sites_and_codes_are_made_by_name_or_id() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    json(
        folder,
        &["init", "--data", "srv", "--key-file", "elsewhere.key"],
    );
    let with = |arguments: &[&'static str]| {
        [arguments, &["--data", "srv", "--key-file", "elsewhere.key"]].concat()
    };
    let site = json(
        folder,
        &with(&[
            "site",
            "add",
            "--name",
            "El Chaparral",
            "--kind",
            "crossing",
        ]),
    );
    let site: &'static str = site["site"].as_str().unwrap().to_owned().leak();
    let list = json(folder, &with(&["site", "list"]));
    let names: Vec<_> = list["sites"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["name"])
        .collect();
    assert_eq!(names, ["El Chaparral", "office"]);
    for name in [site, "El Chaparral"] {
        let invite = ["invite", "--site", name, "--role", "volunteer"];
        let code = json(folder, &with(&invite));
        assert_eq!(code["code"].as_str().unwrap().len(), 25);
    }
}

#[test]
fn what_is_not_there_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    json(folder, &["init", "--data", "srv"]);
    let with = |arguments: &[&'static str]| [arguments, &["--data", "srv"]].concat();
    let again = with(&["site", "add", "--name", "office", "--kind", "shelter"]);
    assert!(refusal(folder, &again).contains("already"));
    let nowhere = with(&["invite", "--site", "Nowhere", "--role", "volunteer"]);
    assert!(refusal(folder, &nowhere).contains("no such site"));
    let strange = with(&["invite", "--site", "office", "--role", "emperor"]);
    assert_eq!(puente(folder, &strange).status.code(), Some(2));
    let unknown = "00000000000000000000000000000000";
    let grant = [
        "grant",
        "add",
        "--account",
        unknown,
        "--site",
        "office",
        "--role",
        "auditor",
    ];
    assert!(refusal(folder, &with(&grant)).contains("no such account"));
    assert!(refusal(folder, &with(&["device", "revoke", unknown])).contains("no such device"));
    assert!(refusal(folder, &with(&["quarantine", "release", "7"])).contains("no such"));
}

#[test]
fn a_new_server_holds_nothing_and_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    json(folder, &["init", "--data", "srv"]);
    let with = |arguments: &[&'static str]| [arguments, &["--data", "srv"]].concat();
    let status = json(folder, &with(&["status"]));
    assert_eq!(status["records"], 0);
    assert_eq!(status["quarantined"], 0);
    assert_eq!(
        json(folder, &with(&["rebuild", "--verify"]))["differences"],
        serde_json::json!([])
    );
    assert_eq!(
        json(folder, &with(&["quarantine", "list"]))["quarantined"],
        serde_json::json!([])
    );
    assert_eq!(
        json(folder, &with(&["account", "list"]))["accounts"],
        serde_json::json!([])
    );
    assert_eq!(
        json(folder, &with(&["device", "list"]))["devices"],
        serde_json::json!([])
    );
}
