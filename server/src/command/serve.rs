//! `puente serve`

use std::fs::{File, TryLockError};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::data::DataArgs;
use crate::{entropy, http};

/// The lock file of a data folder, held by the process that serves it.
const LOCK: &str = "serve.lock";

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Where to listen; port 0 takes a free one, which the first line of output tells.
    #[arg(long, value_name = "ADDR")]
    listen: String,
    /// Where to give out figures for Prometheus, on this machine only: 127.0.0.1:PORT.
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    /// A proxy stands before this server and says in `X-Forwarded-For` where each request is from.
    #[arg(long)]
    behind_proxy: bool,
    /// How log lines are written to the standard error.
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
            Err(TryLockError::WouldBlock) => bail!(
                "another `puente serve` runs on {}: stop it first",
                self.data.folder().display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("{} cannot be locked", path.display()))
            }
        }
    }

    pub(super) fn run(self) -> anyhow::Result<()> {
        let metrics = self.metrics.map(listen_here).transpose()?;
        let _alone = self.alone()?;
        let server = self.data.open()?;
        server.administration.renew_zone_rules(entropy::now_ms())?;
        let listener = TcpListener::bind(&self.listen)
            .with_context(|| format!("{} cannot be listened on", self.listen))?;
        let address = listener.local_addr()?;
        let mut out = std::io::stdout();
        writeln!(out, "http://{address}")?;
        if let Some(metrics) = &metrics {
            writeln!(out, "http://{}/metrics", metrics.local_addr()?)?;
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
        bail!("figures are for this machine only: {address} is not 127.0.0.1 or [::1]");
    }
    TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on"))
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
    .context("the number of open files cannot be raised")?;
    Ok(limit.maximum.map_or(usize::MAX, |files| {
        usize::try_from(files).unwrap_or(usize::MAX)
    }))
}
