//! `puente setup`, as an operator types it.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Starts `puente setup`, and ends it once it has printed its link.
fn set_up(folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_puente"));
    command.args(["setup", "--data", "srv", "--listen", "127.0.0.1:0"]);
    command.args(["--server", "https://puente.example/"]);
    command.env("PUENTE_LANGUAGE", "en").current_dir(folder);
    let server = command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = server.spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(first.starts_with("http://127.0.0.1:"), "{first}");
    let link = lines
        .map(Result::unwrap)
        .find_map(|line| {
            let at = line.find("https://puente.example/#enrol=")?;
            Some(line[at..].to_owned())
        })
        .unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    link
}

#[test]
fn one_command_makes_a_server_and_says_where_its_administrator_begins() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let link = set_up(folder);
    // Nobody has used it: whoever starts the server again gets another.
    let again = set_up(folder);
    assert_ne!(link, again);
    assert!(folder.join("srv.key").exists());
}
