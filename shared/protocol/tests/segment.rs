//! Segments: what was sealed opens, and nothing else does.

use std::collections::HashMap;

use proptest::prelude::*;
use puente_protocol::change::{self, ChangeError};
use puente_protocol::identity;
use puente_protocol::limits::{CHANGE_BYTES_MAX, SEGMENT_BYTES_MAX, SEGMENT_ITEMS_MAX};
use puente_protocol::segment::{
    Item, KnownSender, NO_SEGMENT, PackedSegment, SegmentError, Statement, VerifiedSegment,
};
use puente_record::id::{AccountId, ChangeHash, DocumentId, InstallId};

use crate::changes::{Parts, chain, change_item, marias_items, real};
use crate::people::{CORE, PROTECTION, Person, jorge, maria};

/// Items of every kind.
fn mixed() -> Vec<Item> {
    let mut items = marias_items();
    items.insert(1, Item::Log(b"opened".to_vec()));
    items.push(Item::Purged(PROTECTION));
    items.push(Item::Void);
    items.push(Item::Left(AccountId::from_bytes([3; 16])));
    items.push(Item::Unknown {
        tag: 700,
        body: b"of a later version".to_vec(),
    });
    items
}

fn open(person: &Person, bytes: &[u8]) -> Result<VerifiedSegment, SegmentError> {
    PackedSegment::from_bytes(bytes)?.open(&person.known(NO_SEGMENT))
}

fn items(verified: &VerifiedSegment) -> Vec<Item> {
    verified.items().map(|(item, _)| item.clone()).collect()
}

fn item() -> impl Strategy<Value = Item> {
    let bytes = || proptest::collection::vec(any::<u8>(), 0..40);
    prop_oneof![
        bytes().prop_map(Item::Log),
        any::<[u8; 16]>().prop_map(|id| Item::Purged(DocumentId::from_bytes(id))),
        Just(Item::Void),
        any::<[u8; 16]>().prop_map(|id| Item::Left(AccountId::from_bytes(id))),
        (8..u64::MAX, bytes()).prop_map(|(tag, body)| Item::Unknown { tag, body }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_sealed_opens(
        tails in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..30), 0..6),
        others in proptest::collection::vec(item(), 0..6),
        first in 0..6usize,
    ) {
        let maria = maria();
        let mut sent = chain(&maria, CORE, &tails);
        let place = first.min(sent.len());
        sent.splice(place..place, others);
        let (packed, hash) = maria.seal_first(sent.clone());
        let opened = open(&maria, &packed.to_bytes()).unwrap();
        prop_assert_eq!(items(&opened), sent);
        prop_assert_eq!(opened.hash(), hash);
    }

    #[test]
    fn any_bytes_are_a_segment_or_an_error(bytes: Vec<u8>) {
        let _ = open(&maria(), &bytes);
    }

    #[test]
    fn damage_anywhere_never_panics(place: prop::sample::Index, patch: Vec<u8>) {
        let mut bytes = maria().seal_first(mixed()).0.to_bytes();
        let place = place.index(bytes.len());
        bytes.splice(place.., patch);
        let _ = open(&maria(), &bytes);
    }
}

#[test]
fn a_segment_of_every_kind_of_item_opens_with_the_hashes_of_its_changes() {
    let (packed, _) = maria().seal_first(mixed());
    let opened = open(&maria(), &packed.to_bytes()).unwrap();
    assert_eq!(items(&opened), mixed());
    for (item, hash) in opened.items() {
        let expected = match item {
            Item::Change { raw, .. } => Some(change::read(raw).unwrap().0),
            _ => None,
        };
        assert_eq!(hash, expected);
    }
}

#[test]
fn any_flipped_bit_is_refused() {
    let bytes = maria().seal_first(mixed()).0.to_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(
            open(&maria(), &damaged).is_err(),
            "bit {bit} of {}",
            bytes.len()
        );
    }
}

#[test]
fn a_cut_segment_or_one_with_bytes_behind_it_is_refused() {
    let bytes = maria().seal_first(mixed()).0.to_bytes();
    for end in 0..bytes.len() {
        assert!(open(&maria(), &bytes[..end]).is_err());
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(open(&maria(), &longer).err(), Some(SegmentError::Malformed));
}

#[test]
fn a_segment_opens_only_with_its_key_its_install_and_its_predecessor() {
    let maria = maria();
    let (packed, _) = maria.seal_first(marias_items());
    let refused = |known: &KnownSender<'_>| packed.clone().open(known).err();
    assert_eq!(refused(&maria.known(NO_SEGMENT)), None);
    assert_eq!(
        refused(&maria.known([1; 32])),
        Some(SegmentError::Signature)
    );
    assert_eq!(
        refused(&jorge().known(NO_SEGMENT)),
        Some(SegmentError::Signature)
    );

    let mut moved = packed.clone();
    moved.head.install = InstallId::from_bytes([9; 16]);
    assert!(moved.open(&maria.known(NO_SEGMENT)).is_err());
    let mut later = packed.clone();
    later.head.n = 1;
    assert_eq!(
        later.open(&maria.known(NO_SEGMENT)).err(),
        Some(SegmentError::Signature)
    );
}

#[test]
fn a_change_whose_predecessor_came_in_an_earlier_segment_travels_without_it() {
    let maria = maria();
    let (first, hash) = maria.seal_first(vec![change_item(CORE, real("registered"))]);
    let opened = open(&maria, &first.to_bytes()).unwrap();
    let before = opened.items().find_map(|(_, hash)| hash).unwrap();
    let lookup = |document: &DocumentId, actor: &identity::Actor, seq: u64| {
        let ours = identity::actor(&maria.public(), maria.install, CORE, 0);
        (*document == CORE && *actor == ours && seq == 1).then_some(before)
    };
    let known = KnownSender {
        key: maria.public(),
        previous: hash,
        change: &lookup,
    };
    let edit = change_item(CORE, real("birth_date_from_a_document"));
    let (second, _) = maria
        .segment(1, vec![edit.clone()])
        .seal(&maria.key, &known)
        .unwrap();
    assert_eq!(items(&second.clone().open(&known).unwrap()), [edit]);
    assert_eq!(
        second.open(&maria.known(hash)).err(),
        Some(SegmentError::Change(ChangeError::PreviousUnknown))
    );
}

#[test]
fn what_nobody_could_open_is_not_sealed() {
    let maria = maria();
    let seal = |items: Vec<Item>| {
        maria
            .segment(0, items)
            .seal(&maria.key, &maria.known(NO_SEGMENT))
            .map(|(packed, _)| packed.to_bytes().len())
    };
    let others = change_item(CORE, real("colleague_adds_a_need"));
    assert_eq!(seal(vec![others]), Err(SegmentError::Signature));
    let damaged = change_item(CORE, real("registered")[1..].to_vec());
    assert!(matches!(seal(vec![damaged]), Err(SegmentError::Change(_))));
    let reserved = Item::Unknown {
        tag: 0,
        body: Vec::new(),
    };
    assert_eq!(seal(vec![reserved]), Err(SegmentError::Malformed));
    let many = vec![Item::Void; SEGMENT_ITEMS_MAX + 1];
    assert_eq!(seal(many), Err(SegmentError::Malformed));
    let large = vec![Item::Log(vec![0; SEGMENT_BYTES_MAX])];
    assert_eq!(seal(large), Err(SegmentError::Malformed));

    let jorge = jorge();
    let not_his = maria.segment(0, Vec::new());
    let sealed = not_his.seal(&jorge.key, &jorge.known(NO_SEGMENT));
    assert_eq!(sealed.err(), Some(SegmentError::Signature));
}

#[test]
fn one_change_of_the_largest_size_fits_and_a_larger_one_does_not() {
    let maria = maria();
    let actor = identity::actor(&maria.public(), maria.install, CORE, 0);
    let change = |tail: usize| {
        let parts = Parts {
            deps: Vec::new(),
            actor: actor.to_vec(),
            seq: 1,
            start_op: 1,
            time_ms: 0,
            message: Vec::new(),
            tail: vec![0; tail],
        };
        change_item(CORE, parts.chunk())
    };
    let around = 64;
    assert!(
        open(
            &maria,
            &maria
                .seal_first(vec![change(CHANGE_BYTES_MAX - around)])
                .0
                .to_bytes()
        )
        .is_ok()
    );
    let sealed = maria
        .segment(0, vec![change(CHANGE_BYTES_MAX)])
        .seal(&maria.key, &maria.known(NO_SEGMENT));
    assert_eq!(sealed.err(), Some(SegmentError::Malformed));
}

#[test]
fn erased_bodies_are_gone_and_the_signature_still_holds() {
    let maria = maria();
    let (packed, hash) = maria.seal_first(mixed());
    let opened = open(&maria, &packed.to_bytes()).unwrap();
    let erased = opened.erase(&CORE, &maria.known(NO_SEGMENT)).unwrap();
    let bytes = erased.to_bytes();
    assert!(!bytes.windows(6).any(|window| window == b"Prueba"));

    let opened = open(&maria, &bytes).unwrap();
    assert_eq!(opened.hash(), hash);
    let kinds: Vec<bool> = items(&opened)
        .iter()
        .map(|item| matches!(item, Item::Erased(_)))
        .collect();
    assert_eq!(
        kinds,
        [true, false, true, false, true, false, false, false, false]
    );
    let again = opened.erase(&CORE, &maria.known(NO_SEGMENT)).unwrap();
    assert_eq!(again.to_bytes(), bytes);
}

#[test]
fn a_digest_of_something_else_does_not_stand_for_an_item() {
    let maria = maria();
    let (honest, _) = maria.seal_first(vec![Item::Erased([1; 32])]);
    let (forged, _) = maria.seal_first(vec![Item::Erased([2; 32])]);
    let mut bytes = honest.to_bytes();
    let body = bytes.iter().rposition(|byte| *byte == 1).unwrap();
    bytes[body] = 2;
    assert_ne!(bytes, forged.to_bytes());
    assert!(open(&maria, &bytes).is_err());
}

#[test]
fn a_full_segment_of_tiny_items_can_still_be_erased() {
    let maria = maria();
    let tails = vec![vec![0; 8]; SEGMENT_ITEMS_MAX];
    let (packed, _) = maria.seal_first(chain(&maria, CORE, &tails));
    let opened = open(&maria, &packed.to_bytes()).unwrap();
    let erased = opened.erase(&CORE, &maria.known(NO_SEGMENT)).unwrap();
    assert!(open(&maria, &erased.to_bytes()).is_ok());
}

#[test]
fn a_statement_proves_who_brought_what_without_any_body() {
    let maria = maria();
    let (packed, _) = maria.seal_first(mixed());
    let opened = open(&maria, &packed.to_bytes()).unwrap();
    let statement =
        Statement::verify(opened.signed(), opened.signature(), &maria.public()).unwrap();
    assert_eq!(statement.head(), opened.head());
    assert_eq!(statement.hash(), opened.hash());
    assert_eq!(statement.previous(), NO_SEGMENT);
    assert_eq!(statement.items(), mixed().len());

    let changes: HashMap<usize, ChangeHash> = (0..)
        .zip(opened.items())
        .filter_map(|(place, (_, hash))| Some((place, hash?)))
        .collect();
    assert!(statement.has_change(0, &CORE, 0, &changes[&0]));
    assert!(!statement.has_change(0, &CORE, 1, &changes[&0]));
    assert!(!statement.has_change(0, &PROTECTION, 0, &changes[&0]));
    assert!(!statement.has_change(1, &CORE, 0, &changes[&0]));
    assert!(!statement.has_change(99, &CORE, 0, &changes[&0]));

    let refused = Statement::verify(opened.signed(), opened.signature(), &jorge().public());
    assert_eq!(refused, Err(SegmentError::Signature));
    let mut tampered = opened.signed().to_vec();
    tampered[40] ^= 1;
    let refused = Statement::verify(&tampered, opened.signature(), &maria.public());
    assert_eq!(refused, Err(SegmentError::Signature));
}
