//! The device's store on OPFS.

use std::cell::RefCell;

use puente_client::{DataKey, Device, Rng, StoreLocation};
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_rs::vfs::VfsFilesManager as _;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::{seeded_rng, whole_ms};
use crate::failure::Failure;
use crate::key::Key;

const VFS: &str = "puente-opfs";
const FILE: &str = "device.db";

thread_local! {
    /// The file pool of this Worker's store.
    static POOL: RefCell<Option<OpfsSAHPoolUtil>> = const { RefCell::new(None) };
}

/// Takes the files of a store for this Worker until the Worker ends. `folder` is below the root of the origin's
/// private files.
///
/// # Errors
/// Code `no_files`: another tab holds them, or the browser has no private files (no secure context,
/// a private window, an old version).
#[wasm_bindgen(js_name = takeFiles)]
pub async fn take_files(folder: &str) -> Result<(), Failure> {
    let pool = OpfsSAHPoolCfgBuilder::new()
        .vfs_name(VFS)
        .directory(folder)
        .build();
    let pool = install::<WasmOsCallback>(&pool, false)
        .await
        .map_err(|_| Failure::NoFiles)?;
    POOL.set(Some(pool));
    Ok(())
}

/// Deletes a store whose creation was interrupted, so that it holds nobody.
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

fn place() -> StoreLocation {
    StoreLocation {
        path: FILE.to_owned(),
        vfs: Some(VFS.to_owned()),
        wal: false,
    }
}

/// An unlocked store.
#[wasm_bindgen]
pub struct Store {
    pub(crate) device: Device,
    pub(crate) rng: Rng,
    /// To wrap it for another person. It is wiped from memory with the store.
    pub(crate) key: DataKey,
}

#[wasm_bindgen]
impl Store {
    /// Makes the store. Continues an earlier attempt with the same key that was interrupted.
    ///
    /// # Errors
    /// See `advice`.
    pub fn create(key: &Key, now_ms: f64) -> Result<Self, Failure> {
        let mut rng = seeded_rng()?;
        let device = Device::create(&place(), &key.data, whole_ms(now_ms), &mut rng)?;
        Ok(Self {
            device,
            rng,
            key: key.data.clone(),
        })
    }

    /// Opens the store for one of its people; the person who made it is number 1.
    ///
    /// # Errors
    /// Code `no_such_holder`: this store does not know the person. Otherwise see `advice`.
    pub fn open(key: &Key, nr: u32) -> Result<Self, Failure> {
        let mut device = Device::open(&place(), &key.data)?;
        device.sign_in(nr)?;
        Ok(Self {
            device,
            rng: seeded_rng()?,
            key: key.data.clone(),
        })
    }
}
