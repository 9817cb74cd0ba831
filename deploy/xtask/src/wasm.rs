//! The browser's SDK: cargo, then wasm-bindgen, then TypeScript.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, root, run, target_folder};

/// The folder with the finished module, its glue and its types.
pub(crate) fn package_folder() -> PathBuf {
    target_folder().join("wasm-pkg")
}

/// A cargo task for the wasm crate, on its own profile and target.
pub(crate) fn cargo(task: &str) -> Command {
    command::cargo(&[
        task,
        "--profile",
        "wasm",
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "puente-wasm",
    ])
}

/// Builds the crate, generates its JavaScript, and compiles the SDK's TypeScript against it.
///
/// # Errors
/// The command that failed.
pub(crate) fn build() -> anyhow::Result<()> {
    run(cargo("build"))?;
    let module = target_folder().join("wasm32-unknown-unknown/wasm/puente_wasm.wasm");
    let package = package_folder();
    let finished = package.join("puente_wasm_bg.wasm");
    if !is_newer(&finished, &module) {
        // wasm-bindgen's generator is a package of its own: it takes longer to build than all of xtask.
        let bindgen = ["build", "--quiet", "--workspace", "--bin", "puente-bindgen"];
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
