//! A segment, and what its signature covers.
#![no_main]

use ed25519_dalek::{Signer as _, SigningKey};
use libfuzzer_sys::fuzz_target;
use puente_protocol::segment::{Known, NO_SEGMENT, Packed, Statement};

fuzz_target!(|bytes: &[u8]| {
    let key = SigningKey::from_bytes(&[1; 32]);
    let known = Known {
        key: key.verifying_key().to_bytes(),
        previous: NO_SEGMENT,
        change: &|_, _, _| None,
    };
    if let Ok(packed) = Packed::from_bytes(bytes) {
        let _ = packed.open(&known);
    }
    let signature = key.sign(bytes).to_bytes();
    let _ = Statement::verify(bytes, &signature, &known.key);
});
