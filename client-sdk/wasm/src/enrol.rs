//! Joining a server. The Worker carries the messages.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::store::Store;
use crate::whole_ms;

#[wasm_bindgen]
impl Store {
    /// The body for `POST /v1/enrol`.
    ///
    /// # Errors
    /// Code `already_enrolled`.
    #[wasm_bindgen(js_name = enrolRequest)]
    pub fn enrol_request(&self, code: &str, name: &str) -> Result<Vec<u8>, Failure> {
        Ok(self.device.enrol_request(code, name)?)
    }

    /// Takes the server's answer; gives the six digits that both screens show.
    ///
    /// # Errors
    /// See `advice`.
    pub fn enrolled(
        &mut self,
        url: &str,
        name: &str,
        reply: &[u8],
        now_ms: f64,
    ) -> Result<String, Failure> {
        let Self { device, rng } = self;
        Ok(device.enrolled(url, name, reply, whole_ms(now_ms), rng)?)
    }

    /// What stands, in base64url, behind `Authorization: Puente-Device` for one `GET /v1/events`.
    ///
    /// # Errors
    /// Code `not_enrolled`.
    #[wasm_bindgen(js_name = eventsCredential)]
    pub fn events_credential(&mut self) -> Result<Vec<u8>, Failure> {
        Ok(self.device.events_credential()?)
    }
}
