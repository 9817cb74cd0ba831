//! Runs the fuzz targets of `tests/fuzz` for a short while, for a time that the scale multiplies.
//!
//! cargo-fuzz needs a nightly compiler for the address sanitizer. The stable compiler offers coverage, which is
//! what finds new paths: the flags below are those that cargo-fuzz passes for it. Little is lost without the
//! sanitizer, because the crates that read strangers' bytes forbid unsafe code.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;

use crate::command::{cargo, command, root, run, target_folder};

/// Seconds for each target, at scale 1.
const SECONDS_EACH: u64 = 5;

/// More memory than any honest message takes; an input that takes more is a finding.
const MEMORY_MIB_MAX: u32 = 512;

const COVERAGE: &[&str] = &[
    "--cfg=fuzzing",
    "-Cdebug-assertions",
    "-Ccodegen-units=1",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Builds the targets and runs each for `scale` times [`SECONDS_EACH`].
///
/// # Errors
/// The target that crashed or took too much memory. libFuzzer names the input, which lies in `target/fuzz`.
pub(crate) fn run_all(scale: u64) -> anyhow::Result<()> {
    let folder = target_folder().join("fuzz");
    fs::create_dir_all(&folder)?;
    let manifest = root().join("tests/fuzz/Cargo.toml");
    let manifest_path = manifest.display().to_string();
    let task = |task: &str, arguments: &[&str]| {
        let mut task = cargo(
            &[
                &[
                    task,
                    "--quiet",
                    "--release",
                    "--manifest-path",
                    &manifest_path,
                ],
                arguments,
            ]
            .concat(),
        );
        task.env("CARGO_TARGET_DIR", &folder);
        task
    };
    // The targets are built with the same versions as everything else; only libFuzzer is added.
    fs::copy(
        root().join("Cargo.lock"),
        manifest.with_file_name("Cargo.lock"),
    )?;
    run(command(
        &std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()),
        &[
            "update",
            "--quiet",
            "--workspace",
            "--manifest-path",
            &manifest_path,
        ],
    ))?;
    let corpora = folder.join("corpus");
    let mut seeds = task("run", &["--bin", "seeds"]);
    seeds.env("PUENTE_CORPUS", &corpora);
    run(seeds)?;
    let (host, targets) = (host()?, targets()?);
    let bins: Vec<&str> = targets
        .iter()
        .flat_map(|target| ["--bin", target])
        .collect();
    // With `--target`, cargo builds build scripts and macros without the flags.
    let mut build = task("build", &[&["--target", &host], &bins[..]].concat());
    build.env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}"));
    run(build)?;
    for target in targets {
        let program = folder.join(&host).join("release").join(&target);
        let corpus = corpora.join(&target);
        let arguments = [
            format!("-max_total_time={}", SECONDS_EACH * scale),
            format!("-rss_limit_mb={MEMORY_MIB_MAX}"),
            format!("-artifact_prefix={}/{target}-", folder.display()),
            "-seed=1".to_owned(),
            "-print_final_stats=1".to_owned(),
            "-verbosity=0".to_owned(),
            corpus.display().to_string(),
        ];
        println!("fuzzing {target}");
        run(command(&program.display().to_string(), &arguments))?;
    }
    Ok(())
}

/// The compiler's own target triple.
fn host() -> anyhow::Result<String> {
    let output = command("rustc", &["--version", "--verbose"])
        .output()
        .context("could not start rustc")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

/// Every file of `tests/fuzz/targets` is a target.
fn targets() -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(root().join("tests/fuzz/targets"))? {
        let path: PathBuf = file?.path();
        names.extend(
            path.file_stem()
                .map(|name| name.to_string_lossy().into_owned()),
        );
    }
    names.sort_unstable();
    Ok(names)
}
