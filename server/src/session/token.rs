//! Access tokens: good for ten minutes, signed by this server, bound to one device's key.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::SigningKey;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use puente_audit::{Entry, EntryKind, commit_public};
use puente_policy::Rights;
use puente_protocol::dpop;
use puente_protocol::problem::ProblemCode;
use puente_record::AccountId;
use serde::{Deserialize, Serialize};
use std::sync::PoisonError;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{AccessError, Caller, DpopRequest, Sessions, jws};
use crate::store::account::{self, GrantRow};
use crate::store::session::{self, SessionRow};
use crate::store::token_key::{self, TokenKey};
use crate::store::{StoreError, device};

/// The type of a token (RFC 9068).
const TYP: &str = "at+jwt";

/// How long a token is good, in s.
pub(super) const TOKEN_S: i64 = 10 * 60;

/// The longest time between `iat` and `exp` that is accepted, in s.
const LIFETIME_S_MAX: u64 = 15 * 60;

/// How far the clocks of several servers may differ, in s.
const LEEWAY_S: u64 = 30;

/// How long a key signs new tokens, in ms: 90 days. After that it only verifies.
const KEY_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// The most bytes of a token: ours have 600.
const TOKEN_BYTES_MAX: usize = 2 * 1024;

/// The token keys as last read, the newest first.
#[derive(Default)]
pub(super) struct Keyring(Vec<TokenKey>);

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Keyring").field(&self.0.len()).finish()
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    sid: String,
    generation: u64,
    iat: u64,
    nbf: u64,
    exp: u64,
    jti: String,
    cnf: Confirmation,
}

#[derive(Serialize, Deserialize)]
struct Confirmation {
    jkt: String,
}

impl Sessions {
    fn issuer(&self) -> String {
        format!("urn:puente:server:{}", self.store.id())
    }

    fn audience(&self) -> String {
        format!("urn:puente:server:{}:api", self.store.id())
    }

    /// Signs a token for a session.
    pub(super) fn sign_token(
        &self,
        now_ms: i64,
        session: &SessionRow,
    ) -> Result<String, AccessError> {
        jws::install();
        let key = self.signing_key(now_ms)?;
        let id: [u8; 16] = self.rng.bytes();
        let now_s = now_ms.div_euclid(1_000).cast_unsigned();
        let claims = Claims {
            iss: self.issuer(),
            aud: self.audience(),
            sub: session.account.to_string(),
            sid: BASE64URL_NOPAD.encode(&session.id),
            generation: session.generation,
            iat: now_s,
            nbf: now_s,
            exp: now_s + TOKEN_S.cast_unsigned(),
            jti: BASE64URL_NOPAD.encode(&id),
            cnf: Confirmation {
                jkt: dpop::thumbprint(&session.key),
            },
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYP.to_owned());
        header.kid = Some(key.kid);
        encode(&header, &claims, &EncodingKey::from_ed_der(&key.seed[..]))
            .map_err(|_| ProblemCode::Internal.into())
    }

    /// The key that signs now. Makes one if there is none or the last one is too old.
    fn signing_key(&self, now_ms: i64) -> Result<TokenKey, StoreError> {
        let is_good = |key: &&TokenKey| now_ms.saturating_sub(key.made_ms) < KEY_MS;
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = keys.0.first().filter(is_good) {
            return Ok(key.clone());
        }
        keys.0 = self.store.read(token_key::newest)?;
        if let Some(key) = keys.0.first().filter(is_good) {
            return Ok(key.clone());
        }
        let random: [u8; 48] = self.rng.bytes();
        let mut seed = Zeroizing::new([0; 32]);
        seed.copy_from_slice(&random[16..]);
        let key = TokenKey {
            kid: BASE64URL_NOPAD.encode(&random[..16]),
            seed,
            made_ms: now_ms,
        };
        let stored = key.clone();
        self.store.write(move |write| {
            let public = SigningKey::from_bytes(&stored.seed)
                .verifying_key()
                .to_bytes();
            let leaf = write.log(&Entry {
                commitment: Some(commit_public(&public)),
                ..Entry::new(EntryKind::TokenKeyMade, now_ms)
            })?;
            token_key::add(write, &stored, leaf)
        })?;
        keys.0.insert(0, key.clone());
        keys.0.truncate(2);
        Ok(key)
    }

    /// The public key with this id. Only the last two keys are known. One that is not in memory may have been made by
    /// another process a moment ago: it is looked for in the database, which costs a stranger's question one row.
    fn verifying_key(&self, kid: &str) -> Result<Option<DecodingKey>, StoreError> {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if !keys.0.iter().any(|key| key.kid == kid) {
            keys.0 = self.store.read(token_key::newest)?;
        }
        let key = keys.0.iter().find(|key| key.kid == kid);
        Ok(key.map(|key| {
            let public = SigningKey::from_bytes(&key.seed).verifying_key();
            DecodingKey::from_ed_der(&public.to_bytes())
        }))
    }

    fn read_token(&self, token: &str) -> Result<Claims, AccessError> {
        jws::install();
        let refused = ProblemCode::TokenRefused;
        if token.len() > TOKEN_BYTES_MAX {
            return Err(refused.into());
        }
        let header = decode_header(token).map_err(|_| refused)?;
        // A token may not say where its key comes from, nor require extensions.
        let is_ours = header.typ.as_deref() == Some(TYP)
            && header.jku.is_none()
            && header.jwk.is_none()
            && header.x5u.is_none()
            && header.x5c.is_none()
            && header.crit.is_none();
        let kid = header.kid.filter(|_| is_ours).ok_or(refused)?;
        let key = self.verifying_key(&kid)?.ok_or(refused)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
        validation.validate_nbf = true;
        validation.set_audience(&[self.audience()]);
        validation.set_issuer(&[self.issuer()]);
        validation.leeway = LEEWAY_S;
        let claims = decode::<Claims>(token, &key, &validation)
            .map_err(|_| refused)?
            .claims;
        let lifetime_s = claims.exp.checked_sub(claims.iat);
        if lifetime_s.is_none_or(|lifetime_s| lifetime_s > LIFETIME_S_MAX) {
            return Err(refused.into());
        }
        Ok(claims)
    }

    /// Who asks? Checks the token, the proof of the device it is bound to, and both against the database.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn authorise(
        &self,
        now_ms: i64,
        shown: &DpopRequest<'_>,
        token: &str,
    ) -> Result<Caller, AccessError> {
        let claims = self.read_token(token)?;
        let proved = self.prove(now_ms, shown, Some(token))?;
        let refused = ProblemCode::TokenRefused;
        let jkt = dpop::thumbprint(&proved.key);
        if !bool::from(jkt.as_bytes().ct_eq(claims.cnf.jkt.as_bytes())) {
            return Err(ProblemCode::ProofRefused.into());
        }
        let id = BASE64URL_NOPAD.decode(claims.sid.as_bytes());
        let id = id.ok().and_then(|id| id.try_into().ok()).ok_or(refused)?;
        let account: AccountId = claims.sub.parse().map_err(|_| refused)?;
        let found = self.store.read(|connection| {
            let Some(session) = session::find(connection, id)? else {
                return Ok(None);
            };
            let bound = device::accounts(connection, session.device_nr)?;
            let is_bound = bound.iter().any(|(bound, _)| *bound == account);
            let grants = account::grants(connection, session.account_nr)?;
            Ok(is_bound.then_some((session, grants)))
        })?;
        let (session, grants) = found.ok_or(refused)?;
        let is_current = session.is_live
            && session.account == account
            && session.device == proved.device
            && session.generation == claims.generation;
        if !is_current {
            return Err(refused.into());
        }
        self.spend(now_ms, &proved)?;
        Ok(Caller::of(session, grants))
    }
}

impl Caller {
    fn of(session: SessionRow, grants: Vec<GrantRow>) -> Self {
        let grants: Vec<GrantRow> = grants.into_iter().filter(GrantRow::lasts).collect();
        Self {
            account: session.account,
            name: session.name,
            device: session.device,
            rights: Rights::lasting(grants.iter().map(GrantRow::period)),
            grants,
            account_nr: session.account_nr,
            session: session.nr,
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    use super::*;
    use crate::counters::CommitCounters;
    use crate::shared_rng::SharedRng;
    use crate::store::{DatabaseLocation, ServerIdentity, Store};
    use std::sync::Arc;

    /// The sessions of one of several processes on a database.
    fn process(disk: &DatabaseLocation, seed: u8) -> Sessions {
        let store = Store::open(disk, CommitCounters::default()).unwrap();
        let rng = SharedRng::new(ChaCha20Rng::from_seed([seed; 32]));
        Sessions::new(Arc::new(store), Arc::new(rng))
    }

    #[test]
    fn a_process_knows_at_once_the_key_that_another_has_made() {
        let folder = tempfile::tempdir().unwrap();
        let disk = DatabaseLocation::file(folder.path().join("puente.db"), [9; 32].into());
        let identity = ServerIdentity::random(&mut ChaCha20Rng::from_seed([3; 32]));
        Store::create(&disk, &identity).unwrap();
        let (one, other) = (process(&disk, 1), process(&disk, 2));
        for now_ms in [0, KEY_MS, 2 * KEY_MS] {
            let made = one.signing_key(now_ms).unwrap();
            assert!(other.verifying_key(&made.kid).unwrap().is_some());
            assert_eq!(other.signing_key(now_ms).unwrap().kid, made.kid);
        }
        assert!(other.verifying_key("of nobody").unwrap().is_none());
    }
}
