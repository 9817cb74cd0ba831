//! `puente ready`: asks a running server whether it accepts what devices bring. For supervisors and containers, which
//! often have no other client.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;

use super::print::print;
use crate::entropy;

/// Longest time for an answer, in s: the server only writes one row as a test.
const ANSWER_S: u64 = 5;

/// Pause between two attempts, in ms.
const PAUSE_MS: u64 = 200;

/// Most bytes of an answer that are read.
const ANSWER_BYTES_MAX: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(super) struct ReadyArgs {
    /// Where it listens on this machine, as `puente serve` printed it.
    #[arg(long, value_name = "URL")]
    server: String,
    /// Seconds to wait until it is; by default it is asked once.
    #[arg(long, value_name = "S", default_value_t = 0)]
    within_s: u64,
}

impl ReadyArgs {
    pub(super) fn run(&self, json: bool) -> anyhow::Result<()> {
        let began = entropy::now();
        loop {
            match self.ask() {
                Ok(()) => return print(json, &json!({ "ready": true }), "ready"),
                Err(error) if began.elapsed().as_secs() >= self.within_s => return Err(error),
                Err(_) => thread::sleep(Duration::from_millis(PAUSE_MS)),
            }
        }
    }

    fn ask(&self) -> anyhow::Result<()> {
        let url = &self.server;
        let host = url
            .strip_prefix("http://")
            .map(|rest| rest.trim_end_matches('/'));
        let host = host.with_context(|| format!("{url} is not http://ADDRESS:PORT"))?;
        let address = host.to_socket_addrs().ok().and_then(|mut all| all.next());
        let address = address.with_context(|| format!("{url} is not http://ADDRESS:PORT"))?;
        let patience = Duration::from_secs(ANSWER_S);
        let mut stream = TcpStream::connect_timeout(&address, patience)
            .with_context(|| format!("nothing answers at {url}"))?;
        stream.set_read_timeout(Some(patience))?;
        write!(
            stream,
            "GET /v1/ready HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream
            .take(ANSWER_BYTES_MAX)
            .read_to_end(&mut answer)
            .with_context(|| format!("{url} does not answer in time"))?;
        let answer = String::from_utf8_lossy(&answer);
        let Some((head, body)) = answer.split_once("\r\n\r\n") else {
            bail!("{url} does not answer as a server");
        };
        if !head.starts_with("HTTP/1.1 200 ") {
            bail!("the server is not ready: {}", body.trim());
        }
        Ok(())
    }
}
