//! What can fail when a computer uses a device's store.

use std::io;
use std::path::PathBuf;

use puente_client::VaultError;

use crate::HttpError;

/// Why an operation failed. No variant carries a person's value.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no store in the folder: register or enrol first, or name the right folder.
    #[error("there is no store in {}", .0.display())]
    NoStore(PathBuf),
    /// The folder has a database and no key file: bring the file `vault` back from where it went.
    #[error("the key file of the store in {} is missing", .0.display())]
    NoVault(PathBuf),
    /// A file or folder could not be used.
    #[error("{}: {source}", path.display())]
    File {
        /// The path as it was used.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// The new passphrase has fewer than [`crate::PASSPHRASE_CHARACTERS_MIN`] characters and could be guessed:
    /// ask for a longer one.
    #[error("the passphrase is too short")]
    ShortPassphrase,
    /// The key file does not open: wrong passphrase, or damaged.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The system gave no entropy.
    #[error("the system has no entropy")]
    Entropy,
    /// The store or the sync engine failed: see [`puente_client::Error::advice`].
    #[error(transparent)]
    Device(#[from] puente_client::Error),
    /// The connection to the server failed.
    #[error(transparent)]
    Line(#[from] HttpError),
}

impl Error {
    /// A file or folder that could not be used.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
