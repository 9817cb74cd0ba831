//! Programs whose system calls fail when a test wants it (libfiu).

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::world::{Device, Ended, Server, World, ended};

/// The error numbers with which a call may fail.
pub(crate) const EIO: i32 = 5;
pub(crate) const ENOSPC: i32 = 28;

/// Flushing. SQLite uses one of the two, depending on how it was built.
pub(crate) const FLUSH: &[&str] = &["posix/io/sync/fsync", "posix/io/sync/fdatasync"];
/// Writing to files; sockets and pipes use other calls.
pub(crate) const WRITE: &[&str] = &["posix/io/rw/pwrite"];
/// Reading from files.
pub(crate) const READ: &[&str] = &["posix/io/rw/pread"];

/// Whether the program that makes calls fail is installed. `cargo xtask test` installs it.
pub(crate) fn is_here(program: &str) -> bool {
    let mut asked = Command::new(program);
    asked.arg("-h").stdout(Stdio::null()).stderr(Stdio::null());
    let is_here = asked.status().is_ok();
    if !is_here {
        eprintln!("{program} is not installed: skipped");
    }
    is_here
}

/// A running server whose calls a test can make fail and work again.
pub(crate) struct Failing {
    server: Server,
    pipe: PathBuf,
}

impl Failing {
    pub(crate) fn serve(world: &World, address: &str) -> Self {
        let pipe = world.path("fiu");
        let before = ["fiu-run", "-x", "-f", pipe.to_str().unwrap()];
        let server = world.serve_under(&before, address);
        Self { server, pipe }
    }

    pub(crate) fn url(&self) -> &str {
        &self.server.url
    }

    /// From now on, each of these calls fails with this error and probability.
    pub(crate) fn fail(&self, calls: &[&str], error: i32, probability: f64) {
        for call in calls {
            self.tell(&format!(
                "enable_random name={call},probability={probability},failinfo={error}"
            ));
        }
    }

    /// The calls work again.
    pub(crate) fn heal(&self, calls: &[&str]) {
        for call in calls {
            self.tell(&format!("disable name={call}"));
        }
    }

    fn tell(&self, command: &str) {
        let told = Command::new("fiu-ctrl")
            .arg("-f")
            .arg(&self.pipe)
            .args(["-c", command, &self.server.id().to_string()])
            .output()
            .unwrap();
        assert!(told.status.success() && told.stdout.is_empty(), "{told:?}");
    }

    pub(crate) fn kill(self) -> String {
        self.server.kill()
    }
}

/// Runs a command on a device while some of its calls fail.
pub(crate) fn run_failing(
    device: &Device,
    arguments: &[&str],
    calls: &[&str],
    error: i32,
    probability: f64,
) -> Ended {
    let real = device.command(arguments);
    let mut command = Command::new("fiu-run");
    // No remote control: it would leave a pipe behind for each command.
    command.args(["-x", "-f", ""]);
    for call in calls {
        let fail = format!("enable_random name={call},probability={probability},failinfo={error}");
        command.args(["-c", &fail]);
    }
    command.arg(real.get_program()).args(real.get_args());
    for (name, value) in real.get_envs() {
        command.env(name, value.unwrap());
    }
    ended(&command.output().unwrap())
}
