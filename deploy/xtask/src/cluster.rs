//! A cluster of PostgreSQL for tests, in a temporary folder and on a socket in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::command::{command, run, succeeds};
use crate::setup::POSTGRES;

/// Nothing outlives the tests, so nothing is flushed. Every test has connections of its own.
const SETTINGS: &str = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB";

/// A running cluster. It ends, and its folder goes, when this is dropped.
pub(crate) struct Cluster {
    folder: PathBuf,
}

impl Cluster {
    /// Makes and starts one.
    ///
    /// # Errors
    /// PostgreSQL's programs fail; they say why.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let made = command("mktemp", &["-d"]).output()?;
        let folder = String::from_utf8_lossy(&made.stdout).trim().to_owned();
        let cluster = Self {
            folder: folder.into(),
        };
        if is_root() {
            run(command(
                "chown",
                &["postgres".as_ref(), cluster.folder.as_os_str()],
            ))?;
        }
        let data = cluster.data();
        let mut made = cluster.program("initdb");
        made.args([
            "-U",
            "puente",
            "-A",
            "trust",
            "-N",
            "--no-locale",
            "-E",
            "UTF8",
            "-D",
        ]);
        made.arg(&data).stdout(std::process::Stdio::null());
        run(made)?;
        let mut started = cluster.program("pg_ctl");
        let socket = format!(
            "{SETTINGS} -c unix_socket_directories={}",
            cluster.folder.display()
        );
        started
            .args(["start", "-w", "-s", "-o", &socket, "-D"])
            .arg(&data);
        started.arg("-l").arg(cluster.folder.join("log"));
        run(started).context("the cluster does not start")?;
        Ok(cluster)
    }

    /// The address of its database `postgres`, as a user who may do everything.
    pub(crate) fn address(&self) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://puente@{folder}/postgres")
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A program of PostgreSQL. Its server refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let program = Path::new(POSTGRES).with_file_name(name);
        let mut command = if is_root() {
            let mut other = command("runuser", &["-u", "postgres", "--"]);
            other.arg(program);
            other
        } else {
            command(&program.display().to_string(), &[] as &[&str])
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stopped = self.program("pg_ctl");
        stopped
            .args(["stop", "-s", "-m", "immediate", "-D"])
            .arg(self.data());
        if succeeds(stopped) {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

fn is_root() -> bool {
    let id = command("id", &["-u"]).output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
