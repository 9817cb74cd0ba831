//! The steps of `cargo xtask test`, in their order.

use std::time::Instant;

use anyhow::Context;
use clap::ValueEnum;

use crate::cluster::Cluster;
use crate::command::{cargo, command, root, run, target_folder};
use crate::setup::{self, Need};
use crate::wasm::Size;
use crate::{app, fuzz, wasm};

/// One step. The cheap ones that fail most often come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// rustfmt's defaults
    Fmt,
    /// The rules of structure that a tool can check
    Tidy,
    /// Licences, sources and known faults of everything that is linked in
    Supply,
    /// Lints of the native crates and of the wasm crate on its own target
    Clippy,
    /// Every unit, property and end-to-end test
    Test,
    /// The tests marked `ignore`: simulations, kills, floods; `PUENTE_SCALE` multiplies their length
    Long,
    /// The server's suites on PostgreSQL, each test in a database of its own
    Postgres,
    /// The SDK for browsers
    Wasm,
    /// The app and its SDK in a real browser, against a real server
    Browser,
    /// The fuzz targets, for a few seconds each; `PUENTE_SCALE` multiplies them
    Fuzz,
}

/// The scale of the long runs when `PUENTE_SCALE` is not set.
const SCALE_DEFAULT: u64 = 1;

impl Step {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    const fn needs(self) -> &'static [Need] {
        match self {
            Self::Fmt | Self::Tidy | Self::Supply => &[],
            Self::Test | Self::Long => &[Need::Proxy, Need::Faults, Need::Go],
            Self::Postgres => &[Need::Postgres],
            Self::Fuzz => &[Need::CppCompiler],
            Self::Clippy => &[Need::Clang, Need::WasmTarget],
            Self::Wasm => setup::APP,
            Self::Browser => &[
                Need::Clang,
                Need::WasmTarget,
                Need::Node,
                Need::Chromium,
                Need::AppPackages,
                Need::BrowserTestPackages,
            ],
        }
    }

    fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Fmt => run(cargo(&["fmt", "--all", "--check"])),
            Self::Tidy => test_alone("tidy"),
            Self::Supply => test_alone("supply"),
            Self::Clippy => clippy(),
            Self::Test => run(cargo(&["test", "--workspace", "--no-fail-fast"])),
            Self::Long => long(),
            Self::Postgres => postgres(),
            Self::Wasm => wasm::build(Size::Shipped),
            Self::Browser => browser(),
            Self::Fuzz => fuzz::run_all(scale()?),
        }
    }
}

/// The steps that a command line selects, in their usual order.
pub(crate) fn selected(only: &[Step], skip: &[Step]) -> Vec<Step> {
    Step::value_variants()
        .iter()
        .copied()
        .filter(|step| only.is_empty() || only.contains(step))
        .filter(|step| !skip.contains(step))
        .collect()
}

/// Runs the steps one after the other and prints how long each took.
///
/// # Errors
/// Names the first step that failed; the later ones have not run.
pub(crate) fn run_all(steps: &[Step]) -> anyhow::Result<()> {
    let mut needs: Vec<Need> = steps
        .iter()
        .flat_map(|step| step.needs())
        .copied()
        .collect();
    needs.sort_unstable();
    needs.dedup();
    let mut times = Vec::new();
    let mut timed = |name: String, work: &dyn Fn() -> anyhow::Result<()>| {
        println!("── {name}");
        let started = Instant::now();
        let result = work().with_context(|| format!("step {name} failed"));
        let seconds = started.elapsed().as_secs_f64();
        println!("── {name}: {seconds:.1} s");
        times.push((name, seconds));
        result
    };
    timed("setup".to_owned(), &|| setup::provide(&needs))?;
    for step in steps {
        timed(step.name(), &|| step.run())?;
    }
    println!("── all steps passed");
    for (name, seconds) in times {
        println!("{seconds:8.1} s  {name}");
    }
    Ok(())
}

/// Lints the workspace, then the wasm crate on the profile with which it is built: so the C sources, which take
/// most of the time, are compiled once for both.
fn clippy() -> anyhow::Result<()> {
    run(cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    let mut wasm = wasm::cargo("clippy", Size::Shipped);
    wasm.args(["--", "-D", "warnings"]);
    run(wasm)
}

/// Runs one of the test programs of `tests/`. The whole workspace is built, as everywhere here: a package alone
/// selects other features, and everything below it would be compiled once more.
fn test_alone(name: &str) -> anyhow::Result<()> {
    run(cargo(&["test", "--quiet", "--workspace", "--test", name]))
}

fn long() -> anyhow::Result<()> {
    let mut tests = cargo(&["test", "--workspace", "--lib", "--tests", "--", "--ignored"]);
    tests.args(["--skip", ON_POSTGRESQL]);
    tests.env("PUENTE_SCALE", scale()?.to_string());
    run(tests)
}

/// The end of the names of tests that need the cluster whatever the others run on.
const ON_POSTGRESQL: &str = "on_postgresql";

/// The suites of the server that run on both engines.
const SUITES: [&str; 3] = ["devices", "api", "serving"];

fn postgres() -> anyhow::Result<()> {
    let cluster = Cluster::start()?;
    let mut units = cargo(&["test", "--workspace", "--lib", "--", "--ignored"]);
    units.arg(ON_POSTGRESQL);
    let mut suites = cargo(&["test", "--workspace", "--no-fail-fast"]);
    for suite in SUITES {
        suites.args(["--test", suite]);
    }
    for mut tests in [units, suites] {
        tests.env("PUENTE_STORE", "postgres");
        tests.env("PUENTE_POSTGRES", cluster.address());
        run(tests)?;
    }
    Ok(())
}

/// The scale of the long runs.
fn scale() -> anyhow::Result<u64> {
    let Ok(scale) = std::env::var("PUENTE_SCALE") else {
        return Ok(SCALE_DEFAULT);
    };
    scale.parse().context("PUENTE_SCALE is a whole number")
}

fn browser() -> anyhow::Result<()> {
    app::build(Size::Shipped)?;
    app::check()?;
    app::build_programs(Size::Shipped, false)?;
    let mut node = command("npm", &["test", "--silent"]);
    node.current_dir(root().join("tests/browser"))
        .env("PUENTE_WASM_PKG", wasm::package_folder(Size::Shipped))
        .env("PUENTE_BIN", target_folder().join("debug"));
    run(node)
}
