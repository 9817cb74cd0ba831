//! Receipts: the server's signed answer to a bundle. Because it is signed, it may come back by any road.

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
    /// The server that answers.
    #[n(0)]
    pub server: ServerId,
    /// The epoch of that server, see [`super::ServerKeys::epoch`].
    #[n(1)]
    pub epoch: u32,
    /// The device whose log this is about.
    #[n(2)]
    pub device: DeviceId,
    /// The install whose log this is about.
    #[n(3)]
    pub install: InstallId,
    /// Every segment before this number is on the server's disk and in its log.
    #[n(4)]
    pub next_n: u64,
    /// The hash of the segment before `next_n`, or [`crate::segment::NO_SEGMENT`] when that is 0. A device
    /// compares it with its own log, so it does not accept the receipt of a copy of its store.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub last: SegmentHash,
    /// The places of the bundle's segments in the server's log.
    #[n(6)]
    pub leaves: Vec<page::SegmentReceipt>,
    /// The bundle that this answers.
    #[cbor(n(7), with = "minicbor::bytes")]
    pub bundle: BundleHash,
    /// When the server answered, by its clock in ms since 1970.
    #[n(8)]
    pub time_ms: i64,
    /// How many segments of the bundle the server does not hold, because the segments before them are missing
    /// or because they were too many at once. The carrier offers the bundle again.
    #[n(9)]
    pub left: u64,
}

/// A receipt as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReceipt(Vec<u8>);

/// Why a receipt is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The bytes are not a receipt.
    #[error("not a receipt")]
    Malformed,
    /// The signature is not by this server.
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
    /// Reads exactly one receipt. Do not trust its content before [`SignedReceipt::open`].
    ///
    /// # Errors
    /// [`ReceiptError::Malformed`]: discard the bytes.
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

    /// The framed bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Verifies the signature and decodes the receipt.
    ///
    /// # Errors
    /// [`ReceiptError`]: discard the receipt.
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
