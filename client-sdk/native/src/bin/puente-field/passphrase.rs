//! The passphrase: from a file, or asked for without an echo.

use std::fs;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::failure::Failure;

const VARIABLE: &str = "PUENTE_PASSPHRASE_FILE";

/// The passphrase of a store; a new one is asked for twice.
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
            Failure::new(
                "passphrase_file",
                format!(
                    "No se pudo leer la frase de paso de {} ({source}).",
                    file.display()
                ),
                format!(
                    "The passphrase could not be read from {} ({source}).",
                    file.display()
                ),
            )
        })?;
    Ok(Zeroizing::new(
        text.lines().next().unwrap_or_default().to_owned(),
    ))
}

/// Asks a new password for the console, twice.
pub(crate) fn new_password() -> Result<Zeroizing<String>, Failure> {
    let ask = |question: &str| {
        rpassword::prompt_password(question)
            .map(Zeroizing::new)
            .map_err(|_| no_terminal())
    };
    let new = ask("Contraseña nueva / New password: ")?;
    if *new == *ask("Otra vez / Again: ")? {
        return Ok(new);
    }
    Err(Failure::new(
        "passwords_differ",
        "Las dos contraseñas no son iguales; repita.",
        "The two passwords differ; repeat.",
    ))
}

fn no_terminal() -> Failure {
    Failure::new(
        "no_passphrase",
        "No hay terminal para preguntar; use un archivo.",
        "There is no terminal to ask; use a file.",
    )
}

fn asked(is_new: bool) -> Result<Zeroizing<String>, Failure> {
    let ask = |question: &str| {
        rpassword::prompt_password(question)
            .map(Zeroizing::new)
            .map_err(|_| {
                Failure::new(
                    "no_passphrase",
                    "No hay terminal para preguntar la frase de paso; use --passphrase-file.",
                    "There is no terminal to ask for the passphrase; use --passphrase-file.",
                )
            })
    };
    let passphrase = ask("Frase de paso / Passphrase: ")?;
    if is_new && *passphrase != *ask("Otra vez / Again: ")? {
        return Err(Failure::new(
            "passphrases_differ",
            "Las dos frases no son iguales; repita.",
            "The two passphrases differ; repeat.",
        ));
    }
    Ok(passphrase)
}
