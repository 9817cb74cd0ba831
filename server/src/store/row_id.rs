//! Ids of rows: one type a table, so that the row of a device is not taken for that of a document.
//!
//! They are rowids of this file and go nowhere else: on the wire, and in what is signed, everything has an id that it
//! keeps when it moves to another server.

macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The row with this rowid.
            #[must_use]
            pub const fn new(rowid: i64) -> Self {
                Self(rowid)
            }

            /// Its rowid: for arrays of SQL, logs and cursors.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(
                value: rusqlite::types::ValueRef<'_>,
            ) -> rusqlite::types::FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )*};
}

row_ids! {
    /// A row of `feed`.
    FeedRowId
    /// A row of `session`.
    SessionRowId
    /// A row of `verdict`.
    VerdictRowId
}
