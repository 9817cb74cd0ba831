//! How much is worked on at once: of one device one exchange at a time, and of all together so many bytes.
//!
//! A request of a few kilobytes may touch hundreds of megabytes of documents, or bring many times its own
//! size; what is worked on lies in memory five times.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::limits::SEGMENT_ITEMS_MAX;
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::PackedSegment;
use puente_record::{DeviceId, DocumentId};
use rusqlite::Connection;

use crate::store::{StoreError, document};

/// Bytes of requests, and of the documents that they touch, at once: 1,500 records of 8 KiB. Measured, the server
/// takes 65 MiB for them.
pub(super) const BYTES_MAX: usize = 12 * 1024 * 1024;

/// Work of so many bytes never waits for that of others: 64 threads of it are a third more.
const LITTLE_BYTES: usize = 128 * 1024;

/// For how long a device waits at most. A thread is held meanwhile: of each device one waits, so that no device, and
/// no crowd that repeats what a device once signed, takes the threads of others.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// What one request may have of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkShare {
    /// So many of its segments; the rest is for another request.
    pub(super) segments: usize,
    bytes: usize,
}

impl WorkShare {
    /// As many of these documents as are read at once, at least one.
    pub(super) fn of_documents(
        connection: &Connection,
        documents: &[DocumentId],
    ) -> Result<(usize, Self), StoreError> {
        let mut share = Self {
            segments: 0,
            bytes: 0,
        };
        for (count, document) in documents.iter().enumerate() {
            let bytes = document::bytes_of(connection, &[*document])?;
            if count > 0 && share.bytes + bytes > BYTES_MAX {
                return Ok((count, share));
            }
            share.bytes += bytes;
        }
        Ok((documents.len(), share))
    }

    /// As many segments as there is room for, at least one.
    pub(super) fn of(
        connection: &Connection,
        request: &ExchangeRequest,
    ) -> Result<Self, StoreError> {
        let mut share = Self {
            segments: 0,
            bytes: 0,
        };
        let mut seen: HashSet<DocumentId> = HashSet::new();
        for segment in &request.segments {
            let packed = PackedSegment::from_bytes(segment);
            // What is no segment is told so when it is opened.
            let named = packed.as_ref().map_or(&[][..], PackedSegment::documents);
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
pub(super) struct WorkBudget {
    /// Locked while places are counted, and given up while one is waited for: it guarantees that no more than
    /// [`BYTES_MAX`] and one exchange of a device are at work. Who is at work holds a permit, not the lock.
    taken: Mutex<WorkUnderWay>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct WorkUnderWay {
    bytes: usize,
    devices: HashSet<DeviceId>,
    waiting: HashSet<DeviceId>,
}

/// A place at work, until it is dropped.
pub(super) struct WorkPermit<'r> {
    room: &'r WorkBudget,
    device: DeviceId,
    bytes: usize,
}

impl WorkBudget {
    fn lock(&self) -> MutexGuard<'_, WorkUnderWay> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the device has nothing else under way and there is room. What alone exceeds all room is
    /// worked on alone.
    ///
    /// # Errors
    /// `busy`: there was none for so long, or something of the device waits already.
    pub(super) fn enter(
        &self,
        device: DeviceId,
        share: WorkShare,
        patience: Duration,
    ) -> Result<WorkPermit<'_>, ProblemCode> {
        let bytes = match share.bytes {
            ..=LITTLE_BYTES => 0,
            bytes => bytes.min(BYTES_MAX),
        };
        let must_wait = |taken: &mut WorkUnderWay| {
            taken.devices.contains(&device) || taken.bytes + bytes > BYTES_MAX
        };
        let mut taken = self.lock();
        // Whoever has no patience does not go before who waits.
        let is_behind = patience.is_zero()
            && (taken.waiting.contains(&device) || bytes > 0 && !taken.waiting.is_empty());
        if is_behind || must_wait(&mut taken) {
            if patience.is_zero() || !taken.waiting.insert(device) {
                return Err(ProblemCode::Busy);
            }
            let waited = self.left.wait_timeout_while(taken, patience, must_wait);
            let result;
            (taken, result) = waited.unwrap_or_else(PoisonError::into_inner);
            taken.waiting.remove(&device);
            if result.timed_out() {
                return Err(ProblemCode::Busy);
            }
        }
        taken.devices.insert(device);
        taken.bytes += bytes;
        Ok(WorkPermit {
            room: self,
            device,
            bytes,
        })
    }
}

impl Drop for WorkPermit<'_> {
    fn drop(&mut self) {
        let mut taken = self.room.lock();
        taken.devices.remove(&self.device);
        taken.bytes -= self.bytes;
        drop(taken);
        self.room.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LITTLE: WorkShare = WorkShare {
        segments: 1,
        bytes: 1,
    };

    #[test]
    fn of_a_device_one_works_and_one_waits() {
        let room = WorkBudget::default();
        let (one, other) = (DeviceId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]));
        std::thread::scope(|scope| {
            let working = room.enter(one, LITTLE, Duration::ZERO).unwrap();
            let waiting = scope.spawn(|| room.enter(one, LITTLE, PATIENCE).map(drop));
            while room.lock().waiting.is_empty() {
                std::thread::yield_now();
            }
            let third = room.enter(one, LITTLE, PATIENCE).map(drop);
            assert_eq!(third, Err(ProblemCode::Busy));
            assert!(room.enter(other, LITTLE, Duration::ZERO).is_ok());
            // What is carried does not take the place that is just free, before who waits for it wakes.
            room.lock().devices.remove(&one);
            let carried = room.enter(one, LITTLE, Duration::ZERO).map(drop);
            assert_eq!(carried, Err(ProblemCode::Busy));
            drop(working);
            assert_eq!(waiting.join().unwrap(), Ok(()));
        });
        assert!(room.lock().devices.is_empty() && room.lock().waiting.is_empty());
    }

    #[test]
    fn whoever_waits_too_long_comes_another_time() {
        let room = WorkBudget::default();
        let device = DeviceId::from_bytes([1; 16]);
        let _working = room.enter(device, LITTLE, Duration::ZERO).unwrap();
        let late = room.enter(device, LITTLE, Duration::from_millis(1));
        assert_eq!(late.map(drop), Err(ProblemCode::Busy));
        assert!(room.lock().waiting.is_empty());
    }
}
