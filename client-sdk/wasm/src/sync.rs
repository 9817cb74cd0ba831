//! The sync engine's events and effects. The Worker carries the effects out.

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use puente_admission::wire;
use puente_client::{Effect, Event, StopReason};
use puente_protocol::problem::ProblemCode;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::{Failure, refusal};
use crate::store::Store;
use crate::whole_ms;

/// Each answers the effects to carry out, a list of objects with the name under `effect`:
/// `send_exchange` (`body`), `pause` (`for_ms`), `try_page` (`page`, `batch`), `take_in`, `show_progress`
/// (`rows_left`), `finish` (`stop`, `failure`, `report`).
#[wasm_bindgen]
impl Store {
    /// A person or a timer wants a sync.
    ///
    /// # Errors
    /// The store failed: see `advice`. The sync is over.
    #[wasm_bindgen(js_name = syncRequested)]
    pub fn sync_requested(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::SyncRequested, now_ms)
    }

    /// The next bytes of the answer are here.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = bytesArrived)]
    pub fn bytes_arrived(&mut self, bytes: Vec<u8>, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::BytesArrived(bytes), now_ms)
    }

    /// The answer ended as it should.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = replyEnded)]
    pub fn reply_ended(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::ReplyEnded, now_ms)
    }

    /// The server refused the request, with this problem code.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = replyRefused)]
    pub fn reply_refused(&mut self, code: &str, now_ms: f64) -> Result<Array, Failure> {
        // A later server may know problems that this app does not.
        let event = problem(code).map_or(Event::LineBroke, Event::ReplyRefused);
        self.handle(event, now_ms)
    }

    /// The line broke, before or within the answer.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = lineBroke)]
    pub fn line_broke(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::LineBroke, now_ms)
    }

    /// The pause is over.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = pauseEnded)]
    pub fn pause_ended(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::PauseEnded, now_ms)
    }

    /// The trial of a page ended; without outcomes when it died of the page.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = pageTried)]
    pub fn page_tried(
        &mut self,
        page: f64,
        outcomes: Option<Vec<u8>>,
        now_ms: f64,
    ) -> Result<Array, Failure> {
        let page = whole_ms(page);
        // The same build encoded it. A Worker that answers anything else is as good as dead.
        let outcomes = outcomes.and_then(|bytes| wire::decode_joined(&bytes).ok());
        self.handle(Event::PageTried { page, outcomes }, now_ms)
    }

    /// Everything before `take_in` was begun.
    ///
    /// # Errors
    /// As `syncRequested`.
    #[wasm_bindgen(js_name = takeIn)]
    pub fn take_in(&mut self, now_ms: f64) -> Result<Array, Failure> {
        self.handle(Event::TakeIn, now_ms)
    }

    fn handle(&mut self, event: Event, now_ms: f64) -> Result<Array, Failure> {
        let Self { device, rng, .. } = self;
        let effects = device.handle(event, whole_ms(now_ms), rng)?;
        Ok(effects.into_iter().map(object).collect())
    }
}

/// The problem of this name, as a failure of `enrol`.
///
/// # Errors
/// Always: that is what it gives.
#[wasm_bindgen(js_name = refused)]
pub fn refused(code: &str) -> Result<(), Failure> {
    Err(problem(code).map_or(Failure::Request, refusal))
}

pub(crate) fn problem(code: &str) -> Option<ProblemCode> {
    serde_json::from_value(code.into()).ok()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of rows and of ms are far below 2⁵³"
)]
fn object(effect: Effect) -> JsValue {
    let (name, parts): (&str, Vec<(&str, JsValue)>) = match effect {
        Effect::SendExchange(body) => (
            "send_exchange",
            vec![("body", Uint8Array::from(&body[..]).into())],
        ),
        Effect::Pause { for_ms } => ("pause", vec![("for_ms", (for_ms as f64).into())]),
        Effect::TryPage { page, batch } => {
            let batch = wire::encode_batch(&batch);
            let parts = vec![
                ("page", (page as f64).into()),
                ("batch", Uint8Array::from(&batch[..]).into()),
            ];
            ("try_page", parts)
        }
        Effect::TakeIn => ("take_in", Vec::new()),
        Effect::ShowProgress { rows_left } => (
            "show_progress",
            vec![("rows_left", (rows_left as f64).into())],
        ),
        Effect::Finish(report, stop) => {
            let report = serde_json::to_string(&report).expect("numbers have a JSON form");
            let (stop, failure) = stopped(stop);
            let parts = vec![
                ("report", JSON::parse(&report).unwrap_or(JsValue::NULL)),
                ("stop", stop.into()),
                ("failure", failure.map_or(JsValue::NULL, |of| of.object())),
            ];
            ("finish", parts)
        }
    };
    let object = Object::new();
    for (key, value) in [("effect", name.into())].into_iter().chain(parts) {
        // Cannot fail: the object was made here and is not frozen.
        let _ = Reflect::set(&object, &key.into(), &value);
    }
    object.into()
}

fn stopped(stop: StopReason) -> (&'static str, Option<Failure>) {
    match stop {
        StopReason::Done => ("done", None),
        StopReason::Revoked => ("revoked", None),
        StopReason::NotEnrolled => (
            "not_enrolled",
            Some(puente_client::Error::NotEnrolled.into()),
        ),
        StopReason::LineBroke => ("line_broke", None),
        StopReason::Refused(code) => ("refused", Some(refusal(code))),
        StopReason::Damaged => ("damaged", None),
    }
}
