//! Cursors: where a device stands in each feed. Opaque to it, authenticated by us.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use minicbor::{Decoder, Encoder};
use puente_record::DeviceId;
use sha2::Sha256;

use crate::store::Identity;

const MAC_BYTES: usize = 16;
const DOMAIN: &[u8] = b"puente/cursor/1";

/// Where a device stands in a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// It has everything before this row.
    Seq(u64),
    /// It is still getting whole documents, in the order of their rows; when it has them all, it
    /// goes on from `until_seq`.
    Bootstrap {
        /// Where the feed stood when the first document was sent.
        until_seq: u64,
        /// The row of the last document it got.
        after: i64,
        /// The last document there was when the first was sent: later ones have rows of their own.
        last: i64,
    },
}

/// Positions by the feed's row.
pub(super) type Positions = BTreeMap<i64, Position>;

/// Writes a cursor for a device.
pub(super) fn encode(identity: &Identity, device: &DeviceId, positions: &Positions) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::with_capacity(64));
    let written = (|| {
        encoder.u32(identity.epoch)?;
        for (feed, position) in positions {
            match position {
                Position::Seq(seq) => encoder.array(2)?.i64(*feed)?.u64(*seq)?,
                Position::Bootstrap {
                    until_seq,
                    after,
                    last,
                } => encoder
                    .array(4)?
                    .i64(*feed)?
                    .u64(*until_seq)?
                    .i64(*after)?
                    .i64(*last)?,
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

/// Reads a cursor. One of another epoch or device, or a damaged one, stands nowhere.
pub(super) fn decode(identity: &Identity, device: &DeviceId, cursor: &[u8]) -> Option<Positions> {
    let split = cursor.len().checked_sub(MAC_BYTES)?;
    let (content, given) = cursor.split_at(split);
    let mut hmac = keyed(identity, device);
    hmac.update(content);
    hmac.verify_truncated_left(given).ok()?;
    read(identity, content).ok()?
}

fn read(identity: &Identity, content: &[u8]) -> Result<Option<Positions>, minicbor::decode::Error> {
    let mut decoder = Decoder::new(content);
    let mut positions = Positions::new();
    if decoder.u32()? != identity.epoch {
        return Ok(None);
    }
    while decoder.position() < content.len() {
        let fields = decoder.array()?;
        let (feed, seq) = (decoder.i64()?, decoder.u64()?);
        let position = match fields {
            Some(2) => Position::Seq(seq),
            _ => Position::Bootstrap {
                until_seq: seq,
                after: decoder.i64()?,
                last: decoder.i64()?,
            },
        };
        positions.insert(feed, position);
    }
    Ok(Some(positions))
}

fn keyed(identity: &Identity, device: &DeviceId) -> Hmac<Sha256> {
    let mut hmac =
        Hmac::<Sha256>::new_from_slice(&identity.cursor_key).expect("HMAC takes any key");
    hmac.update(DOMAIN);
    hmac.update(device.as_bytes());
    hmac
}

fn mac(identity: &Identity, device: &DeviceId, content: &[u8]) -> [u8; MAC_BYTES] {
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

    fn position() -> impl Strategy<Value = Position> {
        prop_oneof![
            any::<u64>().prop_map(Position::Seq),
            (any::<u64>(), any::<i64>(), any::<i64>()).prop_map(|(until_seq, after, last)| {
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
            positions in proptest::collection::btree_map(any::<i64>(), position(), 0..20),
            flipped in any::<prop::sample::Index>(),
        ) {
            let mut identity = Identity::random(&mut ChaCha20Rng::from_seed([3; 32]));
            let device = DeviceId::from_bytes([1; 16]);
            let cursor = encode(&identity, &device, &positions);
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

    #[test]
    fn the_cursor_of_a_volunteer_is_small() {
        let identity = Identity::random(&mut ChaCha20Rng::from_seed([3; 32]));
        let positions = [(7, Position::Seq(1_000_000)), (900, Position::Seq(3))].into();
        let cursor = encode(&identity, &DeviceId::from_bytes([1; 16]), &positions);
        assert!(cursor.len() <= 40, "{}", cursor.len());
    }
}
