//! The keys that sign access tokens.

use zeroize::Zeroizing;

use super::engine::{Secret, sql, sql_file};
use super::log::LeafIndex;
use super::{Connection, StoreError, WriteTransaction};

/// A signing key.
#[derive(Clone)]
pub struct TokenKey {
    /// The id by which tokens name it.
    pub kid: String,
    /// The Ed25519 seed.
    pub seed: Zeroizing<[u8; 32]>,
    /// When it was made, server's clock, ms.
    pub made_ms: i64,
}

/// The two newest keys, the newest first.
///
/// # Errors
/// The database cannot be read.
pub fn newest(connection: &Connection) -> Result<Vec<TokenKey>, StoreError> {
    let sql = sql!("SELECT kid, seed, made_ms FROM token_key ORDER BY made_ms DESC, kid LIMIT 2");
    connection.all(sql, (), |row| {
        Ok(TokenKey {
            kid: row.get(0)?,
            seed: row.secret(1)?,
            made_ms: row.get(2)?,
        })
    })
}

/// Adds a key and deletes all but the two newest.
///
/// # Errors
/// The database refuses.
pub fn add(
    write: &WriteTransaction<'_>,
    key: &TokenKey,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    let connection = write.connection();
    connection.run(
        sql!("INSERT INTO token_key(kid, seed, made_ms) VALUES (?1, ?2, ?3)"),
        (&key.kid, Secret(&key.seed[..]), key.made_ms),
    )?;
    connection.run(sql_file!("token_key/forget.sql"), ())?;
    Ok(())
}
