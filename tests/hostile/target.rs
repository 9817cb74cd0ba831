//! The server under attack: the real program on a folder of its own, and what it costs the machine meanwhile.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::programs::program;

/// How often the memory is measured.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// The most memory that was measured, in KiB.
#[derive(Debug, Default)]
pub(crate) struct Peaks {
    pub(crate) server_kib: AtomicU64,
    pub(crate) children_kib: AtomicU64,
}

pub(crate) struct Target {
    folder: TempDir,
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) peaks: Arc<Peaks>,
    is_over: Arc<AtomicBool>,
    watcher: Option<JoinHandle<()>>,
}

impl Target {
    /// A new server with these sites, running.
    pub(crate) fn start(sites: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        puente(&folder, &["init"]);
        for site in sites {
            puente(
                &folder,
                &["site", "add", "--name", site, "--kind", "crossing"],
            );
        }
        let mut child = command(&folder, &["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().trim_start_matches("http://").parse().unwrap();
        let mut target = Self {
            folder,
            child,
            address,
            peaks: Arc::default(),
            is_over: Arc::default(),
            watcher: None,
        };
        target.watcher = Some(target.watch());
        target
    }

    /// A one-time code.
    pub(crate) fn invite(&self, site: &str, role: &str) -> String {
        let invited = self.ask(&["invite", "--site", site, "--role", role]);
        invited["code"].as_str().unwrap().to_owned()
    }

    /// Runs a command beside the server.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Value {
        puente(&self.folder, arguments)
    }

    /// Bytes in its folder.
    pub(crate) fn disk_bytes(&self) -> u64 {
        let files = std::fs::read_dir(self.folder.path()).unwrap().flatten();
        files
            .filter_map(|file| Some(file.metadata().ok()?.len()))
            .sum()
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    fn watch(&self) -> JoinHandle<()> {
        let (peaks, is_over, server) = (
            Arc::clone(&self.peaks),
            Arc::clone(&self.is_over),
            self.child.id(),
        );
        std::thread::spawn(move || {
            while !is_over.load(Ordering::Relaxed) {
                let children_kib = children(server)
                    .iter()
                    .filter_map(|pid| status(*pid, "VmRSS:"))
                    .sum();
                peaks
                    .children_kib
                    .fetch_max(children_kib, Ordering::Relaxed);
                peaks
                    .server_kib
                    .fetch_max(status(server, "VmRSS:").unwrap_or(0), Ordering::Relaxed);
                std::thread::park_timeout(LOOK_EVERY);
            }
        })
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(watcher) = self.watcher.take() {
            let _ = watcher.join();
        }
    }
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(program("puente"));
    command.args(arguments).arg("--data").arg(data(folder));
    command
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

fn puente(folder: &TempDir, arguments: &[&str]) -> Value {
    let output = command(folder, arguments).arg("--json").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

fn children(server: u32) -> Vec<u32> {
    let task = format!("/proc/{server}/task");
    let tasks = std::fs::read_dir(task).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace()
                .filter_map(|pid| pid.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A number from the kernel's status of a process, in KiB.
fn status(pid: u32, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
