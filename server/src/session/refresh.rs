//! Refreshing: one refresh token buys the next two tokens. A refresh token that comes twice was copied, or its
//! answer was lost; the same request within a minute gets the same answer again.

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use puente_audit::{Entry, EntryKind};
use puente_protocol::identity::PublicKey;
use puente_protocol::problem::ProblemCode;
use serde::Deserialize;
use sha2::Sha256;

use super::token_pair::{REFRESH_MS, Tokens, hash};
use super::{AccessError, DpopRequest, Sessions, json_object};
use crate::store::session::{self, RefreshToken, SessionRow};
use crate::store::{StoreError, WriteTransaction};

/// How long a session lasts, however often it is refreshed, in ms.
pub(super) const SESSION_MS_MAX: i64 = 7 * 24 * 60 * 60 * 1_000;

/// How long the same request gets the same answer, in ms.
const REPEAT_MS: i64 = 60 * 1_000;

/// The length of a request's id in bytes.
const REQUEST_BYTES: std::ops::RangeInclusive<usize> = 16..=64;

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    refresh_token: String,
    /// A random id of this request, the same when it is sent again because no answer came.
    request: String,
}

/// The result of a refresh.
enum Outcome {
    Refreshed(Box<SessionRow>),
    Refused,
}

impl Sessions {
    /// Refreshes a session.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn refresh(
        &self,
        now_ms: i64,
        shown: &DpopRequest<'_>,
        body: &[u8],
    ) -> Result<Tokens, AccessError> {
        let proved = self.prove(now_ms, shown, None)?;
        let body: RefreshRequest = json_object::read(body)?;
        let token = BASE64URL_NOPAD
            .decode(body.refresh_token.as_bytes())
            .map_err(|_| ProblemCode::TokenRefused)?;
        if !REQUEST_BYTES.contains(&body.request.len()) {
            return Err(ProblemCode::Malformed.into());
        }
        let found = self
            .store
            .read(|connection| session::refresh(connection, hash(&token)))?;
        // A stranger's guess costs no memory: only a device that holds a token uses up a proof.
        found.ok_or(ProblemCode::TokenRefused)?;
        self.spend(now_ms, &proved)?;
        let successor = self.successor(&token, &body.request);
        let next = hash(&successor);
        let question = Question {
            hash: hash(&token),
            request: body.request.into_bytes(),
            next,
            key: proved.key,
            now_ms,
        };
        match self.store.write(move |write| question.settle(write))? {
            Outcome::Refreshed(session) => self.tokens(now_ms, &session, &successor),
            Outcome::Refused => Err(ProblemCode::TokenRefused.into()),
        }
    }

    /// The next token follows from this one, the request's id and a secret of the server. So a lost answer can
    /// be given again without storing any token.
    fn successor(&self, token: &[u8], request: &str) -> Vec<u8> {
        let key = self.store.identity().derived(b"puente/refresh/1");
        let mut mac = Hmac::<Sha256>::new_from_slice(&key[..]).expect("HMAC takes any key");
        mac.update(token);
        mac.update(request.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}

struct Question {
    hash: [u8; 32],
    request: Vec<u8>,
    next: [u8; 32],
    key: PublicKey,
    now_ms: i64,
}

impl Question {
    fn settle(&self, write: &mut WriteTransaction<'_>) -> Result<Outcome, StoreError> {
        let Some(token) = session::refresh(write.connection(), self.hash)? else {
            return Ok(Outcome::Refused);
        };
        let session = session::load(write.connection(), token.session)?
            .ok_or(StoreError::Damaged("a session is missing"))?;
        let age_ms = self.now_ms.saturating_sub(session.started_ms);
        let may = session.is_live
            && session.key == self.key
            && token.expires_ms > self.now_ms
            && age_ms < SESSION_MS_MAX;
        if !may {
            return Ok(Outcome::Refused);
        }
        if token.used.is_none() {
            session::mark_used(write, self.hash, &self.request, self.now_ms)?;
            session::issue(write, self.next, session.nr, self.now_ms + REFRESH_MS)?;
            return Ok(Outcome::Refreshed(Box::new(session)));
        }
        if self.is_repeated(&token) {
            return Ok(Outcome::Refreshed(Box::new(session)));
        }
        let leaf = write.log(&Entry {
            account: Some(session.account),
            device: Some(session.device),
            ..Entry::new(EntryKind::SessionStolen, self.now_ms)
        })?;
        session::end(write, session.nr, "refresh token reused", self.now_ms, leaf)?;
        Ok(Outcome::Refused)
    }

    fn is_repeated(&self, token: &RefreshToken) -> bool {
        token.used.as_ref().is_some_and(|(used_ms, request)| {
            let age_ms = self.now_ms.saturating_sub(*used_ms);
            *request == self.request && age_ms <= REPEAT_MS
        })
    }
}
