//! The lists of `deny.toml`.

use std::path::{Path, PathBuf};

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The strings of one list in one section.
pub(crate) fn list(section: &str, key: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    let section = format!("[{section}]\n");
    let (_, rest) = text.split_once(&section).expect("the section is there");
    let rest = rest.split("\n[").next().unwrap_or_default();
    let (_, rest) = rest
        .split_once(&format!("{key} = ["))
        .expect("the list is there");
    let (list, _) = rest.split_once(']').expect("the list ends");
    let lines = list.lines().map(str::trim);
    lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}
