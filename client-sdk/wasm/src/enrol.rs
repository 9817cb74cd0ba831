//! Joining a server. The Worker carries the messages.

use puente_client::Vault;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::whole_ms;
use crate::failure::Failure;
use crate::store::Store;

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

    /// Takes the server's answer and returns the six digits that both screens show.
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
        let Self { device, rng, .. } = self;
        Ok(device.enrolled(url, name, reply, whole_ms(now_ms), rng)?)
    }

    /// The store's key, wrapped under another person's secret.
    #[wasm_bindgen(js_name = wrapKey)]
    pub fn wrap_key(&mut self, secret: &str) -> Vec<u8> {
        Vault::wrap(secret, &self.key, &mut self.rng).to_bytes()
    }

    /// The body for `POST /v1/enrol` for another person on this phone.
    ///
    /// # Errors
    /// Code `not_enrolled`: the person who made the store must enrol first.
    #[wasm_bindgen(js_name = holderRequest)]
    pub fn holder_request(&self, code: &str, name: &str) -> Result<Vec<u8>, Failure> {
        Ok(self.device.holder_request(code, name)?)
    }

    /// Takes the server's answer: from now on `nr` opens the store too. Returns the six digits.
    ///
    /// # Errors
    /// See `advice`.
    #[wasm_bindgen(js_name = holderEnrolled)]
    pub fn holder_enrolled(
        &mut self,
        nr: u32,
        name: &str,
        reply: &[u8],
        now_ms: f64,
    ) -> Result<String, Failure> {
        Ok(self
            .device
            .holder_enrolled(nr, name, reply, whole_ms(now_ms))?)
    }

    /// The store's people, as a list of `{ nr, name, is_here }` in JSON.
    ///
    /// # Errors
    /// See `advice`.
    pub fn holders(&self) -> Result<String, Failure> {
        Ok(serde_json::json!(self.device.holders()?).to_string())
    }

    /// Forgets one of the store's people. What they wrote stays.
    ///
    /// # Errors
    /// See `advice`.
    #[wasm_bindgen(js_name = forgetHolder)]
    pub fn forget_holder(&mut self, nr: u32) -> Result<(), Failure> {
        Ok(self.device.forget_holder(nr)?)
    }

    /// The credential for one `GET /v1/events`, to be sent in base64url after `Authorization: Puente-Device`.
    ///
    /// # Errors
    /// Code `not_enrolled`.
    #[wasm_bindgen(js_name = eventsCredential)]
    pub fn events_credential(&mut self) -> Result<Vec<u8>, Failure> {
        Ok(self.device.events_credential()?)
    }

    /// The account of whoever has the store open, in hex, for signing in at the server.
    ///
    /// # Errors
    /// Code `not_enrolled`.
    pub fn account(&self) -> Result<String, Failure> {
        Ok(self.device.account()?.to_string())
    }

    /// The header `DPoP` for one request of the interactive API. `url` has no query; `nonce` is the server's last one;
    /// `token` is the access token that the request carries, if any.
    pub fn proof(
        &mut self,
        method: &str,
        url: &str,
        nonce: Option<String>,
        token: Option<String>,
        now_ms: f64,
    ) -> String {
        let Self { device, rng, .. } = self;
        let (nonce, token) = (nonce.as_deref(), token.as_deref());
        device.proof(method, url, nonce, token, whole_ms(now_ms), rng)
    }
}
