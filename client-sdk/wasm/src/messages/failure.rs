//! What went wrong, for the page to act on. Texts for people are the page's.

use puente_client::CourierError;
use puente_lists::ListError;
use serde::Serialize;

/// Why a call did nothing. Act on `advice`; look texts for people up by `code`. Holds no value of a person.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StoreFailureMessage"))]
pub(crate) struct FailureMessage {
    pub(crate) code: FailureCode,
    pub(crate) advice: AdviceCode,
    /// For whoever reports a defect; in English.
    pub(crate) reason: String,
    /// The field that is wrong, when it is one.
    pub(crate) field: Option<String>,
}

/// Why a call of the store did nothing, in one word.
#[derive(Serialize, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StoreFailureCode"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum FailureCode {
    NoSuchHolder,
    WrongSecret,
    /// The key beside the store cannot be read, or is gone.
    DamagedVault,
    /// No OPFS: a private window, an old browser, no secure context.
    NoFiles,
    NoEntropy,
    NoSuchRecord,
    NoSuchField,
    NoConflict,
    /// The field cannot keep several values.
    HoldsOne,
    /// No list on this device is meant.
    NoSuchList,
    /// The list has no such row.
    NoSuchRow,
    /// Another phone takes some of these rows.
    RowsClaimed,
    /// The code is another file's, or the file came damaged.
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
    /// No line names the columns: `ListAnswers.header_row`.
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
    /// The server was restored and does not know this device: join again with a new code.
    UnknownDevice,
    /// The server refused for another reason.
    Refused,
    /// Sync once: then the server's keys are here.
    CourierNoKeys,
    /// Neither a bundle nor a receipt.
    CourierNotABundle,
    CourierOtherServer,
    /// This phone carries as much as it may: sync first.
    CourierFull,
    /// By this phone's server.
    ReceiptNotSigned,
    ReceiptNotMine,
    /// The server was restored since.
    ReceiptOutlived,
    StorageFull,
    StoreTooNew,
    DamagedStore,
    /// The store failed otherwise.
    Store,
    /// The call has not the shape of the contract.
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

/// What the app should do.
#[derive(Serialize, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "StoreAdvice"))]
#[serde(rename_all = "snake_case")]
pub(crate) enum AdviceCode {
    /// Ask the person to correct what they gave.
    Correct,
    /// Ask for the secret.
    Unlock,
    /// Enrol, or ask an administrator.
    Enrol,
    /// Nothing was lost.
    TryLater,
    FreeSpace,
    /// Reload the app with a network.
    Update,
    /// Never delete; ask for help.
    PutAside,
    Report,
}
