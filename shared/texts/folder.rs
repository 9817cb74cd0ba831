//! Finds the catalogues in a folder, for the build of this crate and for the test that adds one.

use std::io;
use std::path::{Path, PathBuf};

/// Every `<tag>.ftl` in a folder, by its tag. Nothing else names these files, so a new file adds a language.
pub(crate) fn catalogue_files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let tag = path.file_stem().and_then(|stem| stem.to_str());
        if let (Some(tag), Some("ftl")) = (tag, path.extension().and_then(|end| end.to_str())) {
            found.push((tag.to_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}
