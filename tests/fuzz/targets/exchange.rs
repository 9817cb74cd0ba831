//! A request that an enrolled device signed, whatever is in it: the first byte is that of flags.
#![no_main]

use ed25519_dalek::{Signer as _, SigningKey};
use libfuzzer_sys::fuzz_target;
use puente_protocol::VERSION;
use puente_protocol::exchange::Sealed;
use puente_record::{DeviceId, ServerId};

const SERVER: ServerId = ServerId::from_bytes([0xa1; 16]);

fuzz_target!(|bytes: &[u8]| {
    let Some((flags, payload)) = bytes.split_first() else {
        return;
    };
    let key = SigningKey::from_bytes(&[1; 32]);
    let public = key.verifying_key().to_bytes();
    let server = SERVER.as_bytes();
    let signed = [&b"puente/exchange/1"[..], server, &[*flags], payload].concat();
    let signature = key.sign(&signed).to_bytes();
    let device = DeviceId::of_public_key(&public);
    let body = [
        &[VERSION, *flags],
        &device.as_bytes()[..],
        &signature,
        payload,
    ]
    .concat();
    if let Ok(sealed) = Sealed::read(&body) {
        let _ = sealed.open(SERVER, &public);
    }
});
