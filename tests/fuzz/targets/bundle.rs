//! A bundle file of a courier, and a bundle of a stranger who has the server's public key.
#![no_main]

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeS, Serializable as _};
use libfuzzer_sys::fuzz_target;
use puente_protocol::VERSION;
use puente_protocol::bundle::{SealedBundle, SignedReceipt, courier_key, pieces};
use puente_record::ServerId;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};

const SERVER: ServerId = ServerId::from_bytes([0xa1; 16]);
const SECRET: [u8; 32] = [7; 32];

fn sealed(plain: &[u8]) -> Vec<u8> {
    let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&courier_key(&SECRET));
    let length = (16 + 32 + plain.len() + 16) as u32;
    let prefix = [&b"puenteb"[..], &[VERSION], &length.to_be_bytes()].concat();
    let aad = [&prefix[..], SERVER.as_bytes()].concat();
    let mut rng = ChaCha20Rng::from_seed([4; 32]);
    let (share, sealed) =
        hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &to.unwrap(),
            b"puente/bundle/1",
            plain,
            &aad,
            &mut rng,
        )
        .unwrap();
    let body = [SERVER.as_bytes(), &share.to_bytes()[..], &sealed].concat();
    [&prefix[..], &Sha256::digest(&body)[..8], &body].concat()
}

fuzz_target!(|bytes: &[u8]| {
    let _ = pieces(bytes).count();
    if let Ok(receipt) = SignedReceipt::read(bytes) {
        let _ = receipt.open(&[1; 32]);
    }
    if let Ok(bundle) = SealedBundle::read(bytes) {
        let _ = bundle.open(SERVER, &SECRET);
    }
    let made = sealed(bytes);
    if let Ok(bundle) = SealedBundle::read(&made) {
        let _ = bundle.open(SERVER, &SECRET);
    }
});
