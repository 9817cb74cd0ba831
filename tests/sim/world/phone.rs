//! A device: its disk, its store, and its sync under way.

use puente_admission::Batch;
use puente_client::{
    DataKey, Device, Effect, Error, Event, Rng, StopReason, StoreLocation, SyncReport,
};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::disk::{Crash, Disk, Sector, Snapshot};
use crate::scale::{self, pick};

const PATH: &str = "/store.db";

/// What a sync waits for.
#[derive(Debug, Default)]
pub(super) enum Errand {
    /// There is no sync.
    #[default]
    None,
    /// The network.
    Reply,
    /// The end of a pause.
    Pause { for_ms: u64 },
    /// The end of a trial.
    Trial { page: i64, batch: Batch },
}

/// Why a phone did not do what it was asked.
#[derive(Debug)]
pub(super) enum Failed {
    /// It died during the call.
    Died,
    /// Its disk refused a call.
    Disk,
    /// The device refused.
    Refused(Error),
}

pub(super) struct Phone {
    /// Its number in the network and in the clock.
    pub(super) number: usize,
    pub(super) disk: Disk,
    pub(super) key: DataKey,
    wal: bool,
    rng: Rng,
    device: Option<Device>,
    /// The number of the person who is signed in.
    pub(super) here: u32,
    pub(super) errand: Errand,
    /// Whether its store was made.
    pub(super) is_made: bool,
    /// Whether its disk may refuse calls.
    pub(super) is_rough: bool,
    /// Whether an older disk of it was put back.
    pub(super) was_restored: bool,
    /// How the last sync ended.
    pub(super) last: Option<(SyncReport, StopReason)>,
    /// Copies of earlier disks, to be put back.
    pub(super) backups: Vec<Snapshot>,
}

impl Phone {
    /// A phone on an empty disk. Its store is not made yet.
    pub(super) fn new(seed: u64, number: usize, rng: &mut ChaCha20Rng) -> Phone {
        let wal = pick(rng, 2) == 0;
        // A write-ahead log is used only where SQLite's own layer takes the disk for powersafe.
        let sector = match pick(rng, 2) {
            _ if wal => Sector::Powersafe4096,
            0 => Sector::Bytes512,
            _ => Sector::Bytes4096,
        };
        let disk = Disk::new(sector, rng.next_u64());
        Phone::on(
            disk,
            seed,
            number,
            wal,
            DataKey::new([number as u8 + 1; 32]),
        )
    }

    fn on(disk: Disk, seed: u64, number: usize, wal: bool, key: DataKey) -> Phone {
        Phone {
            number,
            disk,
            key,
            wal,
            rng: Rng::from_rng(&mut scale::rng(seed ^ ((number as u64) << 32), "phone")),
            device: None,
            here: 1,
            errand: Errand::None,
            is_made: false,
            is_rough: false,
            was_restored: false,
            last: None,
            backups: Vec::new(),
        }
    }

    /// Another phone with a copy of this one's disk.
    pub(super) fn cloned(&self, seed: u64, number: usize) -> Phone {
        let snapshot = self.disk.snapshot();
        let disk = Disk::from_snapshot(&snapshot, self.disk.sector(), seed + number as u64);
        let mut phone = Phone::on(disk, seed, number, self.wal, self.key.clone());
        phone.is_made = true;
        phone.here = self.here;
        phone
    }

    /// A phone with this disk, which may be a copy of the other's.
    pub(super) fn from_disk(disk: Disk, of: &Phone) -> Phone {
        Phone::on(disk, 0, of.number, of.wal, of.key.clone())
    }

    pub(super) fn place(&self) -> StoreLocation {
        StoreLocation {
            path: PATH.to_owned(),
            vfs: Some(self.disk.vfs().to_owned()),
            wal: self.wal,
        }
    }

    /// Makes the store; also again, if the phone died while it was made.
    pub(super) fn create(&mut self, now_ms: i64) -> Result<(), Failed> {
        let made = Device::create(&self.place(), &self.key, now_ms, &mut self.rng);
        self.device = Some(self.judged(made)?);
        self.is_made = true;
        Ok(())
    }

    /// Opens the store that is on the disk.
    pub(super) fn open(&mut self) -> Result<(), Failed> {
        let opened = Device::open(&self.place(), &self.key);
        let mut device = self.judged(opened)?;
        let signed_in = self.sign_in(&mut device);
        self.judged(signed_in)?;
        self.device = Some(device);
        Ok(())
    }

    /// The person who had it open signs in again, or another one whom the older disk knows.
    fn sign_in(&mut self, device: &mut Device) -> Result<(), Error> {
        let holders = device.holders()?;
        if let Some(first) = holders.first()
            && holders.iter().all(|holder| holder.nr != self.here)
        {
            self.here = first.nr;
        }
        match holders.is_empty() {
            true => Ok(()),
            false => device.sign_in(self.here),
        }
    }

    fn judged<T>(&self, result: Result<T, Error>) -> Result<T, Failed> {
        // A dead phone could not have reported a result.
        if self.disk.has_died() {
            return Err(Failed::Died);
        }
        result.map_err(Failed::Refused)
    }

    pub(super) fn device(&self) -> &Device {
        self.device
            .as_ref()
            .expect("a phone in use has an open store")
    }

    /// Lets the person with the phone do something.
    pub(super) fn act<T>(
        &mut self,
        act: impl FnOnce(&mut Device, &mut Rng) -> Result<T, Error>,
    ) -> Result<T, Failed> {
        let device = self
            .device
            .as_mut()
            .expect("a phone in use has an open store");
        let result = act(device, &mut self.rng);
        self.judged(result)
    }

    /// Gives an event to the sync engine.
    pub(super) fn handle(&mut self, event: Event, now_ms: i64) -> Result<Vec<Effect>, Failed> {
        self.act(|device, rng| device.handle(event, now_ms, rng))
    }

    /// Closes the app.
    pub(super) fn close(&mut self) {
        self.device = None;
        self.errand = Errand::None;
    }

    /// The machine stops and starts again; the store is not open afterwards.
    pub(super) fn crash(&mut self, how: Crash, rng: &mut ChaCha20Rng) {
        self.close();
        self.disk.crash(how, rng);
    }

    /// Puts back an older disk; the store is not open afterwards.
    pub(super) fn restore(&mut self, snapshot: &Snapshot) {
        self.close();
        self.disk.restore(snapshot);
        self.was_restored = true;
    }
}
