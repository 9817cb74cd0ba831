//! The courier: a device's segments in a file that anybody may carry and only the server can read.
//!
//! A file is a sequence of [`frames`]. Each frame is either a bundle on its way to the server or a
//! [`SignedReceipt`] on its way back. A cut or damaged frame does not affect the other frames.

use hpke::rand_core::CryptoRng;
use minicbor::{Decode, Encode};
use puente_record::id::{DeviceId, InstallId, ServerId};
use sha2::{Digest, Sha256};

use crate::exchange::{CompressionEffort, compress, expand};
use crate::hybrid::{self, SHARE_BYTES, TAG_BYTES};
use crate::limits::{BUNDLE_BYTES_MAX, EXCHANGE_SEGMENTS_MAX};
use crate::problem::ProblemCode;
pub use crate::server_keys::{CourierKey, RecoveryKey, ServerKeys};
use crate::wire;

mod frame;
mod receipt;

pub use frame::{Frame, FrameContent, Piece, pieces};
pub use receipt::{BundleReceipt, ReceiptError, SignedReceipt};

const DOMAIN: &[u8] = b"puente/bundle/1";
const SERVER_BYTES: usize = 16;

/// SHA-256 over a bundle as it travels. It identifies the bundle.
pub type BundleHash = [u8; 32];

/// A part of one install's log, in the order of the log.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Bundle {
    /// The device whose log this is.
    #[n(0)]
    pub device: DeviceId,
    /// The install whose log this is.
    #[n(1)]
    pub install: InstallId,
    /// The packed segments, as in an exchange.
    #[cbor(n(2), decode_with = "wire::segments")]
    pub segments: Vec<minicbor::bytes::ByteVec>,
}

/// A bundle as it travels. Its carrier sees only its server and its length.
#[derive(Debug, Clone, Copy)]
pub struct SealedBundle<'a> {
    server: ServerId,
    sealed: &'a [u8],
    prefix: &'a [u8],
    whole: &'a [u8],
}

/// The public half of a server's courier secret.
#[must_use]
pub fn courier_key(secret: &[u8; 32]) -> CourierKey {
    hybrid::public(secret)
}

impl Bundle {
    /// Encrypts the bundle to a server and frames it. `None` when the bundle is too large (put in fewer
    /// segments) or `to` is not a valid key.
    #[must_use]
    pub fn seal(
        &self,
        server: ServerId,
        to: &CourierKey,
        rng: &mut impl CryptoRng,
    ) -> Option<Vec<u8>> {
        let plain = minicbor::to_vec(self).expect("writing to memory does not fail");
        if plain.len() > BUNDLE_BYTES_MAX {
            return None;
        }
        let (flags, payload) = compress(plain, CompressionEffort::Once);
        let plain = [&[flags], &payload[..]].concat();
        let length = SERVER_BYTES + SHARE_BYTES + plain.len() + TAG_BYTES;
        let prefix = frame::prefix(FrameContent::Bundle, length)?;
        let aad = [&prefix[..], server.as_bytes()].concat();
        let sealed = hybrid::seal(to, DOMAIN, &plain, &aad, rng)?;
        let body = [&server.as_bytes()[..], &sealed].concat();
        Some(frame::frame(prefix, &body))
    }
}

impl<'a> SealedBundle<'a> {
    /// Reads the parts that need no secret. `bytes` must be exactly one bundle.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ProblemCode> {
        if bytes.len() > BUNDLE_BYTES_MAX {
            return Err(ProblemCode::TooLarge);
        }
        let frame = Frame::read(bytes)?;
        if frame.content != FrameContent::Bundle || frame.bytes.len() != bytes.len() {
            return Err(ProblemCode::Malformed);
        }
        let (server, sealed) = frame
            .body()
            .split_at_checked(SERVER_BYTES)
            .filter(|(_, sealed)| sealed.len() >= SHARE_BYTES)
            .ok_or(ProblemCode::Malformed)?;
        Ok(Self {
            server: ServerId::from_slice(server).map_err(|_| ProblemCode::Malformed)?,
            sealed,
            prefix: frame.prefix(),
            whole: bytes,
        })
    }

    /// The server that the bundle is for.
    #[must_use]
    pub fn server(&self) -> ServerId {
        self.server
    }

    /// The hash that identifies it.
    #[must_use]
    pub fn hash(&self) -> BundleHash {
        Sha256::digest(self.whole).into()
    }

    /// Decrypts the bundle. Its segments must be opened like those of an exchange, because nothing proves who
    /// packed them.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn open(&self, server: ServerId, secret: &[u8; 32]) -> Result<Bundle, ProblemCode> {
        if self.server != server {
            return Err(ProblemCode::BadSignature);
        }
        let aad = [self.prefix, self.server.as_bytes()].concat();
        let plain =
            hybrid::open(secret, DOMAIN, self.sealed, &aad).ok_or(ProblemCode::Malformed)?;
        let (flags, payload) = plain.split_first().ok_or(ProblemCode::Malformed)?;
        let plain = expand(*flags, payload, BUNDLE_BYTES_MAX).ok_or(ProblemCode::Malformed)?;
        let bundle: Bundle = wire::decode(&plain).map_err(|_| ProblemCode::Malformed)?;
        if bundle.segments.len() > EXCHANGE_SEGMENTS_MAX {
            return Err(ProblemCode::TooLarge);
        }
        Ok(bundle)
    }
}
