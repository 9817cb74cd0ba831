//! A disk of a few MiB at a folder; only programs that are started on it see it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::world::{Ended, ended};

/// A tmpfs in a mount namespace of its own, which lives as long as this value.
pub(crate) struct SmallDisk {
    holder: Child,
    folder: PathBuf,
}

/// `$1`: the folder, whose content is copied to the disk; `$2`: the size.
const MOUNT: &str = r#"cp -a "$1" "$1.was" && mount -t tmpfs -o size="$2" tmpfs "$1" \
    && cp -a "$1.was/." "$1" && echo mounted && exec cat"#;

impl SmallDisk {
    /// `None` if this user may not make namespaces.
    pub(crate) fn under(folder: &Path, size: &str) -> Option<Self> {
        let mut holder = Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", MOUNT, "sh"])
            .args([folder.as_os_str(), size.as_ref()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut said = String::new();
        let out = holder.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut said).unwrap();
        let disk = Self {
            holder,
            folder: folder.to_owned(),
        };
        if said.trim() == "mounted" {
            return Some(disk);
        }
        eprintln!("no mount namespace here: skipped");
        None
    }

    /// The beginning of a command line that runs on the disk; the program keeps the process's number.
    pub(crate) fn on(&self) -> Vec<String> {
        let holder = self.holder.id().to_string();
        let words = ["nsenter", "--target", &holder];
        let flags = ["--user", "--preserve-credentials", "--mount"];
        words.into_iter().chain(flags).map(str::to_owned).collect()
    }

    /// Runs a command on the disk, however it ends.
    pub(crate) fn run(&self, command: &Command) -> Ended {
        ended(&self.command(command).output().unwrap())
    }

    /// The same command, to run on the disk.
    pub(crate) fn command(&self, command: &Command) -> Command {
        let words = self.on();
        let mut on = Command::new(&words[0]);
        on.args(&words[1..])
            .arg(command.get_program())
            .args(command.get_args());
        for (name, value) in command.get_envs() {
            on.env(name, value.unwrap());
        }
        on
    }

    /// Fills the disk except for so many bytes.
    pub(crate) fn fill_but(&self, bytes: u64) {
        let mut filler = File::create(self.filler()).unwrap();
        let piece = [0; 4096];
        while filler.write_all(&piece).is_ok() {}
        let length = filler.metadata().unwrap().len();
        filler.set_len(length.saturating_sub(bytes)).unwrap();
    }

    /// Frees the disk again.
    pub(crate) fn make_room(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        let mut path = PathBuf::from(format!("/proc/{}/root", self.holder.id()));
        path.extend(self.folder.components().skip(1));
        path.join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}
