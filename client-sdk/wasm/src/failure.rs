//! What went wrong, as a code for the page. Texts for people are the page's.

use puente_client::{Advice, Error, VaultError};
use wasm_bindgen::JsValue;

/// Why a call did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The device refused or could not.
    #[error(transparent)]
    Device(#[from] Error),
    /// The passphrase or the vault is not the store's.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The folder of the store cannot be had: no OPFS, or another tab holds it.
    #[error("the browser's private files cannot be used")]
    NoFiles,
    /// There is nothing to make keys from.
    #[error("the browser gives no entropy")]
    NoEntropy,
    /// The page sent what is not JSON of the expected shape.
    #[error("the request does not have the shape of its call")]
    Request,
}

impl Failure {
    /// A stable word for the page to act on.
    const fn code(&self) -> &'static str {
        match self {
            Self::Device(Error::WrongKey) | Self::Vault(VaultError::WrongPassphrase) => {
                "wrong_passphrase"
            }
            Self::Device(Error::NoSuchRecord) => "no_such_record",
            Self::Device(_) => "store",
            Self::Vault(VaultError::Damaged) => "damaged_vault",
            Self::NoFiles => "no_files",
            Self::NoEntropy => "no_entropy",
            Self::Request => "request",
        }
    }

    /// What the app should do.
    fn advice(&self) -> &'static str {
        let advice = match self {
            Self::Device(error) => error.advice(),
            Self::Vault(VaultError::WrongPassphrase) => Advice::Unlock,
            Self::Vault(VaultError::Damaged) => Advice::Damaged,
            Self::NoFiles => Advice::TryLater,
            Self::NoEntropy | Self::Request => Advice::Report,
        };
        match advice {
            Advice::Correct => "correct",
            Advice::Unlock => "unlock",
            Advice::Enrol => "enrol",
            Advice::TryLater => "try_later",
            Advice::FreeSpace => "free_space",
            Advice::Update => "update",
            Advice::Damaged => "put_aside",
            Advice::Report => "report",
        }
    }
}

/// An `Error` with `code` and `advice` beside its reason.
impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let error: Self = js_sys::Error::new(&failure.to_string()).into();
        for (name, value) in [("code", failure.code()), ("advice", failure.advice())] {
            // Cannot fail: the object was made here and is not frozen.
            let _ = js_sys::Reflect::set(&error, &name.into(), &value.into());
        }
        error
    }
}
