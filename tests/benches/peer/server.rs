//! The server's side: the real program takes over this process, and a small listener beside it counts what the
//! server stores.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::getppid;

use crate::codes;

/// How often the listener checks whether the server still runs, in ms.
const LOOK_EVERY_MS: u64 = 200;

/// Makes a new store with codes, starts the listener, and turns into the server: so the harness measures the
/// server when it measures this process, and its signals reach the server.
#[allow(
    clippy::zombie_processes,
    reason = "the listener outlives what starts it and ends by itself"
)]
pub(crate) fn run(port: &str, control: &str, folder: &Path, codes: &Path) {
    let _ = fs::remove_dir_all(codes);
    fs::create_dir_all(codes).unwrap();
    let own = std::env::current_exe().unwrap();
    // This program is in target/release/deps, the server's one folder above.
    let program = own.parent().unwrap().parent().unwrap().join("puente");
    assert!(program.exists(), "build puente-server first");
    let puente = Puente {
        program,
        data: folder.join("server").display().to_string(),
    };
    puente.ask(&["init"]);
    puente.ask(&["site", "add", "--name", "Garita", "--kind", "crossing"]);
    for number in 0..codes::CODES {
        let invite = ["invite", "--site", "Garita", "--role", "case-worker"];
        let code = puente.ask(&invite)["code"].as_str().unwrap().to_owned();
        codes::leave(codes, number, &code);
    }
    let address = format!("127.0.0.1:{port}");
    codes::leave_url(codes, &format!("http://{address}"));
    Command::new(own)
        .args(["counter", control])
        .args([&puente.program, Path::new(&puente.data)])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let failed = Command::new(&puente.program)
        .args(["serve", "--data", &puente.data, "--listen", &address])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .exec();
    panic!("{failed}");
}

/// Reports how much is stored, as long as the server runs.
pub(crate) fn count(control: u16, program: &Path, data: &str) {
    let puente = Puente {
        program: program.to_owned(),
        data: data.to_owned(),
    };
    let server = getppid();
    thread::spawn(move || {
        while getppid() == server {
            thread::sleep(Duration::from_millis(LOOK_EVERY_MS));
        }
        std::process::exit(0);
    });
    let listener = TcpListener::bind(("127.0.0.1", control)).unwrap();
    for line in listener.incoming() {
        let mut line = line.unwrap();
        let mut request = String::new();
        let mut reader = BufReader::new(&line);
        while reader.read_line(&mut request).unwrap_or(0) > 2 {}
        let status = puente.ask(&["status"]);
        // What a device was told is stored is stored, so there are never writes in flight.
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

impl Puente {
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
}
