//! The browser's SDK: cargo, then wasm-bindgen, then TypeScript.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, root, run, target_folder};

/// The size of the browser's SDK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// As phones get it. Making it small takes most of the time of a build.
    Shipped,
    /// Four times as large, built in a fraction of the time: to try the app on this machine.
    Large,
}

impl Size {
    /// The name and the folder of cargo's profile. The large one has that of the native programs and shares every
    /// macro with them.
    const fn profile(self) -> (&'static str, &'static str) {
        match self {
            Self::Shipped => ("wasm", "wasm"),
            Self::Large => ("dev", "debug"),
        }
    }
}

/// The folder with the finished module, its glue and its types.
pub(crate) fn package_folder(size: Size) -> PathBuf {
    target_folder().join(match size {
        Size::Shipped => "wasm-pkg",
        Size::Large => "wasm-large",
    })
}

/// A cargo task for the wasm crate, on its own target.
pub(crate) fn cargo(task: &str, size: Size) -> Command {
    let mut cargo = command::cargo(&[
        task,
        "--profile",
        size.profile().0,
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "puente-wasm",
    ]);
    // Debug information is useless in a browser and would have to be sent there.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "false");
    cargo
}

/// Builds the crate, generates its JavaScript, and compiles the SDK's TypeScript against it.
///
/// # Errors
/// The command that failed.
pub(crate) fn build(size: Size) -> anyhow::Result<()> {
    run(cargo("build", size))?;
    let folder = target_folder()
        .join("wasm32-unknown-unknown")
        .join(size.profile().1);
    let module = folder.join("puente_wasm.wasm");
    let package = package_folder(size);
    let finished = package.join("puente_wasm_bg.wasm");
    if !is_newer(&finished, &module) {
        // wasm-bindgen's generator is a package of its own: it takes longer to build than every task.
        let bindgen = ["build", "--workspace", "--bin", "puente-bindgen"];
        run(command::cargo(&bindgen))?;
        let bindgen = target_folder().join("debug/puente-bindgen");
        let files = [&module, &package];
        run(command::command(&bindgen.display().to_string(), &files))?;
        let bytes = fs::metadata(&finished)?.len();
        println!("{}: {:.2} MB", finished.display(), bytes as f64 / 1e6);
    }
    compile_driver(&package)
}

/// Compiles the SDK's TypeScript beside the types that wasm-bindgen generates for the module. The code of the
/// page and the code of the Workers are compiled apart: they have different globals.
fn compile_driver(package: &Path) -> anyhow::Result<()> {
    for source in fs::read_dir(root().join("client-sdk/wasm/driver"))? {
        let source = source?;
        fs::copy(source.path(), package.join(source.file_name()))?;
    }
    let compiler = root().join("client-sdk/web/node_modules/.bin/tsc");
    for project in ["tsconfig.json", "tsconfig.worker.json"] {
        let project = package.join(project);
        let arguments = [Path::new("--project"), &project];
        run(command::command(
            &compiler.display().to_string(),
            &arguments,
        ))?;
    }
    Ok(())
}

/// Whether `made` is newer than `source`.
pub(crate) fn is_newer(made: &Path, source: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    modified(made).is_some_and(|made| Some(made) > modified(source))
}
