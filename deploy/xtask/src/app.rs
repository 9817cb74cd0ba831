//! The app: shrinks the SDK, runs Vite, and builds a server with the app inside.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command::{cargo, command, root, run, target_folder};
use crate::wasm::{self, Size};

/// WebAssembly features that Chromium, Firefox and Safari have had for years. With all features allowed,
/// wasm-opt makes a file that Chromium refuses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The folder with the finished app.
fn folder(size: Size) -> PathBuf {
    target_folder().join(match size {
        Size::Shipped => "app",
        Size::Large => "app-large",
    })
}

fn sources() -> PathBuf {
    root().join("client-sdk/web")
}

fn npm(task: &str, size: Size) -> Command {
    let mut npm = command("npm", &["run", "--silent", task]);
    npm.current_dir(sources())
        .env("PUENTE_WASM_PKG", package_folder(size))
        .env("PUENTE_APP", folder(size));
    if size == Size::Large {
        npm.env("PUENTE_APP_QUICK", "1");
    }
    npm
}

/// Builds the SDK and the app.
///
/// # Errors
/// The command that failed.
pub(crate) fn build(size: Size) -> anyhow::Result<()> {
    wasm::build(size)?;
    build_around(size)
}

/// Builds the app around an SDK that was built before.
///
/// # Errors
/// The command that failed.
pub(crate) fn build_around(size: Size) -> anyhow::Result<()> {
    if size == Size::Shipped {
        make_small()?;
    }
    run(npm("build", size))
}

/// Checks the types of the app and runs its unit tests.
///
/// # Errors
/// The command that failed.
pub(crate) fn check() -> anyhow::Result<()> {
    run(npm("check", Size::Shipped))?;
    run(npm("test", Size::Shipped))
}

/// Builds the server with the app inside, and the field device.
///
/// # Errors
/// The command that failed.
pub(crate) fn build_programs(size: Size, is_release: bool) -> anyhow::Result<()> {
    let mut build = cargo(&["build", "--workspace"]);
    build.args(["--bin", "puente", "--bin", "puente-field"]);
    if is_release {
        build.arg("--release");
    }
    build.env("PUENTE_APP", folder(size));
    run(build)
}

/// The folder with the SDK around which the app is built; of the shipped one, that which [`make_small`] makes.
fn package_folder(size: Size) -> PathBuf {
    match size {
        Size::Shipped => target_folder().join("wasm-small"),
        Size::Large => wasm::package_folder(size),
    }
}

/// Shrinks the SDK as it is shipped: the module becomes a third smaller.
fn make_small() -> anyhow::Result<()> {
    let (package, small) = (
        wasm::package_folder(Size::Shipped),
        package_folder(Size::Shipped),
    );
    fs::create_dir_all(&small)?;
    for file in fs::read_dir(&package)? {
        let file = file?;
        if file.path().extension().is_none_or(|of| of != "wasm") {
            fs::copy(file.path(), small.join(file.file_name()))?;
        }
    }
    let module = package.join("puente_wasm_bg.wasm");
    let finished = small.join("puente_wasm_bg.wasm");
    if wasm::is_newer(&finished, &module) {
        return Ok(());
    }
    let tool = sources().join("node_modules/.bin/wasm-opt");
    let mut optimise = command(&tool.display().to_string(), &FEATURES);
    optimise
        .arg("-Oz")
        // The copies of one generic function then lie together, which compresses better.
        .arg("--reorder-functions-by-name")
        .arg(&module)
        .arg("--output")
        .arg(&finished);
    run(optimise)?;
    let bytes = fs::metadata(&finished)?.len();
    println!("{}: {:.2} MB", finished.display(), bytes as f64 / 1e6);
    Ok(())
}
