//! Receipts: what the server says to a bundle, signed, so that it may come back by any road.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};
use puente_record::id::{DeviceId, InstallId, ServerId};

use super::BundleHash;
use super::frame::{self, Frame, FrameContent};
use crate::identity::PublicKey;
use crate::page;
use crate::segment::SegmentHash;
use crate::wire;

const DOMAIN: &[u8] = b"puente/receipt/1";
const SIGNATURE_BYTES: usize = 64;

/// What the server holds of an install's log.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct BundleReceipt {
    /// Which server.
    #[n(0)]
    pub server: ServerId,
    /// In which of its lives.
    #[n(1)]
    pub epoch: u32,
    /// Whose log.
    #[n(2)]
    pub device: DeviceId,
    /// Which of its logs.
    #[n(3)]
    pub install: InstallId,
    /// Everything before is on the server's disk and in its log.
    #[n(4)]
    pub next_n: u64,
    /// The hash of the segment before `next_n`, or of none: a device takes the receipt for its own log
    /// alone, not for that of a copy.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub last: SegmentHash,
    /// Where the bundle's segments stand in the server's log.
    #[n(6)]
    pub leaves: Vec<page::SegmentReceipt>,
    /// Which bundle.
    #[cbor(n(7), with = "minicbor::bytes")]
    pub bundle: BundleHash,
    /// Server's clock, ms since 1970.
    #[n(8)]
    pub time_ms: i64,
    /// Segments of the bundle that the server does not hold: what they follow on is not there yet, or they are
    /// too much at once. Whoever carries it offers it again.
    #[n(9)]
    pub left: u64,
}

/// A receipt as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReceipt(Vec<u8>);

/// Why a receipt is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The bytes are no receipt.
    #[error("not a receipt")]
    Malformed,
    /// The server did not sign this.
    #[error("the signature of the receipt does not fit")]
    Signature,
}

impl BundleReceipt {
    /// Signs and frames it.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> SignedReceipt {
        let content = minicbor::to_vec(self).expect("writing to memory does not fail");
        let signature = key.sign(&[DOMAIN, &content].concat()).to_bytes();
        let body = [&signature[..], &content].concat();
        let prefix = frame::prefix(FrameContent::Receipt, body.len()).expect("256 leaves fit");
        SignedReceipt(frame::frame(prefix, &body))
    }
}

impl SignedReceipt {
    /// Reads exactly one receipt. Nothing in it is to be believed before [`SignedReceipt::open`].
    ///
    /// # Errors
    /// [`ReceiptError::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, ReceiptError> {
        match Frame::read(bytes) {
            Ok(frame)
                if frame.content == FrameContent::Receipt && frame.bytes.len() == bytes.len() =>
            {
                Ok(Self(bytes.to_vec()))
            }
            _ => Err(ReceiptError::Malformed),
        }
    }

    /// Its bytes, framed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Verifies the signature.
    ///
    /// # Errors
    /// [`ReceiptError`].
    pub fn open(&self, key: &PublicKey) -> Result<BundleReceipt, ReceiptError> {
        let (signature, content) = self.0[frame::HEAD_BYTES..]
            .split_first_chunk::<SIGNATURE_BYTES>()
            .ok_or(ReceiptError::Malformed)?;
        VerifyingKey::from_bytes(key)
            .and_then(|key| {
                let signed = [DOMAIN, content].concat();
                key.verify_strict(&signed, &Signature::from_bytes(signature))
            })
            .map_err(|_| ReceiptError::Signature)?;
        wire::decode(content).map_err(|_| ReceiptError::Malformed)
    }
}
