//! `puente`: the server and its commands.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use puente_server::command::{self, Cli};

/// Trials are mostly allocations: a sixth of their CPU time goes away.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if !cli.is_trial_worker() {
        tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .with_ansi(false)
            .init();
    }
    match command::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            // Nobody reads the standard error, then.
            let _ = writeln!(std::io::stderr(), "puente: {error:#}");
            ExitCode::FAILURE
        }
    }
}
