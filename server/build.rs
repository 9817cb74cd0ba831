//! Puts the app into the binary: every file of the folder that `PUENTE_APP` names, or no file.
//!
//! The server builds and works without the app, so that server work needs no Node.js.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PUENTE_APP");
    let mut table = String::from("static FILES: &[File] = &[\n");
    if let Some(folder) = env::var_os("PUENTE_APP").filter(|folder| !folder.is_empty()) {
        let folder = PathBuf::from(folder);
        assert!(
            folder.join("index.html").is_file(),
            "PUENTE_APP is no folder with an app: {}",
            folder.display()
        );
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        collect(&folder, &mut files);
        files.sort();
        for file in &files {
            if !is_compressed(file) {
                add(&mut table, &folder, file);
            }
        }
    }
    table.push_str("];\n");
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("app.rs"), table).expect("the table can be written");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder of the app can be read") {
        let path = entry.expect("an entry of it can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// The build of the app leaves these compressed files beside their sources.
fn is_compressed(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension == "br" || extension == "gz")
}

fn add(table: &mut String, folder: &Path, file: &Path) {
    let name = file.strip_prefix(folder).expect("it lies below");
    let name = name.to_str().expect("the build names files in ASCII");
    let compressed = |extension: &str| {
        let beside = PathBuf::from(format!("{}.{extension}", file.display()));
        if beside.is_file() {
            format!("Some(include_bytes!({:?}))", beside.display().to_string())
        } else {
            "None".to_owned()
        }
    };
    writeln!(
        table,
        "    File {{ name: {name:?}, plain: include_bytes!({:?}), brotli: {}, gzip: {} }},",
        file.display().to_string(),
        compressed("br"),
        compressed("gz"),
    )
    .expect("writing to memory does not fail");
}
