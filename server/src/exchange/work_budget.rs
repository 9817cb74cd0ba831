//! Limits the work under way: one exchange for each device, and so many bytes for all together.
//!
//! A request of a few kilobytes may touch hundreds of megabytes of documents, or expand to many times its size;
//! work under way takes five times its bytes in memory.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::limits::SEGMENT_ITEMS_MAX;
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::PackedSegment;
use puente_record::{DeviceId, DocumentId};

use crate::store::{Connection, StoreError, document};

/// The most bytes of requests and of the documents they touch at once: 1,500 records of 8 KiB. For these the
/// server was measured to take 65 MiB.
pub(super) const BYTES_MAX: usize = 12 * 1024 * 1024;

/// Work of at most this many bytes never waits for others: 64 threads with such work add a third.
const LITTLE_BYTES: usize = 128 * 1024;

/// How long a device waits at most. A waiting request holds a thread. Only one request of each device may wait,
/// so that no device, nor a crowd that replays a device's signed request, takes the threads of others.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The part of the budget that one request gets.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkShare {
    /// The number of its segments to work on now; the device sends the rest again.
    pub(super) segments: usize,
    bytes: usize,
}

impl WorkShare {
    /// The first of these documents that fit into the budget, at least one, and their share.
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

    /// The first segments of a request that fit into the budget, at least one, and their share.
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
            // Bytes that are not a segment are refused when they are opened.
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

/// Who is working now, and who waits.
#[derive(Debug, Default)]
pub(super) struct WorkBudget {
    /// Guards the counts. It is held while they are read or changed and released while a request waits, so it
    /// guarantees that no more than [`BYTES_MAX`] and one exchange of each device are under way. The work
    /// itself holds a permit, not this lock.
    taken: Mutex<WorkUnderWay>,
    /// Notified when a permit is given back.
    left: Condvar,
}

#[derive(Debug, Default)]
struct WorkUnderWay {
    bytes: usize,
    devices: HashSet<DeviceId>,
    waiting: HashSet<DeviceId>,
}

/// The right to work on this many bytes, given back when dropped.
pub(super) struct WorkPermit<'r> {
    room: &'r WorkBudget,
    device: DeviceId,
    bytes: usize,
}

impl WorkBudget {
    fn lock(&self) -> MutexGuard<'_, WorkUnderWay> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the device has no other exchange under way and there is room. Work larger than the whole
    /// budget runs alone.
    ///
    /// # Errors
    /// `busy`: no room came in time, or another request of the device waits already.
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
        // A request that does not wait must not overtake those that do.
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
            // A carried bundle does not take a place that was just freed, before the request that waits for it
            // wakes.
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
