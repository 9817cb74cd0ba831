//! What can fail on a device, and what the app should do about it.

use puente_protocol::problem::ProblemCode;

use rusqlite::{ErrorCode, ffi};

pub use self::courier::CourierError;

mod courier;

/// Why something was not done. No variant contains a personal value.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store could not be read or written.
    #[error("the store could not be used: {0}")]
    Storage(#[from] rusqlite::Error),
    /// The key does not open this store: it is the key of another store, or the store is damaged. The vault
    /// detects a wrong passphrase before this.
    #[error("its key does not open it")]
    WrongKey,
    /// The store was written by a later version of this software.
    #[error("the store is of a later version: update the app")]
    StoreTooNew,
    /// No person on this device has this number.
    #[error("no such person on this device")]
    NoSuchPerson,
    /// No record on this device has this code or id.
    #[error("no such record on this device")]
    NoSuchRecord,
    /// This device let go of the record because its person came long ago: recall it, with a network.
    #[error("the record is no longer on this device")]
    Dormant,
    /// The text is not a record code: read it again.
    #[error("this is not a record code")]
    NotACode,
    /// Somebody on this device has the code already.
    #[error("the record code is taken")]
    CodeTaken,
    /// No list on this device has this id or name, or several have it.
    #[error("no such list on this device")]
    NoSuchList,
    /// The list has no such row.
    #[error("the list has no such row")]
    NoSuchRow,
    /// Another phone takes some of these rows.
    #[error("another phone takes some of these rows")]
    RowsClaimed,
    /// The code belongs to another file, or the file is damaged: ask for both again.
    #[error("the code does not open the file, or it is damaged")]
    CopyNotOpened,
    /// The list leaves questions open: answer them first.
    #[error("the list leaves questions open")]
    Unanswered,
    /// The field table has no such field.
    #[error("no such field: {0}")]
    NoSuchField(String),
    /// The person's role does not allow this.
    #[error("the role does not allow this")]
    NotAllowed,
    /// The field is not in conflict.
    #[error("the field is not in conflict")]
    NoConflict,
    /// The field can hold only one value: decide for one.
    #[error("{0} cannot hold several values")]
    HoldsOne(String),
    /// The device is not enrolled with a server yet.
    #[error("the device is not enrolled with a server")]
    NotEnrolled,
    /// The device is enrolled already.
    #[error("the device is enrolled already")]
    AlreadyEnrolled,
    /// A value is longer than a document can store.
    #[error("the value of {0} is too long")]
    ValueTooLong(String),
    /// The document is full.
    #[error("the document is full")]
    DocumentFull,
    /// The courier could not be used.
    #[error(transparent)]
    Courier(#[from] CourierError),
    /// The server answered with a problem.
    #[error("the server refused: {0}")]
    Refused(ProblemCode),
    /// Bytes in the store or from the server do not follow the format.
    #[error("damaged: {0}")]
    Damaged(&'static str),
}

/// What the app should do about an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Ask the person to correct their input.
    Correct,
    /// Ask for the passphrase again.
    Unlock,
    /// Enrol the device, or ask an administrator.
    Enrol,
    /// Try again later; nothing was lost. The disk failed, or another program is using the store.
    TryLater,
    /// Free space on the device, then try again.
    FreeSpace,
    /// Update the app.
    Update,
    /// Set the store aside without deleting it, and ask for help.
    Damaged,
    /// Report a defect.
    Report,
}

impl Error {
    /// Did a call to the disk fail? Everything that was saved before is there once the disk works.
    #[must_use]
    pub fn is_of_the_disk(&self) -> bool {
        matches!(self, Self::Storage(error)
            if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure))
    }

    /// What the app should do.
    #[must_use]
    pub fn advice(&self) -> Advice {
        match self {
            Self::Storage(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Advice::FreeSpace,
                // There was no room for the index of the write-ahead log.
                _ if error.sqlite_error().map(|error| error.extended_code)
                    == Some(ffi::SQLITE_IOERR_SHMSIZE) =>
                {
                    Advice::FreeSpace
                }
                Some(
                    ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::SystemIoFailure,
                ) => Advice::TryLater,
                // After a page that did not verify, the cipher reports every page as out of memory.
                Some(
                    ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::OutOfMemory,
                ) => Advice::Damaged,
                _ => Advice::Report,
            },
            Self::StoreTooNew => Advice::Update,
            Self::NoSuchPerson
            | Self::NoSuchRecord
            | Self::Dormant
            | Self::NotACode
            | Self::CodeTaken
            | Self::NoSuchList
            | Self::NoSuchRow
            | Self::RowsClaimed
            | Self::CopyNotOpened
            | Self::Unanswered
            | Self::NoSuchField(_)
            | Self::NoConflict
            | Self::HoldsOne(_)
            | Self::ValueTooLong(_)
            | Self::NotAllowed
            | Self::AlreadyEnrolled => Advice::Correct,
            Self::NotEnrolled => Advice::Enrol,
            Self::Courier(CourierError::NoKeys | CourierError::Full) => Advice::TryLater,
            Self::Courier(_) => Advice::Correct,
            Self::DocumentFull => Advice::Report,
            Self::Refused(ProblemCode::UnsupportedVersion) => Advice::Update,
            Self::Refused(code) if code.retry_helps() => Advice::TryLater,
            Self::Refused(_) => Advice::Enrol,
            Self::Damaged(_) | Self::WrongKey => Advice::Damaged,
        }
    }
}
