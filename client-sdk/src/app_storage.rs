//! Texts that the app keeps in the encrypted store: unfinished registrations, settings. They are not part of a
//! record and never leave the device.

use crate::store::app_storage::{self, AppItem};
use crate::{Device, Error};

/// The most bytes of a text: a form of a hundred fields with long notes.
pub const KEPT_BYTES_MAX: usize = 256 << 10;

impl Device {
    /// Stores a text under a key and replaces an earlier one. It is on disk when this returns.
    ///
    /// # Errors
    /// [`Error::ValueTooLong`] beyond [`KEPT_BYTES_MAX`]; otherwise see [`Error::advice`].
    pub fn put_app_item(&mut self, key: &str, value: &str, now_ms: i64) -> Result<(), Error> {
        if value.len() > KEPT_BYTES_MAX {
            return Err(Error::ValueTooLong(key.into()));
        }
        app_storage::put(&self.conn, key, value, now_ms)
    }

    /// Deletes the text under a key, if there is one.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn delete_app_item(&mut self, key: &str) -> Result<(), Error> {
        app_storage::delete(&self.conn, key)
    }

    /// The texts whose keys begin with `prefix`, the latest first.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn app_items(&self, prefix: &str) -> Result<Vec<AppItem>, Error> {
        app_storage::begins(&self.conn, prefix)
    }
}
