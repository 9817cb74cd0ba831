//! The payload: chunks, each authenticated with its number and whether it is the last.

use std::io::{self, BufRead, BufReader, Read, Write};

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::keys::FileKey;
use super::{AgeFileError, Identity, Recipient, head};

const CHUNK_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;
const SALT_BYTES: usize = 16;

/// The cipher of one file, and the number of the next chunk.
struct Chunks {
    cipher: ChaCha20Poly1305,
    next: u64,
}

impl Chunks {
    fn new(file_key: &FileKey, salt: &[u8; SALT_BYTES]) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(salt), &file_key[..])
            .expand(b"payload", &mut *key)
            .expect("32 bytes can be derived");
        Self {
            cipher: ChaCha20Poly1305::new((&*key).into()),
            next: 0,
        }
    }

    /// Eleven bytes of chunk number, and one byte that marks the last chunk.
    fn nonce(&mut self, is_last: bool) -> Nonce {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&self.next.to_be_bytes());
        nonce[11] = u8::from(is_last);
        self.next += 1;
        nonce.into()
    }
}

/// Encrypts what is written to it. Only [`Sealer::finish`] completes the file.
pub struct Sealer<W: Write> {
    out: W,
    chunks: Chunks,
    buffer: Zeroizing<Vec<u8>>,
}

impl<W: Write> Sealer<W> {
    /// Writes the head.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(mut out: W, recipients: &[Recipient], rng: &mut ChaCha20Rng) -> io::Result<Self> {
        let mut file_key = FileKey::default();
        rng.fill_bytes(&mut *file_key);
        let stanzas: Vec<_> = recipients
            .iter()
            .map(|recipient| recipient.wrap(&file_key, rng))
            .collect();
        out.write_all(head::write(&stanzas, &file_key).as_bytes())?;
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        out.write_all(&salt)?;
        Ok(Self {
            out,
            chunks: Chunks::new(&file_key, &salt),
            buffer: Zeroizing::new(Vec::with_capacity(CHUNK_BYTES)),
        })
    }

    fn put(&mut self, is_last: bool) -> io::Result<()> {
        let nonce = self.chunks.nonce(is_last);
        let sealed = self.chunks.cipher.encrypt(&nonce, &self.buffer[..]);
        self.out
            .write_all(&sealed.expect("64 KiB can be encrypted"))?;
        self.buffer.clear();
        Ok(())
    }

    /// Writes the last chunk and returns the underlying writer.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk is held back until it is known not to be the last.
        if self.buffer.len() == CHUNK_BYTES && !bytes.is_empty() {
            self.put(false)?;
        }
        let taken = bytes.len().min(CHUNK_BYTES - self.buffer.len());
        self.buffer.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Decrypts what is read from it. It returns only authenticated bytes, and reading past the end of a cut file
/// is an error.
pub struct Opener<R> {
    input: BufReader<R>,
    chunks: Chunks,
    plain: Zeroizing<Vec<u8>>,
    read: usize,
    is_over: bool,
}

impl<R: Read> Opener<R> {
    /// Reads the head.
    ///
    /// # Errors
    /// [`AgeFileError`].
    pub fn begin(input: R, identities: &[Identity]) -> Result<Self, AgeFileError> {
        let mut input = BufReader::with_capacity(CHUNK_BYTES + TAG_BYTES, input);
        let file_key = head::open(&mut input, identities)?;
        let mut salt = [0; SALT_BYTES];
        input.read_exact(&mut salt)?;
        Ok(Self {
            input,
            chunks: Chunks::new(&file_key, &salt),
            plain: Zeroizing::default(),
            read: 0,
            is_over: false,
        })
    }

    fn next_chunk(&mut self) -> io::Result<()> {
        let mut sealed = Vec::with_capacity(CHUNK_BYTES + TAG_BYTES);
        let most = (CHUNK_BYTES + TAG_BYTES) as u64;
        self.input.by_ref().take(most).read_to_end(&mut sealed)?;
        self.is_over = self.input.fill_buf()?.is_empty();
        // Only an empty file may have an empty chunk.
        let is_empty = sealed.len() == TAG_BYTES && self.chunks.next > 0;
        let nonce = self.chunks.nonce(self.is_over);
        let opened = self.chunks.cipher.decrypt(&nonce, &*sealed);
        match opened {
            Ok(plain) if !is_empty => {
                self.plain = Zeroizing::new(plain);
                self.read = 0;
                Ok(())
            }
            _ => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the encrypted file is damaged or cut",
            )),
        }
    }
}

impl<R: Read> Read for Opener<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.read == self.plain.len() && !self.is_over {
            self.next_chunk()?;
        }
        let rest = &self.plain[self.read..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.read += count;
        Ok(count)
    }
}
