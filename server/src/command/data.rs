//! The place of a server's data, and the key that opens it.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use clap::Args;
use data_encoding::HEXLOWER;
use puente_texts::{Text, text};
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;
use zeroize::Zeroizing;

use super::failure::{failed, failure};
use crate::trial::TrialProcesses;
use crate::{DatabaseLocation, LineageFiles, PostgresServer, Server, TrialRunner, entropy};

/// A text about a path.
pub(super) fn of(key: &str, path: &Path) -> Text {
    text!(key, path = path.display().to_string())
}

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
    #[arg(long, value_name = "DIR", required_unless_present = "database")]
    data: Option<PathBuf>,
    #[arg(
        long,
        value_name = "URL",
        conflicts_with = "data",
        requires = "key_file"
    )]
    database: Option<String>,
    #[arg(long, requires = "database")]
    allow_loss: bool,
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    mark_file: Option<PathBuf>,
}

impl DataArgs {
    /// The data folder; `None` if the database is a server's.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.data.as_deref()
    }

    /// Whether there is a server already.
    pub(super) fn is_made(&self) -> bool {
        match &self.data {
            Some(folder) => folder.exists(),
            None => self.key_file().exists(),
        }
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
                // The command line has a folder or a key file.
                let folder = self.data.as_deref().unwrap_or(Path::new("puente"));
                let mut name = folder.components().as_path().as_os_str().to_owned();
                name.push(".key");
                name.into()
            }
        }
    }

    /// Makes the folder and a new key. Fails if one of them exists.
    pub(super) fn create(&self, rng: &mut ChaCha20Rng) -> anyhow::Result<DatabaseLocation> {
        let key_file = self.key_file();
        if let Some(folder) = self.data.as_deref().filter(|folder| folder.exists()) {
            return Err(failure(of("cli-wrong-exists", folder)));
        }
        if key_file.exists() {
            return Err(failure(of("cli-wrong-exists", &key_file)));
        }
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *key);
        // An address that does not read leaves no key.
        let location = self.location(key.clone())?;
        write_key(&key_file, &key).map_err(failed(of("cli-wrong-write", &key_file)))?;
        if let Some(folder) = &self.data {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)
                .map_err(failed(of("cli-wrong-make", folder)))?;
        }
        Ok(location)
    }

    /// Opens the server for a command or for serving.
    pub(super) fn open(&self) -> anyhow::Result<Server> {
        let key_file = self.key_file();
        self.check_folder()?;
        let text =
            read_private(&key_file).map_err(failed(of("cli-wrong-key_unread", &key_file)))?;
        self.keep_private()?;
        let Some(key) = read_key(text.trim()) else {
            return Err(failure(of("cli-wrong-no_key", &key_file)));
        };
        let server = Server::open(&self.location(key)?, trial()?, entropy::rng()?)?;
        let outside = LineageFiles {
            mark: self.mark_file(),
            tombstones: self.tombstones(),
        };
        Ok(server.guarded(outside, entropy::now_ms())?)
    }

    fn check_folder(&self) -> anyhow::Result<()> {
        let Some(data) = &self.data else {
            return Ok(());
        };
        match fs::metadata(data) {
            Ok(folder) if folder.is_dir() => Ok(()),
            Ok(_) => Err(failure(of("cli-wrong-not_folder", data))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(failure(of("cli-wrong-no_server", data)))
            }
            Err(error) => Err(failed(of("cli-wrong-read", data))(error)),
        }
    }

    /// Takes everybody else's rights from a database that an earlier version made.
    fn keep_private(&self) -> anyhow::Result<()> {
        let Some(data) = &self.data else {
            return Ok(());
        };
        for ending in ["", "-wal", "-shm"] {
            let mut path = data.join(DATABASE).into_os_string();
            path.push(ending);
            let Ok(file) = fs::metadata(&path) else {
                continue;
            };
            if file.permissions().mode() & OF_OTHERS != 0 {
                fs::set_permissions(&path, Permissions::from_mode(0o600))
                    .map_err(failed(of("cli-wrong-private", Path::new(&path))))?;
            }
        }
        Ok(())
    }

    /// The database, with its key. An address may stand in a file, because a command line is no secret.
    fn location(&self, key: Zeroizing<[u8; 32]>) -> anyhow::Result<DatabaseLocation> {
        let Some(database) = &self.database else {
            let folder = self.data.clone().unwrap_or_default();
            return Ok(DatabaseLocation::file(folder.join(DATABASE), key));
        };
        let address = if database.contains("://") {
            Zeroizing::new(database.clone())
        } else {
            let file = Path::new(database);
            read_private(file).map_err(failed(of("cli-wrong-read", file)))?
        };
        let server = PostgresServer::parse(address.trim(), self.allow_loss, key)?;
        Ok(DatabaseLocation::Postgres(server))
    }
}

/// Trials in child processes of this program.
pub(super) fn trial() -> anyhow::Result<TrialRunner> {
    let program = std::env::current_exe().map_err(failed(Text::new("cli-wrong-program")))?;
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
        let mode = format!("{:04o}", mode & 0o7777);
        let text = text!(
            "cli-wrong-everybody",
            mode = mode,
            path = file.display().to_string()
        );
        return Err(failure(text));
    }
    Ok(text)
}

/// The key in a file that only its owner may read. `None` if it is none.
pub(super) fn read_secret(file: &Path) -> anyhow::Result<Option<Zeroizing<[u8; 32]>>> {
    let text = read_private(file).map_err(failed(of("cli-wrong-key_unread", file)))?;
    Ok(read_key(text.trim()))
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
