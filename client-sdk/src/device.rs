//! A device: an open store and the key of whoever writes in it.

use ed25519_dalek::SigningKey;
use puente_protocol::identity;
use puente_record::id::{AccountId, DeviceId, SiteId};
use rand_core::Rng as _;
use rusqlite::Connection;

use crate::local_signer::{LocalSigner, random_install};
use crate::store::{self, authors, enrolment, holders};
use crate::sync::{Engine, SyncContext};
use crate::{DataKey, Effect, Error, Event, ExclusiveStore, Rng, StoreLocation};

/// An unlocked store. Everything a volunteer does happens here, with no network.
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
    /// See [`Error::advice`]; an existing store is left as it is.
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

    /// Opens an existing store for whoever made it; see [`Device::sign_in`].
    ///
    /// # Errors
    /// [`Error::WrongKey`] for another key; else see [`Error::advice`].
    pub fn open(place: &StoreLocation, key: &DataKey) -> Result<Self, Error> {
        Self::unlocked(store::open(place, key, false)?)
    }

    /// The store before anything in its files changes. Nothing where another program has it open, or where it
    /// does not open: [`Device::open`] says why.
    #[must_use]
    pub fn alone(place: &StoreLocation, key: &DataKey) -> Option<ExclusiveStore> {
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

    /// Takes one event of a sync; every effect it returns is to be carried out.
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

    /// The name of this device: the hash of its public key.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        identity::device_id(&self.me.public)
    }
}
