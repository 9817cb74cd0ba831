//! Reading a request's body: how large, how slow, and how much of all of them at once.

use std::time::Duration;

use actix_web::web::Payload;
use futures_util::StreamExt;
use puente_protocol::problem::ProblemCode;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// A whole body must be there within this many s: 64 KiB over 2G take 13.
const TOTAL_TIMEOUT_S: u64 = 60;

/// The next bytes must come within this many s.
const STALL_TIMEOUT_S: u64 = 15;

/// KiB of bodies that are held at once: 64 of the largest.
const IN_FLIGHT_KIB_MAX: u32 = 128 * 1024;

/// How long a request waits for its share of that, in s.
const QUEUE_TIMEOUT_S: u64 = 10;

/// The share of memory that bodies may take.
#[derive(Debug)]
pub(super) struct InFlight(Semaphore);

/// A body with its share.
#[derive(Debug)]
pub(super) struct Body<'s> {
    pub(super) bytes: Vec<u8>,
    _share: SemaphorePermit<'s>,
}

impl InFlight {
    pub(super) fn new() -> Self {
        Self(Semaphore::new(IN_FLIGHT_KIB_MAX as usize))
    }

    /// Reads a body of at most so many bytes.
    pub(super) async fn read(
        &self,
        payload: Payload,
        announced: Option<usize>,
        bytes_max: usize,
    ) -> Result<Body<'_>, ProblemCode> {
        let expected = announced.unwrap_or(bytes_max);
        if expected > bytes_max {
            return Err(ProblemCode::TooLarge);
        }
        let kib = u32::try_from(expected.div_ceil(1024)).map_err(|_| ProblemCode::TooLarge)?;
        let share = timeout(
            Duration::from_secs(QUEUE_TIMEOUT_S),
            self.0.acquire_many(kib.max(1)),
        )
        .await
        .map_err(|_| ProblemCode::Busy)?
        .map_err(|_| ProblemCode::Internal)?;
        let total = Duration::from_secs(TOTAL_TIMEOUT_S);
        let bytes = timeout(total, collect(payload, expected, bytes_max))
            .await
            .map_err(|_| ProblemCode::TimedOut)??;
        Ok(Body {
            bytes,
            _share: share,
        })
    }
}

async fn collect(
    mut payload: Payload,
    expected: usize,
    bytes_max: usize,
) -> Result<Vec<u8>, ProblemCode> {
    let mut bytes = Vec::with_capacity(expected.min(64 * 1024));
    loop {
        let next = timeout(Duration::from_secs(STALL_TIMEOUT_S), payload.next()).await;
        match next.map_err(|_| ProblemCode::TimedOut)? {
            None => return Ok(bytes),
            Some(Err(_)) => return Err(ProblemCode::Malformed),
            Some(Ok(chunk)) if bytes.len() + chunk.len() > bytes_max => {
                return Err(ProblemCode::TooLarge);
            }
            Some(Ok(chunk)) => bytes.extend_from_slice(&chunk),
        }
    }
}
