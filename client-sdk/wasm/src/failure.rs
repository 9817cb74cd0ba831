//! Failures as codes for the page. The page has the texts for people.

use puente_client::{Advice, Error, VaultError};
use puente_lists::ListError;
use puente_protocol::problem::ProblemCode;
use wasm_bindgen::JsValue;

use crate::browser::parsed;
use crate::messages::failure::{AdviceCode, FailureCode, FailureMessage};

/// Why a call did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The device refused, or an operation failed.
    #[error(transparent)]
    Device(#[from] Error),
    /// The secret is wrong, or the vault is damaged.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The file is not an arrival list. Some of these errors name a column, so only the code is shown.
    #[error("the file cannot be read as a list")]
    List(#[from] ListError),
    /// The store's folder is not available: there is no OPFS, or another tab holds it.
    #[error("the browser's private files cannot be used")]
    NoFiles,
    /// The browser gives no entropy to make keys from.
    #[error("the browser gives no entropy")]
    NoEntropy,
    /// The page sent something that is not JSON of the expected form.
    #[error("the request does not have the shape of its call")]
    Request,
}

/// A server's refusal.
pub(crate) const fn refusal(code: ProblemCode) -> Failure {
    Failure::Device(Error::Refused(code))
}

impl Failure {
    fn code(&self) -> FailureCode {
        match self {
            Self::Device(error) => device_code(error),
            Self::Vault(VaultError::WrongPassphrase) => FailureCode::WrongSecret,
            Self::Vault(VaultError::Damaged) => FailureCode::DamagedVault,
            Self::List(error) => error.into(),
            Self::NoFiles => FailureCode::NoFiles,
            Self::NoEntropy => FailureCode::NoEntropy,
            Self::Request => FailureCode::Request,
        }
    }

    fn advice(&self) -> AdviceCode {
        let advice = match self {
            Self::Device(error) => error.advice(),
            Self::Vault(VaultError::WrongPassphrase) => Advice::Unlock,
            Self::Vault(VaultError::Damaged) => Advice::Damaged,
            Self::List(_) => Advice::Correct,
            Self::NoFiles => Advice::TryLater,
            Self::NoEntropy | Self::Request => Advice::Report,
        };
        match advice {
            Advice::Correct => AdviceCode::Correct,
            Advice::Unlock => AdviceCode::Unlock,
            Advice::Enrol => AdviceCode::Enrol,
            Advice::TryLater => AdviceCode::TryLater,
            Advice::FreeSpace => AdviceCode::FreeSpace,
            Advice::Update => AdviceCode::Update,
            Advice::Damaged => AdviceCode::PutAside,
            Advice::Report => AdviceCode::Report,
        }
    }

    fn field(&self) -> Option<&str> {
        match self {
            Self::Device(
                Error::NoSuchField(field) | Error::ValueTooLong(field) | Error::HoldsOne(field),
            ) => Some(field),
            _ => None,
        }
    }

    pub(crate) fn message(&self) -> FailureMessage {
        FailureMessage {
            code: self.code(),
            advice: self.advice(),
            reason: self.to_string(),
            field: self.field().map(str::to_owned),
        }
    }
}

fn device_code(error: &Error) -> FailureCode {
    match error {
        Error::Damaged(_) | Error::WrongKey => FailureCode::DamagedStore,
        Error::NoSuchPerson => FailureCode::NoSuchHolder,
        Error::NoSuchRecord => FailureCode::NoSuchRecord,
        Error::NoSuchList => FailureCode::NoSuchList,
        Error::NoSuchRow => FailureCode::NoSuchRow,
        Error::RowsClaimed => FailureCode::RowsClaimed,
        Error::CopyNotOpened => FailureCode::CopyNotOpened,
        Error::Unanswered => FailureCode::ListQuestions,
        Error::NoSuchField(_) => FailureCode::NoSuchField,
        Error::NoConflict => FailureCode::NoConflict,
        Error::HoldsOne(_) => FailureCode::HoldsOne,
        Error::NotAllowed => FailureCode::NotAllowed,
        Error::ValueTooLong(_) => FailureCode::ValueTooLong,
        Error::DocumentFull => FailureCode::DocumentFull,
        Error::NotEnrolled => FailureCode::NotEnrolled,
        Error::AlreadyEnrolled => FailureCode::AlreadyEnrolled,
        Error::StoreTooNew => FailureCode::StoreTooNew,
        Error::Refused(ProblemCode::CodeRefused) => FailureCode::CodeRefused,
        Error::Refused(ProblemCode::CodeWithdrawn) => FailureCode::CodeWithdrawn,
        Error::Refused(ProblemCode::UnknownDevice) => FailureCode::UnknownDevice,
        Error::Refused(_) => FailureCode::Refused,
        Error::Courier(error) => (*error).into(),
        Error::Storage(_) => match error.advice() {
            Advice::FreeSpace => FailureCode::StorageFull,
            Advice::Damaged => FailureCode::DamagedStore,
            _ => FailureCode::Store,
        },
    }
}

/// The Worker catches the message itself.
impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        parsed(&failure.message())
    }
}
