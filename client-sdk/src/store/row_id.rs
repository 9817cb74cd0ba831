//! Ids of rows: one type a table, so that an author's row is not taken for a document's.
//!
//! They are rowids of this store and go nowhere else: everything that travels has an id of its own.

macro_rules! row_ids {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(i64);

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

impl AuthorRowId {
    /// The row of the person who made this store.
    pub(crate) const MAKER: Self = Self(0);
}

impl InboxRowId {
    /// Before the first row.
    pub(crate) const BEFORE_FIRST: Self = Self(0);
}

row_ids! {
    /// A row of `author`: an account on a device.
    #[derive(minicbor::Encode, minicbor::Decode)]
    #[cbor(transparent)]
    AuthorRowId
    /// A row of `document`; a person has that of its record's core.
    DocumentRowId
    /// A row of `inbox`: a page of an answer.
    InboxRowId
    /// A row of `journal`: a change that this device made.
    JournalRowId
}
