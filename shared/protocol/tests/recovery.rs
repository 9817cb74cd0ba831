//! Sealed bodies of documents that a device deleted: the signature of their segment stays valid, and only the
//! private half of the recovery key reads them.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeS, Serializable as _};
use puente_protocol::bundle::courier_key;
use puente_protocol::segment::{
    Item, NO_SEGMENT, PackedSegment, RecoveryError, SealedBody, SegmentError, SegmentHash,
    Statement, VerifiedSegment,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;

use crate::changes::{marias_items, real};
use crate::people::{CORE, PROTECTION, maria};

pub(crate) const SECRET: [u8; 32] = [6; 32];

/// María's first segment, with its protection document sealed.
pub(crate) fn sealed(seed: u8) -> (PackedSegment, SegmentHash) {
    let maria = maria();
    let known = maria.known(NO_SEGMENT);
    let (whole, hash) = maria.seal_first(marias_items());
    let mut rng = ChaCha20Rng::from_seed([seed; 32]);
    let opened = whole.open(&known).unwrap();
    let to = courier_key(&SECRET);
    let (packed, bytes) = opened
        .seal_bodies(&PROTECTION, CORE, &to, &known, &mut rng)
        .unwrap();
    assert!(bytes > 0);
    (packed, hash)
}

fn opened(packed: &PackedSegment) -> VerifiedSegment {
    let packed = PackedSegment::from_bytes(&packed.to_bytes()).unwrap();
    packed.open(&maria().known(NO_SEGMENT)).unwrap()
}

fn body(segment: &VerifiedSegment) -> (usize, SealedBody) {
    let mut items = segment.items().map(|(item, _)| item).enumerate();
    items
        .find_map(|(place, item)| match item {
            Item::Sealed(body) => Some((place, body.clone())),
            _ => None,
        })
        .unwrap()
}

#[test]
fn only_the_recovery_key_opens_a_body_and_it_goes_back_into_its_place() {
    let (packed, hash) = sealed(1);
    let bytes = packed.to_bytes();
    let Item::Change { raw, .. } = &marias_items()[2] else {
        unreachable!("a change");
    };
    let tail = &raw[raw.len() - 16..];
    assert!(!bytes.windows(tail.len()).any(|window| window == tail));
    let segment = opened(&packed);
    assert_eq!(segment.hash(), hash);
    let (place, body) = body(&segment);
    assert_eq!(body.record(), CORE);
    assert_eq!(body.open(&[7; 32]), Err(RecoveryError::OtherKey));
    let change = body.open(&SECRET).unwrap();
    assert_eq!(Item::from(change.clone()), marias_items()[2]);
    // The same body never gives the same bytes, so nobody sees that two phones hold one note.
    assert_ne!(bytes, sealed(2).0.to_bytes());

    let (signed, signature) = (segment.signed(), segment.signature());
    let key = maria().public();
    let statement = || Statement::verify(signed, signature, &maria().public()).unwrap();
    let back = statement().with(signed, signature, &key, [(place, change.clone())]);
    let back = back.unwrap();
    assert_eq!((back.hash(), back.head()), (hash, segment.head()));
    let whole = opened(&maria().seal_first(marias_items()).0);
    let at = |segment: &VerifiedSegment| segment.items().nth(place).map(|(i, h)| (i.clone(), h));
    assert_eq!(at(&back), at(&whole));
    let elsewhere = statement().with(signed, signature, &key, [(place + 1, change.clone())]);
    assert_eq!(elsewhere.err(), Some(SegmentError::Signature));
    let behind = statement().with(signed, signature, &key, [(99, change)]);
    assert_eq!(behind.err(), Some(SegmentError::Signature));
}

#[test]
fn a_body_that_is_not_what_was_signed_is_found_out() {
    let (_, body) = body(&opened(&sealed(1).0));
    // A device that seals something other than it signed: the key opens it, but the digest does not match.
    let head = [&body.digest()[..], CORE.as_bytes()].concat();
    let lie = |plain: &[u8]| {
        let mut rng = ChaCha20Rng::from_seed([3; 32]);
        let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&courier_key(&SECRET));
        let (share, sealed) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &to.unwrap(),
                b"puente/recovery/1",
                plain,
                &head,
                &mut rng,
            )
            .unwrap();
        let sealed = [&share.to_bytes()[..], &sealed].concat();
        let lie = SealedBody::new(&body.digest(), CORE, &sealed).unwrap();
        lie.open(&SECRET)
    };
    let change = body.open(&SECRET).unwrap();
    let raw = &change.raw;
    let plain = |raw: &[u8]| [&[0], &PROTECTION.as_bytes()[..], &[0; 4], raw].concat();
    assert_eq!(lie(&plain(raw)), Ok(change.clone()));
    let lies = [
        plain(&real("registered")),
        plain(&raw[1..]),
        Vec::new(),
        vec![0; 20],
        vec![9; 40],
    ];
    for lied in lies {
        assert_eq!(lie(&lied), Err(RecoveryError::NotWhatWasSigned));
    }
    let moved = SealedBody::new(&body.digest(), PROTECTION, body.sealed()).unwrap();
    assert_eq!(moved.open(&SECRET), Err(RecoveryError::OtherKey));
    let mut damaged = body.sealed().to_vec();
    *damaged.last_mut().unwrap() ^= 1;
    let damaged = SealedBody::new(&body.digest(), CORE, &damaged).unwrap();
    assert_eq!(damaged.open(&SECRET), Err(RecoveryError::OtherKey));
    assert_eq!(SealedBody::new(&body.digest(), CORE, &[0; 47]), None);
}

#[test]
fn a_sealed_body_goes_with_its_record_and_stays_when_its_document_is_let_go_of_again() {
    let maria = maria();
    let known = maria.known(NO_SEGMENT);
    let (packed, hash) = sealed(1);
    let mut rng = ChaCha20Rng::from_seed([4; 32]);
    let to = courier_key(&SECRET);
    let (again, bytes) = opened(&packed)
        .seal_bodies(&PROTECTION, CORE, &to, &known, &mut rng)
        .unwrap();
    assert_eq!((again, bytes), (packed.clone(), 0));
    let kept = opened(&packed).erase_sealed(PROTECTION, &known).unwrap();
    assert_eq!(kept, packed);
    let gone = opened(&packed).erase_sealed(CORE, &known).unwrap();
    let segment = opened(&gone);
    assert_eq!(segment.hash(), hash);
    let is_sealed = |item: &Item| matches!(item, Item::Sealed(_));
    assert!(!segment.items().any(|(item, _)| is_sealed(item)));
    let erased = matches!(segment.items().nth(2), Some((Item::Erased(_), None)));
    assert!(erased);
}

#[test]
fn a_key_that_is_none_leaves_nothing_behind() {
    let maria = maria();
    let known = maria.known(NO_SEGMENT);
    let mut rng = ChaCha20Rng::from_seed([5; 32]);
    let whole = opened(&maria.seal_first(marias_items()).0);
    let (packed, bytes) = whole
        .clone()
        .seal_bodies(&PROTECTION, CORE, &[0; 32], &known, &mut rng)
        .unwrap();
    assert_eq!(bytes, 0);
    assert_eq!(packed, whole.erase(&PROTECTION, &known).unwrap());
}
