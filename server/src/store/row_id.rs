//! Ids of rows: one type a table, so that the row of a device is not taken for that of a document.
//!
//! They are rowids of this file and go nowhere else: on the wire, and in what is signed, everything has an id that it
//! keeps when it moves to another server.

use super::StoreError;
use super::engine::{FromValue, ToValue, Value};

macro_rules! row_ids {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The row with this rowid.
            #[must_use]
            pub const fn new(rowid: i64) -> Self {
                Self(rowid)
            }

            /// Its rowid: for arrays of SQL and for cursors.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        /// Its rowid: for logs and what commands print.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ToValue for $name {
            fn to_value(&self) -> Value<'_> {
                Value::Integer(self.0)
            }
        }

        impl FromValue<'_> for $name {
            fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
                i64::from_value(value).map(Self)
            }
        }
    )*};
}

/// As commands and the API name a quarantined change: the number in the list.
impl std::str::FromStr for ChangeRowId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

row_ids! {
    /// A row of `account`.
    AccountRowId
    /// A row of `author`: an account on a device.
    #[derive(minicbor::Encode, minicbor::Decode)]
    #[cbor(transparent)]
    AuthorRowId
    /// A row of `change`.
    ChangeRowId
    /// A row of `device`.
    DeviceRowId
    /// A row of `document`. Zero is before the first.
    DocumentRowId
    /// A row of `feed`.
    FeedRowId
    /// A row of `install`.
    InstallRowId
    /// A row of `record`.
    RecordRowId
    /// A row of `segment`.
    SegmentRowId
    /// A row of `session`.
    SessionRowId
    /// A row of `site`.
    SiteRowId
    /// A row of `verdict`.
    VerdictRowId
}
