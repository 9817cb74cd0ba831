//! The pages that a server sends, read far enough to tell what reached a device and what became of what it
//! sent.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::Decoder;
use minicbor::decode::Error;

use super::change::ChangeHash;
use super::document::DocumentId;
use super::segment::is_null;

/// What a device learnt from a response.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) next_n: u64,
    pub(crate) cursor: Vec<u8>,
    pub(crate) generation: Option<u64>,
    /// Documents of which any row brought something.
    pub(crate) documents: BTreeSet<DocumentId>,
    /// State and reason of each change that has a verdict.
    pub(crate) verdicts: BTreeMap<ChangeHash, (u64, String)>,
    pub(crate) rows_left: u64,
}

impl Reply {
    /// Reads all pages of a response.
    pub(crate) fn read(mut body: &[u8]) -> Result<Self, Error> {
        let mut reply = Self::default();
        while !body.is_empty() {
            let (page, rest) = page(body)?;
            reply.take(&mut Decoder::new(&page))?;
            body = rest;
        }
        Ok(reply)
    }

    fn take(&mut self, page: &mut Decoder<'_>) -> Result<(), Error> {
        page.array()?;
        let fields = page.array()?.unwrap_or_default();
        self.next_n = page.u64()?;
        skip(page, fields.saturating_sub(1))?;
        if is_null(page) {
            page.skip()?;
        } else {
            let fields = page.array()?.unwrap_or_default();
            self.generation = Some(page.u64()?);
            skip(page, fields.saturating_sub(1))?;
        }
        page.skip()?; // authors
        for _ in 0..page.array()?.unwrap_or_default() {
            self.row(page)?;
        }
        self.cursor = page.bytes()?.to_vec();
        self.rows_left = page.u64()?;
        Ok(())
    }

    fn row(&mut self, page: &mut Decoder<'_>) -> Result<(), Error> {
        page.array()?;
        let number = page.u64()?;
        page.array()?;
        let fields = page.array()?.unwrap_or_default();
        match number {
            0 | 1 => {
                self.documents.insert(fixed(page.bytes()?)?);
                skip(page, fields - 1)
            }
            2 => {
                page.skip()?;
                let change = fixed(page.bytes()?)?;
                let state = page.u64()?;
                self.verdicts
                    .insert(change, (state, page.str()?.to_owned()));
                skip(page, fields - 4)
            }
            _ => skip(page, fields),
        }
    }
}

fn page(body: &[u8]) -> Result<(Vec<u8>, &[u8]), Error> {
    let cut = || Error::message("a page is cut");
    let (head, rest) = body.split_at_checked(4).ok_or_else(cut)?;
    let length = u32::from_be_bytes(fixed(head)?) as usize;
    let (page, rest) = rest.split_at_checked(length).ok_or_else(cut)?;
    let (flags, page) = page.split_first().ok_or_else(cut)?;
    let page = match flags {
        0 => page.to_vec(),
        _ => zstd::stream::decode_all(page)
            .map_err(|_| Error::message("a page does not decompress"))?,
    };
    Ok((page, rest))
}

fn skip(decoder: &mut Decoder<'_>, count: u64) -> Result<(), Error> {
    (0..count).try_for_each(|_| decoder.skip())
}

fn fixed<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Error> {
    bytes
        .try_into()
        .map_err(|_| Error::message("of another length"))
}
