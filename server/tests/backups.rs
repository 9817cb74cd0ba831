//! `puente backup`, `restore` and `erase`, as an operator types them.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use puente_server::backup::age::Identity;
use puente_server::entropy;
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
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refusal(folder: &Path, arguments: &[&str]) -> String {
    let output = puente(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    said.lines().last().unwrap().to_owned()
}

/// Makes a server in `srv` and identities in `mine` and `other`. Returns the recipient of `mine`.
fn server(folder: &Path) -> String {
    json(folder, &["init", "--data", "srv"]);
    let mut rng = entropy::rng().unwrap();
    let [mine, other] = [(); 2].map(|()| Identity::random(&mut rng));
    fs::write(folder.join("mine"), mine.to_secret_text().as_bytes()).unwrap();
    fs::write(folder.join("other"), other.to_secret_text().as_bytes()).unwrap();
    mine.recipient().to_string()
}

fn back_up(folder: &Path, to: &str, name: &str) -> Value {
    let keys = format!("{name}.keys");
    let files = ["--out", name, "--keys-out", &keys, "--recipient", to];
    json(folder, &[&["backup", "--data", "srv"], &files[..]].concat())
}

fn restore<'a>(backup: &'a str, keys: &'a str, identity: &'a str) -> Vec<&'a str> {
    let files = ["--backup", backup, "--keys", keys, "--identity", identity];
    [&["restore", "--data", "new"], &files[..]].concat()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_two_whole_files_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let to = server(folder);
    let before = names(folder);
    let made = back_up(folder, &to, "one");
    let mut after = names(folder);
    // The high-water mark lies beside the server's key, which is in this folder.
    after.retain(|name| !before.contains(name) && name != "srv.key.mark");
    assert_eq!(after, ["one", "one.json", "one.keys", "one.keys.json"]);
    assert_eq!(made["manifest"]["log_size"], 2);
    for file in ["one", "one.keys"] {
        json(folder, &["backup", "verify", file, "--identity", "mine"]);
        let said = refusal(folder, &["backup", "verify", file, "--identity", "other"]);
        assert!(said.contains("other recipients"), "{said}");
    }
    let again = [
        "backup",
        "--data",
        "srv",
        "--out",
        "one",
        "--keys-out",
        "two",
        "--recipient",
        &to,
    ];
    assert!(refusal(folder, &again).contains("one exists already"));
    assert!(!folder.join("two").exists());
    assert_eq!(puente(folder, &again[..7]).status.code(), Some(2));
}

#[test]
fn a_damaged_backup_is_told_from_a_whole_one_and_restores_to_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let to = server(folder);
    back_up(folder, &to, "one");
    let whole = fs::read(folder.join("one")).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for (damaged, what) in [(&flipped[..], "content"), (&whole[..9_000], "length")] {
        fs::write(folder.join("one"), damaged).unwrap();
        let said = refusal(folder, &["backup", "verify", "one"]);
        assert!(said.contains(what), "{said}");
        refusal(folder, &restore("one", "one.keys", "mine"));
    }
    assert!(!names(folder).iter().any(|name| name.starts_with("new")));
}

#[test]
fn a_restored_server_has_its_name_a_new_key_and_a_new_epoch() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let to = server(folder);
    let site = [
        "site", "add", "--data", "srv", "--name", "Norte", "--kind", "crossing",
    ];
    json(folder, &site);
    let made = back_up(folder, &to, "one");
    let manifest = &made["manifest"];
    let seen = |size: u64, root: &str| format!("{size}:{root}");
    let root = manifest["log_root"].as_str().unwrap();
    let wrong = seen(1, &"00".repeat(32));
    let said = refusal(
        folder,
        &[
            restore("one", "one.keys", "mine"),
            vec!["--checkpoint", &wrong],
        ]
        .concat(),
    );
    assert!(said.contains("another root"), "{said}");
    let later = seen(manifest["log_size"].as_u64().unwrap() + 3, root);
    let restored = json(
        folder,
        &[
            restore("one", "one.keys", "mine"),
            vec!["--checkpoint", &later],
        ]
        .concat(),
    );
    assert_eq!(restored["server"], manifest["server"]);
    assert_eq!(restored["log_gap"], 3);
    assert!(refusal(folder, &restore("one", "one.keys", "mine")).contains("exists"));
    let keys = ["srv.key", "new.key"].map(|name| fs::read(folder.join(name)).unwrap());
    assert_ne!(keys[0], keys[1]);
    let sites = json(folder, &["site", "list", "--data", "new"]);
    assert!(sites.to_string().contains("Norte"));
    json(folder, &["rebuild", "--verify", "--data", "new"]);
    let to_again = [
        "--out",
        "again",
        "--keys-out",
        "again.keys",
        "--recipient",
        &to,
    ];
    let again = json(
        folder,
        &[&["backup", "--data", "new"], &to_again[..]].concat(),
    );
    let epoch = |manifest: &Value| manifest["epoch"].as_u64().unwrap();
    assert!(epoch(&again["manifest"]) > epoch(manifest));
    assert!(again["manifest"]["log_size"].as_u64() > manifest["log_size"].as_u64());
}

#[test]
fn keys_open_what_was_copied_before_them_and_not_after() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let to = server(folder);
    back_up(folder, &to, "one");
    let site = [
        "site", "add", "--data", "srv", "--name", "Norte", "--kind", "crossing",
    ];
    json(folder, &site);
    json(
        folder,
        &[
            "invite",
            "--data",
            "srv",
            "--site",
            "Norte",
            "--role",
            "volunteer",
        ],
    );
    back_up(folder, &to, "two");
    let said = refusal(folder, &restore("two", "one.keys", "mine"));
    assert!(said.contains("older"), "{said}");
    json(folder, &restore("one", "two.keys", "mine"));
    let other = tempfile::tempdir().unwrap();
    let theirs = server(other.path());
    back_up(other.path(), &theirs, "three");
    for file in ["two", "two.json"] {
        fs::copy(folder.join(file), other.path().join(file)).unwrap();
    }
    fs::copy(folder.join("mine"), other.path().join("mine")).unwrap();
    let said = refusal(other.path(), &restore("two", "three.keys", "mine"));
    assert!(said.contains("other recipients"), "{said}");
}

#[test]
fn old_backups_go_and_the_last_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let to = server(folder);
    fs::create_dir(folder.join("data")).unwrap();
    fs::write(folder.join("data/notes.json"), "{}").unwrap();
    for name in ["data/one", "data/two", "data/three"] {
        back_up(folder, &to, name);
    }
    for (place, name) in ["one", "two"].iter().enumerate() {
        for file in [
            format!("data/{name}.json"),
            format!("data/{name}.keys.json"),
        ] {
            let text = fs::read_to_string(folder.join(&file)).unwrap();
            let mut manifest: Value = serde_json::from_str(&text).unwrap();
            manifest["made_ms"] = serde_json::json!(1_000_000 + place);
            fs::write(folder.join(&file), manifest.to_string()).unwrap();
        }
    }
    let prune = |keep: &str| {
        let keep = [
            "backup",
            "prune",
            "data",
            "--keep-days",
            "1",
            "--keep",
            keep,
        ];
        json(folder, &keep)["removed"].as_array().unwrap().len()
    };
    assert_eq!(prune("3"), 0);
    assert_eq!(prune("2"), 2);
    assert_eq!(prune("0"), 2);
    assert_eq!(
        names(&folder.join("data")),
        [
            "notes.json",
            "three",
            "three.json",
            "three.keys",
            "three.keys.json"
        ]
    );
}

#[test]
fn nobody_is_erased_by_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    server(folder);
    let erase = |record: &str, reason: &str| {
        refusal(
            folder,
            &["erase", "--data", "srv", record, "--reason", reason],
        )
    };
    assert!(erase("RKR5-P8MP-8", "a request").contains("no such record"));
    assert!(erase(&"0".repeat(32), "a request").contains("no such record"));
    assert!(erase("everybody", "a request").contains("no such record"));
    assert!(erase("RKR5-P8MP-8", " ").contains("reason"));
    assert!(!folder.join("srv.key.erased").exists());
}
