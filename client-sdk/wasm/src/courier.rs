//! What is unsent as a file that anybody may carry, and what others gave to carry.

use js_sys::{Array, Uint8Array};
use puente_client::CourierError;
use puente_protocol::bundle::{BundleHash, FrameContent, Piece, pieces};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::{Failure, courier_code};
use crate::store::Store;
use crate::sync::problem;
use crate::whole_ms;

/// What a file brought.
#[derive(Default)]
struct Taken {
    /// Bundles that are carried from now on.
    carried: u64,
    /// Bundles that were carried already.
    known: u64,
    /// Receipts that were this device's, or are kept for whoever gave the bundle.
    receipts: u64,
    /// Segments of this device that are news of being on the server.
    acknowledged: u64,
    /// Pieces that are cut or of another program.
    damaged: u64,
    /// Why something was not taken.
    refused: Option<CourierError>,
}

#[wasm_bindgen]
impl Store {
    /// Everything that the server has not acknowledged, encrypted to it; empty when there is nothing.
    /// Nothing counts as sent by this.
    ///
    /// # Errors
    /// Codes `not_enrolled`, `courier_no_keys`; else see `advice`.
    #[wasm_bindgen(js_name = exportBundles)]
    pub fn export_bundles(&mut self, now_ms: f64) -> Result<Uint8Array, Failure> {
        let Self { device, rng, .. } = self;
        let exported = device.export_bundles(whole_ms(now_ms), rng)?;
        Ok(Uint8Array::from(&exported.bundles.concat()[..]))
    }

    /// Takes bundles to carry and receipts that came back; `FileTaken` of messages.d.ts, as JSON. What
    /// is damaged or refused blocks nothing beside it.
    ///
    /// # Errors
    /// Code `courier_not_a_bundle`: nothing in it is either.
    #[wasm_bindgen(js_name = takeFile)]
    pub fn take_file(&mut self, file: &[u8]) -> Result<String, Failure> {
        let mut taken = Taken::default();
        for piece in pieces(file) {
            let outcome = match piece {
                Piece::Damaged(_) => {
                    taken.damaged += 1;
                    continue;
                }
                Piece::Frame(frame) if frame.content == FrameContent::Bundle => {
                    self.device.carry(frame.bytes).map(|is_new| match is_new {
                        true => taken.carried += 1,
                        false => taken.known += 1,
                    })
                }
                Piece::Frame(frame) => self.device.take_receipt(frame.bytes).map(|news| {
                    taken.receipts += 1;
                    taken.acknowledged += news;
                }),
            };
            match outcome {
                Err(puente_client::Error::Courier(error)) => taken.refused = Some(error),
                outcome => outcome?,
            }
        }
        let found = taken.carried + taken.known + taken.receipts;
        if found == 0 && taken.refused.is_none() {
            return Err(puente_client::Error::from(CourierError::NotABundle).into());
        }
        let json = json!({
            "carried": taken.carried,
            "known": taken.known,
            "receipts": taken.receipts,
            "acknowledged": taken.acknowledged,
            "damaged": taken.damaged,
            "refused": taken.refused.map(courier_code),
        });
        Ok(json.to_string())
    }

    /// The receipts of what was delivered, to hand back; empty when there are none.
    ///
    /// # Errors
    /// See `advice`.
    pub fn receipts(&self) -> Result<Uint8Array, Failure> {
        Ok(Uint8Array::from(&self.device.receipts()?.concat()[..]))
    }

    /// The next bundle to deliver, behind the one of this name: its name and its bytes.
    ///
    /// # Errors
    /// See `advice`.
    #[wasm_bindgen(js_name = nextCarried)]
    pub fn next_carried(&self, after: Option<Vec<u8>>) -> Result<Option<Array>, Failure> {
        let after = after.as_deref().map(name).transpose()?;
        let next = self.device.next_carried(after)?;
        Ok(next.map(|(name, bundle)| {
            let parts = [&name[..], &bundle[..]].map(Uint8Array::from);
            parts.iter().collect()
        }))
    }

    /// The server answered a bundle with a receipt. One that it did not sign is not kept: whoever answered is
    /// not our server, and the bundle goes on being carried.
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
