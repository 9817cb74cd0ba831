//! Reads request bodies within limits of size, speed and memory.

use std::time::Duration;

use actix_web::web::{Bytes, Payload};
use futures_util::StreamExt as _;
use puente_protocol::problem::ProblemCode;
use tokio::time::{Instant, timeout_at};

use super::body_budget::BodyPermit;

/// The whole body must arrive within this many s: 64 KiB over 2G take 13 s.
const TOTAL_TIMEOUT_S: u64 = 60;

/// The rate in bytes per second at which a body must arrive: a fifth of 2G.
const RATE_BYTES_PER_S: u32 = 1024;

/// How far a body may fall behind that rate, in s: long enough for a phone between two masts. A body cannot
/// build up a larger reserve: no sender can send nearly all at once and then a byte now and then.
const BEHIND_S: u64 = 15;

/// Memory is reserved in steps of this many bytes as bytes arrive, so a sender who announces much and sends
/// nothing holds none.
const STEP_BYTES: usize = 16 * 1024;

/// A body that is arriving.
pub(super) struct BodyReader {
    payload: Payload,
    ends: Instant,
    due: Instant,
}

/// A body with its share of the memory budget. Keep both together until the body has been processed.
#[derive(Debug)]
pub(super) struct BudgetedBody {
    pub(super) bytes: Vec<u8>,
    _share: Option<BodyPermit>,
}

impl BodyReader {
    /// A body of at most `bytes_max` bytes.
    ///
    /// # Errors
    /// The request announces a longer body.
    pub(super) fn new(
        payload: Payload,
        announced: Option<usize>,
        bytes_max: usize,
    ) -> Result<Self, ProblemCode> {
        if announced.is_some_and(|bytes| bytes > bytes_max) {
            return Err(ProblemCode::TooLarge);
        }
        let now = Instant::now();
        Ok(Self {
            payload,
            ends: now + Duration::from_secs(TOTAL_TIMEOUT_S),
            due: now + Duration::from_secs(BEHIND_S),
        })
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, ProblemCode> {
        let next = timeout_at(self.ends.min(self.due), self.payload.next()).await;
        match next.map_err(|_| ProblemCode::TimedOut)? {
            None => Ok(None),
            Some(Err(_)) => Err(ProblemCode::Malformed),
            Some(Ok(chunk)) => {
                self.due = due_after(self.due, chunk.len(), Instant::now());
                Ok(Some(chunk))
            }
        }
    }

    /// Reads until at least `bytes` are there or the body ends. The result may be longer by at most one chunk.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub(super) async fn read_begin(&mut self, bytes: usize) -> Result<Vec<u8>, ProblemCode> {
        let mut begun = Vec::new();
        while begun.len() < bytes {
            match self.next().await? {
                None => break,
                Some(chunk) => begun.extend_from_slice(&chunk),
            }
        }
        Ok(begun)
    }

    /// Reads the rest of a body without a share of the memory budget, because it has at most `bytes_max` bytes.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub(super) async fn read_small(
        mut self,
        begun: Vec<u8>,
        bytes_max: usize,
    ) -> Result<BudgetedBody, ProblemCode> {
        let mut bytes = begun;
        while bytes.len() <= bytes_max {
            match self.next().await? {
                None => {
                    return Ok(BudgetedBody {
                        bytes,
                        _share: None,
                    });
                }
                Some(chunk) => bytes.extend_from_slice(&chunk),
            }
        }
        Err(ProblemCode::TooLarge)
    }

    /// Reads the rest of a body of at most `bytes_max` bytes, after the bytes that were already read.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub(super) async fn read_rest(
        mut self,
        begun: Vec<u8>,
        mut share: BodyPermit,
        bytes_max: usize,
    ) -> Result<BudgetedBody, ProblemCode> {
        let mut bytes = Vec::new();
        let mut next = Some(Bytes::from(begun));
        while let Some(chunk) = next {
            if bytes.len() + chunk.len() > bytes_max {
                return Err(ProblemCode::TooLarge);
            }
            grow(&mut bytes, &mut share, chunk.len()).await?;
            bytes.extend_from_slice(&chunk);
            next = self.next().await?;
        }
        Ok(BudgetedBody {
            bytes,
            _share: Some(share),
        })
    }
}

/// The deadline for the bytes after these.
fn due_after(due: Instant, bytes: usize, now: Instant) -> Instant {
    let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    let earned = Duration::from_secs(1) * bytes / RATE_BYTES_PER_S;
    (due + earned).min(now + Duration::from_secs(BEHIND_S))
}

/// Reserves memory for `more` bytes.
async fn grow(bytes: &mut Vec<u8>, share: &mut BodyPermit, more: usize) -> Result<(), ProblemCode> {
    let needed = (bytes.len() + more).next_multiple_of(STEP_BYTES);
    if needed > share.bytes() {
        share.grow(needed - share.bytes()).await?;
        // Reserve exactly what the permit covers.
        bytes.reserve_exact(share.bytes() - bytes.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// How many s a body survives that sends `at_once` bytes first and then `bytes_per_s` each second.
    fn lives_s(at_once: usize, bytes_per_s: usize) -> u64 {
        let began = Instant::now();
        let mut due = due_after(began + Duration::from_secs(BEHIND_S), at_once, began);
        for s in 1..600 {
            let now = began + SECOND * s;
            if due < now {
                return u64::from(s);
            }
            due = due_after(due, bytes_per_s, now);
        }
        600
    }

    #[test]
    fn a_body_that_drips_is_cut_whatever_came_before() {
        assert_eq!(lives_s(0, 0), BEHIND_S + 1);
        assert!(lives_s(2 * 1024 * 1024, 1) <= BEHIND_S + 1);
        assert!(lives_s(2 * 1024 * 1024, 100) <= BEHIND_S + 3);
        assert!(lives_s(0, 512) > 29);
        assert_eq!(lives_s(0, 1024), 600, "a bad line goes on");
    }
}
