//! Opens the segments of a request in their order, as far as they continue the stored log.

use std::cell::RefCell;
use std::collections::HashMap;

use puente_protocol::identity::Actor;
use puente_protocol::page::SegmentReceipt;
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{
    Item, ItemAuthor, KnownSender, NO_SEGMENT, PackedSegment, SegmentError, SegmentHash,
    VerifiedSegment,
};
use puente_record::{ChangeHash, DocumentId};

use super::ExchangeError;
use super::authenticate::SenderContext;
use crate::store::{Connection, StoreError, change, segment};

/// Items of one request that are processed: the changes of a full honest one, 3 MiB of 250 bytes, and a quarter
/// more. Without a bound, 280 KB of the smallest items occupy the database for six seconds.
const ITEMS_MAX: usize = 16 * 1024;

/// What a request brings.
#[derive(Debug)]
pub(super) struct OpenedSegments {
    /// New segments, each after its predecessor.
    pub(super) segments: Vec<VerifiedSegment>,
    /// When each was first received, by the server's clock in ms since 1970; empty for segments that arrive
    /// now.
    pub(super) received_ms: Vec<i64>,
    /// Receipts of segments that were stored before.
    pub(super) repeated: Vec<SegmentReceipt>,
}

/// What opening a segment needs: the database, and the earlier segments of this request.
struct SegmentContext<'c> {
    connection: &'c Connection,
    fresh: HashMap<(DocumentId, Actor, u64), ChangeHash>,
    failed: RefCell<Option<StoreError>>,
}

impl SegmentContext<'_> {
    fn change(&self, document: &DocumentId, actor: &Actor, seq: u64) -> Option<ChangeHash> {
        if let Some(hash) = self.fresh.get(&(*document, *actor, seq)) {
            return Some(*hash);
        }
        change::by_actor(self.connection, document.as_bytes(), actor, seq).unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            None
        })
    }

    /// The device itself signed the request. A segment that does not continue the stored log was signed on another
    /// history of this install.
    fn open(
        &self,
        packed: PackedSegment,
        context: &SenderContext,
        previous: SegmentHash,
    ) -> Result<VerifiedSegment, ExchangeError> {
        let opened = packed.open(&KnownSender {
            key: context.device.key,
            previous,
            change: &|document, actor, seq| self.change(document, actor, seq),
        });
        if let Some(error) = self.failed.take() {
            return Err(error.into());
        }
        opened.map_err(|error| match error {
            SegmentError::Signature => ProblemCode::InstallForked.into(),
            _ => ProblemCode::Malformed.into(),
        })
    }

    fn remember(&mut self, segment: &VerifiedSegment) {
        for ((item, _), named) in segment.items().zip(segment.named()) {
            if let (Item::Change { document, .. }, Some(named)) = (item, named)
                && let ItemAuthor::Own { seq } = named.author
            {
                self.fresh.insert((*document, named.actor, seq), named.hash);
            }
        }
    }
}

/// Opens the segments. It stops at one that cannot be taken, or that is too much at once (of the first
/// `segments_max` no more than [`ITEMS_MAX`] allows); those before it are taken, and the acknowledgement tells
/// the device where its log stands.
///
/// # Errors
/// Nothing new could be taken, because the first new segment is invalid: the device is forked or broken.
pub(super) fn receive(
    connection: &Connection,
    context: &SenderContext,
    segments_max: usize,
) -> Result<OpenedSegments, ExchangeError> {
    let mut sight = SegmentContext {
        connection,
        fresh: HashMap::new(),
        failed: RefCell::default(),
    };
    let mut received = OpenedSegments {
        segments: Vec::new(),
        received_ms: Vec::new(),
        repeated: Vec::new(),
    };
    let mut next_n = context.install.map_or(0, |install| install.next_n);
    let mut previous = context
        .install
        .map_or(NO_SEGMENT, |install| install.last_hash);
    let mut items = 0;
    for bytes in context.request.segments.iter().take(segments_max) {
        if items >= ITEMS_MAX {
            break;
        }
        let Ok(packed) = PackedSegment::from_bytes(bytes) else {
            return stopped(received, ProblemCode::Malformed);
        };
        let head = packed.head;
        if head.device != context.device.id
            || head.install != context.request.install
            || i64::try_from(head.n).is_err()
        {
            return stopped(received, ProblemCode::Malformed);
        }
        if head.n > next_n {
            break;
        }
        if head.n < next_n {
            let (receipt, count) = repeated(&sight, context, packed)?;
            items += count;
            received.repeated.push(receipt);
            continue;
        }
        match sight.open(packed, context, previous) {
            Ok(segment) => {
                items += segment.items().map(|(item, _)| weight(item)).sum::<usize>();
                sight.remember(&segment);
                (next_n, previous) = (next_n + 1, segment.hash());
                received.segments.push(segment);
            }
            Err(ExchangeError::Problem(code)) => return stopped(received, code),
            Err(error) => return Err(error),
        }
    }
    Ok(received)
}

/// How many items an item counts as: a carried item holds many changes and authors.
fn weight(item: &Item) -> usize {
    match item {
        Item::Carried(carried) => carried.weight().max(1),
        _ => 1,
    }
}

fn stopped(
    received: OpenedSegments,
    problem: ProblemCode,
) -> Result<OpenedSegments, ExchangeError> {
    if received.segments.is_empty() {
        Err(problem.into())
    } else {
        Ok(received)
    }
}

/// A segment that was received before, and its number of items. If it differs, the install is forked.
fn repeated(
    sight: &SegmentContext<'_>,
    context: &SenderContext,
    packed: PackedSegment,
) -> Result<(SegmentReceipt, usize), ExchangeError> {
    let install = context.install.ok_or(ProblemCode::Malformed)?.nr;
    let n = packed.head.n;
    let stored = segment::find(sight.connection, install, n)?.ok_or(ProblemCode::InstallForked)?;
    let previous = match n.checked_sub(1) {
        None => NO_SEGMENT,
        Some(before) => {
            segment::find(sight.connection, install, before)?
                .ok_or(ProblemCode::InstallForked)?
                .hash
        }
    };
    let segment = sight.open(packed, context, previous)?;
    if segment.hash() != stored.hash {
        return Err(ProblemCode::InstallForked.into());
    }
    let receipt = SegmentReceipt {
        n,
        leaf: stored.leaf,
        received_ms: Some(stored.received_ms),
    };
    let items = segment.items().map(|(item, _)| weight(item)).sum();
    Ok((receipt, items))
}
