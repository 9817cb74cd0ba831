//! `puente-field`: a device without a screen of its own, for field laptops, imports and scripts.
//!
//! Results go to stdout, everything else to stderr. The exit code is 0 if everything is done, 1 if something is
//! not, 2 if the command line is wrong.
#![forbid(unsafe_code)]

mod command;
mod failure;
mod json;
mod passphrase;
mod say;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};
use puente_texts::{command_line, text};

use crate::command::Cli;

/// Documents are many small pieces: with this allocator the trial of a page takes a quarter less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The allocator asks for huge pages, and the system would zero those that stay half empty.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    // A panic's own text may repeat data: only its place is printed.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let text = text!("cli-panicked", place = place.unwrap_or_default());
        say::aside(&say::localized(&text));
    }));
    let arguments: Vec<OsString> = std::env::args_os().collect();
    // This process prints nothing, and one is started for every page that is tried: so it reads no catalogue.
    if command::is_trial_worker(&arguments) {
        let tried = puente_native::trial_worker();
        return ExitCode::from(u8::from(tried.is_err()));
    }
    say::speak(command_line::language(&arguments, |name| {
        std::env::var(name).ok()
    }));
    let read = command_line::read(Cli::command(), say::language(), &arguments);
    let cli = match read {
        Ok(mut read) => Cli::from_arg_matches_mut(&mut read),
        Err(told) => return say::nothing_to_run(&told),
    };
    let cli = cli.expect("what was declared is what was read");
    let as_json = cli.at.json;
    match command::run(cli) {
        Ok(answer) => say::answer(&answer, as_json),
        Err(failure) => say::failure(&failure, as_json),
    }
}
