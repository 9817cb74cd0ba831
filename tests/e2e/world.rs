//! A server, its sites and the devices around it, in a folder of their own.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use puente_client::Vault;
use puente_native::{StoreFolder, now_ms, seeded_rng};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::programs::program;

pub(crate) const PASSPHRASE: &str = "frase de prueba";
/// Longer than anything here takes on a busy machine; what takes longer never comes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
pub(crate) const CROSSING: &str = "Puente Reynosa";
pub(crate) const SHELTER: &str = "Albergue Senda";

/// The folder of one test, with the data of one server.
pub(crate) struct World {
    folder: TempDir,
}

/// A running server. Dropping it kills the server.
pub(crate) struct Server {
    pub(crate) url: String,
    child: Child,
}

/// The store of one device.
pub(crate) struct Device {
    store: PathBuf,
    passphrase: PathBuf,
}

/// How a command ended.
pub(crate) struct Ended {
    pub(crate) exit_code: i32,
    pub(crate) json: Value,
    pub(crate) stderr: String,
}

impl World {
    /// A server that has two sites and is not running yet.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("passphrase"), PASSPHRASE).unwrap();
        let world = Self { folder };
        world.puente(&["init"]);
        for (name, kind) in [(CROSSING, "crossing"), (SHELTER, "shelter")] {
            world.puente(&["site", "add", "--name", name, "--kind", kind]);
        }
        world
    }

    /// A path in this world.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Removes the server's disk, with the key on it.
    pub(crate) fn lose_the_machine(&self) {
        std::fs::remove_dir_all(self.path("server")).unwrap();
        for name in ["server.key", "server.key.erased", "server.key.mark"] {
            let _ = std::fs::remove_file(self.path(name));
        }
    }

    /// Makes a file of one line.
    pub(crate) fn file(&self, name: &str, line: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, line).unwrap();
        path
    }

    /// Runs a command of the server that must succeed.
    pub(crate) fn puente(&self, arguments: &[&str]) -> Value {
        let ended = self.puente_ends(arguments);
        assert_eq!(ended.exit_code, 0, "{arguments:?}: {}", ended.stderr);
        ended.json
    }

    /// Runs a command of the server, however it ends.
    pub(crate) fn puente_ends(&self, arguments: &[&str]) -> Ended {
        ended(&self.puente_command(arguments).output().unwrap())
    }

    /// A command of the server that is not yet running.
    pub(crate) fn puente_command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program("puente"));
        command.args(arguments).arg("--data").arg(self.data());
        command.arg("--json").env("PUENTE_LANGUAGE", "en");
        command
    }

    /// The folder of the server's data.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// What `puente status` prints on standard error, however it ends.
    pub(crate) fn said_by_status(&self) -> String {
        let mut status = Command::new(program("puente"));
        status.args(["status", "--data"]).arg(self.data());
        status.env("PUENTE_LANGUAGE", "en");
        String::from_utf8(status.output().unwrap().stderr).unwrap()
    }

    /// A number of `puente status`.
    pub(crate) fn status(&self, key: &str) -> u64 {
        self.puente(&["status"])[key].as_u64().unwrap()
    }

    /// Starts the server.
    pub(crate) fn serve(&self) -> Server {
        self.serve_at("127.0.0.1:0")
    }

    /// Starts the server at the same address again, for devices that know it there.
    pub(crate) fn serve_at(&self, address: &str) -> Server {
        self.serve_under(&[], address)
    }

    /// Starts the server through another program, which turns into it.
    pub(crate) fn serve_under(&self, before: &[&str], address: &str) -> Server {
        let server = self.try_serve_under(before, address);
        server.expect("the server starts")
    }

    /// `None` if the server does not start.
    pub(crate) fn try_serve_under(&self, before: &[&str], address: &str) -> Option<Server> {
        let puente = program("puente");
        let mut words = before
            .iter()
            .map(std::ffi::OsStr::new)
            .chain([puente.as_os_str()]);
        let mut child = Command::new(words.next().unwrap())
            .args(words)
            .args(["serve", "--listen", address, "--data"])
            .arg(self.data())
            .env("PUENTE_LANGUAGE", "en")
            .stdout(Stdio::piped())
            .stderr(self.log())
            .spawn()
            .unwrap();
        let mut url = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut url).unwrap();
        let server = Server {
            url: url.trim().to_owned(),
            child,
        };
        server.url.starts_with("http://").then_some(server)
    }

    /// The file to which the servers of this world log, one after the other.
    fn log(&self) -> File {
        let mut options = File::options();
        let options = options.create(true).append(true);
        options.open(self.path("log")).unwrap()
    }

    /// What the servers of this world have logged so far.
    pub(crate) fn logged(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap()
    }

    /// A device whose passphrase costs next to nothing to check. The real cost is meant for thieves, and these
    /// tests run hundreds of commands.
    pub(crate) fn device(&self, name: &str) -> Device {
        let store = self.folder.path().join(name);
        let (vault, _) = Vault::create_with(PASSPHRASE, 8, 1, &mut seeded_rng().unwrap());
        std::fs::create_dir(&store).unwrap();
        std::fs::write(store.join("vault"), vault.to_bytes()).unwrap();
        Device {
            store,
            passphrase: self.folder.path().join("passphrase"),
        }
    }

    /// A one-time code.
    pub(crate) fn invite(&self, site: &str, role: &str) -> String {
        let invited = self.puente(&["invite", "--site", site, "--role", role]);
        invited["code"].as_str().unwrap().to_owned()
    }

    /// Enrols a device again: its server was restored and does not know it.
    pub(crate) fn enrol_again(&self, device: &Device, url: &str, site: &str, role: &str) {
        let code = self.invite(site, role);
        device.ask(&["enrol", "--server", url, "--code", &code]);
    }

    /// A device that is enrolled under its own name.
    pub(crate) fn enrolled(&self, url: &str, name: &str, site: &str, role: &str) -> Device {
        let device = self.device(name);
        let code = self.invite(site, role);
        device.ask(&["enrol", "--server", url, "--code", &code, "--name", name]);
        device
    }
}

impl Server {
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the server, as a power cut would.
    pub(crate) fn kill(mut self) -> String {
        self.end();
        self.url.trim_start_matches("http://").to_owned()
    }

    /// Tells the server to stop and waits until it has.
    pub(crate) fn stop(mut self) -> String {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
        self.url.trim_start_matches("http://").to_owned()
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

impl Device {
    pub(crate) fn folder(&self) -> &Path {
        &self.store
    }

    /// A command on this store that is not yet running.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program("puente-field"));
        command
            .args(arguments)
            .arg("--json")
            .arg("--store")
            .arg(&self.store)
            .env("PUENTE_LANGUAGE", "es")
            .env("PUENTE_PASSPHRASE_FILE", &self.passphrase);
        command
    }

    /// Runs a command, however it ends.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        ended(&self.command(arguments).output().unwrap())
    }

    /// Runs a command that must succeed.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Value {
        let ended = self.run(arguments);
        assert_eq!(ended.exit_code, 0, "{arguments:?}: {}", ended.stderr);
        ended.json
    }

    /// Runs a command that must be refused. Returns the code of the failure.
    pub(crate) fn fail(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.exit_code, 1, "{arguments:?}");
        ended.json["error"]["code"].as_str().unwrap().to_owned()
    }

    /// Runs a sync that must exchange everything. The server may quarantine some of what it sent.
    pub(crate) fn sync(&self) -> Value {
        let ended = self.run(&["sync"]);
        let is_kept_aside = ended.json["error"]["code"] == "kept_aside";
        assert_eq!(
            ended.exit_code,
            i32::from(is_kept_aside),
            "{}",
            ended.stderr
        );
        ended.json
    }

    /// Registers somebody. Returns the record's code.
    pub(crate) fn register(&self, given: &str, more: &[&str]) -> String {
        let person = [
            "register",
            "--given",
            given,
            "--surname1",
            "Ruiz",
            "--sex",
            "mujer",
        ];
        let registered = self.ask(&[&person, more].concat());
        registered["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn conflicts(&self) -> Vec<Value> {
        let conflicts = self.ask(&["conflicts"]);
        conflicts["conflicts"].as_array().unwrap().clone()
    }

    /// Everything that people see of every record, without the standing of its changes.
    pub(crate) fn everything(&self) -> BTreeMap<String, Value> {
        let store = StoreFolder::new(&self.store).open(PASSPHRASE).unwrap();
        let people = store.device.list().unwrap();
        let seen = people.into_iter().map(|person| {
            let view = store.device.view(person.record, now_ms()).unwrap();
            let entries = view.entries.iter().map(|(kind, entries)| {
                let entries = entries
                    .iter()
                    .map(|(id, fields)| (id.to_string(), json!(fields)));
                (kind.clone(), entries.collect())
            });
            let seen = json!({
                "fields": view.fields,
                "sets": view.sets,
                "entries": entries.collect::<BTreeMap<String, BTreeMap<String, Value>>>(),
            });
            (person.code, seen)
        });
        seen.collect()
    }

    /// A copy of the store, as a backup or a thief makes one.
    pub(crate) fn copy(&self, name: &str) -> Self {
        let store = self.store.with_file_name(name);
        std::fs::create_dir(&store).unwrap();
        for file in std::fs::read_dir(&self.store).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), store.join(file.file_name())).unwrap();
        }
        Self {
            store,
            passphrase: self.passphrase.clone(),
        }
    }
}

pub(crate) fn ended(output: &Output) -> Ended {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    Ended {
        exit_code: output.status.code().unwrap(),
        json: serde_json::from_str(&text).unwrap_or_default(),
        stderr: String::from_utf8(output.stderr.clone()).unwrap(),
    }
}

/// A number in a report.
pub(crate) fn number(report: &Value, key: &str) -> u64 {
    report[key]
        .as_u64()
        .unwrap_or_else(|| panic!("no {key} in {report}"))
}
