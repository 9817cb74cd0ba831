//! `puente`: the server and its commands.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use puente_server::command::{self, Cli, LogFormat};

/// Trials are mostly allocations: a sixth of their CPU time goes away.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
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
            use std::io::Write;
            // Nobody reads the standard error, then.
            let _ = writeln!(std::io::stderr(), "puente: {error:#}");
            if let Some(advice) = command::advice(&error) {
                let _ = writeln!(std::io::stderr(), "puente: {advice}");
            }
            ExitCode::FAILURE
        }
    }
}
