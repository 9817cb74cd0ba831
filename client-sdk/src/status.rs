//! The truth about sync: of one record, and of the store as a whole.

use puente_protocol::page::Grant;
use puente_record::id::{DeviceId, RecordId};

use crate::store::carried::CarriedBundles;
use crate::store::{carried, documents, enrolment, inbox, journal, outbox, people, refill};
use crate::{Device, Error};

/// Where the changes of a record are that were made on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum RecordState {
    /// On this device's disk; some of it is not on the server yet.
    SavedHere,
    /// All of it is on the server's disk. The receipt is the place in the server's log of what this
    /// device sent last of it; nothing when it wrote none of it.
    OnServer {
        /// The index of the leaf.
        receipt: Option<u64>,
    },
    /// The server kept a change of this device aside.
    NeedsAttention,
}

/// The store as a whole.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StoreStatus {
    /// This device.
    pub device: DeviceId,
    /// Where it is enrolled.
    pub server: Option<String>,
    /// The person's name as given at enrolment.
    pub name: Option<String>,
    /// `role at site`, as last told.
    pub grants: Vec<String>,
    /// The server said that this device was revoked.
    pub revoked: bool,
    /// The server said last that it does not know this device, or not the person who has it open: it was restored from
    /// a backup that is older than the enrolment, and a new code makes them known again.
    pub is_unknown: bool,
    /// Records on this device.
    pub records: u64,
    /// Documents on this device.
    pub documents: u64,
    /// Changes that are not on the server yet: own ones, and after a restore all that it lost or has not said
    /// that it has.
    pub waiting: u64,
    /// Changes that this device sent and the server kept aside, or left out for good.
    pub needs_attention: u64,
    /// Own changes that wait at the server for what it lacks.
    pub pending: u64,
    /// Fields with concurrent values.
    pub conflicts: u64,
    /// Pages that came and could not be used; they are kept.
    pub pages_aside: u64,
    /// What this device carries for others.
    pub carried: CarriedBundles,
    /// When this device heard that its server was restored from a backup, in ms since 1970: what others
    /// wrote since that backup may come again only from their devices.
    pub server_restored_ms: Option<i64>,
    /// When the server was last heard, in ms since 1970 by this device's clock.
    pub last_contact_ms: Option<i64>,
}

impl Device {
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

    /// The store as a whole.
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
