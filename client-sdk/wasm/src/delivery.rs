//! Delivers bundles of others to the server, during a sync.

use js_sys::{Array, Uint8Array};
use puente_protocol::bundle::BundleHash;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::store::Store;
use crate::sync::problem;

#[wasm_bindgen]
impl Store {
    /// The next bundle to deliver, after the one with this hash: its hash and its bytes.
    ///
    /// # Errors
    /// See `advice`.
    #[wasm_bindgen(
        js_name = nextCarried,
        unchecked_return_type = "[name: Uint8Array<ArrayBuffer>, bundle: Uint8Array<ArrayBuffer>] | undefined"
    )]
    pub fn next_carried(&self, after: Option<Vec<u8>>) -> Result<Option<Array>, Failure> {
        let after = after.as_deref().map(name).transpose()?;
        let next = self.device.next_carried(after)?;
        Ok(next.map(|(name, bundle)| {
            let parts = [&name[..], &bundle[..]].map(Uint8Array::from);
            parts.iter().collect()
        }))
    }

    /// The server answered a bundle with a receipt. If our server did not sign the receipt, another server
    /// answered: the receipt is ignored and the bundle stays.
    ///
    /// # Errors
    /// See `advice`.
    pub fn delivered(&mut self, bundle: &[u8], receipt: &[u8]) -> Result<(), Failure> {
        match self.device.carried(name(bundle)?, Ok(receipt)) {
            Err(puente_client::Error::Courier(_)) => Ok(()),
            outcome => Ok(outcome?),
        }
    }

    /// The server refused a bundle with this problem.
    ///
    /// # Errors
    /// See `advice`.
    #[wasm_bindgen(js_name = deliveryRefused)]
    pub fn delivery_refused(&mut self, bundle: &[u8], code: &str) -> Result<(), Failure> {
        let Some(code) = problem(code) else {
            return Ok(());
        };
        Ok(self.device.carried(name(bundle)?, Err(code))?)
    }
}

fn name(bytes: &[u8]) -> Result<BundleHash, Failure> {
    bytes.try_into().map_err(|_| Failure::Request)
}
