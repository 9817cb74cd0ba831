//! The way up: one signed request that is a whole exchange.
//!
//! `version u8 ‖ flags u8 ‖ device 16 ‖ signature 64 ‖ payload`. The signature is checked over the
//! payload as it came, so only an enrolled device can make a server decompress or decode anything.

use std::io::Read;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};
use puente_record::id::{DeviceId, InstallId, ServerId};
use sha2::{Digest, Sha256};

use crate::VERSION;
use crate::identity::{self, PublicKey};
use crate::limits::{
    COMPRESS_BYTES_MIN, CURSOR_BYTES_MAX, EXCHANGE_BYTES_MAX, EXCHANGE_PLAIN_BYTES_MAX,
    EXCHANGE_SEGMENTS_MAX, ZSTD_WINDOW_LOG_MAX,
};
use crate::problem::ProblemCode;
use crate::wire;

const HEAD_BYTES: usize = 1 + 1 + 16 + 64;
const ZSTD: u8 = 1;
const DOMAIN: &[u8] = b"puente/exchange/1";

/// What a device asks in one exchange.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Request {
    /// The installation that asks.
    #[n(0)]
    pub install: InstallId,
    /// Rises with every request of this install; a repeated one must be the same bytes.
    #[n(1)]
    pub counter: u64,
    /// The generation of grants that the device holds; another one at the server is sent down.
    #[n(2)]
    pub generation: u64,
    /// What the server gave last, empty at first. Opaque to the device.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub cursor: Vec<u8>,
    /// New segments in their order, each as [`crate::segment::Packed`] bytes.
    #[cbor(n(4), decode_with = "wire::segments")]
    pub segments: Vec<minicbor::bytes::ByteVec>,
}

/// A request as it arrived, signature not yet checked.
#[derive(Debug, Clone, Copy)]
pub struct Sealed<'a> {
    flags: u8,
    device: DeviceId,
    signature: [u8; 64],
    payload: &'a [u8],
}

impl Request {
    /// Signs and encodes the request for one server.
    #[must_use]
    pub fn seal(&self, server: ServerId, key: &SigningKey) -> Vec<u8> {
        let plain = minicbor::to_vec(self).expect("writing to memory does not fail");
        let (flags, payload) = compress(plain, Effort::Once);
        let signature = key.sign(&signed_bytes(server, flags, &payload)).to_bytes();
        let mut out = Vec::with_capacity(HEAD_BYTES + payload.len());
        out.extend_from_slice(&[VERSION, flags]);
        out.extend_from_slice(identity::device_id(&key.verifying_key().to_bytes()).as_bytes());
        out.extend_from_slice(&signature);
        out.extend_from_slice(&payload);
        out
    }
}

impl<'a> Sealed<'a> {
    /// Reads the head of a request.
    ///
    /// # Errors
    /// The code of the problem to answer with: the body is too short or long, or of another version.
    pub fn read(body: &'a [u8]) -> Result<Self, ProblemCode> {
        if body.len() > EXCHANGE_BYTES_MAX {
            return Err(ProblemCode::TooLarge);
        }
        let version = body.first().ok_or(ProblemCode::Malformed)?;
        if *version != VERSION {
            return Err(ProblemCode::UnsupportedVersion);
        }
        let (head, payload) = body
            .split_at_checked(HEAD_BYTES)
            .ok_or(ProblemCode::Malformed)?;
        let device =
            DeviceId::from_bytes(head[2..18].try_into().map_err(|_| ProblemCode::Malformed)?);
        let signature = head[18..].try_into().map_err(|_| ProblemCode::Malformed)?;
        Ok(Self {
            flags: head[1],
            device,
            signature,
            payload,
        })
    }

    /// Who says that it asks: look up the key of this device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// SHA-256 over the payload: tells a repeated request from a cloned device.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        Sha256::digest(self.payload).into()
    }

    /// Verifies the signature, then decompresses and decodes.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn open(&self, server: ServerId, key: &PublicKey) -> Result<Request, ProblemCode> {
        // The device stands outside what is signed: the key must be its own.
        if identity::device_id(key) != self.device {
            return Err(ProblemCode::BadSignature);
        }
        let signed = signed_bytes(server, self.flags, self.payload);
        VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify_strict(&signed, &Signature::from_bytes(&self.signature)))
            .map_err(|_| ProblemCode::BadSignature)?;
        let plain = expand(self.flags, self.payload, EXCHANGE_PLAIN_BYTES_MAX)
            .ok_or(ProblemCode::Malformed)?;
        let request: Request = wire::decode(&plain).map_err(|_| ProblemCode::Malformed)?;
        if request.cursor.len() > CURSOR_BYTES_MAX || request.segments.len() > EXCHANGE_SEGMENTS_MAX
        {
            return Err(ProblemCode::TooLarge);
        }
        Ok(request)
    }
}

/// The server is part of what is signed: a request that reaches another server is refused there.
fn signed_bytes(server: ServerId, flags: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(DOMAIN.len() + 17 + payload.len());
    out.extend_from_slice(DOMAIN);
    out.extend_from_slice(server.as_bytes());
    out.push(flags);
    out.extend_from_slice(payload);
    out
}

/// How hard bytes are compressed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Effort {
    /// Once, by who sends it: 10,000 changes are 6 % shorter for 20 ms of a laptop.
    Once,
    /// For each who asks.
    Often,
}

/// From so many bytes on, more effort shows.
const EFFORT_BYTES_MIN: usize = 32 * 1024;

impl Effort {
    /// The level of zstd.
    fn level(self, bytes: usize) -> i32 {
        match self {
            Self::Once if bytes >= EFFORT_BYTES_MIN => 6,
            Self::Once | Self::Often => 3,
        }
    }
}

/// zstd when it pays: the flags and the bytes to send.
pub(crate) fn compress(plain: Vec<u8>, effort: Effort) -> (u8, Vec<u8>) {
    if plain.len() < COMPRESS_BYTES_MIN {
        return (0, plain);
    }
    match zstd::bulk::compress(&plain, effort.level(plain.len())) {
        Ok(packed) if packed.len() < plain.len() => (ZSTD, packed),
        _ => (0, plain),
    }
}

/// The plain bytes, or nothing when they are damaged, exceed `bytes_max` or have unknown flags.
pub(crate) fn expand(flags: u8, payload: &[u8], bytes_max: usize) -> Option<Vec<u8>> {
    match flags {
        0 if payload.len() <= bytes_max => Some(payload.to_vec()),
        ZSTD => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(payload)
                .ok()?
                .single_frame();
            // The header of a frame may ask for far more memory than its content needs.
            decoder.window_log_max(ZSTD_WINDOW_LOG_MAX).ok()?;
            let mut plain = Vec::new();
            decoder
                .by_ref()
                .take(bytes_max as u64 + 1)
                .read_to_end(&mut plain)
                .ok()?;
            (plain.len() <= bytes_max && decoder.finish().is_empty()).then_some(plain)
        }
        _ => None,
    }
}
