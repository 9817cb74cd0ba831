//! The passphrase: read from a file, or typed without an echo.

use std::fs;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::say;

const VARIABLE: &str = "PUENTE_PASSPHRASE_FILE";

/// The passphrase of a store; a new one is asked twice.
pub(crate) fn passphrase(file: Option<&Path>, is_new: bool) -> Result<Zeroizing<String>, Failure> {
    let from_variable = || std::env::var_os(VARIABLE).map(PathBuf::from);
    match file.map(Path::to_owned).or_else(from_variable) {
        Some(file) => first_line(&file),
        None => asked(is_new),
    }
}

/// The first line of a file that holds a secret.
pub(crate) fn first_line(file: &Path) -> Result<Zeroizing<String>, Failure> {
    let text = fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|source| {
            Failure::new("passphrase_file")
                .with("path", file.display().to_string())
                .with("fault", source.to_string())
        })?;
    Ok(Zeroizing::new(
        text.lines().next().unwrap_or_default().to_owned(),
    ))
}

/// Asks for a new password of the console, twice.
pub(crate) fn new_password() -> Result<Zeroizing<String>, Failure> {
    let new = asked_for("cli-ask-password")?;
    if *new == *asked_for("cli-ask-again")? {
        return Ok(new);
    }
    Err(Failure::new("passwords_differ"))
}

/// What somebody answers to the question with this key.
fn asked_for(key: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(format!("{}: ", say::t(key)))
        .map(Zeroizing::new)
        .map_err(|_| Failure::new("no_passphrase"))
}

fn asked(is_new: bool) -> Result<Zeroizing<String>, Failure> {
    let passphrase = asked_for("cli-ask-passphrase")?;
    if is_new && *passphrase != *asked_for("cli-ask-again")? {
        return Err(Failure::new("passphrases_differ"));
    }
    Ok(passphrase)
}
