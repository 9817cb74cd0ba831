//! The build and test tasks: `cargo xtask test`, `cargo xtask wasm`, `cargo xtask run`.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a task talks to the person who started it"
)]

mod advisories;
mod app;
mod cluster;
mod command;
mod fuzz;
mod progress;
mod run;
mod setup;
mod step;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::step::Step;
use crate::wasm::Size;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, tests and runs Puente")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, then run every check in order; stops at the first that fails
    Test {
        /// Run only this step; may be given several times
        #[arg(long, value_name = "STEP")]
        only: Vec<Step>,
        /// Leave this step out; may be given several times
        #[arg(long, value_name = "STEP", conflicts_with = "only")]
        skip: Vec<Step>,
    },
    /// Take a newer RustSec advisory database into deploy/advisories
    Advisories {
        /// The database's folder, with crates/ in it
        folder: std::path::PathBuf,
        /// Its date: YYYY-MM-DD
        #[arg(long, value_name = "DATE")]
        as_of: String,
    },
    /// Ask npm's registry for known faults of what the app is built with and tried in; needs a line
    NpmAudit,
    /// Build the browser's SDK into target/wasm-pkg
    Wasm,
    /// Build the app into target/app
    App,
    /// Build everything and start a server to try on this machine
    Run(run::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Test { only, skip } => step::run_all(&step::selected(&only, &skip)),
        Task::Advisories { folder, as_of } => advisories::take(&folder, &as_of),
        Task::NpmAudit => advisories::npm_audit(),
        Task::Wasm => build_wasm(),
        Task::App => build_app(),
        Task::Run(options) => run::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn build_wasm() -> anyhow::Result<()> {
    setup::provide(setup::APP)?;
    wasm::build(Size::Shipped)
}

fn build_app() -> anyhow::Result<()> {
    setup::provide(setup::APP)?;
    app::build(Size::Shipped)
}
