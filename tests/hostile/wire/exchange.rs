//! Requests: an exchange, an enrolment.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signer, SigningKey};
use minicbor::Decoder;

use super::segment::cbor;
use super::{hash, name};

/// Compressed payloads set this flag.
pub(crate) const COMPRESSED: u8 = 1;

/// A payload with its digest before it sets this flag.
const WITH_DIGEST: u8 = 2;

/// Bytes of the largest payload that is sent without a digest.
const SMALL_BYTES_MAX: usize = 2_048;

/// What an install knows of its server.
#[derive(Clone)]
pub(crate) struct Standing {
    pub(crate) server: [u8; 16],
    pub(crate) counter: u64,
    pub(crate) generation: u64,
    pub(crate) cursor: Vec<u8>,
}

/// The payload of an exchange.
pub(crate) fn payload(install: &[u8; 16], standing: &Standing, segments: &[Vec<u8>]) -> Vec<u8> {
    cbor(|out| {
        out.array(5)?
            .bytes(install)?
            .u64(standing.counter)?
            .u64(standing.generation)?;
        out.bytes(&standing.cursor)?.array(segments.len() as u64)?;
        for segment in segments {
            out.bytes(segment)?;
        }
        Ok(())
    })
}

/// A body of `POST /v1/sync`, signed around any payload. A long payload is sent with its digest, which the
/// signature covers.
pub(crate) fn signed(key: &SigningKey, server: &[u8; 16], flags: u8, payload: &[u8]) -> Vec<u8> {
    let digest = hash(&[payload]);
    let is_long = payload.len() > SMALL_BYTES_MAX;
    let flags = flags | if is_long { WITH_DIGEST } else { 0 };
    let signed = [b"puente/exchange/1", &server[..], &[flags], &digest].concat();
    let device = name(&[b"device", key.verifying_key().as_bytes()]);
    let signature = key.sign(&signed).to_bytes();
    let digest = if is_long { &digest[..] } else { &[] };
    [&[1, flags], &device[..], &signature, digest, payload].concat()
}

/// The credential for `GET /v1/events`.
pub(crate) fn listening(
    key: &SigningKey,
    install: &[u8; 16],
    server: &[u8; 16],
    counter: u64,
) -> String {
    let counter = counter.to_be_bytes();
    let signed = [b"puente/events/1", &server[..], install, &counter].concat();
    let device = name(&[b"device", key.verifying_key().as_bytes()]);
    let signature = key.sign(&signed).to_bytes();
    BASE64URL_NOPAD.encode(&[&device[..], install, &counter, &signature].concat())
}

/// A body of `POST /v1/enrol`.
pub(crate) fn enrolment(key: &SigningKey, code: &str, person: &str) -> Vec<u8> {
    let public = key.verifying_key().to_bytes();
    let length = (code.len() as u64).to_be_bytes();
    let parts: [&[u8]; 5] = [
        b"puente/enrol/1",
        &public,
        &length,
        code.as_bytes(),
        person.as_bytes(),
    ];
    let signature = key.sign(&parts.concat()).to_bytes();
    cbor(|out| {
        out.array(4)?
            .str(code)?
            .bytes(&public)?
            .str(person)?
            .bytes(&signature)?;
        Ok(())
    })
}

/// The response to an enrolment: server, account, home site, generation.
pub(crate) struct Enrolled {
    pub(crate) server: [u8; 16],
    pub(crate) account: [u8; 16],
    pub(crate) site: [u8; 16],
    pub(crate) generation: u64,
}

impl Enrolled {
    pub(crate) fn read(body: &[u8]) -> Result<Self, minicbor::decode::Error> {
        let mut decoder = Decoder::new(body);
        decoder.array()?;
        let mut id = || -> Result<[u8; 16], minicbor::decode::Error> {
            let bytes = decoder.bytes()?;
            bytes
                .try_into()
                .map_err(|_| minicbor::decode::Error::message("no id"))
        };
        let (server, account, site) = (id()?, id()?, id()?);
        decoder.array()?;
        let generation = decoder.u64()?;
        Ok(Self {
            server,
            account,
            site,
            generation,
        })
    }
}
