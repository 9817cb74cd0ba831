//! The courier: the same segments in a file that anybody carries and only the server reads.
//!
//! A file is a sequence of [`frames`], each a bundle on its way to the server or a [`SignedReceipt`] on its
//! way back. Each frame stands for itself: a cut or damaged one costs nothing but itself.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::CryptoRng;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use minicbor::{Decode, Encode};
use puente_record::id::{DeviceId, InstallId, ServerId};
use sha2::{Digest, Sha256};

use crate::exchange::{Effort, compress, expand};
use crate::identity::PublicKey;
use crate::limits::{BUNDLE_BYTES_MAX, EXCHANGE_SEGMENTS_MAX};
use crate::problem::ProblemCode;
use crate::wire;

mod frame;
mod receipt;

pub use frame::{Content, Frame, Piece, pieces};
pub use receipt::{Receipt, ReceiptError, SignedReceipt};

const DOMAIN: &[u8] = b"puente/bundle/1";
const SERVER_BYTES: usize = 16;
const SHARE_BYTES: usize = 32;

type Secret = <X25519HkdfSha256 as Kem>::PrivateKey;
type Public = <X25519HkdfSha256 as Kem>::PublicKey;

/// The public key that bundles are encrypted to (X25519).
pub type CourierKey = [u8; 32];

/// SHA-256 over a bundle as it travels: its name.
pub type BundleHash = [u8; 32];

/// What devices know of their server to use couriers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ServerKeys {
    /// Which life of the server: rises when a backup is restored.
    #[n(0)]
    pub epoch: u32,
    /// Bundles are encrypted to it.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub courier: CourierKey,
    /// Receipts are signed with it (Ed25519).
    #[cbor(n(2), with = "minicbor::bytes")]
    pub receipt: PublicKey,
}

/// A part of one install's log, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Bundle {
    /// Whose log.
    #[n(0)]
    pub device: DeviceId,
    /// Which of its logs.
    #[n(1)]
    pub install: InstallId,
    /// As in an exchange.
    #[cbor(n(2), decode_with = "wire::segments")]
    pub segments: Vec<minicbor::bytes::ByteVec>,
}

/// A bundle as it travels. Whoever carries it sees for which server it is, and how long.
#[derive(Debug, Clone, Copy)]
pub struct SealedBundle<'a> {
    server: ServerId,
    share: &'a [u8],
    sealed: &'a [u8],
    prefix: &'a [u8],
    whole: &'a [u8],
}

/// The public half of a server's courier secret.
#[must_use]
pub fn courier_key(secret: &[u8; 32]) -> CourierKey {
    X25519HkdfSha256::sk_to_pk(&private(secret))
        .to_bytes()
        .into()
}

fn private(secret: &[u8; 32]) -> Secret {
    Secret::from_bytes(secret).expect("every 32 bytes are a secret of X25519")
}

impl Bundle {
    /// Encrypts the bundle to a server and frames it. Nothing when it is too large: put fewer segments
    /// in, or the key is none.
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
        let (flags, payload) = compress(plain, Effort::Once);
        let plain = [&[flags], &payload[..]].concat();
        let to = Public::from_bytes(to).ok()?;
        let length = SERVER_BYTES + SHARE_BYTES + plain.len() + TAG_BYTES;
        let prefix = frame::prefix(Content::Bundle, length)?;
        let aad = [&prefix[..], server.as_bytes()].concat();
        let (share, sealed) = hpke::single_shot_seal_with_rng::<
            ChaCha20Poly1305,
            HkdfSha256,
            X25519HkdfSha256,
        >(&OpModeS::Base, &to, DOMAIN, &plain, &aad, rng)
        .ok()?;
        let body = [server.as_bytes(), &share.to_bytes()[..], &sealed].concat();
        Some(frame::frame(prefix, &body))
    }
}

/// What encrypting adds.
const TAG_BYTES: usize = 16;

impl<'a> SealedBundle<'a> {
    /// Reads what can be read without the server's secret: exactly one bundle.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ProblemCode> {
        if bytes.len() > BUNDLE_BYTES_MAX {
            return Err(ProblemCode::TooLarge);
        }
        let frame = Frame::read(bytes)?;
        if frame.content != Content::Bundle || frame.bytes.len() != bytes.len() {
            return Err(ProblemCode::Malformed);
        }
        let (server, rest) = frame
            .body()
            .split_at_checked(SERVER_BYTES)
            .ok_or(ProblemCode::Malformed)?;
        let (share, sealed) = rest
            .split_at_checked(SHARE_BYTES)
            .ok_or(ProblemCode::Malformed)?;
        Ok(Self {
            server: ServerId::from_slice(server).map_err(|_| ProblemCode::Malformed)?,
            share,
            sealed,
            prefix: frame.prefix(),
            whole: bytes,
        })
    }

    /// For which server it is.
    #[must_use]
    pub fn server(&self) -> ServerId {
        self.server
    }

    /// Its name.
    #[must_use]
    pub fn hash(&self) -> BundleHash {
        Sha256::digest(self.whole).into()
    }

    /// Decrypts it. Its segments are to be opened as those of an exchange are: nothing says who packed
    /// them.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn open(&self, server: ServerId, secret: &[u8; 32]) -> Result<Bundle, ProblemCode> {
        if self.server != server {
            return Err(ProblemCode::BadSignature);
        }
        let share = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(self.share)
            .map_err(|_| ProblemCode::Malformed)?;
        let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private(secret),
            &share,
            DOMAIN,
            self.sealed,
            &[self.prefix, self.server.as_bytes()].concat(),
        )
        .map_err(|_| ProblemCode::Malformed)?;
        let (flags, payload) = plain.split_first().ok_or(ProblemCode::Malformed)?;
        let plain = expand(*flags, payload, BUNDLE_BYTES_MAX).ok_or(ProblemCode::Malformed)?;
        let bundle: Bundle = wire::decode(&plain).map_err(|_| ProblemCode::Malformed)?;
        if bundle.segments.len() > EXCHANGE_SEGMENTS_MAX {
            return Err(ProblemCode::TooLarge);
        }
        Ok(bundle)
    }
}
