//! The packed form of a segment's items.

use std::collections::{HashMap, HashSet};

use puente_record::id::{ChangeHash, DocumentId};

use super::item::Item;
use super::named_change::{ItemAuthor, NamedChange, name};
use super::tag::{CARRIED, CHANGE};
use super::{KnownSender, PackedSegment, Segment, SegmentError};
use crate::bytes::{Reader, put_uleb};
use crate::change::{self, ChangeError, SlimContext};
use crate::identity::{self, Actor};
use crate::limits::SEGMENT_ITEMS_MAX;

/// The last change of each (document, actor) within one segment.
type Latest = HashMap<(DocumentId, Actor), (u64, ChangeHash)>;

fn previous_change(
    latest: &Latest,
    known: &KnownSender<'_>,
    document: &DocumentId,
    actor: &Actor,
    seq: u64,
) -> Option<ChangeHash> {
    match latest.get(&(*document, *actor)) {
        Some((last, hash)) if *last == seq => Some(*hash),
        _ => (known.change)(document, actor, seq),
    }
}

pub(super) fn pack(
    segment: &Segment,
    named: &[Option<NamedChange>],
    known: &KnownSender<'_>,
    documents: &mut Vec<DocumentId>,
) -> Result<Vec<u8>, SegmentError> {
    let mut index = HashMap::new();
    let mut latest = Latest::new();
    let mut out = Vec::new();
    put_uleb(&mut out, segment.items.len() as u64);
    for (item, named) in segment.items.iter().zip(named) {
        if matches!(item, Item::Unknown { tag, .. } if *tag <= CARRIED) {
            return Err(SegmentError::Malformed);
        }
        let (
            Item::Change {
                document,
                branch,
                raw,
            },
            Some(named),
        ) = (item, named)
        else {
            let (tag, body) = item.plain();
            put_uleb(&mut out, tag);
            put_uleb(&mut out, body.len() as u64);
            out.extend_from_slice(body);
            if let Some(carried) = item.carried() {
                let document = carried.listing().document;
                index.entry(document).or_insert_with(|| {
                    documents.push(document);
                    documents.len() - 1
                });
            }
            continue;
        };
        let body = pack_change(segment, document, raw, named, known, &latest);
        let place = *index.entry(*document).or_insert_with(|| {
            documents.push(*document);
            documents.len() - 1
        });
        put_uleb(&mut out, CHANGE);
        put_uleb(&mut out, place as u64);
        put_uleb(&mut out, u64::from(*branch));
        put_uleb(&mut out, body.len() as u64);
        out.extend_from_slice(&body);
        if let ItemAuthor::Own { seq } = named.author {
            latest.insert((*document, named.actor), (seq, named.hash));
        }
    }
    Ok(out)
}

/// The packed body of a change, relative to the same actor's change before it.
fn pack_change(
    segment: &Segment,
    document: &DocumentId,
    raw: &[u8],
    named: &NamedChange,
    known: &KnownSender<'_>,
    latest: &Latest,
) -> Vec<u8> {
    let before = match named.author {
        ItemAuthor::Own { seq } => seq.checked_sub(1),
        ItemAuthor::Another | ItemAuthor::Nobody => None,
    };
    let previous =
        before.and_then(|before| previous_change(latest, known, document, &named.actor, before));
    let context = SlimContext {
        actor: Some(&named.actor),
        time_ms: segment.head.time_ms,
        previous,
    };
    match change::head(raw) {
        Ok(head) if named.author != ItemAuthor::Nobody => change::slim_of(raw, &head, &context),
        _ => change::alone(raw),
    }
}

/// The items, and for each what its change is.
type Unpacked = (Vec<Item>, Vec<Option<NamedChange>>);

pub(super) fn unpack(
    packed: &PackedSegment,
    known: &KnownSender<'_>,
) -> Result<Unpacked, SegmentError> {
    let mut reader = Reader::new(&packed.items);
    let count = reader.uleb().map_err(ChangeError::from)?;
    if count > SEGMENT_ITEMS_MAX as u64 || packed.documents.len() > SEGMENT_ITEMS_MAX {
        return Err(SegmentError::Malformed);
    }
    let mut latest = Latest::new();
    let (mut items, mut named) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let (item, name) = unpack_one(&mut reader, packed, known, &mut latest)?;
        items.push(item);
        named.push(name);
    }
    if reader.rest().is_empty() && are_named(&items, &packed.documents) {
        Ok((items, named))
    } else {
        Err(SegmentError::Malformed)
    }
}

fn unpack_one(
    reader: &mut Reader<'_>,
    packed: &PackedSegment,
    known: &KnownSender<'_>,
    latest: &mut Latest,
) -> Result<(Item, Option<NamedChange>), SegmentError> {
    let cut = |_| SegmentError::Malformed;
    let tag = reader.uleb().map_err(cut)?;
    if tag != CHANGE {
        let body = reader.counted().map_err(cut)?;
        return Item::from_plain(tag, body).map(|item| (item, None));
    }
    let place =
        usize::try_from(reader.uleb().map_err(cut)?).map_err(|_| SegmentError::Malformed)?;
    let document = *packed.documents.get(place).ok_or(SegmentError::Malformed)?;
    let branch = u32::try_from(reader.uleb().map_err(cut)?).map_err(|_| SegmentError::Malformed)?;
    let body = reader.counted().map_err(cut)?;
    let actor: Actor = identity::actor(&known.key, packed.head.install, document, branch);
    let (raw, hash) = change::expand_named(body, Some(&actor), packed.head.time_ms, |seq| {
        previous_change(latest, known, &document, &actor, seq)
    })?;
    let named = name(&raw, hash, actor);
    if let ItemAuthor::Own { seq } = named.author {
        latest.insert((document, actor), (seq, named.hash));
    }
    let item = Item::Change {
        document,
        branch,
        raw,
    };
    Ok((item, Some(named)))
}

/// Checks that `documents` names every carried document, because a receiver makes room for the named documents
/// before it looks at anything else.
fn are_named(items: &[Item], documents: &[DocumentId]) -> bool {
    let mut carried = items.iter().filter_map(Item::carried).peekable();
    let named = carried.peek().map(|_| documents.iter().collect());
    let named: HashSet<&DocumentId> = named.unwrap_or_default();
    carried.all(|carried| named.contains(&carried.listing().document))
}
