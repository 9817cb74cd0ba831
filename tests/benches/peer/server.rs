//! The server's side: the real program, and a small listener that counts what it stores.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::codes;

/// Runs until it is told to end.
pub(crate) fn run(port: u16, control: u16, folder: &Path, codes: &Path) {
    let _ = fs::remove_dir_all(codes);
    fs::create_dir_all(codes).unwrap();
    let puente = Puente::new(folder);
    puente.ask(&["init"]);
    puente.ask(&["site", "add", "--name", "Garita", "--kind", "crossing"]);
    for number in 0..codes::CODES {
        let invite = ["invite", "--site", "Garita", "--role", "case-worker"];
        let code = puente.ask(&invite)["code"].as_str().unwrap().to_owned();
        codes::leave(codes, number, &code);
    }
    let _server = puente.serve(port);
    let listener = TcpListener::bind(("127.0.0.1", control)).unwrap();
    for line in listener.incoming() {
        let mut line = line.unwrap();
        let mut request = String::new();
        let mut reader = BufReader::new(&line);
        while reader.read_line(&mut request).unwrap_or(0) > 2 {}
        let status = puente.ask(&["status"]);
        // What a device was told is stored is stored: the last write never lies ahead of it.
        let body = format!(
            r#"{{"docs":{},"inflight":0,"last_ns":1,"saves":{}}}"#,
            status["documents"], status["changes"]
        );
        let _ = write!(
            line,
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
    }
}

struct Puente {
    program: PathBuf,
    data: String,
}

/// The program, which ends with this one.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Puente {
    fn new(folder: &Path) -> Self {
        let own = std::env::current_exe().unwrap();
        // This one stands in target/release/deps or examples, the programs one folder above.
        let program = own.parent().unwrap().parent().unwrap().join("puente");
        assert!(program.exists(), "build puente-server first");
        Self {
            program,
            data: folder.join("server").display().to_string(),
        }
    }

    fn ask(&self, arguments: &[&str]) -> serde_json::Value {
        let output = Command::new(&self.program)
            .args(arguments)
            .args(["--data", &self.data, "--json"])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn serve(&self, port: u16) -> Running {
        let mut child = Command::new(&self.program)
            .args(["serve", "--data", &self.data])
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut url = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut url).unwrap();
        Running(child)
    }
}
