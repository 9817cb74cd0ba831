//! Cursors: a device's position in each feed, opaque to the device and authenticated by the server.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use minicbor::{Decoder, Encoder};
use puente_record::DeviceId;
use sha2::Sha256;

use crate::store::log::{self, END_BYTES, LogEnd};
use crate::store::row_id::{DocumentRowId, FeedRowId};
use crate::store::{Connection, ServerIdentity, StoreError};

const MAC_BYTES: usize = 16;
const DOMAIN: &[u8] = b"puente/cursor/2";

/// A device's position in one feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// The device has everything before this row number.
    Seq(u64),
    /// The device is still getting whole documents, in the order of their rows. When it has them all, it
    /// continues from `until_seq`.
    Bootstrap {
        /// The end of the feed when the first document was sent.
        until_seq: u64,
        /// The row of the last document that the device got.
        after: DocumentRowId,
        /// The row of the last document that existed when the first was sent. Later ones have feed rows.
        last: DocumentRowId,
    },
}

impl Position {
    /// Whether it is beyond the end of its feed. Numbers that the device would skip are given out again then.
    pub(super) const fn is_beyond(&self, next_seq: u64) -> bool {
        match self {
            Self::Seq(seq) => *seq > next_seq,
            Self::Bootstrap { until_seq, .. } => *until_seq > next_seq,
        }
    }
}

/// Positions by the feed's row.
pub(super) type Positions = BTreeMap<FeedRowId, Position>;

/// The content of a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Content {
    epoch: u32,
    /// The end of the log when the cursor was written.
    end: LogEnd,
    positions: Positions,
}

/// Writes a cursor for a device. It includes the end of the log: if an older log takes the place of this one,
/// the device comes back with the proof.
pub(super) fn encode(
    identity: &ServerIdentity,
    device: &DeviceId,
    end: LogEnd,
    positions: &Positions,
) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::with_capacity(64));
    let written = (|| {
        encoder
            .u32(identity.epoch)?
            .u64(end.size)?
            .bytes(&end.node)?;
        for (feed, position) in positions {
            match position {
                Position::Seq(seq) => encoder.array(2)?.i64(feed.get())?.u64(*seq)?,
                Position::Bootstrap {
                    until_seq,
                    after,
                    last,
                } => encoder
                    .array(4)?
                    .i64(feed.get())?
                    .u64(*until_seq)?
                    .i64(after.get())?
                    .i64(last.get())?,
            };
        }
        Ok(())
    })();
    written.unwrap_or_else(|_: minicbor::encode::Error<_>| unreachable!("writes to memory"));
    let mut out = encoder.into_writer();
    let mac = mac(identity, device, &out);
    out.extend_from_slice(&mac);
    out
}

/// Reads a cursor. Returns no positions for a cursor of another epoch or device, or a damaged one.
pub(super) fn decode(
    identity: &ServerIdentity,
    device: &DeviceId,
    cursor: &[u8],
) -> Option<Positions> {
    let content = open(identity, device, cursor)?;
    (content.epoch == identity.epoch).then_some(content.positions)
}

/// The epoch of a cursor if it proves that this server once had more than its present data; `None` otherwise.
pub(super) fn outrun(
    connection: &Connection,
    identity: &ServerIdentity,
    device: &DeviceId,
    cursor: &[u8],
) -> Result<Option<u32>, StoreError> {
    let Some(Content { epoch, end, .. }) = open(identity, device, cursor) else {
        return Ok(None);
    };
    let is_beyond = match epoch.cmp(&identity.epoch) {
        Ordering::Less => false,
        Ordering::Equal => log::end_at(connection, end.size)? != Some(end),
        Ordering::Greater => true,
    };
    Ok(is_beyond.then_some(epoch))
}

fn open(identity: &ServerIdentity, device: &DeviceId, cursor: &[u8]) -> Option<Content> {
    let split = cursor.len().checked_sub(MAC_BYTES)?;
    let (content, given) = cursor.split_at(split);
    let mut hmac = keyed(identity, device);
    hmac.update(content);
    hmac.verify_truncated_left(given).ok()?;
    read(content).ok()
}

fn read(content: &[u8]) -> Result<Content, minicbor::decode::Error> {
    let mut decoder = Decoder::new(content);
    let mut positions = Positions::new();
    let (epoch, size) = (decoder.u32()?, decoder.u64()?);
    let node: [u8; END_BYTES] = decoder
        .bytes()?
        .try_into()
        .map_err(|_| minicbor::decode::Error::message("a node of the log"))?;
    while decoder.position() < content.len() {
        let fields = decoder.array()?;
        let (feed, seq) = (FeedRowId::new(decoder.i64()?), decoder.u64()?);
        let position = match fields {
            Some(2) => Position::Seq(seq),
            _ => Position::Bootstrap {
                until_seq: seq,
                after: DocumentRowId::new(decoder.i64()?),
                last: DocumentRowId::new(decoder.i64()?),
            },
        };
        positions.insert(feed, position);
    }
    Ok(Content {
        epoch,
        end: LogEnd { size, node },
        positions,
    })
}

fn keyed(identity: &ServerIdentity, device: &DeviceId) -> Hmac<Sha256> {
    let mut hmac =
        Hmac::<Sha256>::new_from_slice(&identity.cursor_key).expect("HMAC takes any key");
    hmac.update(DOMAIN);
    hmac.update(device.as_bytes());
    hmac
}

fn mac(identity: &ServerIdentity, device: &DeviceId, content: &[u8]) -> [u8; MAC_BYTES] {
    let mut hmac = keyed(identity, device);
    hmac.update(content);
    let digest = hmac.finalize().into_bytes();
    let mut out = [0; MAC_BYTES];
    out.copy_from_slice(&digest[..MAC_BYTES]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    fn document() -> impl Strategy<Value = DocumentRowId> {
        any::<i64>().prop_map(DocumentRowId::new)
    }

    fn position() -> impl Strategy<Value = Position> {
        prop_oneof![
            any::<u64>().prop_map(Position::Seq),
            (any::<u64>(), document(), document()).prop_map(|(until_seq, after, last)| {
                Position::Bootstrap {
                    until_seq,
                    after,
                    last,
                }
            }),
        ]
    }

    proptest! {
        #[test]
        fn a_cursor_comes_back_to_its_device_alone(
            positions in proptest::collection::btree_map(any::<i64>().prop_map(FeedRowId::new), position(), 0..20),
            flipped in any::<prop::sample::Index>(),
        ) {
            let mut identity = ServerIdentity::random(&mut ChaCha20Rng::from_seed([3; 32]));
            let device = DeviceId::from_bytes([1; 16]);
            let end = LogEnd { size: 9, node: [7; END_BYTES] };
            let cursor = encode(&identity, &device, end, &positions);
            prop_assert_eq!(decode(&identity, &device, &cursor), Some(positions.clone()));
            let other = DeviceId::from_bytes([2; 16]);
            prop_assert!(decode(&identity, &other, &cursor).is_none());
            let mut damaged = cursor.clone();
            damaged[flipped.index(cursor.len())] ^= 1;
            prop_assert!(decode(&identity, &device, &damaged).is_none());
            identity.epoch ^= 1;
            prop_assert!(decode(&identity, &device, &cursor).is_none());
        }
    }

    /// `PROTOCOL.md` §6 relies on this: four kinds of documents and the device's private feed.
    #[test]
    fn the_cursor_of_one_site_is_small() {
        let identity = ServerIdentity::random(&mut ChaCha20Rng::from_seed([3; 32]));
        let end = LogEnd {
            size: 4_000_000_000,
            node: [7; END_BYTES],
        };
        let feeds = [(7_000, 1_000_000), (7_001, 60_000), (7_002, 60_000)];
        let small = [(7_003, 200), (9_000, 200)];
        let feeds = feeds.into_iter().chain(small);
        let positions = feeds.map(|(feed, seq)| (FeedRowId::new(feed), Position::Seq(seq)));
        let device = DeviceId::from_bytes([1; 16]);
        let cursor = encode(&identity, &device, end, &positions.collect());
        assert!(cursor.len() <= 85, "{}", cursor.len());
    }
}
