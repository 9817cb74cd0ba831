//! The catalogues of a folder, read when this crate is built and by the test that puts another one beside.

use std::io;
use std::path::{Path, PathBuf};

/// Every `<tag>.ftl` of a folder, by its tag. One more file is one more language: nothing else names them.
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
