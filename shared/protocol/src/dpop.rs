//! Proof that a request of the interactive API comes from the device (RFC 9449), as its sender makes it.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::identity::PublicKey;

/// The `typ` of a proof.
pub const TYP: &str = "dpop+jwt";

/// What a proof is about.
#[derive(Debug, Clone, Copy)]
pub struct DpopClaims<'a> {
    /// The method, such as `POST`.
    pub method: &'a str,
    /// The address as the request names it, without query.
    pub url: &'a str,
    /// What the server's last `DPoP-Nonce` said; none before the first.
    pub nonce: Option<&'a str>,
    /// The access token that goes with the request, if one does.
    pub token: Option<&'a str>,
    /// The device's clock in ms since 1970. It may be wrong: the nonce tells how old a proof is.
    pub now_ms: i64,
    /// Random, for this proof alone.
    pub id: [u8; 16],
}

impl DpopClaims<'_> {
    /// The content of the header `DPoP`: a compact JWS by the device's key.
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

/// The `x` of a key as a JWK (RFC 8037).
#[must_use]
pub fn x(key: &PublicKey) -> String {
    BASE64URL_NOPAD.encode(key)
}

/// The `ath` of a token: SHA-256, base64url.
#[must_use]
pub fn token_hash(token: &str) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(token.as_bytes()))
}

/// The thumbprint of a device's key (RFC 7638), which a token is bound to.
#[must_use]
pub fn thumbprint(key: &PublicKey) -> String {
    // Members in the order of their names, nothing between them: the form that is hashed.
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
