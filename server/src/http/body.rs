//! Reading a request's body: how large, how slow, and how much of all of them at once.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Payload;
use futures_util::StreamExt;
use puente_protocol::problem::ProblemCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// A whole body must be there within this many s: 64 KiB over 2G take 13.
const TOTAL_TIMEOUT_S: u64 = 60;

/// The next bytes must come within this many s.
const STALL_TIMEOUT_S: u64 = 15;

/// Bytes of bodies that are held at once: 32 of the largest.
const IN_FLIGHT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Shares are given out in steps of this many bytes, as bytes come: who announces much and sends
/// nothing holds nothing. 500 trickling bodies hold an eighth of all there is.
const STEP_BYTES: usize = 16 * 1024;

/// How long a request waits for its share of that, in s.
const QUEUE_TIMEOUT_S: u64 = 10;

/// The share of memory that bodies may take.
#[derive(Debug)]
pub(super) struct InFlight(Arc<Semaphore>);

/// A body with its share: keep it together until the body is worked on.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    share: Option<OwnedSemaphorePermit>,
}

impl InFlight {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(IN_FLIGHT_BYTES_MAX / STEP_BYTES)))
    }

    /// Reads a body of at most so many bytes.
    pub(super) async fn read(
        &self,
        payload: Payload,
        announced: Option<usize>,
        bytes_max: usize,
    ) -> Result<Body, ProblemCode> {
        if announced.is_some_and(|bytes| bytes > bytes_max) {
            return Err(ProblemCode::TooLarge);
        }
        let total = Duration::from_secs(TOTAL_TIMEOUT_S);
        timeout(total, self.collect(payload, bytes_max))
            .await
            .map_err(|_| ProblemCode::TimedOut)?
    }

    async fn collect(&self, mut payload: Payload, bytes_max: usize) -> Result<Body, ProblemCode> {
        let mut body = Body {
            bytes: Vec::new(),
            share: None,
        };
        loop {
            let next = timeout(Duration::from_secs(STALL_TIMEOUT_S), payload.next()).await;
            match next.map_err(|_| ProblemCode::TimedOut)? {
                None => return Ok(body),
                Some(Err(_)) => return Err(ProblemCode::Malformed),
                Some(Ok(chunk)) if body.bytes.len() + chunk.len() > bytes_max => {
                    return Err(ProblemCode::TooLarge);
                }
                Some(Ok(chunk)) => {
                    self.grow(&mut body, chunk.len()).await?;
                    body.bytes.extend_from_slice(&chunk);
                }
            }
        }
    }

    /// Makes room for so many bytes more.
    async fn grow(&self, body: &mut Body, more: usize) -> Result<(), ProblemCode> {
        let held = body
            .share
            .as_ref()
            .map_or(0, OwnedSemaphorePermit::num_permits);
        let needed = (body.bytes.len() + more)
            .div_ceil(STEP_BYTES)
            .saturating_sub(held);
        let Ok(steps @ 1..) = u32::try_from(needed) else {
            return Ok(());
        };
        let share = Arc::clone(&self.0).acquire_many_owned(steps);
        let share = timeout(Duration::from_secs(QUEUE_TIMEOUT_S), share)
            .await
            .map_err(|_| ProblemCode::Busy)?
            .map_err(|_| ProblemCode::Internal)?;
        match &mut body.share {
            Some(held) => held.merge(share),
            none => *none = Some(share),
        }
        // What is reserved is what is paid for.
        let paid = (held + steps as usize) * STEP_BYTES;
        body.bytes.reserve_exact(paid - body.bytes.len());
        Ok(())
    }
}
