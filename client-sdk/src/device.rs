//! A device: an open store and the key that signs in it.

use ed25519_dalek::SigningKey;
use puente_protocol::identity;
use puente_record::id::{AccountId, DeviceId, SiteId};
use rand_core::Rng as _;
use rusqlite::Connection;

use crate::local_signer::{LocalSigner, random_install};
use crate::store::{self, authors, enrolment, holders};
use crate::sync::{Engine, SyncContext};
use crate::write::WriteContext;
use crate::{DataKey, Effect, Error, Event, ExclusiveStore, Rng, StoreLocation};

/// An unlocked store. Everything that a volunteer does happens here, without a network.
///
/// It may be dropped at any moment and opened again: whatever a method returned `Ok` for is on disk.
pub struct Device {
    pub(crate) conn: Connection,
    pub(crate) me: LocalSigner,
    pub(crate) engine: Engine,
}

impl Device {
    /// Makes a new store with a new device key.
    ///
    /// # Errors
    /// See [`Error::advice`]. An existing store is left unchanged.
    pub fn create(
        place: &StoreLocation,
        key: &DataKey,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Self, Error> {
        let mut conn = store::open(place, key, true)?;
        let tx = conn.transaction()?;
        if !enrolment::has_device(&tx)? {
            let mut secret = zeroize::Zeroizing::new([0; 32]);
            rng.fill_bytes(&mut secret[..]);
            let public = SigningKey::from_bytes(&secret).verifying_key().to_bytes();
            enrolment::insert_device(&tx, &secret, random_install(rng), now_ms)?;
            let nobody = AccountId::from_bytes([0; 16]);
            authors::set_maker(
                &tx,
                nobody,
                identity::device_id(&public),
                "",
                SiteId::from_bytes([0; 16]),
            )?;
        }
        tx.commit()?;
        Self::unlocked(conn)
    }

    /// Opens an existing store for the person who made it; for others see [`Device::sign_in`].
    ///
    /// # Errors
    /// [`Error::WrongKey`] for another key; otherwise see [`Error::advice`].
    pub fn open(place: &StoreLocation, key: &DataKey) -> Result<Self, Error> {
        Self::unlocked(store::open(place, key, false)?)
    }

    /// Opens the store exclusively, before anything in its files changes. `None` when another program has it
    /// open, or when it does not open; [`Device::open`] then tells why.
    #[must_use]
    pub fn open_exclusively(place: &StoreLocation, key: &DataKey) -> Option<ExclusiveStore> {
        ExclusiveStore::with(place, key)
    }

    fn unlocked(conn: Connection) -> Result<Self, Error> {
        holders::begin(&conn)?;
        let row = enrolment::device(&conn)?;
        let key = SigningKey::from_bytes(&row.secret);
        let me = LocalSigner {
            public: key.verifying_key().to_bytes(),
            key,
            install: row.install,
        };
        Ok(Self {
            conn,
            me,
            engine: Engine::default(),
        })
    }

    /// Runs one transaction in which the user writes.
    pub(crate) fn write<T>(
        &mut self,
        basis: &str,
        time_ms: i64,
        rng: &mut Rng,
        act: impl FnOnce(&mut WriteContext<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let tx = self.conn.transaction()?;
        let done = act(&mut WriteContext {
            tx: &tx,
            me: &self.me,
            basis,
            time_ms,
            rng,
        })?;
        tx.commit()?;
        Ok(done)
    }

    /// Handles one event of a sync. The driver must carry out every effect that it returns.
    ///
    /// # Errors
    /// The store failed: see [`Error::advice`]. The sync is over; nothing that was committed is lost.
    pub fn handle(
        &mut self,
        event: Event,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<Effect>, Error> {
        let mut cx = SyncContext {
            conn: &mut self.conn,
            me: &mut self.me,
            rng,
            now_ms,
        };
        self.engine.handle(event, &mut cx)
    }

    /// The id of this device: the start of the hash of its public key.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        identity::device_id(&self.me.public)
    }
}
