//! What the steps need beyond cargo, and how to install it.

use std::fs;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, bail};

use crate::command::{command, find, root, run, succeeds};

/// Something outside the workspace that a step needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// A clang that knows wasm, for the C sources of SQLite and zstd.
    Clang,
    /// Rust's standard library for `wasm32-unknown-unknown`.
    WasmTarget,
    /// Node.js with npm.
    Node,
    /// A reverse proxy to stand before a server, and the programs that send requests through it.
    Proxy,
    /// Programs that make system calls fail and clocks jump.
    Faults,
    /// Go with its packages for logs, to check what Puente exports with code of others.
    Go,
    /// PostgreSQL, to start a cluster of it.
    Postgres,
    /// A C++ compiler for libFuzzer.
    CppCompiler,
    /// A browser to drive.
    Chromium,
    /// The npm packages of client-sdk/web.
    AppPackages,
    /// The npm packages of tests/browser.
    BrowserTestPackages,
}

/// The needs of building the app.
pub(crate) const APP: &[Need] = &[Need::Clang, Need::WasmTarget, Need::Node, Need::AppPackages];

/// A file of Go's packages for logs, which are sources and no program.
const GO_LOGS: &str = "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go";

/// Debian keeps the programs of each version in a folder of its own.
pub(crate) const POSTGRES: &str = "/usr/lib/postgresql/15/bin/postgres";

/// Debian packages, each with a program, or a whole path, that shows whether it is installed.
const fn debian_packages(need: Need) -> &'static [(&'static str, &'static str)] {
    match need {
        Need::Clang => &[("clang", "clang"), ("wasm-ld", "lld"), ("llvm-ar", "llvm")],
        Need::Node => &[("node", "nodejs"), ("npm", "npm")],
        Need::Proxy => &[
            ("nginx", "nginx-light"),
            ("openssl", "openssl"),
            ("curl", "curl"),
        ],
        Need::Faults => &[("fiu-run", "fiu-utils"), ("faketime", "faketime")],
        Need::Go => &[("go", "golang-go"), (GO_LOGS, "golang-golang-x-mod-dev")],
        Need::Postgres => &[(POSTGRES, "postgresql")],
        Need::CppCompiler => &[("c++", "g++")],
        Need::Chromium => &[("chromium", "chromium")],
        Need::WasmTarget | Need::AppPackages | Need::BrowserTestPackages => &[],
    }
}

/// Installs each of `needs` that is missing.
///
/// # Errors
/// The error says what to install by hand if this user may not install it.
pub(crate) fn provide(needs: &[Need]) -> anyhow::Result<()> {
    let missing: Vec<&str> = needs
        .iter()
        .flat_map(|need| debian_packages(*need))
        .filter(|(program, _)| find(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    if needs.contains(&Need::WasmTarget) {
        provide_wasm_target()?;
    }
    if needs.contains(&Need::AppPackages) {
        provide_packages("client-sdk/web")?;
    }
    if needs.contains(&Need::BrowserTestPackages) {
        provide_packages("tests/browser")?;
    }
    Ok(())
}

fn install(packages: &[&str]) -> anyhow::Result<()> {
    let list = packages.join(" ");
    println!("missing: {list}");
    if find("apt-get").is_none() {
        bail!("please install {list} (the names are Debian's) and try again");
    }
    let is_root = command("id", &["-u"])
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if !is_root && !succeeds(command("sudo", &["-n", "true"])) {
        bail!("please install what is missing and try again: sudo apt-get install {list}");
    }
    let apt_get = |arguments: &[&str]| -> Command {
        let mut apt_get = if is_root {
            command("env", &["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        } else {
            command("sudo", &["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        };
        apt_get.args(arguments);
        apt_get
    };
    run(apt_get(&["update", "-q"]))?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    run(apt_get(&arguments))
}

fn provide_wasm_target() -> anyhow::Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let folder = command("rustc", &["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("could not start rustc")?;
    let folder = String::from_utf8_lossy(&folder.stdout).trim().to_owned();
    if fs::exists(&folder).unwrap_or(false) {
        return Ok(());
    }
    println!("missing: Rust's {TARGET} target");
    run(command("rustup", &["target", "add", TARGET]))
}

/// `npm ci` unless it has run since the lock file last changed.
fn provide_packages(folder: &str) -> anyhow::Result<()> {
    let folder = root().join(folder);
    let changed = |name: &str| -> Option<SystemTime> {
        fs::metadata(folder.join(name)).ok()?.modified().ok()
    };
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    let mut npm = command("npm", &["ci", "--no-audit", "--no-fund"]);
    npm.current_dir(&folder);
    run(npm)
}
