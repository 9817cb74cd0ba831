use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use puente_client::{StopReason, backoff_ms};
use puente_native::{HttpClient, HttpError, OpenStore, listen};

use super::sync::{answer, once};
use crate::failure::Failure;
use crate::say::{self, Answer};

/// How often to check whether another program wrote into this store while there is no poke.
const LOOK_EVERY_MS: u64 = 1_000;
/// The first pause before the stream is opened again.
const PAUSE_FIRST_MS: u64 = 1_000;
const PAUSE_MAX_MS: u64 = 60_000;

/// Syncs whenever the server pokes or something was saved here, until the process is interrupted. Interrupting
/// it is safe at any moment, because every step is committed.
pub(crate) fn run(mut store: OpenStore, as_json: bool) -> Result<Answer, Failure> {
    let line = HttpClient::new(&store.device.server_url()?)?;
    let mut failures = 0;
    loop {
        // The stream is opened before the sync, so that no poke is missed between them.
        let heard = open(&line, &mut store);
        let done = sync_and_tell(&mut store, &line, as_json)?;
        match heard {
            Ok(pokes) if done => {
                failures = 0;
                while heard_or_saved(&mut store, &pokes)? {
                    if !sync_and_tell(&mut store, &line, as_json)? {
                        break;
                    }
                }
            }
            Err(HttpError::Refused(code)) if !code.retry_helps() => {
                return Err(HttpError::Refused(code).into());
            }
            _ => {}
        }
        failures += 1;
        let pause_ms = backoff_ms(failures, PAUSE_FIRST_MS, PAUSE_MAX_MS);
        thread::sleep(Duration::from_millis(pause_ms));
    }
}

/// Syncs. Returns whether everything is exchanged. A revoked device has nothing to watch for.
fn sync_and_tell(store: &mut OpenStore, line: &HttpClient, as_json: bool) -> Result<bool, Failure> {
    let synced = once(store, line)?;
    say::answer(&answer(&synced), as_json);
    match synced.stop {
        StopReason::Refused(code) if !code.retry_helps() => Err(HttpError::Refused(code).into()),
        StopReason::Revoked => Err(super::sync::revoked()),
        stop => Ok(stop == StopReason::Done),
    }
}

/// Opens the stream and listens to it on its own thread, which ends with the stream.
fn open(line: &HttpClient, store: &mut OpenStore) -> Result<Receiver<()>, HttpError> {
    let credential = store
        .device
        .events_credential()
        .map_err(|_| HttpError::Broken)?;
    let mut pokes = listen(line, &credential)?;
    let (heard, hearing): (Sender<()>, _) = channel();
    thread::spawn(move || while pokes.wait().is_ok() && heard.send(()).is_ok() {});
    Ok(hearing)
}

/// Waits for a poke, or for something that another program saves into this store. Returns whether the stream is
/// still open.
fn heard_or_saved(store: &mut OpenStore, pokes: &Receiver<()>) -> Result<bool, Failure> {
    let waiting = store.device.status()?.waiting;
    loop {
        match pokes.recv_timeout(Duration::from_millis(LOOK_EVERY_MS)) {
            Ok(()) => {
                // One sync is enough for all the pokes so far.
                while pokes.try_recv().is_ok() {}
                return Ok(true);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(false),
            Err(RecvTimeoutError::Timeout) if store.device.status()?.waiting != waiting => {
                return Ok(true);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}
