//! The server's identity, and the secrets that it keeps in its own database.

use ed25519_dalek::SigningKey;
use minicbor::{Decode, Encode};
use puente_protocol::bundle::{self, RecoveryKey, ServerKeys};
use puente_record::ServerId;
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;
use zeroize::Zeroizing;

use super::engine::{Secret, sql};
use super::log::LeafIndex;
use super::{Connection, StoreError, WriteTransaction, account};

/// What is fixed when a server is created. Only the epoch changes: when a backup is restored.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ServerIdentity {
    /// The server's id, which devices sign in their requests.
    #[n(0)]
    pub server: ServerId,
    /// The epoch of this server. A cursor from another epoch starts again from the beginning.
    #[n(1)]
    pub epoch: u32,
    /// The key that authenticates cursors.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub cursor_key: [u8; 32],
    /// The key that authenticates one-time codes.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub code_key: [u8; 32],
    /// The secret key that opens bundles (X25519).
    #[cbor(n(4), with = "minicbor::bytes")]
    pub courier_secret: [u8; 32],
    /// The secret key that signs receipts (Ed25519 seed).
    #[cbor(n(5), with = "minicbor::bytes")]
    pub receipt_secret: [u8; 32],
}

impl std::fmt::Debug for ServerIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity")
            .field("server", &self.server)
            .field("epoch", &self.epoch)
            .finish_non_exhaustive()
    }
}

impl ServerIdentity {
    /// A new server.
    pub fn random(rng: &mut ChaCha20Rng) -> Self {
        let mut server = [0; 16];
        rng.fill_bytes(&mut server);
        let (mut cursor_key, mut code_key) = ([0; 32], [0; 32]);
        rng.fill_bytes(&mut cursor_key);
        rng.fill_bytes(&mut code_key);
        let (mut courier_secret, mut receipt_secret) = ([0; 32], [0; 32]);
        rng.fill_bytes(&mut courier_secret);
        rng.fill_bytes(&mut receipt_secret);
        Self {
            server: ServerId::from_bytes(server),
            // Below every later epoch, which is the time of a restore in s.
            epoch: rng.next_u32() >> 8,
            cursor_key,
            code_key,
            courier_secret,
            receipt_secret,
        }
    }

    /// The key that signs receipts.
    #[must_use]
    pub fn receipt_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.receipt_secret)
    }

    /// The keys that devices get, as far as they follow from the identity; [`told`] adds the rest.
    #[must_use]
    pub fn keys(&self) -> ServerKeys {
        ServerKeys {
            epoch: self.epoch,
            courier: bundle::courier_key(&self.courier_secret),
            receipt: self.receipt_key().verifying_key().to_bytes(),
            recovery: None,
        }
    }
}

impl ServerIdentity {
    /// A secret for one use of this server, derived from the key that authenticates codes.
    #[must_use]
    pub fn derived(&self, usage: &[u8]) -> Zeroizing<[u8; 32]> {
        super::derived(&self.code_key, usage)
    }
}

pub(super) fn write(connection: &Connection, identity: &ServerIdentity) -> Result<(), StoreError> {
    let bytes = minicbor::to_vec(identity).expect("writing to memory does not fail");
    connection.run(
        sql!("INSERT INTO meta(key, value) VALUES ('identity', ?1)"),
        [Secret(bytes)],
    )?;
    Ok(())
}

/// Begins a new epoch: every earlier cursor then counts as empty. Epochs rise, so that devices can tell an old
/// receipt from a new one. `seen` is the latest epoch that anybody has seen, which may be later than the stored
/// one.
pub(super) fn begin_epoch(
    connection: &Connection,
    now_ms: i64,
    seen: u32,
) -> Result<(), StoreError> {
    let mut identity = read(connection)?;
    let now_s = u32::try_from(now_ms / 1_000).unwrap_or(0);
    identity.epoch = now_s.max(identity.epoch.max(seen).saturating_add(1));
    let bytes = minicbor::to_vec(&identity).expect("writing to memory does not fail");
    connection.run(
        sql!("UPDATE meta SET value = ?1 WHERE key = 'identity'"),
        [Secret(bytes)],
    )?;
    Ok(())
}

/// Notes when the last complete backup was made.
///
/// # Errors
/// The database refuses.
pub fn set_backed_up(write: &WriteTransaction<'_>, now_ms: i64) -> Result<(), StoreError> {
    write.connection().run(
        sql!(
            "INSERT INTO meta(key, value) VALUES ('backed_up_ms', ?1)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        ),
        [Secret(now_ms.to_be_bytes())],
    )?;
    Ok(())
}

/// When the last complete backup was made, in ms since 1970; `None` if there never was one.
///
/// # Errors
/// The database cannot be read.
pub fn backed_up_ms(connection: &Connection) -> Result<Option<i64>, StoreError> {
    time_ms(connection, "backed_up_ms")
}

/// Notes that the data proved to be older than what the server had vouched for.
///
/// # Errors
/// The database refuses.
pub fn set_rolled_back(write: &WriteTransaction<'_>, now_ms: i64) -> Result<(), StoreError> {
    write.connection().run(
        sql!(
            "INSERT INTO meta(key, value) VALUES ('rolled_back_ms', ?1)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        ),
        [Secret(now_ms.to_be_bytes())],
    )?;
    Ok(())
}

/// When the data last proved to be older than what the server had vouched for, in ms since 1970.
///
/// # Errors
/// The database cannot be read.
pub fn rolled_back_ms(connection: &Connection) -> Result<Option<i64>, StoreError> {
    time_ms(connection, "rolled_back_ms")
}

fn time_ms(connection: &Connection, key: &str) -> Result<Option<i64>, StoreError> {
    let sql = sql!("SELECT value FROM meta WHERE key = ?1");
    let bytes = connection.first(sql, [key], |row| row.secret(0))?;
    Ok(bytes.map(i64::from_be_bytes))
}

/// The keys that devices get.
///
/// # Errors
/// The database cannot be read.
pub fn server_keys(connection: &Connection, keys: ServerKeys) -> Result<ServerKeys, StoreError> {
    let sql = sql!("SELECT value FROM meta WHERE key = 'recovery_key'");
    let recovery = connection.first(sql, (), |row| row.secret(0))?;
    Ok(ServerKeys { recovery, ..keys })
}

/// Sets the recovery key, to which devices seal; every device gets it at its next exchange.
///
/// # Errors
/// The database refuses.
pub fn set_recovery_key(
    write: &WriteTransaction<'_>,
    key: &RecoveryKey,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!(
            "INSERT INTO meta(key, value) VALUES ('recovery_key', ?1)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        ),
        [Secret(key)],
    )?;
    account::raise_every_generation(write)
}

/// The identity stored in the database.
///
/// # Errors
/// The database cannot be read.
pub fn read(connection: &Connection) -> Result<ServerIdentity, StoreError> {
    let sql = sql!("SELECT value FROM meta WHERE key = 'identity'");
    connection.one(sql, (), |row| {
        let bytes: Vec<u8> = row.secret(0)?;
        minicbor::decode(&bytes).map_err(|_| StoreError::Damaged("the identity cannot be read"))
    })
}
