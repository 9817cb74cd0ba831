//! What went wrong, as a code for the page. Texts for people are the page's.

use puente_client::{Advice, CourierError, Error, VaultError};
use puente_lists::ListError;
use puente_protocol::problem::ProblemCode;
use wasm_bindgen::JsValue;

/// Why a call did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The device refused or could not.
    #[error(transparent)]
    Device(#[from] Error),
    /// The secret or the vault is not the store's.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A file is no arrival list. Some of its errors name a column, so only the code is shown.
    #[error("the file cannot be read as a list")]
    List(#[from] ListError),
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

/// A server's refusal.
pub(crate) const fn refusal(code: ProblemCode) -> Failure {
    Failure::Device(Error::Refused(code))
}

impl Failure {
    /// A stable word for the page to act on, `FailureCode` of messages.d.ts.
    fn code(&self) -> &'static str {
        match self {
            Self::Device(error) => device_code(error),
            Self::Vault(VaultError::WrongPassphrase) => "wrong_secret",
            Self::Vault(VaultError::Damaged) => "damaged_vault",
            Self::List(error) => list_code(error),
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
            Self::List(_) => Advice::Correct,
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

    fn field(&self) -> Option<&str> {
        match self {
            Self::Device(
                Error::NoSuchField(field) | Error::ValueTooLong(field) | Error::HoldsOne(field),
            ) => Some(field),
            _ => None,
        }
    }

    /// `Failure` of messages.d.ts, as an `Error` with more on it.
    pub(crate) fn object(&self) -> JsValue {
        let error: JsValue = js_sys::Error::new(&self.to_string()).into();
        let parts = [
            ("code", Some(self.code())),
            ("advice", Some(self.advice())),
            ("field", self.field()),
        ];
        for (name, value) in parts {
            if let Some(value) = value {
                // Cannot fail: the object was made here and is not frozen.
                let _ = js_sys::Reflect::set(&error, &name.into(), &value.into());
            }
        }
        error
    }
}

fn device_code(error: &Error) -> &'static str {
    match error {
        Error::Damaged(_) | Error::WrongKey => "damaged_store",
        Error::NoSuchPerson => "no_such_holder",
        Error::NoSuchRecord => "no_such_record",
        Error::NoSuchList => "no_such_list",
        Error::NoSuchRow => "no_such_row",
        Error::RowsClaimed => "rows_claimed",
        Error::CopyNotOpened => "copy_not_opened",
        Error::Unanswered => "list_questions",
        Error::NoSuchField(_) => "no_such_field",
        Error::NoConflict => "no_conflict",
        Error::HoldsOne(_) => "holds_one",
        Error::NotAllowed => "not_allowed",
        Error::ValueTooLong(_) => "value_too_long",
        Error::DocumentFull => "document_full",
        Error::NotEnrolled => "not_enrolled",
        Error::AlreadyEnrolled => "already_enrolled",
        Error::StoreTooNew => "store_too_new",
        Error::Refused(ProblemCode::CodeRefused) => "code_refused",
        Error::Refused(ProblemCode::UnknownDevice) => "unknown_device",
        Error::Refused(_) => "refused",
        Error::Courier(error) => courier_code(*error),
        Error::Storage(_) => match error.advice() {
            Advice::FreeSpace => "storage_full",
            Advice::Damaged => "damaged_store",
            _ => "store",
        },
    }
}

pub(crate) const fn courier_code(error: CourierError) -> &'static str {
    match error {
        CourierError::NoKeys => "courier_no_keys",
        CourierError::NotABundle => "courier_not_a_bundle",
        CourierError::OtherServer => "courier_other_server",
        CourierError::Full => "courier_full",
        CourierError::NotSigned => "receipt_not_signed",
        CourierError::NotMine => "receipt_not_mine",
        CourierError::Outlived => "receipt_outlived",
    }
}

const fn list_code(error: &ListError) -> &'static str {
    match error {
        ListError::TooLong => "list_too_long",
        ListError::TooManyRows => "list_too_many_rows",
        ListError::TooManyColumns => "list_too_many_columns",
        ListError::Empty => "list_empty",
        ListError::Protected => "list_protected",
        ListError::OldFormat => "list_old_format",
        ListError::NotAList => "list_not_a_list",
        ListError::Damaged => "list_damaged",
        ListError::NoHeader => "list_no_header",
        ListError::NoSuchColumn(_) => "list_no_such_column",
        ListError::NoSuchSheet(_) => "list_no_such_sheet",
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        failure.object()
    }
}
