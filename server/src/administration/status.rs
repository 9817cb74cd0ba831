//! Status: how much the server holds.

use serde::Serialize;

use super::{Administration, AdministrationError};
use crate::store;

/// How much a server holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ServerStatus {
    /// Records whose core document is here.
    pub records: u64,
    /// Documents with at least one accepted change.
    pub documents: u64,
    /// Accepted changes.
    pub changes: u64,
    /// Changes that wait for others.
    pub pending: u64,
    /// Changes that wait for somebody to decide.
    pub quarantined: u64,
    /// Changes that somebody set aside.
    pub set_aside: u64,
    /// Sealed bodies that need the recovery key.
    pub sealed: u64,
    /// Devices that are enrolled and not revoked.
    pub devices: u64,
    /// Revoked devices.
    pub devices_revoked: u64,
    /// How often a device continued as another install: its store was copied or restored.
    pub forks: u64,
    /// Segments received.
    pub segments: u64,
    /// Entries of the log.
    pub log_entries: u64,
    /// When the last complete backup was made, ms since 1970; absent if there never was one.
    pub backed_up_ms: Option<i64>,
    /// When the data folder last proved to be older than what the server had vouched for, ms since 1970; absent
    /// if that never happened.
    pub rolled_back_ms: Option<i64>,
}

impl Administration {
    /// When the latest backup was made, server's clock, ms.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn backed_up_ms(&self) -> Result<Option<i64>, AdministrationError> {
        Ok(self.store.read(store::meta::backed_up_ms)?)
    }

    /// How much this server holds.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn status(&self) -> Result<ServerStatus, AdministrationError> {
        let counts = self.store.read(store::count::all)?;
        let sealed = self.store.read(store::sealed::count)?;
        let [records, documents, changes, pending, quarantined, set_aside] = counts.content;
        let [devices, devices_revoked, segments, log_entries] = counts.rest;
        Ok(ServerStatus {
            records,
            documents,
            changes,
            pending,
            quarantined,
            set_aside,
            sealed,
            devices,
            devices_revoked,
            forks: self.store.read(store::device::forks)?,
            segments,
            log_entries,
            backed_up_ms: self.backed_up_ms()?,
            rolled_back_ms: self.store.read(store::meta::rolled_back_ms)?,
        })
    }
}
