//! The items of a segment: their digests and their packed form.

use super::{
    Actor, CHANGE_BYTES_MAX, ChangeError, ChangeHash, Context, Digest, DocumentId, InstallId,
    Known, Latest, Packed, SEGMENT_ITEMS_MAX, Segment, SegmentError, Sha256, change, identity,
    previous_change,
};
use crate::bytes::{Reader, put_uleb};

const CHANGE: u64 = 0;
const LOG: u64 = 1;
const PURGED: u64 = 2;
const VOID: u64 = 3;
const ERASED: u64 = 4;

/// One thing that a segment brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A change of a document.
    Change {
        /// The document.
        document: DocumentId,
        /// The device's branch in it, see [`identity::actor`].
        branch: u32,
        /// The whole change chunk, uncompressed. In a received segment it may be anything that its
        /// device signed, see [`Item::is_own`].
        raw: Vec<u8>,
    },
    /// Lines of the device's own log, opaque here.
    Log(Vec<u8>),
    /// The device no longer holds this document.
    Purged(DocumentId),
    /// Stands for a segment that its device can no longer read.
    Void,
    /// Stands for an item whose body was erased: the digest that was signed for it.
    Erased([u8; 32]),
    /// Of a later version: kept and acknowledged, not understood.
    Unknown {
        /// Its tag.
        tag: u64,
        /// Its body.
        body: Vec<u8>,
    },
}

impl Item {
    /// Is it a change that this device wrote? Nothing keeps a broken or hostile one from signing what is
    /// no change, or another's: that is kept, and never applied.
    #[must_use]
    pub fn is_own(&self, key: &identity::PublicKey, install: InstallId) -> bool {
        let Self::Change {
            document,
            branch,
            raw,
        } = self
        else {
            return false;
        };
        let actor = identity::actor(key, install, *document, *branch);
        change::read(raw).is_ok_and(|(_, head)| head.actor == actor)
    }
}

type Digests = (Vec<[u8; 32]>, Vec<Option<ChangeHash>>);

/// The digest that is signed for each item, and the hash of each change.
pub(super) fn digests(items: &[Item]) -> Digests {
    let mut digests = Vec::with_capacity(items.len());
    let mut changes = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Change {
                document,
                branch,
                raw,
            } => {
                let hash = change::hash_of(raw);
                digests.push(change_digest(document, *branch, &hash));
                changes.push(Some(hash));
            }
            Item::Erased(digest) => {
                digests.push(*digest);
                changes.push(None);
            }
            other => {
                let (tag, body) = plain(other);
                let hasher = Sha256::new().chain_update(tag.to_be_bytes());
                digests.push(hasher.chain_update(body).finalize().into());
                changes.push(None);
            }
        }
    }
    (digests, changes)
}

/// What is signed for a change: its hash stands for its body.
pub(super) fn change_digest(document: &DocumentId, branch: u32, hash: &ChangeHash) -> [u8; 32] {
    Sha256::new()
        .chain_update(CHANGE.to_be_bytes())
        .chain_update(document.as_bytes())
        .chain_update(branch.to_be_bytes())
        .chain_update(hash.as_bytes())
        .finalize()
        .into()
}

fn plain(item: &Item) -> (u64, &[u8]) {
    match item {
        Item::Change { raw, .. } => (CHANGE, raw),
        Item::Log(lines) => (LOG, lines),
        Item::Purged(document) => (PURGED, document.as_bytes()),
        Item::Void => (VOID, &[]),
        Item::Erased(digest) => (ERASED, digest),
        Item::Unknown { tag, body } => (*tag, body),
    }
}

/// What an honest device seals: changes of its own, within their limit.
pub(super) fn check_own(segment: &Segment, known: &Known<'_>) -> Result<(), SegmentError> {
    for item in &segment.items {
        let Item::Change { raw, .. } = item else {
            continue;
        };
        change::read(raw)?;
        if raw.len() > CHANGE_BYTES_MAX {
            return Err(SegmentError::Malformed);
        }
        if !item.is_own(&known.key, segment.head.install) {
            return Err(SegmentError::Signature);
        }
    }
    Ok(())
}

pub(super) fn pack(
    segment: &Segment,
    known: &Known<'_>,
    documents: &mut Vec<DocumentId>,
) -> Result<Vec<u8>, SegmentError> {
    let mut index = std::collections::HashMap::new();
    let mut latest = Latest::new();
    let mut out = Vec::new();
    put_uleb(&mut out, segment.items.len() as u64);
    for item in &segment.items {
        if matches!(item, Item::Unknown { tag, .. } if *tag <= ERASED) {
            return Err(SegmentError::Malformed);
        }
        let Item::Change {
            document,
            branch,
            raw,
        } = item
        else {
            let (tag, body) = plain(item);
            put_uleb(&mut out, tag);
            put_uleb(&mut out, body.len() as u64);
            out.extend_from_slice(body);
            continue;
        };
        let actor = identity::actor(&known.key, segment.head.install, *document, *branch);
        let own = change::read(raw).ok();
        let own = own.filter(|(_, head)| head.actor == actor);
        let previous = own.as_ref().and_then(|(_, head)| {
            let before = head.seq.checked_sub(1)?;
            previous_change(&latest, known, document, &actor, before)
        });
        let body = change::slim(
            raw,
            &Context {
                actor: Some(&actor),
                time_ms: segment.head.time_ms,
                previous,
            },
        );
        let place = *index.entry(*document).or_insert_with(|| {
            documents.push(*document);
            documents.len() - 1
        });
        put_uleb(&mut out, CHANGE);
        put_uleb(&mut out, place as u64);
        put_uleb(&mut out, u64::from(*branch));
        put_uleb(&mut out, body.len() as u64);
        out.extend_from_slice(&body);
        if let Some((hash, head)) = own {
            latest.insert((*document, actor), (head.seq, hash));
        }
    }
    Ok(out)
}

pub(super) fn unpack(packed: &Packed, known: &Known<'_>) -> Result<Vec<Item>, SegmentError> {
    let mut reader = Reader::new(&packed.items);
    let count = reader.uleb().map_err(ChangeError::from)?;
    if count > SEGMENT_ITEMS_MAX as u64 || packed.documents.len() > SEGMENT_ITEMS_MAX {
        return Err(SegmentError::Malformed);
    }
    let mut latest = Latest::new();
    let mut items = Vec::new();
    for _ in 0..count {
        items.push(unpack_one(&mut reader, packed, known, &mut latest)?);
    }
    if reader.rest().is_empty() {
        Ok(items)
    } else {
        Err(SegmentError::Malformed)
    }
}

fn unpack_one(
    reader: &mut Reader<'_>,
    packed: &Packed,
    known: &Known<'_>,
    latest: &mut Latest,
) -> Result<Item, SegmentError> {
    let cut = |_| SegmentError::Malformed;
    let tag = reader.uleb().map_err(cut)?;
    if tag != CHANGE {
        let body = reader.counted().map_err(cut)?;
        return match tag {
            LOG => Ok(Item::Log(body.to_vec())),
            PURGED => body
                .try_into()
                .map(|id| Item::Purged(DocumentId::from_bytes(id)))
                .map_err(|_| SegmentError::Malformed),
            VOID if body.is_empty() => Ok(Item::Void),
            VOID => Err(SegmentError::Malformed),
            ERASED => body
                .try_into()
                .map(Item::Erased)
                .map_err(|_| SegmentError::Malformed),
            _ => Ok(Item::Unknown {
                tag,
                body: body.to_vec(),
            }),
        };
    }
    let place =
        usize::try_from(reader.uleb().map_err(cut)?).map_err(|_| SegmentError::Malformed)?;
    let document = *packed.documents.get(place).ok_or(SegmentError::Malformed)?;
    let branch = u32::try_from(reader.uleb().map_err(cut)?).map_err(|_| SegmentError::Malformed)?;
    let body = reader.counted().map_err(cut)?;
    let actor: Actor = identity::actor(&known.key, packed.head.install, document, branch);
    let raw = change::expand(body, Some(&actor), packed.head.time_ms, |seq| {
        previous_change(latest, known, &document, &actor, seq)
    })?;
    if let Ok((hash, head)) = change::read(&raw)
        && head.actor == actor
    {
        latest.insert((document, actor), (head.seq, hash));
    }
    Ok(Item::Change {
        document,
        branch,
        raw,
    })
}
