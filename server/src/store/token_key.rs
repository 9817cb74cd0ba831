//! The keys that sign access tokens.

use rusqlite::Connection;
use zeroize::Zeroizing;

use super::log::LeafIndex;
use super::{StoreError, WriteTransaction, bytes};

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
    let mut statement = connection.prepare_cached(
        "SELECT kid, seed, made_ms FROM token_key ORDER BY made_ms DESC, kid LIMIT 2",
    )?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let seed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        keys.push(TokenKey {
            kid: row.get(0)?,
            seed: Zeroizing::new(bytes(seed)?),
            made_ms: row.get(2)?,
        });
    }
    Ok(keys)
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
    write.connection().execute(
        "INSERT INTO token_key(kid, seed, made_ms) VALUES (?1, ?2, ?3)",
        (&key.kid, &key.seed[..], key.made_ms),
    )?;
    write
        .connection()
        .execute(include_str!("token_key/forget.sql"), [])?;
    Ok(())
}
