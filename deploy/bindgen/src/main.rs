//! `puente-bindgen MODULE FOLDER`: generates the JavaScript and TypeScript around a wasm module.
//!
//! This program calls the crate behind wasm-bindgen's own program. Generator and library must have the same
//! version, and one lock file holds both.
#![forbid(unsafe_code)]

use anyhow::Context;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let module = arguments
        .next()
        .context("the first argument is the wasm module")?;
    let folder = arguments
        .next()
        .context("the second argument is the folder to write")?;
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(true)
        .generate(folder)
}
