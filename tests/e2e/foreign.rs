//! A verifier that Puente did not write: `tests/foreign/verify.go` on Go's own packages for such logs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where Debian puts the sources of Go packages.
const GO_SOURCES: &str = "/usr/share/gocode";

/// The program, built once.
fn verifier() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let this = std::env::current_exe().unwrap();
        let folder = this.parent().unwrap().join("foreign");
        let program = folder.join("verify");
        let package = Path::new(GO_SOURCES).join("src/golang.org/x/mod/sumdb/tlog");
        assert!(
            package.is_dir(),
            "Go's packages are missing: cargo xtask test installs golang-go and golang-golang-x-mod-dev"
        );
        let built = Command::new("go")
            .args(["build", "-o"])
            .arg(&program)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("foreign/verify.go"))
            .env("GO111MODULE", "off")
            .env("GOPATH", GO_SOURCES)
            .env("GOCACHE", folder.join("cache"))
            .status();
        let built = built.expect("Go is missing: cargo xtask test installs golang-go");
        assert!(built.success(), "the foreign verifier does not build");
        program
    })
}

/// What the foreign verifier says of an export. The error is what it found wrong.
pub(crate) fn verify(folder: &Path, pin: Option<&Path>) -> Result<String, String> {
    let mut command = Command::new(verifier());
    command.arg(folder);
    command.args(pin);
    let output = command.output().unwrap();
    let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    match output.status.success() {
        true => Ok(said(output.stdout)),
        false => Err(said(output.stderr)),
    }
}
