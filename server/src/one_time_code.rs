//! One-time codes: five characters identify a code, sixteen are secret.

use hmac::{Hmac, KeyInit, Mac};
use puente_audit::{Entry, EntryKind, commit_public};
use puente_record::AccountId;
use sha2::Sha256;

use crate::store::account::{self, RoleTerm};
use crate::store::invite::{self, InviteRow};
use crate::store::row_id::SiteRowId;
use crate::store::{ServerIdentity, StoreError, WriteTransaction};

/// Crockford's base 32: without I, L, O and U, so that a code survives being read out.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters that identify a code.
const LOOKUP_CHARS: usize = 5;

/// Secret characters: 16 of 5 bits are 80 bits, which nobody guesses within ten attempts.
const SECRET_CHARS: usize = 16;

/// A code becomes invalid after this many wrong attempts with its first characters.
pub(crate) const FAILURES_MAX: u32 = 10;

/// The stored form of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredCode {
    pub(crate) lookup: String,
    pub(crate) proof: [u8; 32],
}

/// What a code gives to its user.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CodeTerms {
    pub(crate) site: SiteRowId,
    pub(crate) term: RoleTerm,
    pub(crate) expires_ms: i64,
    /// The signed-in account that issues it.
    pub(crate) decided_by: Option<AccountId>,
}

/// The random bytes that a code needs.
pub(crate) const CODE_BYTES: usize = LOOKUP_CHARS + SECRET_CHARS;

/// Makes a code from random bytes: the text for people, and the stored form.
pub(crate) fn of(identity: &ServerIdentity, random: [u8; CODE_BYTES]) -> (String, StoredCode) {
    let characters = random.map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let plain: String = characters.iter().collect();
    let mut shown = plain[..LOOKUP_CHARS].to_owned();
    for group in plain.as_bytes()[LOOKUP_CHARS..].chunks(4) {
        shown.push('-');
        shown.extend(group.iter().map(|byte| char::from(*byte)));
    }
    let secret = secret_of(identity, &plain).expect("a drawn code is well formed");
    (shown, secret)
}

/// Makes a one-time password from random bytes: four groups of five characters, a hundred bits, typed like a
/// code.
pub(crate) fn password_of(random: [u8; 20]) -> String {
    let characters = random.map(|byte| ALPHABET[usize::from(byte % 32)]);
    let groups = characters
        .chunks(5)
        .map(|group| group.iter().map(|byte| char::from(*byte)).collect());
    groups.collect::<Vec<String>>().join("-")
}

/// Reads a code as somebody typed it; `None` if it cannot be one.
pub(crate) fn read(identity: &ServerIdentity, typed: &str) -> Option<StoredCode> {
    if typed.len() > 64 {
        return None;
    }
    let plain: String = typed
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    secret_of(identity, &plain)
}

fn secret_of(identity: &ServerIdentity, plain: &str) -> Option<StoredCode> {
    let is_code = plain.len() == LOOKUP_CHARS + SECRET_CHARS
        && plain.bytes().all(|byte| ALPHABET.contains(&byte));
    if !is_code {
        return None;
    }
    let mut hmac = Hmac::<Sha256>::new_from_slice(&identity.code_key).expect("HMAC takes any key");
    hmac.update(plain.as_bytes());
    Some(StoredCode {
        lookup: plain[..LOOKUP_CHARS].to_owned(),
        proof: hmac.finalize().into_bytes().into(),
    })
}

/// Stores a code and its log entry. `false`, and nothing is stored, if another code begins with the same characters: draw
/// again.
pub(crate) fn issue(
    write: &mut WriteTransaction<'_>,
    secret: &StoredCode,
    issued: CodeTerms,
    now_ms: i64,
) -> Result<bool, StoreError> {
    if invite::find(write.connection(), &secret.lookup)?.is_some() {
        return Ok(false);
    }
    let issuer = match issued.decided_by {
        Some(by) => account::find(write.connection(), by)?.map(|by| by.nr),
        None => None,
    };
    let leaf = write.log(&Entry {
        commitment: Some(commit_public(&secret.proof)),
        decided_by: issued.decided_by,
        ..Entry::new(EntryKind::CodeIssued, now_ms)
    })?;
    let invite = InviteRow {
        proof: secret.proof,
        site: issued.site,
        role: issued.term.role,
        role_ends_ms: issued.term.ends_ms,
        issuer,
        expires_ms: issued.expires_ms,
        failures: 0,
        used_by: None,
    };
    invite::insert(write, &secret.lookup, &invite, now_ms, leaf)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let mut rng = ChaCha20Rng::from_seed([9; 32]);
        let identity = ServerIdentity::random(&mut rng);
        let (shown, secret) = of(&identity, [9; CODE_BYTES]);
        assert_eq!(shown.len(), 5 + 4 * 5);
        assert_eq!(read(&identity, &shown).as_ref(), Some(&secret));
        let typed = shown
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert_eq!(read(&identity, &typed), Some(secret.clone()));
        assert_eq!(read(&identity, &shown[1..]), None);
        assert_eq!(read(&identity, "ñ".repeat(21).as_str()), None);
        let other = ServerIdentity::random(&mut rng);
        assert_ne!(read(&other, &shown).unwrap().proof, secret.proof);
    }
}
