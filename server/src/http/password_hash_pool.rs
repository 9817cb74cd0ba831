//! Limits how many passwords are checked at once. Each check costs 80 ms of a core and 19 MiB. A flood of
//! sign-ins waits in this pool, and devices that sync do not notice.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use puente_protocol::problem::ProblemCode;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::session::AccessError;

/// Checks at once, on any number of cores: 38 MiB.
const RUNNING_MAX: usize = 2;

/// Checks that may wait: two and a half seconds of work on one core.
const WAITING_MAX: usize = 32;

/// When to try again, in s: the queue is empty by then.
const RETRY_AFTER_S: u64 = 3;

#[derive(Debug)]
pub(super) struct PasswordHashPool {
    /// At most [`RUNNING_MAX`] checks run, and no more than there are cores.
    permits: Semaphore,
    /// Requests for a permit under way. At [`WAITING_MAX`] a further request is refused at once.
    waiting: AtomicUsize,
}

/// A waiting check. It is counted until this is dropped.
struct QueuedHash<'h>(&'h AtomicUsize);

impl Drop for QueuedHash<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl PasswordHashPool {
    pub(super) fn new() -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self {
            permits: Semaphore::new(cores.min(RUNNING_MAX)),
            waiting: AtomicUsize::new(0),
        }
    }

    /// A place in the pool until the permit is dropped.
    pub(super) async fn place(&self) -> Result<SemaphorePermit<'_>, AccessError> {
        let full = AccessError {
            code: ProblemCode::TooManyRequests,
            retry_after_s: Some(RETRY_AFTER_S),
        };
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = QueuedHash(&self.waiting);
        if before >= WAITING_MAX {
            return Err(full);
        }
        self.permits.acquire().await.map_err(|_| full)
    }
}
