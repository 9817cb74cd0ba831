//! Whole documents that travelled without their heads, see `puente_protocol::whole`.

use std::ops::Range;

use puente_record::ChangeHash;

use super::GuardError;
use super::chunk::{MAGIC, seal};
use super::leb128::{ChangeBytes, write_unsigned};
use super::saved::{TYPE_DOCUMENT, read_actors};

/// The place of the checksum in a chunk.
const CHECKSUM: Range<usize> = 4..8;

/// A saved document without its heads. Its checksum is that of the document with heads.
#[derive(Debug)]
pub(crate) struct WithoutHeads<'a> {
    checksum: [u8; 4],
    /// The number of actors, then each actor after its length.
    actors: &'a [u8],
    columns: &'a [u8],
}

impl<'a> WithoutHeads<'a> {
    /// `None` when the document has heads, or when the bytes are not a document.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        Self::parse(bytes).ok().flatten()
    }

    fn parse(bytes: &'a [u8]) -> Result<Option<Self>, GuardError> {
        let all = bytes.len();
        let mut input = ChangeBytes(bytes);
        let magic: [u8; 4] = input.array()?;
        let checksum = input.array()?;
        let chunk_type = input.byte()?;
        let body = input.prefixed(all, GuardError::Truncated)?;
        let mut rest = ChangeBytes(body);
        read_actors(&mut rest)?;
        let (actors, _) = body.split_at(body.len() - rest.0.len());
        let is_headless =
            magic == MAGIC && chunk_type == TYPE_DOCUMENT && input.is_empty() && rest.byte()? == 0;
        Ok(is_headless.then_some(Self {
            checksum,
            actors,
            columns: rest.0,
        }))
    }

    /// The document with an empty list of heads, which automerge can load.
    pub(crate) fn loadable(&self) -> Vec<u8> {
        self.with(&[])
    }

    /// The document as it was saved; `None` if these are not its heads. Each head comes with its index among
    /// the changes.
    pub(crate) fn filled_in(&self, heads: &[(ChangeHash, usize)]) -> Option<Vec<u8>> {
        let saved = self.with(heads);
        (saved[CHECKSUM] == self.checksum).then_some(saved)
    }

    fn with(&self, heads: &[(ChangeHash, usize)]) -> Vec<u8> {
        let length = self.actors.len() + self.columns.len() + 36 * heads.len() + 8;
        let mut body = Vec::with_capacity(length);
        body.extend_from_slice(self.actors);
        write_unsigned(&mut body, heads.len() as u64);
        for (head, _) in heads {
            body.extend_from_slice(head.as_bytes());
        }
        body.extend_from_slice(self.columns);
        for (_, place) in heads {
            write_unsigned(&mut body, *place as u64);
        }
        seal(TYPE_DOCUMENT, &body)
    }
}
