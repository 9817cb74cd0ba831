//! The stream of pokes. A poke says that there is something new, never what.

use data_encoding::BASE64URL_NOPAD;

use crate::http_client::HttpResponse;
use crate::{HttpClient, HttpError};

/// A line of the stream is a word or two; a longer one is not from a Puente server.
const LINE_BYTES_MAX: usize = 4 * 1024;

/// An open stream of pokes.
pub struct PokeStream {
    answer: HttpResponse,
    buffer: Vec<u8>,
    has_fields: bool,
}

/// Opens the stream with a fresh credential of [`puente_client::Device::events_credential`].
///
/// # Errors
/// See [`HttpError`].
pub fn listen(line: &HttpClient, credential: &[u8]) -> Result<PokeStream, HttpError> {
    let proof = BASE64URL_NOPAD.encode(credential);
    Ok(PokeStream {
        answer: line.events(&format!("Puente-Device {proof}"))?,
        buffer: Vec::new(),
        has_fields: false,
    })
}

impl PokeStream {
    /// Waits for the next poke.
    ///
    /// # Errors
    /// [`HttpError::Broken`]: the stream ended, as every stream does; sync, then open another.
    pub fn wait(&mut self) -> Result<(), HttpError> {
        loop {
            while let Some(end) = self.buffer.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.buffer.drain(..=end).collect();
                if self.take(line.trim_ascii()) {
                    return Ok(());
                }
            }
            if self.buffer.len() > LINE_BYTES_MAX {
                return Err(HttpError::Broken);
            }
            let chunk = self.answer.next_chunk()?.ok_or(HttpError::Broken)?;
            self.buffer.extend_from_slice(chunk);
        }
    }

    /// Takes one line. An event is some fields and then an empty line. Lines that begin with a colon are
    /// comments: they keep the connection open and mean nothing. Returns whether an event is complete.
    fn take(&mut self, line: &[u8]) -> bool {
        match line.first() {
            None => std::mem::take(&mut self.has_fields),
            Some(b':') => false,
            Some(_) => {
                self.has_fields = true;
                false
            }
        }
    }
}
