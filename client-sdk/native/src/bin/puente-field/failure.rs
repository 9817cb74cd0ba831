//! One clear sentence for everything that can fail: what happened, and what to do.

mod list;

use std::io;

use puente_client::{Advice, CourierError, Error as DeviceError, VaultError};
use puente_native::{Error, HttpError, PASSPHRASE_CHARACTERS_MIN};
use puente_protocol::problem::ProblemCode;
use puente_texts::{Argument, Catalogues, Text};
use serde_json::{Value, json};

use crate::say;

pub(crate) use list::asked;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    code: &'static str,
    text: Text,
}

impl Failure {
    /// A failure with its stable code. Its text is the app's, unless there is another for people who type
    /// commands.
    pub(crate) fn new(code: &'static str) -> Self {
        let here = format!("cli-failure-{code}");
        let text = match Catalogues::embedded().first().has(&here) {
            true => Text::new(here),
            false => Text::new(format!("failure-{code}")),
        };
        Self { code, text }
    }

    /// A failure with its stable code and its own text.
    pub(crate) const fn told(code: &'static str, text: Text) -> Self {
        Self { code, text }
    }

    /// Sets a variable of its text.
    pub(crate) fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.text = self.text.with(name, argument);
        self
    }

    /// Its form in `--json` output.
    pub(crate) fn json(&self) -> Value {
        let mut object = say::in_every_language(&self.text);
        object.insert("code".to_owned(), self.code.into());
        json!(object)
    }

    /// The sentence.
    pub(crate) fn sentence(&self) -> String {
        say::told(&self.text)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NoStore(path) => Self::new("no_store").with("path", path.display().to_string()),
            Error::NoVault(path) => Self::new("no_vault").with("path", path.display().to_string()),
            Error::File { path, source } => file(&path.display().to_string(), &source),
            Error::ShortPassphrase => {
                Self::new("passphrase_short").with("letters", PASSPHRASE_CHARACTERS_MIN)
            }
            Error::Vault(VaultError::WrongPassphrase) => Self::new("wrong_passphrase"),
            Error::Vault(VaultError::Damaged) => Self::new("vault_damaged"),
            Error::Entropy => Self::new("no_entropy"),
            Error::Device(error) => error.into(),
            Error::Line(error) => error.into(),
        }
    }
}

fn file(path: &str, source: &io::Error) -> Failure {
    let text = match source.kind() {
        io::ErrorKind::NotFound => Text::new("cli-file-missing"),
        io::ErrorKind::PermissionDenied => Text::new("cli-file-forbidden"),
        io::ErrorKind::StorageFull => return Failure::new("storage_full"),
        _ => Text::new("cli-file-failed").with("fault", source.to_string()),
    };
    Failure::told("file", text.with("path", path))
}

impl From<DeviceError> for Failure {
    fn from(error: DeviceError) -> Self {
        let advice = error.advice();
        match error {
            DeviceError::NoSuchPerson => Self::new("no_such_holder"),
            DeviceError::NoSuchRecord => Self::new("no_such_record"),
            DeviceError::NoSuchList
            | DeviceError::NoSuchRow
            | DeviceError::RowsClaimed
            | DeviceError::CopyNotOpened => list::refused(&error),
            DeviceError::NoSuchField(field) => Self::new("no_such_field").with("field", field),
            DeviceError::NotAllowed => Self::new("not_allowed"),
            DeviceError::NoConflict => Self::new("no_conflict"),
            DeviceError::HoldsOne(id) => Self::new("holds_one").with("field", id),
            DeviceError::NotEnrolled => Self::new("not_enrolled"),
            DeviceError::AlreadyEnrolled => Self::new("already_enrolled"),
            DeviceError::ValueTooLong(field) => Self::new("value_too_long").with("field", field),
            DeviceError::Courier(error) => courier(error),
            DeviceError::Refused(code) => HttpError::Refused(code).into(),
            other => advised(advice, &other),
        }
    }
}

fn courier(error: CourierError) -> Failure {
    Failure::new(match error {
        CourierError::NoKeys => "no_courier_keys",
        CourierError::NotABundle => "not_a_bundle",
        CourierError::OtherServer => "other_server",
        CourierError::Full => "carrying_too_much",
        CourierError::NotSigned => "receipt_not_signed",
        CourierError::NotMine => "receipt_not_mine",
        CourierError::Outlived => "receipt_outlived",
    })
}

/// Other errors get the text of their advice. The error's own words name fields and files, never values.
fn advised(advice: Advice, error: &DeviceError) -> Failure {
    let with_fault = |code| Failure::new(code).with("fault", error.to_string());
    match advice {
        Advice::FreeSpace => Failure::new("storage_full"),
        Advice::TryLater if error.is_of_the_disk() => with_fault("storage_failed"),
        Advice::TryLater => Failure::new("store_busy"),
        Advice::Update => Failure::new("store_too_new"),
        Advice::Damaged => with_fault("damaged"),
        _ => with_fault("internal"),
    }
}

impl From<HttpError> for Failure {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Address => Self::new("address"),
            HttpError::Unreachable => Self::new("unreachable"),
            HttpError::Untrusted => Self::new("untrusted"),
            HttpError::NoTls => Self::new("no_tls"),
            HttpError::Broken => Self::new("line_broke"),
            HttpError::NotPuente(status) => {
                Self::new("not_puente").with("status", status.to_string())
            }
            HttpError::Refused(code) => {
                Self::told(problem(code), Text::new(format!("problem-{code}")))
            }
        }
    }
}

/// The registered name of a problem.
pub(crate) fn problem(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::Malformed => "malformed",
        ProblemCode::UnsupportedVersion => "unsupported_version",
        ProblemCode::TooLarge => "too_large",
        ProblemCode::UnknownDevice => "unknown_device",
        ProblemCode::BadSignature => "bad_signature",
        ProblemCode::InstallForked => "install_forked",
        ProblemCode::CodeRefused => "code_refused",
        ProblemCode::CodeWithdrawn => "code_withdrawn",
        ProblemCode::Busy => "busy",
        ProblemCode::StorageFull => "server_storage_full",
        ProblemCode::StorageFailed => "server_storage_failed",
        ProblemCode::TimedOut => "timed_out",
        ProblemCode::Internal => "server_failed",
        ProblemCode::UseNonce => "use_nonce",
        ProblemCode::ProofRefused => "proof_refused",
        ProblemCode::TokenRefused => "token_refused",
        ProblemCode::LoginRefused => "login_refused",
        ProblemCode::PasswordNeeded => "password_needed",
        ProblemCode::PasswordRefused => "password_refused",
        ProblemCode::NameRefused => "name_refused",
        ProblemCode::Forbidden => "forbidden",
        ProblemCode::PurposeNeeded => "purpose_needed",
        ProblemCode::NotFound => "not_found",
        ProblemCode::NoConflict => "no_conflict",
        ProblemCode::Outdated => "outdated",
        ProblemCode::NotPossible => "not_possible",
        ProblemCode::TooManyRequests => "too_many_requests",
    }
}
