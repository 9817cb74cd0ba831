//! May the changes of a request enter? Gather what is needed, hold the trial, prepare the writes.

mod authority;
mod carried;
mod erased;
mod gather;
mod gathered;
mod judge;
mod judged;
mod pending;
mod prepare;
mod quarantine_limit;
mod quarantined;
mod release;
mod retry;
mod subject;

use puente_protocol::problem::ProblemCode;

use super::ExchangeError;
use super::authenticate::SenderContext;
use super::plan::ExchangePlan;
use super::receive::OpenedSegments;
use crate::Server;

/// How often the segments of a request are cut down to what may wait. Without those that are left out others may
/// wait too, but whoever makes that go on sends it for no other reason.
const CUTS_MAX: usize = 3;

/// Of the share of a device a revoked one has so many-th: it may not fill the disk for ever.
const REVOKED_SHARE: u64 = 64;

pub(crate) use authority::over_everything;
pub(crate) use gathered::expand_stored;

impl Server {
    /// Decides about every change of a request. Writes nothing. Of its segments those are left out that bring
    /// more than may wait, and all behind them: the acknowledgement says where the log stands.
    ///
    /// # Errors
    /// `too_many_requests` when that is the first of them.
    pub(super) fn admit(
        &self,
        context: &SenderContext,
        mut received: OpenedSegments,
        now_ms: i64,
    ) -> Result<ExchangePlan, ExchangeError> {
        let mut rng = self.rng.fork();
        for _ in 0..CUTS_MAX {
            let gathered = self.store.read(|connection| {
                Ok(gather::gather(
                    connection,
                    context,
                    (&received.segments, &received.received_ms),
                    now_ms,
                ))
            })??;
            let judged = self.judge(Some(context.device.nr), gathered)?;
            match judged.too_much {
                Some(0) => break,
                Some(segment) => {
                    drop(judged);
                    received.segments.truncate(segment);
                    continue;
                }
                None => {}
            }
            let not_read = judged.not_read();
            let documents = prepare::prepare(judged, now_ms, &mut rng)?;
            return Ok(ExchangePlan {
                documents,
                not_read,
                segments: received.segments,
                repeated: received.repeated,
                now_ms,
                // A revoked device brings what it had: that is a few exchanges.
                day_bytes: match context.device.revoked_ms {
                    None => self.limits.day_bytes,
                    Some(_) => self.limits.day_bytes / REVOKED_SHARE,
                },
                rng,
            });
        }
        tracing::warn!(
            device = context.device.nr,
            "more of a device would wait than may: it has to keep it"
        );
        Err(ProblemCode::TooManyRequests.into())
    }
}
