//! From the common subset of SQL to SQLite's.

use std::borrow::Cow;

/// What ends a statement that inserts one row.
const RETURNING: &str = "RETURNING nr";

/// The statement as SQLite reads it.
///
/// An array is read with `rarray`. The number of an inserted row is known without `RETURNING`, which would cost a
/// savepoint for each row, with a copy of every page that the row touches.
pub(in crate::store::engine) fn translated(text: &'static str) -> Cow<'static, str> {
    let text = text.trim_end();
    let text = text.strip_suffix(RETURNING).map_or(text, str::trim_end);
    if text.contains("FROM ids(") || text.contains("FROM numbers(") {
        let text = text.replace("FROM ids(", "FROM rarray(");
        return text.replace("FROM numbers(", "FROM rarray(").into();
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_and_numbers_of_rows_are_said_in_sqlites_way_and_all_else_stays() {
        let pairs = [
            ("SELECT nr FROM site", "SELECT nr FROM site"),
            (
                "SELECT nr FROM site WHERE id IN (SELECT value FROM ids(?1)) AND nr IN (SELECT value FROM numbers(?2))",
                "SELECT nr FROM site WHERE id IN (SELECT value FROM rarray(?1)) AND nr IN (SELECT value FROM rarray(?2))",
            ),
            (
                "INSERT INTO site(id) VALUES (?1)\nRETURNING nr\n",
                "INSERT INTO site(id) VALUES (?1)",
            ),
        ];
        for (common, sqlite) in pairs {
            assert_eq!(translated(common), sqlite);
        }
    }
}
