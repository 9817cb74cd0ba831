//! `puente-field` on a folder of its own.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A store in a folder of its own, with its passphrase.
pub(crate) struct Field {
    pub(crate) folder: TempDir,
}

impl Field {
    pub(crate) fn new() -> Self {
        let field = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        field.write("passphrase", "puente de prueba\n");
        field
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_with("passphrase", arguments, "")
    }

    pub(crate) fn run_with(&self, passphrase: &str, arguments: &[&str], stdin: &str) -> Output {
        use std::io::Write as _;
        let mut child = Command::new(env!("CARGO_BIN_EXE_puente-field"))
            .args(arguments)
            .arg("--store")
            .arg(self.folder.path().join("store"))
            .env("PUENTE_LANGUAGE", "es")
            .env(
                "PUENTE_PASSPHRASE_FILE",
                self.folder.path().join(passphrase),
            )
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        // A program that does not read its input closes it.
        let _ = input.write_all(stdin.as_bytes());
        drop(input);
        child.wait_with_output().unwrap()
    }

    /// Runs a command that must succeed, with `--json`.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert!(output.status.success(), "{arguments:?}: {}", err(&output));
        json(&output)
    }

    /// Runs a command that must fail. Returns the code of the failure.
    pub(crate) fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let sentence = err(&output);
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
        let error = json(&output)["error"].take();
        // One language for people, every one for programs.
        assert_eq!(sentence.trim_end(), error["es"].as_str().unwrap());
        assert_ne!(error["es"], error["en"], "{arguments:?}");
        error["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn register(&self, given: &str, surname1: &str) -> String {
        let person = [
            "register",
            "--given",
            given,
            "--surname1",
            surname1,
            "--sex",
            "mujer",
            "--age",
            "34",
        ];
        let registered = self.ask(&person);
        registered["code"].as_str().unwrap().to_owned()
    }
}

/// The output must be exactly one object on one line.
pub(crate) fn json(output: &Output) -> Value {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    serde_json::from_str(&text).unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
