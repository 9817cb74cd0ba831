//! How much is worked on at once: of one device one exchange at a time, and of all together so many bytes.
//!
//! A request of a few kilobytes may touch hundreds of megabytes of documents, or bring many times its own
//! size; what is worked on lies in memory five times.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use puente_protocol::exchange::Request;
use puente_protocol::limits::SEGMENT_ITEMS_MAX;
use puente_protocol::segment::Packed;
use puente_record::{DeviceId, DocumentId};
use rusqlite::Connection;

use crate::store::{StoreError, document};

/// Bytes of requests, and of the documents that they touch, at once: 1,500 records of 8 KiB. Measured, the server
/// takes 65 MiB for them.
pub(super) const BYTES_MAX: usize = 12 * 1024 * 1024;

/// Work of so many bytes never waits for that of others: 64 threads of it are a third more.
const LITTLE_BYTES: usize = 128 * 1024;

/// What one request may have of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// So many of its segments; the rest is for another request.
    pub(super) segments: usize,
    bytes: usize,
}

impl Share {
    /// As many segments as there is room for, at least one.
    pub(super) fn of(connection: &Connection, request: &Request) -> Result<Self, StoreError> {
        let mut share = Self {
            segments: 0,
            bytes: 0,
        };
        let mut seen: HashSet<DocumentId> = HashSet::new();
        for segment in &request.segments {
            let packed = Packed::from_bytes(segment);
            // What is no segment is told so when it is opened.
            let named = packed.as_ref().map_or(&[][..], Packed::documents);
            let fresh = named.iter().take(SEGMENT_ITEMS_MAX);
            let fresh: Vec<_> = fresh.copied().filter(|id| seen.insert(*id)).collect();
            let bytes = segment.len() + document::bytes_of(connection, &fresh)?;
            if share.segments > 0 && share.bytes + bytes > BYTES_MAX {
                break;
            }
            share.segments += 1;
            share.bytes += bytes;
        }
        Ok(share)
    }
}

/// Who is at work.
#[derive(Debug, Default)]
pub(crate) struct Room {
    taken: Mutex<Taken>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Taken {
    bytes: usize,
    devices: HashSet<DeviceId>,
}

/// A place at work, until it is dropped.
pub(super) struct Place<'r> {
    room: &'r Room,
    device: DeviceId,
    bytes: usize,
}

impl Room {
    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the device has nothing else under way and there is room. What alone exceeds all room is
    /// worked on alone.
    pub(super) fn enter(&self, device: DeviceId, share: Share) -> Place<'_> {
        let bytes = match share.bytes {
            ..=LITTLE_BYTES => 0,
            bytes => bytes.min(BYTES_MAX),
        };
        let must_wait =
            |taken: &mut Taken| taken.devices.contains(&device) || taken.bytes + bytes > BYTES_MAX;
        let taken = self.left.wait_while(self.lock(), must_wait);
        let mut taken = taken.unwrap_or_else(PoisonError::into_inner);
        taken.devices.insert(device);
        taken.bytes += bytes;
        Place {
            room: self,
            device,
            bytes,
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut taken = self.room.lock();
        taken.devices.remove(&self.device);
        taken.bytes -= self.bytes;
        drop(taken);
        self.room.left.notify_all();
    }
}
