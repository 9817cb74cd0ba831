//! The device's store over OPFS.

use std::cell::RefCell;

use puente_client::{Device, Place, Rng};
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_rs::vfs::VfsFilesManager as _;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::key::Key;
use crate::person::registration;
use crate::seeded_rng;

const VFS: &str = "puente-opfs";
/// The folder of the pool, below the root of the origin's private files.
const FOLDER: &str = "puente/store";
const FILE: &str = "device.db";

thread_local! {
    /// The pool of the one store of this Worker.
    static POOL: RefCell<Option<OpfsSAHPoolUtil>> = const { RefCell::new(None) };
}

/// Takes the files of the store for this Worker, until the Worker ends.
///
/// # Errors
/// Code `no_files`: another tab holds them, or the browser has no private files (no secure context,
/// a private window, an old version).
#[wasm_bindgen(js_name = takeFiles)]
pub async fn take_files() -> Result<(), Failure> {
    let pool = OpfsSAHPoolCfgBuilder::new()
        .vfs_name(VFS)
        .directory(FOLDER)
        .build();
    let pool = install::<WasmOsCallback>(&pool, false)
        .await
        .map_err(|_| Failure::NoFiles)?;
    POOL.set(Some(pool));
    Ok(())
}

/// Whether there are files of a store.
///
/// # Errors
/// Code `no_files`: the files are not held.
#[wasm_bindgen(js_name = hasFiles)]
pub fn has_files() -> Result<bool, Failure> {
    with_pool(|pool| Ok(!pool.names()?.is_empty()))
}

/// Deletes a store that was never finished: its creation was interrupted, so nobody is in it.
///
/// # Errors
/// Code `no_files`: the files are not held, or a store is open.
#[wasm_bindgen(js_name = discardUnfinished)]
pub fn discard_unfinished() -> Result<(), Failure> {
    with_pool(|pool| {
        for name in pool.names()? {
            pool.remove(&name)?;
        }
        Ok(())
    })
}

fn with_pool<T>(
    work: impl FnOnce(&OpfsSAHPoolUtil) -> Result<T, OpfsSAHError>,
) -> Result<T, Failure> {
    POOL.with_borrow(|pool| {
        let pool = pool.as_ref().ok_or(Failure::NoFiles)?;
        work(pool).map_err(|_| Failure::NoFiles)
    })
}

fn place() -> Place {
    Place {
        path: FILE.to_owned(),
        vfs: Some(VFS.to_owned()),
        wal: false,
    }
}

/// An unlocked store.
#[wasm_bindgen]
pub struct Store {
    device: Device,
    rng: Rng,
}

#[wasm_bindgen]
impl Store {
    /// Makes the store; takes it up again where an earlier attempt with the same key was cut off.
    ///
    /// # Errors
    /// See `advice`.
    pub fn create(key: &Key, now_ms: f64) -> Result<Self, Failure> {
        let mut rng = seeded_rng()?;
        let device = Device::create(&place(), &key.data, whole_ms(now_ms), &mut rng)?;
        Ok(Self { device, rng })
    }

    /// Opens the store.
    ///
    /// # Errors
    /// See `advice`.
    pub fn open(key: &Key) -> Result<Self, Failure> {
        let device = Device::open(&place(), &key.data)?;
        Ok(Self {
            device,
            rng: seeded_rng()?,
        })
    }

    /// Registers a person, given as JSON (see `Person` in messages.d.ts); answers the record's code.
    /// It is on disk when this returns.
    ///
    /// # Errors
    /// Code `request` for what is not such JSON; else see `advice`.
    pub fn register(&mut self, person: &str, now_ms: f64) -> Result<String, Failure> {
        let registration = registration(person)?;
        let (_, code) = self
            .device
            .register(&registration, whole_ms(now_ms), &mut self.rng)?;
        Ok(code.to_string())
    }

    /// The people whose names begin or sound like every word of `text`, as JSON.
    ///
    /// # Errors
    /// See `advice`.
    pub fn find(&self, text: &str) -> Result<String, Failure> {
        Ok(json(&self.device.find(text)?))
    }

    /// Everybody in the store, by name, as JSON.
    ///
    /// # Errors
    /// See `advice`.
    pub fn list(&self) -> Result<String, Failure> {
        Ok(json(&self.device.list()?))
    }

    /// What the store holds and what waits to be sent, as JSON.
    ///
    /// # Errors
    /// See `advice`.
    pub fn status(&self) -> Result<String, Failure> {
        Ok(json(&self.device.status()?))
    }
}

/// JavaScript counts milliseconds in a double, exact for another 285,000 years.
#[expect(
    clippy::cast_possible_truncation,
    reason = "saturates, and no clock is so wrong"
)]
const fn whole_ms(now_ms: f64) -> i64 {
    now_ms as i64
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("lists of strings and numbers have a JSON form")
}
