//! A change that its device deleted: only the holder of the recovery key can read its body.
//!
//! It stands in the change's place and has the change's digest. So the segment's signature still holds, and it
//! shows whether the opened body is what the device signed.

use hpke::rand_core::CryptoRng;
use puente_record::id::{DocumentId, RecordId};

use super::digest::change_digest;
use crate::bytes::Reader;
use crate::change;
use crate::exchange::{CompressionEffort, compress, expand};
use crate::hybrid::{self, SHARE_BYTES, TAG_BYTES};
use crate::limits::CHANGE_BYTES_MAX;
use crate::server_keys::RecoveryKey;

const DOMAIN: &[u8] = b"puente/recovery/1";
const DIGEST_BYTES: usize = 32;
const HEAD_BYTES: usize = DIGEST_BYTES + 16;

/// A document's id, a branch and the largest change. A longer plain text is not a valid body.
const PLAIN_BYTES_MAX: usize = 16 + 4 + CHANGE_BYTES_MAX;

/// `digest (32) ‖ record (16) ‖ encapsulated key (32) ‖ sealed`. The record id stands in the clear, so that
/// the server finds the sealed bodies of a person who is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBody(Vec<u8>);

/// A change before it is sealed, or after it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsealedChange {
    /// The document.
    pub document: DocumentId,
    /// The device's branch in it, see [`crate::identity::actor`].
    pub branch: u32,
    /// The whole change chunk, uncompressed.
    pub raw: Vec<u8>,
}

/// Why a sealed body yields no change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// It was sealed to another key, or is damaged: keep it.
    #[error("the body is sealed to another key")]
    OtherKey,
    /// It opens, but is not what its device signed: it can never be used.
    #[error("the body is not what was signed")]
    NotWhatWasSigned,
}

impl SealedBody {
    /// `None` when `to` is not a valid key.
    pub(super) fn seal(
        change: &UnsealedChange,
        digest: &[u8; 32],
        record: RecordId,
        to: &RecoveryKey,
        rng: &mut impl CryptoRng,
    ) -> Option<Self> {
        let head = [digest, &record.as_bytes()[..]].concat();
        let (document, branch) = (change.document.as_bytes(), change.branch.to_be_bytes());
        let plain = [&document[..], &branch, &change.raw].concat();
        let (flags, payload) = compress(plain, CompressionEffort::Once);
        let plain = [&[flags], &payload[..]].concat();
        let sealed = hybrid::seal(to, DOMAIN, &plain, &head, rng)?;
        Some(Self([head, sealed].concat()))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let least = HEAD_BYTES + SHARE_BYTES + TAG_BYTES;
        (bytes.len() >= least).then(|| Self(bytes.to_vec()))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The digest that was signed for the change.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.0[..DIGEST_BYTES].try_into().expect("32 bytes")
    }

    /// The record that the change belongs to, as its device states.
    #[must_use]
    pub fn record(&self) -> RecordId {
        RecordId::from_slice(&self.0[DIGEST_BYTES..HEAD_BYTES]).expect("16 bytes")
    }

    /// The part that only the recovery key opens.
    #[must_use]
    pub fn sealed(&self) -> &[u8] {
        &self.0[HEAD_BYTES..]
    }

    /// Rebuilds a sealed body from parts that were stored apart.
    #[must_use]
    pub fn new(digest: &[u8; 32], record: RecordId, sealed: &[u8]) -> Option<Self> {
        Self::from_bytes(&[digest, &record.as_bytes()[..], sealed].concat())
    }

    /// Decrypts the change.
    ///
    /// # Errors
    /// [`RecoveryError`].
    pub fn open(&self, secret: &[u8; 32]) -> Result<UnsealedChange, RecoveryError> {
        let (head, sealed) = self.0.split_at(HEAD_BYTES);
        let plain = hybrid::open(secret, DOMAIN, sealed, head).ok_or(RecoveryError::OtherKey)?;
        let opened = read(&plain).ok_or(RecoveryError::NotWhatWasSigned)?;
        let hash = change::hash_of(&opened.raw);
        if change_digest(&opened.document, opened.branch, &hash) == self.digest() {
            Ok(opened)
        } else {
            Err(RecoveryError::NotWhatWasSigned)
        }
    }
}

fn read(plain: &[u8]) -> Option<UnsealedChange> {
    let (flags, payload) = plain.split_first()?;
    let plain = expand(*flags, payload, PLAIN_BYTES_MAX)?;
    let mut reader = Reader::new(&plain);
    Some(UnsealedChange {
        document: DocumentId::from_bytes(reader.array().ok()?),
        branch: u32::from_be_bytes(reader.array().ok()?),
        raw: reader.rest().to_vec(),
    })
}
