//! Encryption to a public key, without a sender key: HPKE (RFC 9180) in base mode with DHKEM(X25519,
//! HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::CryptoRng;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};

/// Length of the encapsulated key, which stands before the ciphertext.
pub(crate) const SHARE_BYTES: usize = 32;
/// What encryption adds at the end.
pub(crate) const TAG_BYTES: usize = 16;

type Secret = <X25519HkdfSha256 as Kem>::PrivateKey;
type Public = <X25519HkdfSha256 as Kem>::PublicKey;
type Share = <X25519HkdfSha256 as Kem>::EncappedKey;

fn private(secret: &[u8; 32]) -> Secret {
    Secret::from_bytes(secret).expect("every 32 bytes are a secret of X25519")
}

/// The public half of a secret.
pub(crate) fn public(secret: &[u8; 32]) -> [u8; 32] {
    X25519HkdfSha256::sk_to_pk(&private(secret))
        .to_bytes()
        .into()
}

/// Returns `encapsulated key ‖ sealed`; `None` when `to` is not a valid key.
pub(crate) fn seal(
    to: &[u8; 32],
    info: &[u8],
    plain: &[u8],
    aad: &[u8],
    rng: &mut impl CryptoRng,
) -> Option<Vec<u8>> {
    let to = Public::from_bytes(to).ok()?;
    let (share, sealed) = hpke::single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &to, info, plain, aad, rng)
    .ok()?;
    Some([&share.to_bytes()[..], &sealed].concat())
}

/// Decrypts what [`seal`] returned; `None` when it was sealed to another key or is damaged.
pub(crate) fn open(secret: &[u8; 32], info: &[u8], sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (share, sealed) = sealed.split_at_checked(SHARE_BYTES)?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private(secret),
        &Share::from_bytes(share).ok()?,
        info,
        sealed,
        aad,
    )
    .ok()
}
