//! Pokes devices when their feeds have news. A poke carries no data; data travels only in exchanges.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use puente_policy::{Action, Rights};
use puente_protocol::events::EventsCredential;
use puente_protocol::problem::ProblemCode;
use puente_record::{DeviceId, InstallId};

use crate::limits::Limits;
use crate::store::account::GrantRow;
use crate::store::device::DeviceRow;
use crate::store::feed::FeedKey;
use crate::store::{Connection, Store, StoreError, account, device, quota};

/// Streams of one device at a time: for its tabs, and for lines that died unnoticed. One more ends the oldest,
/// so a device that opens thousands takes no place from others.
const STREAMS_OF_DEVICE_MAX: usize = 4;

/// What a new install costs its device's share of the disk, in bytes. It is far more than its row takes,
/// because a phone needs only a few installs in its life.
const INSTALL_BYTES: u64 = 256 * 1024;

/// Pokes one listener. It must not block.
type Wake = Box<dyn Fn() + Send + Sync>;

struct Listener {
    device: DeviceId,
    install: InstallId,
    feeds: BTreeSet<FeedKey>,
    wake: Wake,
}

#[derive(Default)]
struct Listening {
    next: u64,
    by_number: BTreeMap<u64, Listener>,
}

/// Everybody who listens. The lock is held while listeners are looked through and poked, which never blocks,
/// and never during database work.
#[derive(Default, Clone)]
pub(crate) struct Listeners(Arc<Mutex<Listening>>);

/// A device that has proved its key and wants to listen.
#[derive(Debug)]
pub struct KnownListener {
    credential: EventsCredential,
    device: DeviceRow,
}

impl KnownListener {
    /// The device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.device.id
    }
}

/// The device is poked until this is dropped.
pub struct Subscription {
    listeners: Listeners,
    number: u64,
}

impl std::fmt::Debug for Listeners {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.count();
        f.debug_struct("Listeners").field("count", &count).finish()
    }
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = &self.number;
        f.debug_struct("Subscription")
            .field("number", number)
            .finish_non_exhaustive()
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.listeners.lock().by_number.remove(&self.number);
    }
}

impl Subscription {
    /// Did newer streams of the same device take its place? Such a subscription was woken once more.
    pub(crate) fn is_over(&self) -> bool {
        !self.listeners.lock().by_number.contains_key(&self.number)
    }
}

impl Listeners {
    fn lock(&self) -> MutexGuard<'_, Listening> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Pokes the devices that follow one of these feeds, except the one that caused the change.
    pub(crate) fn wake(&self, touched: &[FeedKey], except: Option<(DeviceId, InstallId)>) {
        for listener in self.lock().by_number.values() {
            let is_cause = except == Some((listener.device, listener.install));
            if !is_cause && touched.iter().any(|feed| listener.feeds.contains(feed)) {
                (listener.wake)();
            }
        }
    }

    /// Adds a listener. If its device then has too many, ends the oldest.
    fn add(&self, listener: Listener) -> Subscription {
        let mut listening = self.lock();
        let device = listener.device;
        let of_device = listening.by_number.iter();
        let of_device = of_device.filter(|(_, other)| other.device == device);
        let numbers: Vec<u64> = of_device.map(|(number, _)| *number).collect();
        if numbers.len() >= STREAMS_OF_DEVICE_MAX
            && let Some(oldest) = listening.by_number.remove(&numbers[0])
        {
            (oldest.wake)();
        }
        let number = listening.next;
        listening.next += 1;
        listening.by_number.insert(number, listener);
        drop(listening);
        Subscription {
            listeners: self.clone(),
            number,
        }
    }

    /// The number of listeners.
    pub(crate) fn count(&self) -> usize {
        self.lock().by_number.len()
    }

    /// Pokes everybody: what devices may do has changed.
    pub(crate) fn wake_all(&self) {
        self.lock()
            .by_number
            .values()
            .for_each(|listener| (listener.wake)());
    }
}

/// Admits devices as listeners.
#[derive(Debug)]
pub struct Subscriptions {
    store: Arc<Store>,
    listeners: Listeners,
    limits: Limits,
}

impl Subscriptions {
    pub(crate) fn new(store: Arc<Store>, listeners: Listeners, limits: Limits) -> Self {
        Self {
            store,
            listeners,
            limits,
        }
    }

    /// Checks who wants to listen. It costs a signature and a row, and writes nothing.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn introduce(&self, credential: &[u8]) -> Result<KnownListener, ProblemCode> {
        let credential = EventsCredential::from_bytes(credential)?;
        if i64::try_from(credential.counter).is_err() {
            return Err(ProblemCode::Malformed);
        }
        let device = self
            .store
            .read(|connection| device::find(connection, credential.device))
            .map_err(|error| failed(&error))?
            .ok_or(ProblemCode::UnknownDevice)?;
        credential.verify(self.store.id(), &device.key)?;
        if device.revoked_ms.is_some() {
            return Err(ProblemCode::UnknownDevice);
        }
        Ok(KnownListener { credential, device })
    }

    /// Begins to poke a device. It reads the device's grants now, so the caller should end a subscription after
    /// a while; the device then subscribes again.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn subscribe(
        &self,
        now_ms: i64,
        listener: &KnownListener,
        wake: Box<dyn Fn() + Send + Sync>,
    ) -> Result<Subscription, ProblemCode> {
        let KnownListener { credential, device } = listener;
        let (nr, id, counter) = (device.nr, credential.install, credential.counter);
        let (feeds, is_new, rests_ms) = self
            .store
            .read(|connection| {
                let is_new = device::install(connection, nr, id)?.is_none();
                let rests_ms = quota::rests_ms(connection, nr, now_ms)?;
                Ok((feeds_of(connection, device)?, is_new, rests_ms))
            })
            .map_err(|error| failed(&error))?;
        if is_new && rests_ms > 0 {
            return Err(ProblemCode::TooManyRequests);
        }
        let day_bytes = self.limits.day_bytes;
        let rose = self
            .store
            .write(move |write| {
                if is_new {
                    quota::charge(write, nr, now_ms, INSTALL_BYTES, day_bytes)?;
                }
                let install = device::install_row(write, nr, id)?;
                device::take_events_counter(write, install, counter)
            })
            .map_err(|error| failed(&error))?;
        if !rose {
            return Err(ProblemCode::InstallForked);
        }
        Ok(self.listeners.add(Listener {
            device: device.id,
            install: credential.install,
            feeds,
            wake,
        }))
    }

    /// Pokes everybody if another process wrote to the database, because a command granted, released or revoked
    /// something. Call it about once a second; it also flushes the high-water mark.
    pub fn notice_other_processes(&self) {
        self.store.flush_mark();
        let changed = self.store.changed_elsewhere();
        let changed = changed.and_then(|changed| {
            // The other process may have begun another epoch.
            changed.then(|| self.store.refresh_identity()).transpose()?;
            Ok(changed)
        });
        match changed {
            Ok(false) => {}
            Ok(true) => self.listeners.wake_all(),
            Err(error) => tracing::error!(%error, "the database cannot be watched"),
        }
    }
}

fn failed(error: &StoreError) -> ProblemCode {
    tracing::error!(%error, "a subscription failed");
    error.problem()
}

fn feeds_of(connection: &Connection, device: &DeviceRow) -> Result<BTreeSet<FeedKey>, StoreError> {
    let mut feeds = BTreeSet::from([FeedKey::Device(device.nr)]);
    let grants = account::grants_of_device(connection, device.nr)?;
    let rights = Rights::lasting(grants.iter().map(GrantRow::period_at_row));
    let readable = rights.kinds(Action::Read);
    feeds.extend(readable.map(|(site, kind)| FeedKey::Site(site, kind)));
    Ok(feeds)
}
