//! A request with any content, signed by an enrolled device; the first byte is the flags.
#![no_main]

use ed25519_dalek::SigningKey;
use libfuzzer_sys::fuzz_target;
use puente_protocol::exchange::{SealedRequest, seal_payload};
use puente_record::ServerId;

const SERVER: ServerId = ServerId::from_bytes([0xa1; 16]);

fuzz_target!(|bytes: &[u8]| {
    let Some((flags, payload)) = bytes.split_first() else {
        return;
    };
    let key = SigningKey::from_bytes(&[1; 32]);
    let public = key.verifying_key().to_bytes();
    let body = seal_payload(SERVER, &key, *flags, payload);
    if let Ok(sealed) = SealedRequest::read(&body) {
        let _ = sealed.open(SERVER, &public);
    }
});
