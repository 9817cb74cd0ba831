//! The state of sync: of one record, and of the whole store.

use puente_protocol::page::Grant;
use puente_record::id::{DeviceId, RecordId};

use crate::site::KnownSites;
use crate::store::carried::CarriedBundles;
use crate::store::{carried, documents, enrolment, inbox, journal, outbox, people, refill};
use crate::{Device, Error};

/// Where the changes of a record are that were made on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum RecordState {
    /// On this device's disk; some are not on the server yet.
    SavedHere,
    /// All are on the server's disk. The receipt is the index of the leaf in the server's log for this device's
    /// last segment with changes of the record; absent when it wrote none.
    OnServer {
        /// The index of the leaf.
        receipt: Option<u64>,
    },
    /// The server quarantined a change of this device, or set it aside: somebody has to look at it.
    NeedsAttention,
}

/// The state of the whole store.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StoreStatus {
    /// This device's id.
    pub device: DeviceId,
    /// The address of its server.
    pub server: Option<String>,
    /// The person's name as given at enrolment.
    pub name: Option<String>,
    /// `role @ site`, as last told.
    pub grants: Vec<String>,
    /// The server revoked this device.
    pub revoked: bool,
    /// The server no longer knows this device, or the person who uses it now: it was restored from a backup
    /// older than the enrolment. A new code makes them known again.
    pub is_unknown: bool,
    /// Records on this device.
    pub records: u64,
    /// Documents on this device.
    pub documents: u64,
    /// Changes that the server has not acknowledged: own ones, and after a restore those of others that it lost.
    /// A document of which the restored server has not said yet what it has counts as one change.
    pub waiting: u64,
    /// Changes of this device that the server quarantined or set aside.
    pub needs_attention: u64,
    /// Own changes that wait at the server.
    pub pending: u64,
    /// Fields with concurrent values.
    pub conflicts: u64,
    /// Pages that came and could not be used; they are held back.
    pub pages_aside: u64,
    /// The bundles that this device carries.
    pub carried: CarriedBundles,
    /// When this device learnt that its server was restored from a backup, in ms since 1970. What others wrote
    /// after that backup may come back only from their devices.
    pub server_restored_ms: Option<i64>,
    /// When the server last answered, by this device's clock in ms since 1970.
    pub last_contact_ms: Option<i64>,
}

impl Device {
    /// The sites that the server has stated; empty before enrolment.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn sites(&self) -> Result<KnownSites, Error> {
        KnownSites::load(&self.conn)
    }

    /// Where the changes of a record are.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn state(&self, record: RecordId) -> Result<RecordState, Error> {
        let mut receipt = None;
        let (mut waiting, mut aside) = (0, 0);
        for row in documents::of_record(&self.conn, record)? {
            let (waits, attention) = journal::standing_counts(&self.conn, row.id)?;
            let (lacking, kept) = refill::standing_counts(&self.conn, row.id)?;
            waiting += waits + lacking;
            aside += attention + kept;
            receipt = receipt.max(outbox::receipt(&self.conn, row.id)?);
        }
        Ok(match (aside, waiting) {
            (1.., _) => RecordState::NeedsAttention,
            (0, 1..) => RecordState::SavedHere,
            (0, 0) => RecordState::OnServer { receipt },
        })
    }

    /// The state of the whole store.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn status(&self) -> Result<StoreStatus, Error> {
        let enrolled = enrolment::enrolment(&self.conn)?;
        let told = |grant: Grant| format!("{} @ {}", grant.role, grant.site_name);
        let standing = journal::all_counts(&self.conn)?;
        let brought = refill::all_counts(&self.conn)?;
        Ok(StoreStatus {
            device: self.id(),
            server: enrolled.as_ref().map(|row| row.url.clone()),
            name: enrolled.as_ref().map(|row| row.name.clone()),
            grants: enrolment::grants(&self.conn)?
                .into_iter()
                .map(told)
                .collect(),
            revoked: enrolled.as_ref().is_some_and(|row| row.revoked),
            is_unknown: enrolled.as_ref().is_some_and(|row| row.unknown.is_some()),
            records: people::count(&self.conn)?,
            documents: documents::count(&self.conn)?,
            waiting: standing.waiting + brought.waiting,
            needs_attention: standing.attention + brought.attention,
            pending: standing.pending + brought.pending,
            conflicts: people::conflict_count(&self.conn)?,
            pages_aside: inbox::aside_count(&self.conn)?,
            carried: carried::counts(&self.conn)?,
            server_restored_ms: enrolment::restored_ms(&self.conn)?,
            last_contact_ms: enrolled.and_then(|row| row.last_contact_ms),
        })
    }
}
