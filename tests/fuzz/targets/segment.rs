//! A segment, and what its signature covers.
#![no_main]

use ed25519_dalek::{Signer as _, SigningKey};
use libfuzzer_sys::fuzz_target;
use puente_protocol::segment::{KnownSender, NO_SEGMENT, PackedSegment, Statement};

fuzz_target!(|bytes: &[u8]| {
    let key = SigningKey::from_bytes(&[1; 32]);
    let known = KnownSender {
        key: key.verifying_key().to_bytes(),
        previous: NO_SEGMENT,
        change: &|_, _, _| None,
    };
    if let Ok(packed) = PackedSegment::from_bytes(bytes) {
        let _ = packed.open(&known);
    }
    let signature = key.sign(bytes).to_bytes();
    let _ = Statement::verify(bytes, &signature, &known.key);
});
