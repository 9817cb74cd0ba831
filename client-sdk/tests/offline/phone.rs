//! A phone with a new store and no network.

use puente_client::{DataKey, Device, Rng, StoreLocation, Vault};
use rand_core::SeedableRng as _;

pub(crate) const NOW_MS: i64 = 1_795_000_000_000;

pub(crate) struct Phone {
    _folder: tempfile::TempDir,
    pub(crate) device: Device,
    pub(crate) rng: Rng,
}

impl Phone {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = Rng::seed_from_u64(seed);
        let (_, key): (_, DataKey) = Vault::create_with("una frase", 8, 1, &mut rng);
        let folder = tempfile::tempdir().unwrap();
        let place = StoreLocation {
            path: folder.path().join("store.db").display().to_string(),
            vfs: None,
            wal: true,
        };
        let device = Device::create(&place, &key, NOW_MS, &mut rng).unwrap();
        Self {
            _folder: folder,
            device,
            rng,
        }
    }
}
