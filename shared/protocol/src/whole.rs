//! Whole documents: automerge's save without the parts that a receiver can recompute.
//!
//! A saved document names its heads, 32 bytes each, which follow from its changes. It names the actors that
//! wrote it, 16 bytes each, which follow from the authors. Both are random bytes that no compression
//! shortens. The checksum travels: it shows whether the receiver restored the removed parts correctly.
//! Heads are known only once the document is loaded, so `puente_admission::join`, which tries foreign
//! documents, fills them in.

use minicbor::{Decode, Encode};
use puente_record::id::DocumentId;

use crate::author::Author;
use crate::bytes::{Reader, TruncatedBytes, put_uleb};
use crate::identity::{self, Actor};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM_BYTES: usize = 4;
const CHUNK_DOCUMENT: u8 = 0;
const HEAD_BYTES: usize = 32;

/// An actor of a document, as a row names it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ActorName {
    /// Its bytes.
    #[n(0)]
    Given(#[cbor(n(0), with = "minicbor::bytes")] Actor),
    /// The actor of an author's install on a branch of the document: (index in
    /// [`crate::page::Page::authors`], branch).
    #[n(1)]
    Of(#[n(0)] u32, #[n(1)] u32),
}

/// Splits a saved document into its actors, each with the author and branch that `name` returns for it, and the
/// rest without heads. A document that could not be restored is returned unchanged, without actors.
#[must_use]
pub fn slim(
    saved: &[u8],
    mut name: impl FnMut(&Actor) -> Option<(u32, u32)>,
) -> (Vec<ActorName>, Vec<u8>) {
    let Ok(Some((actors, checksum, columns))) = take_apart(saved) else {
        return (Vec::new(), saved.to_vec());
    };
    let actors = actors.into_iter().map(|actor| match name(&actor) {
        Some((author, branch)) => ActorName::Of(author, branch),
        None => ActorName::Given(actor),
    });
    (actors.collect(), [&checksum, columns].concat())
}

type Parts<'a> = (Vec<Actor>, [u8; CHECKSUM_BYTES], &'a [u8]);

/// Splits a document into actors, checksum, and the columns with their descriptions. The columns stand between
/// the heads and the index of each head.
fn take_apart(saved: &[u8]) -> Result<Option<Parts<'_>>, TruncatedBytes> {
    let mut reader = Reader::new(saved);
    let magic: [u8; 4] = reader.array()?;
    let checksum = reader.array()?;
    let [kind] = reader.array()?;
    let mut body = Reader::new(reader.counted()?);
    let mut actors = Vec::new();
    for _ in 0..body.uleb()? {
        match body.counted()?.try_into() {
            Ok(actor) => actors.push(actor),
            Err(_) => return Ok(None),
        }
    }
    let heads = body.uleb()?;
    for _ in 0..heads {
        body.take(HEAD_BYTES)?;
    }
    let from_columns = body.rest();
    // Once for changes and once for operations: the number of columns, and the id and length of each.
    let mut bytes = 0u64;
    for _ in 0..2 {
        for _ in 0..body.uleb()? {
            body.uleb()?;
            bytes = bytes.checked_add(body.uleb()?).ok_or(TruncatedBytes)?;
        }
    }
    body.take(usize::try_from(bytes).map_err(|_| TruncatedBytes)?)?;
    let columns = &from_columns[..from_columns.len() - body.rest().len()];
    for _ in 0..heads {
        body.uleb()?;
    }
    let is_ours = magic == MAGIC
        && kind == CHUNK_DOCUMENT
        && heads > 0
        && !actors.is_empty()
        && body.rest().is_empty()
        && reader.rest().is_empty();
    Ok(is_ours.then_some((actors, checksum, columns)))
}

/// Restores the saved document of a row, still without its heads unless it travelled unchanged.
///
/// Its checksum is that of the document with heads, so automerge does not load it as it is.
#[must_use]
pub fn expand(
    document: DocumentId,
    actors: &[ActorName],
    slim: &[u8],
    authors: &[Author],
) -> Option<Vec<u8>> {
    if actors.is_empty() {
        return Some(slim.to_vec());
    }
    let (checksum, columns) = slim.split_at_checked(CHECKSUM_BYTES)?;
    let mut body = Vec::with_capacity(columns.len() + 17 * actors.len() + 8);
    put_uleb(&mut body, actors.len() as u64);
    for name in actors {
        let actor = match name {
            ActorName::Given(actor) => *actor,
            ActorName::Of(place, branch) => {
                let author = authors.get(usize::try_from(*place).ok()?)?;
                let signer = author.signer.as_ref()?;
                identity::actor(&signer.key, signer.install, document, *branch)
            }
        };
        put_uleb(&mut body, actor.len() as u64);
        body.extend_from_slice(&actor);
    }
    put_uleb(&mut body, 0);
    body.extend_from_slice(columns);

    let mut saved = Vec::with_capacity(body.len() + 16);
    saved.extend_from_slice(&MAGIC);
    saved.extend_from_slice(checksum);
    saved.push(CHUNK_DOCUMENT);
    put_uleb(&mut saved, body.len() as u64);
    saved.extend_from_slice(&body);
    Some(saved)
}
