//! `puente ready`: asks a running server whether it accepts what devices bring. For supervisors and containers, which
//! often have no other client.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::thread;
use std::time::Duration;

use clap::Args;
use puente_texts::text;
use serde_json::json;

use super::failure::{failed, failure};
use super::print::{print, t};
use crate::entropy;

/// Longest time for an answer, in s: the server only writes one row as a test.
const ANSWER_S: u64 = 5;

/// Pause between two attempts, in ms.
const PAUSE_MS: u64 = 200;

/// Most bytes of an answer that are read.
const ANSWER_BYTES_MAX: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(super) struct ReadyArgs {
    #[arg(long, value_name = "URL")]
    server: String,
    #[arg(long, value_name = "S", default_value_t = 0)]
    within_s: u64,
}

impl ReadyArgs {
    pub(super) fn run(&self, json: bool) -> anyhow::Result<()> {
        let began = entropy::now();
        loop {
            match self.ask() {
                Ok(()) => return print(json, &json!({ "ready": true }), &t("cli-ready")),
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
        let of = |key: &str| text!(key, url = url.as_str());
        let host = host.ok_or_else(|| failure(of("cli-wrong-url")))?;
        let address = host.to_socket_addrs().ok().and_then(|mut all| all.next());
        let address = address.ok_or_else(|| failure(of("cli-wrong-url")))?;
        let patience = Duration::from_secs(ANSWER_S);
        let mut stream = TcpStream::connect_timeout(&address, patience)
            .map_err(failed(of("cli-wrong-no_answer")))?;
        stream.set_read_timeout(Some(patience))?;
        write!(
            stream,
            "GET /v1/ready HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream
            .take(ANSWER_BYTES_MAX)
            .read_to_end(&mut answer)
            .map_err(failed(of("cli-wrong-slow_answer")))?;
        let answer = String::from_utf8_lossy(&answer);
        let Some((head, body)) = answer.split_once("\r\n\r\n") else {
            return Err(failure(of("cli-wrong-odd_answer")));
        };
        if !head.starts_with("HTTP/1.1 200 ") {
            return Err(failure(text!("cli-wrong-not_ready", fault = body.trim())));
        }
        Ok(())
    }
}
