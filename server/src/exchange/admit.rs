//! May the changes of a request enter? Gather what is needed, hold the trial, prepare the writes.

mod aside;
mod authority;
mod erased;
mod gather;
mod judge;
mod kept;
mod prepare;
mod release;

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use super::Stop;
use super::authenticate::Asked;
use super::plan::Plan;
use super::receive::Received;
use crate::Server;

pub(crate) use authority::over_everything;
pub(crate) use gather::expand_stored;

impl Server {
    /// Decides about every change of a request. Writes nothing.
    pub(super) fn admit(
        &self,
        asked: &Asked,
        received: Received,
        now_ms: i64,
    ) -> Result<Plan, Stop> {
        let gathered = self.store.read(|connection| {
            Ok(gather::gather(
                connection,
                asked,
                &received.segments,
                now_ms,
            ))
        })??;
        let judged = self.judge(asked.device.nr, gathered)?;
        let sender = prepare::Sender {
            device: asked.device.id,
            site: asked.device.site,
        };
        let mut rng = self.request_rng();
        let documents = prepare::prepare(&sender, judged, now_ms, &mut rng)?;
        Ok(Plan {
            documents,
            segments: received.segments,
            repeated: received.repeated,
            now_ms,
            rng,
        })
    }

    /// Randomness for one request, so that the server's own is locked for a moment only.
    pub(crate) fn request_rng(&self) -> ChaCha20Rng {
        let mut seed = [0; 32];
        self.rng().fill_bytes(&mut seed);
        ChaCha20Rng::from_seed(seed)
    }
}
