//! Carries out what the sync engine asks for.

use std::collections::VecDeque;
use std::time::Duration;

use puente_admission::Batch;
use puente_client::{Effect, Event, StopReason, SyncReport};

use crate::trial::RunningTrial;
use crate::{Error, HttpClient, HttpError, OpenStore, now_ms};

/// How a sync ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncOutcome {
    /// What the sync did and cost.
    pub report: SyncReport,
    /// Why the sync ended.
    pub stop: StopReason,
    /// The last error of the connection, if there was one.
    pub line: Option<HttpError>,
    /// Bundles carried for colleagues that the server took during this sync.
    pub bundles_delivered: u64,
    /// Bundles carried for colleagues that the server refused for good. The device keeps them.
    pub bundles_refused: u64,
}

/// What a sync calls while it runs.
pub struct SyncCallbacks<'a> {
    /// Shows how many rows are known to be left.
    pub progress: &'a mut dyn FnMut(u64),
    /// Waits before the next attempt to reach the server.
    pub pause: &'a mut dyn FnMut(Duration),
}

/// Syncs once with the server at which the device is enrolled ([`puente_client::Device::server_url`]). A caller
/// that syncs often passes the same `line` each time: it keeps its connection.
///
/// # Errors
/// The store failed, or the device is not enrolled: see [`puente_client::Error::advice`]. A broken connection
/// is no error but ends the sync: what was exchanged before stays exchanged.
pub fn sync(
    store: &mut OpenStore,
    line: &HttpClient,
    around: SyncCallbacks<'_>,
) -> Result<SyncOutcome, Error> {
    let mut driver = Driver {
        line,
        store,
        around,
        todo: VecDeque::new(),
        trials: VecDeque::new(),
        last: None,
    };
    driver.tell(Event::SyncRequested)?;
    loop {
        let Some(effect) = driver.todo.pop_front() else {
            driver.end_trial()?;
            continue;
        };
        match effect {
            Effect::SendExchange(body) => driver.exchange(&body)?,
            Effect::Pause { for_ms } => {
                (driver.around.pause)(Duration::from_millis(for_ms));
                driver.tell(Event::PauseEnded)?;
            }
            Effect::TryPage { page, batch } => driver.begin_trial(page, batch),
            Effect::TakeIn => driver.tell(Event::TakeIn)?,
            Effect::ShowProgress { rows_left } => (driver.around.progress)(rows_left),
            Effect::Finish(report, stop) => {
                // Nobody waits for the outcomes of these any more.
                for (_, trial) in driver.trials.drain(..) {
                    trial.end();
                }
                // A revoked device may deliver too: a bundle is signed by the device that made it.
                let (bundles_delivered, bundles_refused) = match stop {
                    StopReason::Done | StopReason::Revoked => driver.deliver()?,
                    _ => (0, 0),
                };
                return Ok(SyncOutcome {
                    report,
                    stop,
                    line: driver.last,
                    bundles_delivered,
                    bundles_refused,
                });
            }
        }
    }
}

struct Driver<'s, 'a> {
    store: &'s mut OpenStore,
    line: &'s HttpClient,
    around: SyncCallbacks<'a>,
    todo: VecDeque<Effect>,
    trials: VecDeque<(i64, RunningTrial)>,
    last: Option<HttpError>,
}

impl Driver<'_, '_> {
    fn tell(&mut self, event: Event) -> Result<(), Error> {
        let OpenStore { device, rng, .. } = &mut *self.store;
        for effect in device.handle(event, now_ms(), rng)? {
            match effect {
                // Not queued: a response is still arriving, and people want to see the number move.
                Effect::ShowProgress { rows_left } => (self.around.progress)(rows_left),
                effect => self.todo.push_back(effect),
            }
        }
        Ok(())
    }

    fn begin_trial(&mut self, page: i64, batch: Batch) {
        let trial = self.store.trial.begin(batch);
        self.trials.push_back((page, trial));
    }

    /// Tries and writes the first pages of a long response while the rest arrives.
    fn try_meanwhile(&mut self) -> Result<(), Error> {
        loop {
            match self.todo.pop_front() {
                Some(Effect::TryPage { page, batch }) => self.begin_trial(page, batch),
                Some(Effect::TakeIn) => self.tell(Event::TakeIn)?,
                Some(other) => {
                    self.todo.push_front(other);
                    return Ok(());
                }
                None if self
                    .trials
                    .front()
                    .is_some_and(|(_, trial)| trial.is_over()) =>
                {
                    self.end_trial()?;
                }
                None => return Ok(()),
            }
        }
    }

    /// Waits for the trial that began first.
    fn end_trial(&mut self) -> Result<(), Error> {
        let (page, trial) = self
            .trials
            .pop_front()
            .expect("a sync that is not over has something to do or a trial to wait for");
        let outcomes = trial.end();
        self.tell(Event::PageTried { page, outcomes })
    }

    /// Gives the response to the engine as it arrives. Stops reading when the engine needs no more of it.
    fn exchange(&mut self, body: &[u8]) -> Result<(), Error> {
        let mut answer = match self.line.exchange(body) {
            Ok(answer) => answer,
            Err(error) => return self.broke(error),
        };
        loop {
            match answer.next_chunk() {
                Ok(Some(bytes)) => {
                    let bytes = bytes.to_vec();
                    self.tell(Event::BytesArrived(bytes))?;
                    self.try_meanwhile()?;
                    if !self.todo.is_empty() {
                        return Ok(());
                    }
                }
                Ok(None) => return self.tell(Event::ReplyEnded),
                Err(error) => return self.broke(error),
            }
        }
    }

    /// Delivers the bundles that the device carries for colleagues. If the connection breaks here, the sync has
    /// lost nothing. Returns how many bundles the server took, and how many it refused for good.
    fn deliver(&mut self) -> Result<(u64, u64), Error> {
        if self.store.device.next_carried(None)?.is_none() {
            return Ok((0, 0));
        }
        let first = self.store.device.status()?.carried;
        let mut before = first;
        // The bundles come in no order, and one may need another to be delivered first.
        loop {
            let is_whole = self.deliver_each()?;
            let carried = self.store.device.status()?.carried;
            if !is_whole || carried.waiting == 0 || carried.delivered == before.delivered {
                let delivered = carried.delivered.saturating_sub(first.delivered);
                return Ok((delivered, carried.refused.saturating_sub(first.refused)));
            }
            before = carried;
        }
    }

    /// Offers each bundle once. Returns whether the connection held.
    fn deliver_each(&mut self) -> Result<bool, Error> {
        let mut after = None;
        while let Some((hash, bundle)) = self.store.device.next_carried(after)? {
            after = Some(hash);
            match self.line.bundle(&bundle) {
                Ok(receipt) => match self.store.device.carried(hash, Ok(&receipt)) {
                    // Something else than our server answered: the device goes on carrying the bundle.
                    Err(puente_client::Error::Courier(_)) | Ok(()) => {}
                    Err(error) => return Err(error.into()),
                },
                Err(HttpError::Refused(code)) => self.store.device.carried(hash, Err(code))?,
                Err(_) => return Ok(false),
            }
        }
        Ok(true)
    }

    fn broke(&mut self, error: HttpError) -> Result<(), Error> {
        self.last = Some(error);
        self.tell(match error {
            HttpError::Refused(code) => Event::ReplyRefused(code),
            _ => Event::LineBroke,
        })
    }
}
