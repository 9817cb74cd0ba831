//! Where the programs are.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder with `puente` and `puente-field`, one above this test's own. The programs are built first, so
/// that no test runs old ones; a test binary that is started by hand uses what is there.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let this = std::env::current_exe().unwrap();
        let profile = this.parent().and_then(Path::parent).unwrap().to_owned();
        if let Some(cargo) = std::env::var_os("CARGO") {
            let mut build = Command::new(cargo);
            // The whole workspace is built: a package alone selects other features, and everything would be
            // compiled again.
            build.args(["build", "--quiet", "--workspace"]);
            build.args(["--bin", "puente", "--bin", "puente-field"]);
            build.arg("--target-dir").arg(profile.parent().unwrap());
            if profile.ends_with("release") {
                build.arg("--release");
            }
            assert!(
                build.status().unwrap().success(),
                "the programs do not build"
            );
        }
        profile
    })
}

/// The path of one of the programs.
pub(crate) fn program(name: &str) -> PathBuf {
    let path = folder().join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is missing: cargo build --workspace --bins",
        path.display()
    );
    path
}
