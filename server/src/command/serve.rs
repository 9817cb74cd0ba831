//! `puente serve`

use std::fs::{File, TryLockError};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};

use clap::{Args, ValueEnum};
use puente_texts::{Text, text};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::data::{DataArgs, of};
use super::failure::{failed, failure};
use crate::{entropy, http};

/// The lock file of a data folder, held by the process that serves it.
const LOCK: &str = "serve.lock";

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    #[arg(long, value_name = "ADDR")]
    listen: String,
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    #[arg(long)]
    behind_proxy: bool,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    log: LogFormat,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl ServeArgs {
    pub(super) fn log_format(&self) -> LogFormat {
        self.log
    }

    pub(super) fn data(&self) -> &DataArgs {
        &self.data
    }

    /// Takes the lock of the data folder: at most one process serves a database, because two would not poke each other's
    /// listeners and would count shares twice. Other commands work beside it. The lock ends with the process, however
    /// it ends. `None` if there is no folder; opening it then reports the error.
    fn alone(&self) -> anyhow::Result<Option<File>> {
        let path = self.data.folder().join(LOCK);
        let lock = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let Ok(lock) = lock else {
            return Ok(None);
        };
        match lock.try_lock() {
            Ok(()) => Ok(Some(lock)),
            Err(TryLockError::WouldBlock) => {
                Err(failure(of("cli-wrong-serving", self.data.folder())))
            }
            Err(TryLockError::Error(error)) => Err(failed(of("cli-wrong-lock", &path))(error)),
        }
    }

    /// Serves until it is stopped. `welcome` says what else to print once the address is known.
    pub(super) fn run(
        self,
        welcome: impl FnOnce(SocketAddr) -> anyhow::Result<Option<String>>,
    ) -> anyhow::Result<()> {
        let metrics = self.metrics.map(listen_here).transpose()?;
        let _alone = self.alone()?;
        let server = self.data.open()?;
        server.administration.renew_zone_rules(entropy::now_ms())?;
        server.administration.end_due_grants(entropy::now_ms())?;
        let listener = TcpListener::bind(&self.listen).map_err(failed(text!(
            "cli-wrong-listen",
            address = self.listen.as_str()
        )))?;
        let address = listener.local_addr()?;
        let mut out = std::io::stdout();
        writeln!(out, "http://{address}")?;
        if let Some(metrics) = &metrics {
            writeln!(out, "http://{}/metrics", metrics.local_addr()?)?;
        }
        if let Some(text) = welcome(address)? {
            writeln!(out, "{text}")?;
        }
        out.flush()?;
        tracing::info!(server = %server.id(), %address, "serving");
        let options = http::ServeOptions {
            devices: listener,
            metrics,
            is_behind_proxy: self.behind_proxy,
            files_max: raise_files_max()?,
        };
        http::serve(server, options)?;
        Ok(())
    }
}

/// Listens for requests of the metrics. They have no password, so only this machine may reach them.
fn listen_here(address: SocketAddr) -> anyhow::Result<TcpListener> {
    if !address.ip().is_loopback() {
        return Err(failure(text!(
            "cli-wrong-figures",
            address = address.to_string()
        )));
    }
    TcpListener::bind(address).map_err(failed(text!(
        "cli-wrong-listen",
        address = address.to_string()
    )))
}

/// Raises the limit of open files, because each connection is one. Returns the limit.
fn raise_files_max() -> anyhow::Result<usize> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(
        Resource::Nofile,
        Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        },
    )
    .map_err(failed(Text::new("cli-wrong-files_max")))?;
    Ok(limit.maximum.map_or(usize::MAX, |files| {
        usize::try_from(files).unwrap_or(usize::MAX)
    }))
}
