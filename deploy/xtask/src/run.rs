//! `cargo xtask run`: a server with demo data to try on this machine. All people in it are invented.

mod demo;
mod welcome;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::progress::Progress;
use crate::wasm::{self, Size};
use crate::{app, setup};

/// The options of the demonstration.
#[derive(Args)]
pub(crate) struct Options {
    /// Build everything as it is shipped: a quarter of the size, programs optimised; takes longer
    #[arg(long)]
    release: bool,
    /// Where the server listens; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
    /// Stop when the demonstration is over instead of leaving the server up
    #[arg(long)]
    once: bool,
}

/// Builds both programs, starts the server, and shows the main job on a flight's arrival list.
///
/// # Errors
/// The command that failed.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    build(options.release)?;
    let bin = Path::new("target").join(if options.release { "release" } else { "debug" });
    let folder = PathBuf::from("target/demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).context("the demo data of the last run")?;
    }
    std::fs::create_dir_all(&folder)?;
    let place = DemoFolder {
        puente: bin.join("puente"),
        field: bin.join("puente-field"),
        folder,
    };
    let data = place.data();
    let admin = place.ask(&place.puente, &["init", "--data", &data])?;
    let mut server = Server::start(&place, &options.listen)?;
    demo::run(&place, &server.url)?;
    demo::print_where_to_look(&place, &server.url, &admin);
    welcome::print(&place, &server.url)?;
    if options.once {
        return Ok(());
    }
    println!("The server stays up until you press Ctrl-C.");
    let ended = server.child.wait()?;
    if ended.success() {
        Ok(())
    } else {
        bail!("the server ended: {ended}")
    }
}

fn build(is_release: bool) -> anyhow::Result<()> {
    let size = if is_release {
        Size::Shipped
    } else {
        Size::Large
    };
    let mut progress = Progress::new(4);
    progress.part("what is needed beside cargo", || setup::provide(setup::APP))?;
    progress.part("the field device's core, for browsers", || {
        wasm::build(size)
    })?;
    progress.part("the app around it", || app::build_around(size))?;
    progress.part("the server with the app inside, and puente-field", || {
        app::build_programs(size, is_release)
    })
}

/// The paths of the two programs and of the demonstration's folder.
struct DemoFolder {
    puente: PathBuf,
    field: PathBuf,
    folder: PathBuf,
}

impl DemoFolder {
    fn data(&self) -> String {
        self.folder.join("server").display().to_string()
    }

    fn store(&self, device: &str) -> String {
        self.folder.join(device).display().to_string()
    }

    /// Runs a program with `--json` and reads the object it prints.
    fn ask(&self, program: &Path, arguments: &[&str]) -> anyhow::Result<serde_json::Value> {
        let passphrase = self.folder.join("passphrase");
        if !passphrase.exists() {
            std::fs::write(&passphrase, "una frase de paso para la demo\n")?;
        }
        let output = Command::new(program)
            .args(arguments)
            .arg("--json")
            .env("PUENTE_PASSPHRASE_FILE", &passphrase)
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| program.display().to_string())?;
        if !output.status.success() {
            bail!("{} {} failed", program.display(), arguments.join(" "));
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// The running server. Dropping it stops it.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(place: &DemoFolder, listen: &str) -> anyhow::Result<Self> {
        let log = std::fs::File::create(place.folder.join("server.log"))?;
        let mut child = Command::new(&place.puente)
            .args(["serve", "--data", &place.data(), "--listen", listen])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let out = child.stdout.take().context("the server's output")?;
        let mut url = String::new();
        BufReader::new(out).read_line(&mut url)?;
        let url = url.trim().to_owned();
        if !url.starts_with("http") {
            let _ = child.kill();
            bail!(
                "the server did not start: is {listen} in use? Try --listen 127.0.0.1:0; it logs to {}",
                place.folder.join("server.log").display()
            );
        }
        Ok(Self { child, url })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
