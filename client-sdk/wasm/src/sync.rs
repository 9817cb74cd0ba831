//! The sync engine's events and effects. The Worker carries the effects out.

use js_sys::{Array, Reflect, Uint8Array};
use puente_admission::wire;
use puente_client::{Effect, Event, StopReason};
use puente_protocol::problem::ProblemCode;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::{parsed, whole_ms};
use crate::failure::{Failure, refusal};
use crate::messages::BytesBeside;
use crate::messages::sync::{SyncEffect, SyncStop};
use crate::store::Store;

/// Every method returns the effects to carry out.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type { SyncEffect } from './contract.js';";

#[wasm_bindgen]
impl Store {
    /// A person or a timer wants a sync.
    ///
    /// # Errors
    /// The store failed: see `advice`. The sync is over.
    #[wasm_bindgen(js_name = syncRequested, unchecked_return_type = "SyncEffect[]")]
    pub fn sync_requested(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::SyncRequested, now_ms)
    }

    /// The next bytes of the answer arrived.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = bytesArrived, unchecked_return_type = "SyncEffect[]")]
    pub fn bytes_arrived(&mut self, bytes: Vec<u8>, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::BytesArrived(bytes), now_ms)
    }

    /// The answer ended properly.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = replyEnded, unchecked_return_type = "SyncEffect[]")]
    pub fn reply_ended(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::ReplyEnded, now_ms)
    }

    /// The server refused the request, with this problem code.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = replyRefused, unchecked_return_type = "SyncEffect[]")]
    pub fn reply_refused(&mut self, code: &str, now_ms: f64) -> Result<Array, Failure> {
        // A later server may know problems that this app does not know.
        let event = problem(code).map_or(Event::LineBroke, Event::ReplyRefused);
        self.handle(event, now_ms)
    }

    /// The line broke, before or during the answer.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = lineBroke, unchecked_return_type = "SyncEffect[]")]
    pub fn line_broke(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::LineBroke, now_ms)
    }

    /// The pause is over.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = pauseEnded, unchecked_return_type = "SyncEffect[]")]
    pub fn pause_ended(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::PauseEnded, now_ms)
    }

    /// The trial of a page ended; without outcomes if the trial died.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = pageTried, unchecked_return_type = "SyncEffect[]")]
    pub fn page_tried(
        &mut self,
        page: f64,
        outcomes: Option<Vec<u8>>,
        now_ms: f64,
    ) -> Result<Array, Failure> {
        let page = whole_ms(page);
        // The same build encoded it. A Worker that sends anything else counts as dead.
        let outcomes = outcomes.and_then(|bytes| wire::decode_joined(&bytes).ok());
        self.handle(Event::PageTried { page, outcomes }, now_ms)
    }

    /// Everything before the effect `TakeIn` was started.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = takeIn, unchecked_return_type = "SyncEffect[]")]
    pub fn take_in(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::TakeIn, now_ms)
    }

    fn handle(&mut self, event: Event, now_ms: f64) -> Result<Array, Failure> {
        let Self { device, rng, .. } = self;
        let effects = device.handle(event, whole_ms(now_ms), rng)?;
        Ok(effects.into_iter().map(object).collect())
    }
}

/// The problem with this code, as a failure of `enrol`.
///
/// # Errors
/// Always the failure for this code.
#[wasm_bindgen(js_name = refused)]
pub fn refused(code: &str) -> Result<(), Failure> {
    Err(problem(code).map_or(Failure::Request, refusal))
}

pub(crate) fn problem(code: &str) -> Option<ProblemCode> {
    serde_json::from_value(code.into()).ok()
}

fn object(effect: Effect) -> JsValue {
    let (message, bytes) = match effect {
        Effect::SendExchange(body) => (
            SyncEffect::SendExchange { body: BytesBeside },
            Some(("body", body)),
        ),
        Effect::Pause { for_ms } => (SyncEffect::Pause { for_ms }, None),
        Effect::TryPage { page, batch } => (
            SyncEffect::TryPage {
                page,
                batch: BytesBeside,
            },
            Some(("batch", wire::encode_batch(&batch))),
        ),
        Effect::TakeIn => (SyncEffect::TakeIn, None),
        Effect::ShowProgress { rows_left } => (SyncEffect::ShowProgress { rows_left }, None),
        Effect::Finish(report, stop) => {
            let (stop, failure) = stopped(stop);
            let failure = failure.map(|of| of.message());
            let finish = SyncEffect::Finish {
                stop,
                failure,
                report,
            };
            (finish, None)
        }
    };
    let object = parsed(&message);
    if let Some((name, bytes)) = bytes {
        // This cannot fail: the object was made here and is not frozen.
        let _ = Reflect::set(&object, &name.into(), &Uint8Array::from(&bytes[..]));
    }
    object
}

fn stopped(stop: StopReason) -> (SyncStop, Option<Failure>) {
    match stop {
        StopReason::Done => (SyncStop::Done, None),
        StopReason::Revoked => (SyncStop::Revoked, None),
        StopReason::NotEnrolled => (
            SyncStop::NotEnrolled,
            Some(puente_client::Error::NotEnrolled.into()),
        ),
        StopReason::LineBroke => (SyncStop::LineBroke, None),
        StopReason::Refused(code) => (SyncStop::Refused, Some(refusal(code))),
        StopReason::Damaged => (SyncStop::Damaged, None),
    }
}
