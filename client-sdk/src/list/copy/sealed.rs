//! A copy of a list as a file that only the code on one screen opens.
//!
//! `"puente list 1" ‖ 0 ‖ salt (16) ‖ nonce (24) ‖ sealed`: XChaCha20-Poly1305 under the key that argon2id
//! makes from the code and the salt, with the bytes before the salt as associated data; inside, one zstd frame
//! of the CBOR of [`ListCopy`]. The file alone, found among the downloads of a phone, is useless.

use std::io::Read as _;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use puente_lists::limits::FILE_BYTES_MAX;
use rand_core::Rng as _;
use zeroize::Zeroizing;

use super::ListCopy;
use crate::{Error, Rng};

const HEAD: &[u8] = b"puente list 1\0";
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;

/// 19 MiB and two passes, OWASP's minimum for argon2id: the code is random, and cheap phones must open it too.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Letters and digits that are not mistaken for others when they are read out.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 30¹² are 58 bits: with the passes above, guessing takes longer than a list matters.
const CODE_LETTERS: usize = 12;
const GROUP: usize = 4;

/// A copy that may be handed to anybody, and the code that opens it.
pub struct SealedCopy {
    /// The bytes of the file.
    pub file: Vec<u8>,
    /// The code, in groups as people say it.
    pub code: Zeroizing<String>,
}

impl ListCopy {
    /// Are these bytes a sealed copy? Then ask for its code.
    #[must_use]
    pub fn is_sealed(file: &[u8]) -> bool {
        file.starts_with(HEAD)
    }

    /// Seals a copy under a new code.
    #[must_use]
    pub fn seal(&self, rng: &mut Rng) -> SealedCopy {
        let code = new_code(rng);
        let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
        rng.fill_bytes(&mut salt);
        rng.fill_bytes(&mut nonce);
        let plain = minicbor::to_vec(self).expect("writing to memory does not fail");
        let msg = zstd::bulk::compress(&plain, 3).expect("compressing in memory does not fail");
        let payload = Payload {
            msg: &msg,
            aad: HEAD,
        };
        let sealed = cipher(&code, &salt)
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a list can be encrypted");
        SealedCopy {
            file: [HEAD, &salt, &nonce, &sealed].concat(),
            code,
        }
    }

    /// Opens a sealed copy with its code, in whatever form it was typed.
    ///
    /// # Errors
    /// [`Error::CopyNotOpened`]: ask for the code, or the file, again.
    pub fn open(file: &[u8], code: &str) -> Result<Self, Error> {
        unseal(file, code).ok_or(Error::CopyNotOpened)
    }
}

fn unseal(file: &[u8], code: &str) -> Option<ListCopy> {
    let rest = file.strip_prefix(HEAD)?;
    let (salt, rest) = rest.split_first_chunk::<SALT_BYTES>()?;
    let (nonce, msg) = rest.split_first_chunk::<NONCE_BYTES>()?;
    let payload = Payload { msg, aad: HEAD };
    let packed = cipher(code, salt)
        .decrypt(&XNonce::from(*nonce), payload)
        .ok()?;
    let mut plain = Vec::new();
    zstd::stream::read::Decoder::with_buffer(&packed[..])
        .ok()?
        .take(FILE_BYTES_MAX as u64 + 1)
        .read_to_end(&mut plain)
        .ok()?;
    if plain.len() > FILE_BYTES_MAX {
        return None;
    }
    let copy: ListCopy = minicbor::decode(&plain).ok()?;
    copy.sound()
}

fn cipher(code: &str, salt: &[u8; SALT_BYTES]) -> XChaCha20Poly1305 {
    let said = code.bytes().filter(u8::is_ascii_alphanumeric);
    let said: Zeroizing<Vec<u8>> = said
        .map(|byte| byte.to_ascii_uppercase())
        .collect::<Vec<_>>()
        .into();
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).expect("the costs are valid");
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(&said, salt, &mut key[..])
        .expect("a code and a salt have lengths that argon2 takes");
    XChaCha20Poly1305::new((&*key).into())
}

fn new_code(rng: &mut Rng) -> Zeroizing<String> {
    let mut code = Zeroizing::new(String::with_capacity(CODE_LETTERS + CODE_LETTERS / GROUP));
    for place in 0..CODE_LETTERS {
        if place > 0 && place % GROUP == 0 {
            code.push('-');
        }
        // Draw again when the remainder would make some letters likelier.
        let letter = loop {
            let [byte, ..] = rng.next_u32().to_le_bytes();
            let most = u8::MAX - u8::MAX % 30;
            if byte < most {
                break LETTERS[usize::from(byte % 30)];
            }
        };
        code.push(char::from(letter));
    }
    code
}
