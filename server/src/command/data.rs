//! The place of a server's data, and the key that opens it.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use data_encoding::HEXLOWER;
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;
use zeroize::Zeroizing;

use crate::admission::TrialProcesses;
use crate::{DatabaseLocation, LineageFiles, Server, TrialRunner, entropy};

/// The database within the data folder.
pub(super) const DATABASE: &str = "puente.db";

/// Bits of a file's mode: rights of everybody but the owner; then rights of those outside its group too.
const OF_OTHERS: u32 = 0o077;
const OF_STRANGERS: u32 = 0o007;

/// Trial processes that run at the same time.
const TRIAL_CHILDREN: usize = 2;

/// Which server.
#[derive(Debug, Args)]
pub(super) struct DataArgs {
    /// Folder of the server's data.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// File of its key, outside the folder; DIR.key beside it if not given.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// File of the high-water mark, outside the folder and best on another disk; beside the key, ending in
    /// .mark, if not given.
    #[arg(long, value_name = "FILE")]
    mark_file: Option<PathBuf>,
}

impl DataArgs {
    pub(super) fn folder(&self) -> &Path {
        &self.data
    }

    /// The file of tombstones. It is beside the key: outside the data folder and every backup.
    pub(super) fn tombstones(&self) -> PathBuf {
        self.beside_key(".erased")
    }

    /// The file of the high-water mark.
    pub(super) fn mark_file(&self) -> PathBuf {
        let given = self.mark_file.clone();
        given.unwrap_or_else(|| self.beside_key(".mark"))
    }

    fn beside_key(&self, ending: &str) -> PathBuf {
        let mut name = self.key_file().into_os_string();
        name.push(ending);
        name.into()
    }

    pub(super) fn key_file(&self) -> PathBuf {
        match &self.key_file {
            Some(file) => file.clone(),
            None => {
                let mut name = self.data.components().as_path().as_os_str().to_owned();
                name.push(".key");
                name.into()
            }
        }
    }

    /// Makes the folder and a new key. Fails if one of them exists.
    pub(super) fn create(&self, rng: &mut ChaCha20Rng) -> anyhow::Result<DatabaseLocation> {
        let key_file = self.key_file();
        if self.data.exists() {
            bail!("{} exists already", self.data.display());
        }
        if key_file.exists() {
            bail!("{} exists already", key_file.display());
        }
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *key);
        write_key(&key_file, &key)
            .with_context(|| format!("{} cannot be written", key_file.display()))?;
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.data)
            .with_context(|| format!("{} cannot be made", self.data.display()))?;
        Ok(self.disk(key))
    }

    /// Opens the server for a command or for serving.
    pub(super) fn open(&self) -> anyhow::Result<Server> {
        let key_file = self.key_file();
        let data = self.data.display();
        match fs::metadata(&self.data) {
            Ok(folder) if folder.is_dir() => {}
            Ok(_) => bail!("{data} is no folder"),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                bail!("there is no server in {data}; `puente init` makes one")
            }
            Err(error) => return Err(error).with_context(|| format!("{data} cannot be read")),
        }
        let text = read_private(&key_file)
            .with_context(|| format!("the key {} cannot be read", key_file.display()))?;
        self.keep_private()?;
        let Some(key) = read_key(text.trim()) else {
            bail!("{} holds no key of 64 hex digits", key_file.display());
        };
        let server = Server::open(&self.disk(key), trial()?, entropy::rng()?)?;
        let outside = LineageFiles {
            mark: self.mark_file(),
            tombstones: self.tombstones(),
        };
        Ok(server.guarded(outside, entropy::now_ms())?)
    }

    /// Takes everybody else's rights from a database that an earlier version made.
    fn keep_private(&self) -> anyhow::Result<()> {
        for ending in ["", "-wal", "-shm"] {
            let mut path = self.data.join(DATABASE).into_os_string();
            path.push(ending);
            let Ok(file) = fs::metadata(&path) else {
                continue;
            };
            if file.permissions().mode() & OF_OTHERS != 0 {
                fs::set_permissions(&path, Permissions::from_mode(0o600)).with_context(|| {
                    format!("{} cannot be kept private", Path::new(&path).display())
                })?;
            }
        }
        Ok(())
    }

    fn disk(&self, key: Zeroizing<[u8; 32]>) -> DatabaseLocation {
        DatabaseLocation {
            path: self.data.join(DATABASE),
            vfs: None,
            key,
        }
    }
}

/// Trials in child processes of this program.
pub(super) fn trial() -> anyhow::Result<TrialRunner> {
    let program = std::env::current_exe().context("this program's file cannot be found")?;
    let worker = vec!["trial-worker".into()];
    Ok(TrialRunner::Children(TrialProcesses::new(
        program,
        worker,
        TRIAL_CHILDREN,
    )))
}

pub(super) fn write_key(file: &Path, key: &[u8; 32]) -> std::io::Result<()> {
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o400)
        .open(file)?;
    let text = Zeroizing::new(HEXLOWER.encode(key) + "\n");
    out.write_all(text.as_bytes())?;
    out.sync_all()
}

/// Reads a secret that only its owner may read. For a credential of systemd the group may too: systemd gives the
/// service's account an entry of its own, which looks like the group's.
fn read_private(file: &Path) -> anyhow::Result<Zeroizing<String>> {
    let text = fs::read_to_string(file).map(Zeroizing::new)?;
    let mode = fs::metadata(file)?.permissions().mode();
    if mode & OF_STRANGERS != 0 {
        bail!(
            "everybody on this machine may read it (mode {:04o}): `chmod 400 {}`, and think of it as known",
            mode & 0o7777,
            file.display()
        );
    }
    Ok(text)
}

fn read_key(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let bytes = Zeroizing::new(HEXLOWER.decode(text.as_bytes()).ok()?);
    let mut key = Zeroizing::new([0; 32]);
    if bytes.len() != key.len() {
        return None;
    }
    key.copy_from_slice(&bytes);
    Some(key)
}
