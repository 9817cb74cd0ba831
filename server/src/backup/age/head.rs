//! The head of a file: a line with the version, a stanza for each recipient, an authenticator.

use std::io::{BufRead, Read};

use chacha20poly1305::aead::KeyInit;
use data_encoding::BASE64_NOPAD;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::AgeFileError;
use super::keys::{FileKey, Identity, Wrapped};

const VERSION: &str = "age-encryption.org/v1";
const X25519: &str = "X25519";
const MAC: &str = "---";

/// Columns of a stanza's body. Its last line is shorter.
const BODY_COLUMNS: usize = 64;

/// The most bytes of a line: a stanza of another kind may contain an RSA share.
const LINE_BYTES_MAX: u64 = 4 * 1024;

/// The most lines of a head: a hundred recipients have two each.
const LINES_MAX: usize = 1_000;

/// Writes the head for these recipients.
pub(super) fn write(stanzas: &[Wrapped], file_key: &FileKey) -> String {
    let mut head = format!("{VERSION}\n");
    for stanza in stanzas {
        let (share, body) = (
            BASE64_NOPAD.encode(&stanza.share),
            BASE64_NOPAD.encode(&stanza.body),
        );
        // 32 bytes are 43 columns, so the body is one short line.
        head += &format!("-> {X25519} {share}\n{body}\n");
    }
    head += MAC;
    let mac = mac(file_key, head.as_bytes()).finalize().into_bytes();
    head += &format!(" {}\n", BASE64_NOPAD.encode(&mac));
    head
}

/// Reads a head up to the payload. Returns the file key if the head was written for one of the identities.
pub(super) fn open(
    input: &mut impl BufRead,
    identities: &[Identity],
) -> Result<FileKey, AgeFileError> {
    let mut head = String::new();
    let mut stanzas = Vec::new();
    if line(input, &mut head)? != VERSION {
        return Err(AgeFileError::Head);
    }
    for _ in 0..LINES_MAX {
        let start = line(input, &mut head)?;
        if let Some(stanza) = start.strip_prefix("-> ") {
            let body = body(input, &mut head)?;
            stanzas.extend(x25519(stanza, body)?);
            continue;
        }
        let given = start.strip_prefix(MAC).and_then(|of| of.strip_prefix(' '));
        let given = given.ok_or(AgeFileError::Head)?;
        let given = BASE64_NOPAD
            .decode(given.as_bytes())
            .map_err(|_| AgeFileError::Head)?;
        let signed = head.len() - start.len() - 1 + MAC.len();
        let mut keys = stanzas
            .iter()
            .flat_map(|stanza| identities.iter().filter_map(|of| of.unwrap(stanza)));
        let file_key = keys.next().ok_or(AgeFileError::OtherRecipients)?;
        mac(&file_key, &head.as_bytes()[..signed])
            .verify_slice(&given)
            .map_err(|_| AgeFileError::Head)?;
        return Ok(file_key);
    }
    Err(AgeFileError::Head)
}

/// Reads the next line, appends it to `head`, and returns it without its line end.
fn line(input: &mut impl BufRead, head: &mut String) -> Result<String, AgeFileError> {
    let mut bytes = Vec::new();
    input.take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| AgeFileError::Head)?;
    let content = text.strip_suffix('\n').ok_or(AgeFileError::Head)?;
    *head += &text;
    Ok(content.to_owned())
}

fn body(input: &mut impl BufRead, head: &mut String) -> Result<Vec<u8>, AgeFileError> {
    let mut text = String::new();
    for _ in 0..LINES_MAX {
        let next = line(input, head)?;
        text += &next;
        if next.len() < BODY_COLUMNS {
            return BASE64_NOPAD
                .decode(text.as_bytes())
                .map_err(|_| AgeFileError::Head);
        }
        if next.len() > BODY_COLUMNS {
            break;
        }
    }
    Err(AgeFileError::Head)
}

/// Reads a stanza of the kind X25519; `None` for other kinds.
fn x25519(arguments: &str, body: Vec<u8>) -> Result<Option<Wrapped>, AgeFileError> {
    let Some(share) = arguments
        .strip_prefix(X25519)
        .and_then(|of| of.strip_prefix(' '))
    else {
        return Ok(None);
    };
    let share = BASE64_NOPAD
        .decode(share.as_bytes())
        .ok()
        .and_then(|share| share.try_into().ok())
        .ok_or(AgeFileError::Head)?;
    Ok(Some(Wrapped { share, body }))
}

fn mac(file_key: &FileKey, head: &[u8]) -> Hmac<Sha256> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, &file_key[..])
        .expand(b"header", &mut *key)
        .expect("32 bytes can be derived");
    let mut mac = Hmac::<Sha256>::new_from_slice(&*key).expect("HMAC takes any key");
    mac.update(head);
    mac
}
