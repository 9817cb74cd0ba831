//! The memory budget for request bodies: for all, for one address, for one device, and a part reserved for
//! short ones.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;
use tokio::sync::Notify;
use tokio::time::timeout;

/// How long a body waits for memory, in s.
const QUEUE_TIMEOUT_S: u64 = 10;

/// A body of at most this many bytes is short: what a phone brings after a day without a line.
const SHORT_BYTES_MAX: usize = 64 * 1024;

/// The most memory that bodies may hold at once.
#[derive(Debug, Clone, Copy)]
struct MemoryLimits {
    /// Bytes of all bodies.
    all_bytes_max: usize,
    /// The bytes of these that only short bodies get.
    short_bytes_kept: usize,
    /// Bytes of one address.
    address_bytes_max: usize,
    /// Bytes of one device.
    device_bytes_max: usize,
}

/// For senders who proved their device: 32 of the largest bodies, and room reserved for 128 short ones. A
/// device may hold an exchange and one whose line died unnoticed; an address may hold half of all, because the
/// phones of a shelter share one.
const OF_DEVICES: MemoryLimits = MemoryLimits {
    all_bytes_max: 64 * 1024 * 1024,
    short_bytes_kept: 8 * 1024 * 1024,
    address_bytes_max: 32 * 1024 * 1024,
    device_bytes_max: 4 * 1024 * 1024,
};

/// For carriers of bundles, who prove nothing: 16 of the largest bundles, a quarter of them from one address.
const OF_CARRIERS: MemoryLimits = MemoryLimits {
    all_bytes_max: 16 * 1024 * 1024,
    short_bytes_kept: 2 * 1024 * 1024,
    address_bytes_max: 4 * 1024 * 1024,
    device_bytes_max: 4 * 1024 * 1024,
};

/// The owner of a body.
#[derive(Debug, Clone, Copy)]
pub(super) struct BodyOwner {
    pub(super) address: IpAddr,
    /// `None` when the sender has not proved a device.
    pub(super) device: Option<DeviceId>,
}

/// The budget for senders who prove their device, and the budget for those who do not.
#[derive(Debug)]
pub(super) struct BodyBudgets {
    pub(super) of_devices: BodyBudget,
    pub(super) of_carriers: BodyBudget,
}

impl BodyBudgets {
    pub(super) fn new() -> Self {
        Self {
            of_devices: BodyBudget::new(OF_DEVICES),
            of_carriers: BodyBudget::new(OF_CARRIERS),
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct BodyBudget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limits: MemoryLimits,
    /// Locked only to count, never while a body waits or is read. It guarantees that the bytes held stay within
    /// `limits`.
    held: Mutex<BodiesHeld>,
    freed: Notify,
}

#[derive(Debug, Default)]
struct BodiesHeld {
    bytes: usize,
    of_addresses: HashMap<IpAddr, usize>,
    of_devices: HashMap<DeviceId, usize>,
}

/// The memory that one body holds, given back when dropped.
#[derive(Debug)]
pub(super) struct BodyPermit {
    memory: BodyBudget,
    holder: BodyOwner,
    bytes: usize,
}

fn of<K: Eq + Hash>(held: &HashMap<K, usize>, key: &K) -> usize {
    held.get(key).copied().unwrap_or(0)
}

fn give_back<K: Eq + Hash>(held: &mut HashMap<K, usize>, key: &K, bytes: usize) {
    if let Some(of_key) = held.get_mut(key) {
        *of_key -= bytes;
        if *of_key == 0 {
            held.remove(key);
        }
    }
}

impl BodyBudget {
    fn new(limits: MemoryLimits) -> Self {
        Self(Arc::new(Shared {
            limits,
            held: Mutex::default(),
            freed: Notify::new(),
        }))
    }

    /// The share of a body of which nothing has arrived yet.
    pub(super) fn share(&self, holder: BodyOwner) -> BodyPermit {
        BodyPermit {
            memory: self.clone(),
            holder,
            bytes: 0,
        }
    }

    fn held(&self) -> MutexGuard<'_, BodiesHeld> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BodyPermit {
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes `bytes` more, and waits until there is room.
    ///
    /// # Errors
    /// `busy`: there was no room for [`QUEUE_TIMEOUT_S`].
    pub(super) async fn grow(&mut self, bytes: usize) -> Result<(), ProblemCode> {
        let memory = self.memory.clone();
        let grow = async {
            loop {
                let freed = memory.0.freed.notified();
                tokio::pin!(freed);
                // From here on no release is missed.
                freed.as_mut().enable();
                if self.grows(bytes) {
                    return;
                }
                freed.await;
            }
        };
        timeout(Duration::from_secs(QUEUE_TIMEOUT_S), grow)
            .await
            .map_err(|_| ProblemCode::Busy)
    }

    fn grows(&mut self, bytes: usize) -> bool {
        let limits = self.memory.0.limits;
        let is_short = self.bytes + bytes <= SHORT_BYTES_MAX;
        let kept = if is_short { 0 } else { limits.short_bytes_kept };
        let BodyOwner { address, device } = self.holder;
        let memory = self.memory.clone();
        let mut held = memory.held();
        let of_device = device.map_or(0, |device| of(&held.of_devices, &device));
        if held.bytes + bytes > limits.all_bytes_max - kept
            || of(&held.of_addresses, &address) + bytes > limits.address_bytes_max
            || of_device + bytes > limits.device_bytes_max
        {
            return false;
        }
        held.bytes += bytes;
        *held.of_addresses.entry(address).or_default() += bytes;
        if let Some(device) = device {
            *held.of_devices.entry(device).or_default() += bytes;
        }
        self.bytes += bytes;
        true
    }
}

impl Drop for BodyPermit {
    fn drop(&mut self) {
        let mut held = self.memory.held();
        held.bytes -= self.bytes;
        give_back(&mut held.of_addresses, &self.holder.address, self.bytes);
        if let Some(device) = &self.holder.device {
            give_back(&mut held.of_devices, device, self.bytes);
        }
        drop(held);
        self.memory.0.freed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1024 * 1024;

    fn holder(address: u8, device: u8) -> BodyOwner {
        BodyOwner {
            address: IpAddr::from([192, 0, 2, address]),
            device: Some(DeviceId::from_bytes([device; 16])),
        }
    }

    /// As many shares of this size as the budget has.
    fn take(memory: &BodyBudget, holder: BodyOwner, bytes: usize) -> Vec<BodyPermit> {
        let shares = std::iter::repeat_with(|| memory.share(holder));
        let taken = shares.map(|mut share| share.grows(bytes).then_some(share));
        taken.map_while(|share| share).collect()
    }

    #[test]
    fn nobody_takes_the_share_of_others() {
        let memory = BodyBudget::new(OF_DEVICES);
        let mut held = take(&memory, holder(1, 0), 2 * MIB);
        assert_eq!(held.len(), 2, "one device");
        for device in 1..100 {
            held.extend(take(&memory, holder(1, device), 2 * MIB));
        }
        assert_eq!(held.len(), 16, "one address");
        for device in 100..200 {
            held.extend(take(&memory, holder(device, device), 2 * MIB));
        }
        assert_eq!(held.len(), 28, "all, but for what is kept for short ones");
        let short = take(&memory, holder(201, 201), SHORT_BYTES_MAX);
        assert_eq!(short.len(), 64, "one device");
        drop(held);
        drop(short);
        let held = memory.held();
        assert!(held.bytes == 0 && held.of_addresses.is_empty() && held.of_devices.is_empty());
    }

    #[actix_web::test]
    async fn who_waits_goes_on_when_room_is_given_back() {
        let memory = BodyBudget::new(OF_DEVICES);
        let held = take(&memory, holder(1, 1), 2 * MIB);
        let mut waiting = memory.share(holder(1, 1));
        let grown = actix_web::rt::spawn(async move { waiting.grow(MIB).await });
        actix_web::rt::spawn(async move { drop(held) });
        assert_eq!(grown.await.unwrap(), Ok(()));
    }
}
