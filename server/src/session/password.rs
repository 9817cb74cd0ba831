//! Passwords: argon2id with a pepper, compared in constant time.

use argon2::{Algorithm, Argon2, Params, Version};
use puente_protocol::problem::ProblemCode;
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;
use subtle::ConstantTimeEq;

use crate::store::password::PasswordHash;

/// KiB of memory of a hash: 19 MiB with two passes, as OWASP recommends, takes 80 ms of one core.
const MEMORY_KIB: u32 = 19_456;

/// Passes over that memory.
const PASSES: u32 = 2;

/// The fewest characters of a password.
const CHARACTERS_MIN: usize = 10;

/// The most bytes of a password: more would not be safer, and the server has to hash them.
pub(super) const BYTES_MAX: usize = 128;

/// Checks the length of a new password.
pub(super) fn check_form(password: &str) -> Result<(), ProblemCode> {
    if password.chars().count() >= CHARACTERS_MIN && password.len() <= BYTES_MAX {
        Ok(())
    } else {
        Err(ProblemCode::PasswordRefused)
    }
}

/// Hashes a new password.
pub(crate) fn hash_for(password: &str, pepper: &[u8; 32], rng: &mut ChaCha20Rng) -> PasswordHash {
    let mut hash = PasswordHash {
        memory_kib: MEMORY_KIB,
        passes: PASSES,
        salt: [0; 16],
        hash: [0; 32],
    };
    rng.fill_bytes(&mut hash.salt);
    hash.hash = compute(password, &hash, pepper).unwrap_or_default();
    hash
}

/// Does the password match? If the account has none, a comparison is made all the same, so that it takes as
/// long.
pub(super) fn fits(password: &str, stored: Option<&PasswordHash>, pepper: &[u8; 32]) -> bool {
    let nobody = PasswordHash {
        memory_kib: MEMORY_KIB,
        passes: PASSES,
        salt: [0; 16],
        hash: [0; 32],
    };
    let computed = compute(password, stored.unwrap_or(&nobody), pepper);
    match (stored, computed) {
        (Some(stored), Some(computed)) => stored.hash.ct_eq(&computed).into(),
        _ => false,
    }
}

/// Was it hashed with less memory or fewer passes than new ones?
pub(super) fn is_weak(stored: &PasswordHash) -> bool {
    stored.memory_kib < MEMORY_KIB || stored.passes < PASSES
}

/// `None` if the parameters of a stored hash are invalid; then no password matches.
fn compute(password: &str, with: &PasswordHash, pepper: &[u8; 32]) -> Option<[u8; 32]> {
    let params = Params::new(with.memory_kib, with.passes, 1, Some(32)).ok()?;
    let argon =
        Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params).ok()?;
    let mut out = [0; 32];
    argon
        .hash_password_into(password.as_bytes(), &with.salt, &mut out)
        .ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::SeedableRng;

    #[test]
    fn a_password_fits_itself_under_its_own_pepper_alone() {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let hash = hash_for("caballo grapa", &[7; 32], &mut rng);
        assert!(fits("caballo grapa", Some(&hash), &[7; 32]));
        assert!(!fits("caballo grapb", Some(&hash), &[7; 32]));
        assert!(!fits("caballo grapa", Some(&hash), &[8; 32]));
        assert!(!fits("", None, &[7; 32]));
        assert_ne!(hash, hash_for("caballo grapa", &[7; 32], &mut rng));
        assert!(!is_weak(&hash));
    }

    #[test]
    fn a_weaker_hash_still_fits_and_is_known_to_be_weak() {
        let mut hash = PasswordHash {
            memory_kib: 1_024,
            passes: 1,
            salt: [3; 16],
            hash: [0; 32],
        };
        hash.hash = compute("caballo grapa", &hash, &[7; 32]).unwrap();
        assert!(fits("caballo grapa", Some(&hash), &[7; 32]));
        assert!(is_weak(&hash));
        hash.memory_kib = 0;
        assert!(!fits("caballo grapa", Some(&hash), &[7; 32]));
    }

    #[test]
    fn a_password_is_long_enough_and_not_too_long() {
        assert!(check_form("ñandúñandú").is_ok());
        assert!(check_form("ñandúñand").is_err());
        assert!(check_form(&"a".repeat(BYTES_MAX)).is_ok());
        assert!(check_form(&"a".repeat(BYTES_MAX + 1)).is_err());
    }
}
