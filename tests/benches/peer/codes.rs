//! One-time codes: the server puts them into a folder, and each device takes one.

use std::fs;
use std::path::Path;

/// More than the devices of the largest scenario: fifty, and those that seed and check.
pub(crate) const CODES: usize = 64;

/// Puts a code into the folder.
pub(crate) fn leave(folder: &Path, number: usize, code: &str) {
    let draft = folder.join("draft");
    fs::write(&draft, code).unwrap();
    fs::rename(draft, folder.join(format!("code-{number}"))).unwrap();
}

/// Notes the server's address.
pub(crate) fn leave_url(folder: &Path, url: &str) {
    fs::write(folder.join("url"), url).unwrap();
}

/// Takes a code and the server's address. Nobody else takes the same code: a file can be renamed only once.
pub(crate) fn take(folder: &Path) -> (String, String) {
    let url = fs::read_to_string(folder.join("url")).unwrap();
    let taken = folder.join(format!("taken-{}", std::process::id()));
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_code = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("code-"));
        if is_code && fs::rename(&path, &taken).is_ok() {
            return (fs::read_to_string(&taken).unwrap(), url);
        }
    }
    panic!("no code is left");
}
