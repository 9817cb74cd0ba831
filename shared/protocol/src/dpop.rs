//! Proof that a request of the interactive API comes from the device (DPoP, RFC 9449): the sender's side.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::identity::PublicKey;

/// The `typ` of a proof.
pub const TYP: &str = "dpop+jwt";

/// The content of a proof.
#[derive(Debug, Clone, Copy)]
pub struct DpopClaims<'a> {
    /// The method, such as `POST`.
    pub method: &'a str,
    /// The address as the request names it, without query.
    pub url: &'a str,
    /// The value of the server's last `DPoP-Nonce` header; absent before the first one.
    pub nonce: Option<&'a str>,
    /// The access token that the request carries, if any.
    pub token: Option<&'a str>,
    /// The device's clock in ms since 1970. It may be wrong: the server judges a proof's age by its nonce.
    pub now_ms: i64,
    /// Random; a new one for each proof.
    pub id: [u8; 16],
}

impl DpopClaims<'_> {
    /// The value of the `DPoP` header: a compact JWS signed with the device's key.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> String {
        let head = json!({
            "typ": TYP,
            "alg": "EdDSA",
            "jwk": { "kty": "OKP", "crv": "Ed25519", "x": x(&key.verifying_key().to_bytes()) },
        });
        let mut claims = json!({
            "jti": BASE64URL_NOPAD.encode(&self.id),
            "htm": self.method,
            "htu": self.url,
            "iat": self.now_ms.div_euclid(1000),
        });
        if let Some(nonce) = self.nonce {
            claims["nonce"] = nonce.into();
        }
        if let Some(token) = self.token {
            claims["ath"] = token_hash(token).into();
        }
        let part = |json: &serde_json::Value| BASE64URL_NOPAD.encode(json.to_string().as_bytes());
        let signed = format!("{}.{}", part(&head), part(&claims));
        let signature = key.sign(signed.as_bytes()).to_bytes();
        format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
    }
}

/// The JWK member `x` of a key (RFC 8037).
#[must_use]
pub fn x(key: &PublicKey) -> String {
    BASE64URL_NOPAD.encode(key)
}

/// The claim `ath` for a token: its SHA-256 in base64url.
#[must_use]
pub fn token_hash(token: &str) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(token.as_bytes()))
}

/// The thumbprint of a device's key (RFC 7638). The server binds access tokens to it.
#[must_use]
pub fn thumbprint(key: &PublicKey) -> String {
    // RFC 7638 hashes the members in the order of their names, without whitespace.
    let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, x(key));
    BASE64URL_NOPAD.encode(&Sha256::digest(canonical.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::BASE64URL_NOPAD;

    /// The key and its thumbprint of RFC 8037, appendix A.3.
    #[test]
    fn a_thumbprint_is_that_of_the_standard() {
        let key = BASE64URL_NOPAD
            .decode(b"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            .unwrap();
        assert_eq!(
            thumbprint(&key.try_into().unwrap()),
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
        );
    }
}
