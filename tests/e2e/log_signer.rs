//! The process that holds the key of the log, beside a server.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::programs::program;
use crate::world::{Ended, World};

/// A running process. Dropping it kills the process.
pub(crate) struct LogSigner {
    pub(crate) folder: PathBuf,
    pub(crate) socket: PathBuf,
    child: Child,
}

impl LogSigner {
    /// Starts one for the log of this world. The key is made by the first that uses the folder.
    pub(crate) fn start(world: &World, folder: &str) -> Self {
        Self::try_start(world, folder).expect("it starts")
    }

    /// What it says, if it does not start.
    pub(crate) fn try_start(world: &World, folder: &str) -> Result<Self, String> {
        let name = world.puente(&["status"])["log"]
            .as_str()
            .unwrap()
            .to_owned();
        let (folder, socket) = (world.path(folder), world.path(&format!("{folder}.socket")));
        let mut command = Command::new(program("puente"));
        command
            .args(["log-signer", "--log", &name, "--folder"])
            .arg(&folder);
        command
            .arg("--socket")
            .arg(&socket)
            .env("PUENTE_LANGUAGE", "en");
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut key = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut key).unwrap();
        if key.starts_with(&name) {
            return Ok(Self {
                folder,
                socket,
                child,
            });
        }
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert!(!child.wait().unwrap().success());
        Err(said)
    }

    /// Exports the log of this world.
    pub(crate) fn export(&self, world: &World, name: &str) -> Value {
        let ended = self.export_ends(world, &world.path(name));
        assert_eq!(ended.exit_code, 0, "{}", ended.stderr);
        ended.json
    }

    /// Exports the log of this world, however it ends.
    pub(crate) fn export_ends(&self, world: &World, out: &Path) -> Ended {
        let (socket, out) = (self.socket.to_str().unwrap(), out.to_str().unwrap());
        world.puente_ends(&["audit", "export", "--signer", socket, "--out", out])
    }
}

impl Drop for LogSigner {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
