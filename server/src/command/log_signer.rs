//! `puente log-signer`

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, FileTypeExt as _};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use clap::Args;
use rand_core::Rng as _;
use zeroize::Zeroizing;

use super::data::{of, read_secret, write_key};
use super::failure::{failed, failure};
use crate::audit::{LogName, LogSigner, serve_signer};
use crate::entropy;

/// The key, and what it signed last.
const KEY: &str = "key";
const STATE: &str = "last-signed";

/// The process that holds the key of the log. It never opens the database.
#[derive(Debug, Args)]
pub(super) struct LogSignerArgs {
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
    #[arg(long, value_name = "NAME")]
    log: LogName,
    #[arg(long, value_name = "SOCKET")]
    socket: PathBuf,
}

impl LogSignerArgs {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let mut signer = self.open()?;
        let listener = listen(&self.socket).map_err(failed(of("cli-wrong-write", &self.socket)))?;
        let mut out = io::stdout();
        writeln!(out, "{}", signer.verifier())?;
        out.flush()?;
        tracing::info!(size = signer.signed_size(), "ready to sign");
        serve_signer(&listener, &mut signer);
        Ok(())
    }

    /// Opens the key, which is made with the folder's first use.
    fn open(&self) -> anyhow::Result<LogSigner> {
        let (key, state) = (self.folder.join(KEY), self.folder.join(STATE));
        if !key.exists() {
            let mut folder = DirBuilder::new();
            let made = folder.recursive(true).mode(0o700).create(&self.folder);
            made.map_err(failed(of("cli-wrong-make", &self.folder)))?;
            let mut secret = Zeroizing::new([0; 32]);
            entropy::rng()?.fill_bytes(&mut *secret);
            LogSigner::create_state(&secret, &state, self.log)?;
            write_key(&key, &secret).map_err(failed(of("cli-wrong-write", &key)))?;
        }
        let Some(secret) = read_secret(&key)? else {
            return Err(failure(of("cli-wrong-no_key", &key)));
        };
        Ok(LogSigner::open(&secret, &state, self.log)?)
    }
}

/// Listens at a socket. One that a process before left behind is replaced: the lock beside the state shows that this
/// process has ended.
fn listen(socket: &Path) -> io::Result<UnixListener> {
    match fs::symlink_metadata(socket) {
        Ok(found) if found.file_type().is_socket() => fs::remove_file(socket)?,
        Ok(_) => return Err(ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    UnixListener::bind(socket)
}
