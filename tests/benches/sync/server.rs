//! The server's process and the resources that it uses.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Clock ticks of `/proc/PID/stat` in a second, fixed by the kernel's interface on Linux.
const TICKS_PER_S: u64 = 100;

/// The site of all devices.
pub(crate) const SITE: &str = "Garita";

pub(crate) struct Server {
    program: PathBuf,
    data: String,
    child: Child,
    pub(crate) url: String,
}

impl Server {
    pub(crate) fn start(folder: &Path) -> Self {
        // The bench is in target/release/deps, the programs one folder above.
        let bench = std::env::current_exe().unwrap();
        let program = bench.parent().unwrap().parent().unwrap().join("puente");
        assert!(
            program.exists(),
            "build it first: cargo build --release --package puente-server"
        );
        let data = folder.join("server").display().to_string();
        run(&program, &["init", "--data", &data]);
        add_site(&program, &data, SITE, "crossing");
        let mut child = Command::new(&program)
            .args(["serve", "--data", &data, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        Self {
            program,
            data,
            child,
            url: url.trim().to_owned(),
        }
    }

    #[allow(dead_code, reason = "one bench wants one site")]
    pub(crate) fn add_site(&self, name: &str, kind: &str) {
        add_site(&self.program, &self.data, name, kind);
    }

    #[allow(dead_code, reason = "one bench says where")]
    pub(crate) fn invite(&self, role: &str) -> String {
        self.invite_at(SITE, role)
    }

    pub(crate) fn invite_at(&self, site: &str, role: &str) -> String {
        let answer = run(
            &self.program,
            &[
                "invite", "--data", &self.data, "--site", site, "--role", role, "--json",
            ],
        );
        let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
        answer["code"].as_str().unwrap().to_owned()
    }

    /// The server and its trial children.
    fn processes(&self) -> Vec<u32> {
        let own = self.child.id();
        let all = std::fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
        all.filter(|pid| {
            *pid == own || stat(*pid).is_some_and(|fields| fields[1] == own.to_string())
        })
        .collect()
    }

    /// Processor time of the server and its children since they started.
    pub(crate) fn cpu(&self) -> Duration {
        let ticks: u64 = self
            .processes()
            .into_iter()
            .filter_map(stat)
            .map(|fields| fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap())
            .sum();
        Duration::from_millis(ticks * 1_000 / TICKS_PER_S)
    }

    /// Resident memory of the server and its children, in MB.
    pub(crate) fn resident_mb(&self) -> u64 {
        let pages: u64 = self
            .processes()
            .into_iter()
            .filter_map(stat)
            .map(|fields| fields[21].parse::<u64>().unwrap())
            .sum();
        pages * 4096 / 1_000_000
    }
}

/// Runs one command of the program and returns its output.
fn run(program: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    output.stdout
}

fn add_site(program: &Path, data: &str, name: &str, kind: &str) {
    let arguments = [
        "site", "add", "--data", data, "--name", name, "--kind", kind,
    ];
    run(program, &arguments);
}

/// The fields of `/proc/PID/stat` after the name; the first is the state.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(") ")?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
