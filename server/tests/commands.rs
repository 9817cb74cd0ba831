//! The commands of `puente`, as an operator types them.

#![allow(clippy::unwrap_used)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn puente(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_puente"));
    command.args(arguments).current_dir(folder);
    command.env("PUENTE_LANGUAGE", "en");
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

/// A folder with a server in `srv`.
fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    json(folder.path(), &["init", "--data", "srv"]);
    folder
}

#[test]
fn a_key_that_everybody_may_read_opens_nothing() {
    let folder = made();
    let folder = folder.path();
    let chmod = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.join("srv.key"), permissions).unwrap();
    };
    for mode in [0o644, 0o604, 0o666] {
        chmod(mode);
        let said = refusal(folder, &["status", "--data", "srv"]);
        assert!(
            said.contains("everybody") && said.contains("chmod 400"),
            "{said}"
        );
    }
    // The mode of a credential from systemd.
    chmod(0o440);
    json(folder, &["status", "--data", "srv"]);
}

#[test]
fn what_a_server_writes_is_its_owners_alone() {
    let folder = made();
    let folder = folder.path();
    let database = folder.join("srv/puente.db");
    let mode = || database.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    // A database that an earlier version left.
    std::fs::set_permissions(&database, std::fs::Permissions::from_mode(0o644)).unwrap();
    json(folder, &["status", "--data", "srv"]);
    assert_eq!(mode(), 0o600);
}

#[test]
fn what_is_wrong_is_said_and_not_something_else() {
    let folder = made();
    let folder = folder.path();
    let recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    let backup = [
        "backup",
        "--data",
        "srv",
        "--out",
        "none/db.age",
        "--keys-out",
        "keys.age",
        "--recipient",
        recipient,
    ];
    let said = refusal(folder, &backup);
    assert!(said.contains("there is no folder none"), "{said}");
    // The key of another server.
    json(folder, &["init", "--data", "other"]);
    let said = refusal(
        folder,
        &["status", "--data", "srv", "--key-file", "other.key"],
    );
    assert!(said.contains("another server's key"), "{said}");
    assert!(!said.contains("cipher") && !said.contains("disk"), "{said}");
    std::fs::write(folder.join("file"), "x").unwrap();
    let said = refusal(
        folder,
        &["status", "--data", "file", "--key-file", "srv.key"],
    );
    assert!(said.contains("no folder"), "{said}");
}

#[test]
fn times_are_read_by_people_and_counted_by_programs() {
    let folder = made();
    let folder = folder.path();
    let status = puente(folder, &["status", "--data", "srv"]);
    let said = String::from_utf8(status.stdout).unwrap();
    assert!(
        said.contains("Last backup ") && said.contains("never"),
        "{said}"
    );
    // Whatever is counted has its name.
    assert!(!said.contains("_ms") && !said.contains("cli-"), "{said}");
    let invite = [
        "invite", "--data", "srv", "--site", "office", "--role", "auditor",
    ];
    let said = String::from_utf8(puente(folder, &invite).stdout).unwrap();
    assert!(said.contains("until 20") && said.contains('Z'), "{said}");
    let invited = json(folder, &invite);
    let left_ms = invited["until_ms"].as_i64().unwrap() - puente_server::entropy::now_ms();
    assert!(
        (1..24 * 60 * 60 * 1000).contains(&left_ms),
        "hours, not days: {left_ms}"
    );
}

#[test]
fn a_code_is_shown_to_be_scanned_and_on_request_to_be_printed() {
    let folder = made();
    let folder = folder.path();
    let invite = [
        "invite",
        "--data",
        "srv",
        "--site",
        "office",
        "--role",
        "auditor",
        "--server",
        "https://puente.example/",
        "--qr-out",
        "code.svg",
    ];
    let said = String::from_utf8(puente(folder, &invite).stdout).unwrap();
    assert!(said.contains('█'), "{said}");
    assert!(said.contains("https://puente.example/#enrol="), "{said}");
    let image = std::fs::read_to_string(folder.join("code.svg")).unwrap();
    assert!(image.contains("<svg"), "{image}");
    assert!(
        refusal(folder, &invite).contains("code.svg"),
        "nothing is overwritten"
    );
}

#[test]
fn a_file_that_holds_no_bundle_is_no_success() {
    let folder = made();
    let folder = folder.path();
    let write = |name: &str, content: &[u8]| std::fs::write(folder.join(name), content).unwrap();
    write("empty", b"");
    write("text", b"no bundle");
    // As long as a film, and empty: reading it takes no memory either.
    let sparse = std::fs::File::create(folder.join("sparse")).unwrap();
    sparse.set_len(3 * 1024 * 1024 * 1024).unwrap();
    for (file, what) in [("empty", "copy it again"), ("sparse", "MiB"), ("text", "")] {
        let import = [
            "import-bundle",
            "--data",
            "srv",
            "--receipt-out",
            "back",
            file,
        ];
        let output = puente(folder, &import);
        assert_eq!(output.status.code(), Some(1), "{file}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(what), "{said}");
        assert!(!folder.join("back").exists(), "{file}: an empty receipt");
    }
}

#[test]
fn two_do_not_serve_one_database() {
    use std::io::BufRead as _;
    let folder = made();
    let folder = folder.path();
    let serve = ["serve", "--data", "srv", "--listen", "127.0.0.1:0"];
    let mut first = Command::new(env!("CARGO_BIN_EXE_puente"))
        .args(serve)
        .current_dir(folder)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut said = std::io::BufReader::new(first.stdout.take().unwrap());
    said.read_line(&mut String::new()).unwrap();
    let refused = refusal(folder, &serve);
    // Other commands work while the server runs.
    let status = json(folder, &["status", "--data", "srv"]);
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(refused.contains("another `puente serve`"), "{refused}");
    assert_eq!(status["records"], 0);
}

#[test]
fn a_name_that_turns_the_line_is_none() {
    let folder = made();
    let folder = folder.path();
    for name in [
        "Garita\u{1b}[2J",
        "Garita\nNorte",
        "Garita\u{202e}",
        "\u{200b}",
    ] {
        let site = [
            "site", "add", "--data", "srv", "--kind", "shelter", "--name", name,
        ];
        assert!(
            refusal(folder, &site).contains("control characters"),
            "{name:?}"
        );
    }
}

#[test]
fn the_matcher_is_measured_on_a_labelled_set() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/duplicates");
    let one = format!("{fixtures}/crossing");
    for path in [fixtures, &one] {
        let measured = json(folder, &["duplicates", "--evaluate", path]);
        let set = &measured["sets"][0];
        assert_eq!(set["records"], 28, "{path}");
        assert_eq!(set["all"]["frozen"]["f1"], 1.0);
        assert!(set["one_to_one_off"]["frozen"]["precision"].as_f64() < Some(1.0));
        assert!(set["all"]["cpu_s"].as_f64() >= Some(0.0));
    }
    let shown = puente(folder, &["duplicates", "--evaluate", fixtures]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("families off"), "{shown}");
    let evaluate = |path| refusal(folder, &["duplicates", "--evaluate", path]);
    assert!(evaluate(".").contains("no labelled set"));
    assert!(evaluate("none").contains("none"));
    std::fs::write(
        folder.join("own.pairs.csv"),
        "record_id_a,record_id_b\nA,B\n",
    )
    .unwrap();
    assert!(evaluate(".").contains("own"));
    std::fs::copy(format!("{one}.csv"), folder.join("own.csv")).unwrap();
    assert!(evaluate(".").contains("pair 1 names a record"));
}
