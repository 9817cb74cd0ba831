//! `puente`: the server and its commands.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use puente_server::command::{self, Cli, LogFormat};

/// Trials are mostly allocations: a sixth of their CPU time goes away.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The allocator asks for huge pages: zeroing those that stay half empty took a fifth of an exchange, and they
    // count as memory in use. Children inherit this. A kernel without the setting has no such pages either.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    // What is made is its owner's alone: the database, its log, backups, keys.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let cli = Cli::parse();
    if !cli.is_trial_worker() {
        let log = tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .with_ansi(false);
        match cli.log_format() {
            LogFormat::Text => log.init(),
            LogFormat::Json => log.json().flatten_event(true).init(),
        }
    }
    match command::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            command::print_failure(&error, command::advice(&error));
            ExitCode::FAILURE
        }
    }
}
