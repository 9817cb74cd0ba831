//! Embeds every catalogue in the folder of this file.

mod folder;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is");
    let out = env::var("OUT_DIR").expect("cargo says where to write");
    println!("cargo::rerun-if-changed={folder}");
    let files =
        folder::catalogue_files(Path::new(&folder)).expect("the crate's folder can be read");
    let mut code = String::from("const EMBEDDED: &[(&str, &str)] = &[\n");
    for (tag, path) in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let _ = writeln!(code, "    ({tag:?}, include_str!({path:?})),");
    }
    code.push_str("];\n");
    fs::write(Path::new(&out).join("embedded.rs"), code).expect("the list can be written");
}
