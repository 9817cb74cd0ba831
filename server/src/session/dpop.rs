//! Proof of the device's key: the device signs every request of the interactive API (RFC 9449).
//!
//! The server's nonce decides how old a proof is, because phones' clocks are unreliable. The server remembers
//! each proof for as long as its nonce is good.

use std::collections::{HashMap, HashSet};

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use puente_protocol::dpop;
use puente_protocol::identity::{PublicKey, device_id};
use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::json_object::{self, JsonObject};
use super::{AccessError, Sessions, jws};

/// How long a nonce is good, in ms.
const NONCE_MS: i64 = 5 * 60 * 1_000;

/// How far in the future a nonce may be, in ms, in case the clock was set back a little.
const FUTURE_MS: i64 = 10 * 1_000;

/// The most bytes of a proof: ours have 500.
const PROOF_BYTES_MAX: usize = 2 * 1024;

/// Proofs of one device within [`NONCE_MS`]: seven in a second. A person who opens forty records a minute needs
/// one.
const PROOFS_OF_DEVICE_MAX: usize = 2_048;

/// Devices whose proofs are remembered within [`NONCE_MS`].
const DEVICES_MAX: usize = 4_096;

/// A request, as its proof has to describe it.
#[derive(Debug, Clone, Copy)]
pub struct DpopRequest<'a> {
    /// The content of the header `DPoP`.
    pub proof: &'a str,
    /// The request's method.
    pub method: &'a str,
    /// The request's path, without query.
    pub path: &'a str,
    /// The host that the request was sent to.
    pub host: &'a str,
}

/// Characters of a proof's id. An empty or short id could repeat by chance, and the server would refuse an
/// honest request; ours have 22.
const NAME_CHARACTERS: std::ops::RangeInclusive<usize> = 16..=128;

/// Seconds since 1970, from the year 1 to 9999. The value decides nothing, because phones' clocks are
/// unreliable.
const ISSUED_S: std::ops::Range<i64> = -62_135_596_800..253_402_300_800;

#[derive(Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: i64,
    nonce: Option<String>,
    ath: Option<String>,
}

/// A proof whose signature, request and nonce match. Neither its device nor whether it was used before is
/// checked yet.
pub(super) struct CheckedProof {
    pub(super) key: PublicKey,
    pub(super) device: DeviceId,
    id: [u8; 32],
}

/// Proofs that were used, in two generations that each outlive any nonce.
#[derive(Debug, Default)]
pub(super) struct ProofReplayCache {
    since_ms: i64,
    now: HashMap<DeviceId, HashSet<[u8; 32]>>,
    before: HashMap<DeviceId, HashSet<[u8; 32]>>,
}

impl Sessions {
    /// A nonce for the next proof.
    #[must_use]
    pub fn nonce(&self, now_ms: i64) -> String {
        let time = now_ms.to_be_bytes();
        BASE64URL_NOPAD.encode(&[&time[..], &self.nonce_tag(time)].concat())
    }

    fn nonce_tag(&self, time: [u8; 8]) -> [u8; 16] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.nonce_key).expect("HMAC takes any key");
        mac.update(&time);
        let mut tag = [0; 16];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        tag
    }

    fn is_fresh(&self, nonce: &str, now_ms: i64) -> bool {
        let Ok(bytes) = BASE64URL_NOPAD.decode(nonce.as_bytes()) else {
            return false;
        };
        let Some((time, tag)) = bytes.split_first_chunk::<8>() else {
            return false;
        };
        let is_ours = bool::from(tag.ct_eq(&self.nonce_tag(*time)));
        let age_ms = now_ms.saturating_sub(i64::from_be_bytes(*time));
        is_ours && (-FUTURE_MS..NONCE_MS).contains(&age_ms)
    }

    /// Checks a proof against its request, the nonce, and the access token in the request.
    pub(super) fn prove(
        &self,
        now_ms: i64,
        shown: &DpopRequest<'_>,
        token: Option<&str>,
    ) -> Result<CheckedProof, ProblemCode> {
        let (key, claims) = read(shown.proof)?;
        let expected = token.map(dpop::token_hash);
        if claims.htm != shown.method
            || !is_address(&claims.htu, shown.host, shown.path)
            || claims.ath != expected
        {
            return Err(ProblemCode::ProofRefused);
        }
        let nonce = claims.nonce.as_deref().unwrap_or_default();
        if !self.is_fresh(nonce, now_ms) {
            return Err(ProblemCode::UseNonce);
        }
        Ok(CheckedProof {
            key,
            device: device_id(&key),
            id: Sha256::digest(claims.jti.as_bytes()).into(),
        })
    }

    /// Uses up a proof of an enrolled device: each is good once.
    pub(super) fn spend(&self, now_ms: i64, proved: &CheckedProof) -> Result<(), AccessError> {
        let mut seen = self
            .seen
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        seen.take(now_ms, proved.device, proved.id)
    }
}

fn read(proof: &str) -> Result<(PublicKey, Claims), ProblemCode> {
    jws::install();
    let refused = ProblemCode::ProofRefused;
    if proof.len() > PROOF_BYTES_MAX {
        return Err(refused);
    }
    if !shows_public_key(proof) {
        return Err(refused);
    }
    let header = decode_header(proof).map_err(|_| refused)?;
    let is_plain = header.typ.as_deref() == Some(dpop::TYP)
        && header.alg == Algorithm::EdDSA
        && header.jku.is_none()
        && header.x5u.is_none()
        && header.crit.is_none();
    let jwk = header.jwk.filter(|_| is_plain).ok_or(refused)?;
    let AlgorithmParameters::OctetKeyPair(pair) = &jwk.algorithm else {
        return Err(refused);
    };
    if pair.curve != EllipticCurve::Ed25519 {
        return Err(refused);
    }
    let key = DecodingKey::from_ed_components(&pair.x).map_err(|_| refused)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.required_spec_claims.clear();
    // A proof has no expiry of its own; its nonce expires.
    validation.validate_exp = false;
    validation.validate_aud = false;
    let JsonObject(claims) = decode::<JsonObject<Claims>>(proof, &key, &validation)
        .map_err(|_| refused)?
        .claims;
    if !NAME_CHARACTERS.contains(&claims.jti.len()) || !ISSUED_S.contains(&claims.iat) {
        return Err(refused);
    }
    let key = key.try_get_as_bytes().ok().and_then(|x| x.try_into().ok());
    Ok((key.ok_or(refused)?, claims))
}

/// Does the head contain a key as RFC 8037 writes the public half, and nothing else? The library ignores other
/// members, such as the private half. A sender who sends that has given the key away and must be refused.
fn shows_public_key(proof: &str) -> bool {
    #[derive(Deserialize)]
    struct Head {
        jwk: JsonObject<serde_json::Map<String, Value>>,
    }
    let head = proof.split('.').next().unwrap_or_default();
    let head = BASE64URL_NOPAD.decode(head.as_bytes()).ok();
    let head = head.and_then(|head| json_object::read::<Head>(&head).ok());
    head.is_some_and(|head| {
        let mut members = head.jwk.0.keys();
        members.all(|name| matches!(&**name, "kty" | "crv" | "x" | "kid" | "alg" | "use"))
    })
}

/// Is this the address of the request? The server cannot know whether TLS ended here or at a proxy, so the
/// scheme is not compared; the nonce already proves that the proof is for this server.
fn is_address(htu: &str, host: &str, path: &str) -> bool {
    let rest = htu
        .strip_prefix("https://")
        .or_else(|| htu.strip_prefix("http://"));
    let plain = rest.and_then(|rest| rest.split(['?', '#']).next());
    plain.is_some_and(|plain| {
        let (authority, rest) = plain.split_at(plain.find('/').unwrap_or(plain.len()));
        authority.eq_ignore_ascii_case(host) && rest == path
    })
}

impl ProofReplayCache {
    fn take(&mut self, now_ms: i64, device: DeviceId, id: [u8; 32]) -> Result<(), AccessError> {
        let age_ms = now_ms.saturating_sub(self.since_ms);
        if !(0..NONCE_MS + FUTURE_MS).contains(&age_ms) {
            self.before = std::mem::take(&mut self.now);
            self.since_ms = now_ms;
        }
        let before = self.before.get(&device);
        if before.is_some_and(|ids| ids.contains(&id)) {
            return Err(ProblemCode::ProofRefused.into());
        }
        let full = AccessError {
            code: ProblemCode::TooManyRequests,
            retry_after_s: Some(60),
        };
        if self.now.len() >= DEVICES_MAX && !self.now.contains_key(&device) {
            return Err(full);
        }
        let ids = self.now.entry(device).or_default();
        if ids.contains(&id) {
            return Err(ProblemCode::ProofRefused.into());
        }
        if ids.len() >= PROOFS_OF_DEVICE_MAX {
            return Err(full);
        }
        ids.insert(id);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<(), AccessError>) -> Option<ProblemCode> {
        result.err().map(|refusal| refusal.code)
    }

    #[test]
    fn a_proof_is_good_once_for_as_long_as_its_nonce() {
        let mut seen = ProofReplayCache::default();
        let device = DeviceId::from_bytes([1; 16]);
        let other = DeviceId::from_bytes([2; 16]);
        let start = 1_000_000_000;
        assert_eq!(code(seen.take(start, device, [1; 32])), None);
        assert_eq!(code(seen.take(start, other, [1; 32])), None);
        for later in [0, NONCE_MS - 1, NONCE_MS] {
            let again = seen.take(start + later, device, [1; 32]);
            assert_eq!(code(again), Some(ProblemCode::ProofRefused));
        }
    }

    #[test]
    fn one_device_fills_its_own_share_alone() {
        let mut seen = ProofReplayCache::default();
        let device = DeviceId::from_bytes([1; 16]);
        for n in 0..PROOFS_OF_DEVICE_MAX {
            let mut id = [0; 32];
            id[..8].copy_from_slice(&n.to_be_bytes());
            assert_eq!(code(seen.take(1, device, id)), None);
        }
        let next = code(seen.take(1, device, [9; 32]));
        assert_eq!(next, Some(ProblemCode::TooManyRequests));
        assert_eq!(
            code(seen.take(1, DeviceId::from_bytes([2; 16]), [9; 32])),
            None
        );
    }

    #[test]
    fn an_address_is_compared_without_scheme_and_query() {
        let is = |htu: &str| is_address(htu, "puente.example:8443", "/v1/session");
        assert!(is("https://puente.example:8443/v1/session"));
        assert!(is("http://PUENTE.example:8443/v1/session?x=1"));
        assert!(!is("https://puente.example/v1/session"));
        assert!(!is("https://puente.example:8443/v1/session/refresh"));
        assert!(!is("ftp://puente.example:8443/v1/session"));
        assert!(!is("https://puente.example:8443"));
    }
}
