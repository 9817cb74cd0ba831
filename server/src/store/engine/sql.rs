//! Statements: texts of the program, never put together while it runs.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::{postgres, sqlite};

/// A statement. Only [`sql!`] and [`sql_file!`] make one, so that a test can find and prepare all of them.
#[derive(Debug)]
pub(in crate::store) struct Sql {
    text: &'static str,
    /// The text as SQLite reads it, translated at the first use.
    for_sqlite: OnceLock<Cow<'static, str>>,
    /// The text as PostgreSQL reads it.
    for_postgres: OnceLock<String>,
}

impl Sql {
    /// For the two macros alone.
    pub(in crate::store) const fn new(text: &'static str) -> Self {
        Self {
            text,
            for_sqlite: OnceLock::new(),
            for_postgres: OnceLock::new(),
        }
    }

    /// The text as SQLite reads it.
    pub(super) fn for_sqlite(&self) -> &str {
        self.for_sqlite
            .get_or_init(|| sqlite::translated(self.text))
    }

    /// The text as it was written, and as PostgreSQL reads it.
    pub(super) fn for_postgres(&self) -> (&'static str, &str) {
        let text = self
            .for_postgres
            .get_or_init(|| postgres::translated(self.text));
        (self.text, text)
    }
}

/// A statement, written where it is used.
macro_rules! sql {
    ($text:expr) => {{
        static STATEMENT: $crate::store::engine::Sql = $crate::store::engine::Sql::new($text);
        &STATEMENT
    }};
}

/// A statement in a file of its own, by its path from the file that uses it.
macro_rules! sql_file {
    ($path:literal) => {
        $crate::store::engine::sql!(include_str!($path))
    };
}

pub(in crate::store) use {sql, sql_file};
