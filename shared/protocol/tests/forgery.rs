//! What a device with a key of its own can sign, although it must not.

use ed25519_dalek::Signer;
use minicbor::{Decoder, Encoder};
use puente_protocol::bytes::put_uleb;
use puente_protocol::change::{self, SlimContext};
use puente_protocol::segment::{
    CarriedChanges, Item, ItemAuthor, NO_SEGMENT, PackedSegment, SegmentError, SegmentHead,
    Statement, VerifiedSegment,
};
use sha2::{Digest, Sha256};

use crate::changes::real;
use crate::people::{CORE, Person, jorge, maria};

/// The signed bytes of a segment with one change of `CORE`.
fn signed_bytes(head: &SegmentHead, raw: &[u8]) -> Vec<u8> {
    let hash = change::hash_of(raw);
    let digest = Sha256::new()
        .chain_update(0u64.to_be_bytes())
        .chain_update(CORE.as_bytes())
        .chain_update(0u32.to_be_bytes())
        .chain_update(hash.as_bytes())
        .finalize();
    let mut out = b"puente/segment/1".to_vec();
    minicbor::encode(head, &mut out).unwrap();
    out.extend(NO_SEGMENT);
    out.extend(1u32.to_be_bytes());
    out.extend(digest);
    out
}

/// A segment with one change, signed by `signer` whatever it contains.
fn forge(signer: &Person, head: SegmentHead, raw: &[u8], slim: &[u8]) -> Vec<u8> {
    let mut items = vec![1, 0, 0, 0];
    put_uleb(&mut items, slim.len() as u64);
    items.extend(slim);
    let signature = signer.key.sign(&signed_bytes(&head, raw)).to_bytes();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out);
    encoder.array(4).unwrap().encode(head).unwrap();
    encoder.array(1).unwrap().encode(CORE).unwrap();
    encoder.bytes(&items).unwrap().bytes(&signature).unwrap();
    out
}

fn open(bytes: &[u8], signer: &Person) -> Result<(), SegmentError> {
    verified(bytes, signer).map(|_| ())
}

fn verified(bytes: &[u8], signer: &Person) -> Result<VerifiedSegment, SegmentError> {
    let packed = PackedSegment::from_bytes(bytes)?;
    packed.open(&signer.known(NO_SEGMENT))
}

/// Asserts that a segment with only this in it opens, and that it is not a change of its signer.
fn assert_not_own(bytes: &[u8], signer: &Person, raw: &[u8]) {
    let segment = verified(bytes, signer).unwrap();
    let items: Vec<_> = segment.items().collect();
    let [(item, hash)] = items[..] else {
        panic!("one item");
    };
    let [Some(named)] = segment.named() else {
        panic!("one change");
    };
    assert!(!matches!(named.author, ItemAuthor::Own { .. }));
    assert_eq!(hash, Some(change::hash_of(raw)));
    let Item::Change { raw: got, .. } = item else {
        panic!("a change");
    };
    assert_eq!(got, raw);
}

fn whole(raw: &[u8]) -> Vec<u8> {
    [&[1 << 7], raw].concat()
}

#[test]
fn the_forger_can_write_honest_segments_too() {
    let raw = real("registered");
    let bytes = forge(&maria(), maria().head(0), &raw, &whole(&raw));
    assert_eq!(open(&bytes, &maria()), Ok(()));
}

#[test]
fn a_change_of_another_actor_is_not_its_signers() {
    let jorge = jorge();
    let raw = real("registered");
    let (_, head) = change::read(&raw).unwrap();
    assert_eq!(head.seq, 1);
    let given = change::slim(
        &raw,
        &SlimContext {
            actor: None,
            time_ms: jorge.head(0).time_ms,
            previous: None,
        },
    );
    for slim in [whole(&raw), given] {
        let bytes = forge(&jorge, jorge.head(0), &raw, &slim);
        assert_not_own(&bytes, &jorge, &raw);
    }
}

#[test]
fn bytes_that_are_no_change_are_kept_as_they_are() {
    let jorge = jorge();
    let raw = real("registered");
    let mut deflated = raw.clone();
    deflated[8] = 2;
    let mut checksum = raw.clone();
    checksum[5] ^= 1;
    let two = [&raw[..], &raw].concat();
    for bad in [
        &b""[..],
        b"nonsense",
        &deflated,
        &checksum,
        &two,
        &raw[..20],
    ] {
        let bytes = forge(&jorge, jorge.head(0), bad, &whole(bad));
        assert_not_own(&bytes, &jorge, bad);
        let other = forge(&jorge, jorge.head(0), &raw, &whole(bad));
        let refused = open(&other, &jorge);
        assert_eq!(refused, Err(SegmentError::Signature), "not what was signed");
    }
}

#[test]
fn nobody_signs_as_another_device() {
    let (maria, jorge) = (maria(), jorge());
    let head = SegmentHead {
        device: maria.device(),
        ..jorge.head(0)
    };
    let raw = real("colleague_adds_a_need");
    let bytes = forge(&jorge, head, &raw, &whole(&raw));
    assert_eq!(open(&bytes, &jorge), Err(SegmentError::Signature));
    assert_eq!(open(&bytes, &maria), Err(SegmentError::Signature));

    let signed = signed_bytes(&head, &raw);
    let signature = jorge.key.sign(&signed).to_bytes();
    let refused = Statement::verify(&signed, &signature, &jorge.public());
    assert_eq!(refused, Err(SegmentError::Signature));
}

#[test]
fn a_signature_over_something_else_is_no_statement() {
    let maria = maria();
    let good = signed_bytes(&maria.head(0), &real("registered"));
    let more_items = {
        let mut bytes = good.clone();
        let count = bytes.len() - 32 - 4;
        bytes[count] = 0xff;
        bytes
    };
    for signed in [
        Vec::new(),
        b"puente/exchange/1".to_vec(),
        good[..40].to_vec(),
        more_items,
    ] {
        let signature = maria.key.sign(&signed).to_bytes();
        let refused = Statement::verify(&signed, &signature, &maria.public());
        assert_eq!(refused, Err(SegmentError::Malformed));
    }
}

/// A receiver reserves memory by what the segment names, which nobody signed.
#[test]
fn a_segment_names_all_documents_that_it_brings_for_others() {
    let maria = maria();
    let items = vec![Item::Carried(CarriedChanges::question(CORE))];
    let (packed, _) = maria.seal_first(items);
    let bytes = packed.to_bytes();
    open(&bytes, &maria).unwrap();
    let mut decoder = Decoder::new(&bytes);
    decoder.array().unwrap();
    let head: SegmentHead = decoder.decode().unwrap();
    decoder.skip().unwrap();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out);
    encoder.array(4).unwrap().encode(head).unwrap();
    encoder.array(0).unwrap();
    encoder.bytes(decoder.bytes().unwrap()).unwrap();
    encoder.bytes(decoder.bytes().unwrap()).unwrap();
    assert!(matches!(open(&out, &maria), Err(SegmentError::Malformed)));
}
