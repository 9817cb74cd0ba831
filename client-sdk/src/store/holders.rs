//! The people who use this device, and which of them is signed in.
//!
//! A forgotten person keeps a row under a negative number until the server was told: it opens nothing, and
//! nobody gets their account by their code in the meantime.

use puente_record::id::{AccountId, DocumentId};
use rusqlite::{Connection, OptionalExtension, params};

use super::authors::Authorships;
use super::row_id::AuthorRowId;
use super::{id_column, journal};
use crate::Error;

/// A person who uses this device.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Holder {
    /// The number of their key file; 1 for the person who made the store.
    pub nr: u32,
    /// Their name as given at enrolment; empty before it.
    pub name: String,
    /// This person is signed in.
    pub is_here: bool,
}

/// Prepares a connection: the maker of the store is signed in until somebody else signs in.
///
/// This is kept in a temporary table and not in the store, because several programs may have one store open,
/// each for another person.
pub(crate) fn begin(conn: &Connection) -> Result<(), Error> {
    conn.execute_batch(
        "CREATE TEMP TABLE signed_in (author INTEGER NOT NULL);
         INSERT INTO signed_in VALUES (0);",
    )?;
    Ok(())
}

/// Signs a person in by the number of their key file.
pub(crate) fn sign_in(conn: &Connection, nr: u32) -> Result<(), Error> {
    let author = conn
        .query_row("SELECT author FROM holder WHERE nr = ?1", [nr], |row| {
            row.get(0)
        })
        .optional()?
        .ok_or(Error::NoSuchPerson)?;
    act_as(conn, author)
}

/// From now on everything is written and asked in this author's name.
pub(crate) fn act_as(conn: &Connection, author: AuthorRowId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("UPDATE temp.signed_in SET author = ?1")?;
    statement.execute([author])?;
    Ok(())
}

/// The author in whose name everything is written.
pub(crate) fn author(conn: &Connection) -> Result<AuthorRowId, Error> {
    let mut statement = conn.prepare_cached("SELECT author FROM temp.signed_in")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Assigns a key file's number to an author. Returns whether it did: no number is assigned twice, and no author
/// has two.
pub(crate) fn put(conn: &Connection, nr: u32, author: AuthorRowId) -> Result<bool, Error> {
    let noted = conn.execute(
        "INSERT INTO holder (nr, author) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        params![nr, author],
    )?;
    Ok(noted == 1)
}

/// From now on nobody signs in under this number.
pub(crate) fn forget(conn: &Connection, nr: u32) -> Result<(), Error> {
    conn.execute(
        "UPDATE holder SET nr = min(0, (SELECT min(nr) FROM holder)) - 1 WHERE nr = ?1",
        [nr],
    )?;
    Ok(())
}

/// Was a person forgotten of whom the server was not told?
pub(crate) fn has_leavers(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM holder WHERE nr < 0)")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Takes out the accounts of forgotten people of whom the server has everything. Seal them in the same
/// transaction.
pub(crate) fn take_leavers(conn: &Connection) -> Result<Vec<AccountId>, Error> {
    if !has_leavers(conn)? {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached("SELECT nr, author FROM holder WHERE nr < 0")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
    let mut left = Vec::new();
    for row in rows {
        let (nr, author) = row?;
        if journal::is_waiting_of(conn, author)? {
            continue;
        }
        left.push(account(conn, author)?);
        conn.execute("DELETE FROM holder WHERE nr = ?1", [nr])?;
    }
    Ok(left)
}

/// Records which of the device's people the server knows.
pub(crate) fn set_known(conn: &Connection, accounts: &[AccountId]) -> Result<(), Error> {
    conn.execute("UPDATE holder SET is_forgotten = 1", [])?;
    let mut statement = conn.prepare_cached(
        "UPDATE holder SET is_forgotten = 0
         WHERE author IN (SELECT id FROM author WHERE account = ?1)",
    )?;
    for account in accounts {
        statement.execute([account.as_bytes()])?;
    }
    Ok(())
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Holder>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT holder.nr, author.name, holder.author = (SELECT author FROM temp.signed_in)
         FROM holder JOIN author ON author.id = holder.author WHERE holder.nr > 0 ORDER BY holder.nr",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Holder {
            nr: row.get(0)?,
            name: row.get(1)?,
            is_here: row.get(2)?,
        })
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The account of an author of this device.
pub(crate) fn account(conn: &Connection, author: AuthorRowId) -> Result<AccountId, Error> {
    let mut statement = conn.prepare_cached("SELECT account FROM author WHERE id = ?1")?;
    Ok(statement.query_row([author], |row| id_column!(row, 0, AccountId))?)
}

/// Do several people use this device, as far as it or its server knows?
pub(crate) fn is_shared(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT (SELECT count(*) FROM holder) > 1
         OR (SELECT count(DISTINCT account) FROM grant_to) > 1",
    )?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Did only the signed-in person write in a document?
pub(crate) fn wrote_alone(conn: &Connection, document: DocumentId) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT author FROM temp.signed_in")?;
    let here = statement.query_row([], |row| row.get(0)).optional()?;
    let written = Authorships::of(conn, document)?;
    Ok(written.authors().all(|author| Some(author) == here))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::migrations::migrate_to;

    #[test]
    fn nobody_of_a_store_of_before_is_forgotten() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 8).unwrap();
        let second = "INSERT INTO holder (nr, author) VALUES (2, 7)";
        conn.execute(second, []).unwrap();
        migrate_to(&mut conn, 9).unwrap();
        let sql = "SELECT count(*) FROM holder WHERE is_forgotten = 0";
        let known: i64 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(known, 2);
    }
}
