//! Failures for the page to act on. The page has the texts for people.

use puente_client::CourierError;
use puente_lists::ListError;
use serde::Serialize;

/// Why a call did nothing. Act on `advice`; look up texts for people by `code`. Contains no personal value.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StoreFailureMessage"))]
pub(crate) struct FailureMessage {
    pub(crate) code: FailureCode,
    pub(crate) advice: AdviceCode,
    /// In English, for the person who reports a defect.
    pub(crate) reason: String,
    /// The field at fault, if there is one.
    pub(crate) field: Option<String>,
}

/// Why a call on the store did nothing, as a code.
#[derive(Serialize, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StoreFailureCode"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum FailureCode {
    NoSuchHolder,
    WrongSecret,
    /// The key beside the store cannot be read, or is missing.
    DamagedVault,
    /// There is no OPFS: a private window, an old browser, or no secure context.
    NoFiles,
    NoEntropy,
    NoSuchRecord,
    NoSuchField,
    NoConflict,
    /// The field cannot hold several values.
    HoldsOne,
    /// No list on this device matches.
    NoSuchList,
    /// The list has no such row.
    NoSuchRow,
    /// Another phone takes some of these rows.
    RowsClaimed,
    /// The code belongs to another file, or the file is damaged.
    CopyNotOpened,
    /// The list leaves questions open.
    ListQuestions,
    ListTooLong,
    ListTooManyRows,
    ListTooManyColumns,
    ListEmpty,
    /// A workbook with a password.
    ListProtected,
    /// `.xls`, `.xlsb`: save it as XLSX, ODS or CSV.
    ListOldFormat,
    ListNotAList,
    ListDamaged,
    /// No line has column names: set `ListAnswers.header_row`.
    ListNoHeader,
    ListNoSuchColumn,
    ListNoSuchSheet,
    /// The person's role does not allow this.
    NotAllowed,
    ValueTooLong,
    DocumentFull,
    NotEnrolled,
    AlreadyEnrolled,
    /// The one-time code is wrong, used or too old.
    CodeRefused,
    CodeWithdrawn,
    /// The server was restored and does not know this device: join again with a new code.
    UnknownDevice,
    /// The server refused for another reason.
    Refused,
    /// Sync once to get the server's keys.
    CourierNoKeys,
    /// The file has neither a bundle nor a receipt.
    CourierNotABundle,
    CourierOtherServer,
    /// This phone carries as much as it may: sync first.
    CourierFull,
    /// This phone's server did not sign it.
    ReceiptNotSigned,
    ReceiptNotMine,
    /// The server was restored since.
    ReceiptOutlived,
    StorageFull,
    StoreTooNew,
    DamagedStore,
    /// The store failed in another way.
    Store,
    /// The call does not have the form of the contract.
    Request,
}

impl From<CourierError> for FailureCode {
    fn from(error: CourierError) -> Self {
        match error {
            CourierError::NoKeys => Self::CourierNoKeys,
            CourierError::NotABundle => Self::CourierNotABundle,
            CourierError::OtherServer => Self::CourierOtherServer,
            CourierError::Full => Self::CourierFull,
            CourierError::NotSigned => Self::ReceiptNotSigned,
            CourierError::NotMine => Self::ReceiptNotMine,
            CourierError::Outlived => Self::ReceiptOutlived,
        }
    }
}

impl From<&ListError> for FailureCode {
    fn from(error: &ListError) -> Self {
        match error {
            ListError::TooLong => Self::ListTooLong,
            ListError::TooManyRows => Self::ListTooManyRows,
            ListError::TooManyColumns => Self::ListTooManyColumns,
            ListError::Empty => Self::ListEmpty,
            ListError::Protected => Self::ListProtected,
            ListError::OldFormat => Self::ListOldFormat,
            ListError::NotAList => Self::ListNotAList,
            ListError::Damaged => Self::ListDamaged,
            ListError::NoHeader => Self::ListNoHeader,
            ListError::NoSuchColumn(_) => Self::ListNoSuchColumn,
            ListError::NoSuchSheet(_) => Self::ListNoSuchSheet,
        }
    }
}

/// What the app should do about a failure.
#[derive(Serialize, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StoreAdvice"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum AdviceCode {
    /// Ask the person to correct their input.
    Correct,
    /// Ask for the secret.
    Unlock,
    /// Enrol, or ask an administrator.
    Enrol,
    /// Try again later; nothing was lost.
    TryLater,
    FreeSpace,
    /// Reload the app with a network.
    Update,
    /// Never delete the store; ask for help.
    PutAside,
    Report,
}
