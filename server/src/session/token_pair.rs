//! The two tokens of a session: one for requests, and one to get the next two.

use data_encoding::BASE64URL_NOPAD;
use puente_record::AccountId;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{AccessError, Sessions, token};
use crate::store::session::SessionRow;

/// How long a refresh token is good, in ms: a shift.
pub(super) const REFRESH_MS: i64 = 12 * 60 * 60 * 1_000;

/// The tokens of a session, as a client gets them.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tokens {
    /// The value after `DPoP ` in the header `Authorization`.
    pub access_token: String,
    /// Always `DPoP`.
    pub token_type: &'static str,
    /// Seconds for which the access token is good.
    pub expires_in: i64,
    /// Good once: it gets the next two tokens.
    pub refresh_token: String,
    /// Seconds for which the refresh token is good.
    pub refresh_expires_in: i64,
    /// The account.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub account: AccountId,
    /// The person's name.
    pub name: String,
}

/// Shows the account, but no token.
impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// The form in which a refresh token is stored.
pub(super) fn hash(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

impl Sessions {
    pub(super) fn tokens(
        &self,
        now_ms: i64,
        session: &SessionRow,
        refresh: &[u8],
    ) -> Result<Tokens, AccessError> {
        Ok(Tokens {
            access_token: self.sign_token(now_ms, session)?,
            token_type: "DPoP",
            expires_in: token::TOKEN_S,
            refresh_token: BASE64URL_NOPAD.encode(refresh),
            refresh_expires_in: REFRESH_MS / 1_000,
            account: session.account,
            name: session.name.clone(),
        })
    }
}
