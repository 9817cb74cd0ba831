//! `puente`: the server and its commands.
#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::process::ExitCode;

use puente_server::command::{self, LogFormat};

/// Trials mostly allocate; this allocator saves a sixth of their CPU time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Turns off huge pages, for which the allocator asks: zeroing half-empty ones took a fifth of an exchange,
    // and they count as used memory. Child processes inherit this. A kernel without this setting has no such
    // pages either.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    // Files are readable only by their owner: the database, its log, backups, keys.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match command::read(&arguments) {
        Ok(cli) => cli,
        Err(exit_code) => return ExitCode::from(exit_code),
    };
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
            command::print_failure(&error);
            ExitCode::FAILURE
        }
    }
}
