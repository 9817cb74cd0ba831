//! Changes to send: real ones, and handmade ones of every shape that automerge could write.

use data_encoding::HEXLOWER;
use proptest::prelude::*;
use puente_protocol::bytes::{put_sleb, put_uleb};
use puente_protocol::identity;
use puente_protocol::segment::Item;
use puente_record::id::DocumentId;
use sha2::{Digest, Sha256};

use crate::people::{CORE, PROTECTION, Person, maria};

const REAL: &str = include_str!("../../../tests/fixtures/changes/automerge-0.12.txt");

/// A real change by its name in `automerge-0.12.txt`.
pub(crate) fn real(name: &str) -> Vec<u8> {
    let hex = REAL
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
        .expect("the fixture has this line");
    HEXLOWER.decode(hex.as_bytes()).expect("the fixture is hex")
}

/// Every real change.
pub(crate) fn all_real() -> Vec<Vec<u8>> {
    let names = REAL.lines().filter_map(|line| line.split_once(' '));
    names
        .filter(|(name, _)| !["#", "saved"].contains(name))
        .map(|(name, _)| real(name))
        .collect()
}

/// María's own changes as items, in the order she made them.
pub(crate) fn marias_items() -> Vec<Item> {
    [
        (CORE, "registered"),
        (CORE, "birth_date_from_a_document"),
        (PROTECTION, "protection"),
        (CORE, "service_after_both"),
    ]
    .map(|(document, name)| change_item(document, real(name)))
    .into()
}

pub(crate) fn change_item(document: DocumentId, raw: Vec<u8>) -> Item {
    Item::Change {
        document,
        branch: 0,
        raw,
    }
}

/// The parts of a handmade change.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) deps: Vec<[u8; 32]>,
    pub(crate) actor: Vec<u8>,
    pub(crate) seq: u64,
    pub(crate) start_op: u64,
    pub(crate) time_ms: i64,
    pub(crate) message: Vec<u8>,
    pub(crate) tail: Vec<u8>,
}

impl Parts {
    /// A well-formed chunk with these parts; its columns may be anything.
    pub(crate) fn chunk(&self) -> Vec<u8> {
        let mut body = Vec::new();
        put_uleb(&mut body, self.deps.len() as u64);
        body.extend(self.deps.iter().flatten());
        put_uleb(&mut body, self.actor.len() as u64);
        body.extend(&self.actor);
        put_uleb(&mut body, self.seq);
        put_uleb(&mut body, self.start_op);
        put_sleb(&mut body, self.time_ms);
        put_uleb(&mut body, self.message.len() as u64);
        body.extend(&self.message);
        body.extend(&self.tail);
        chunk_of(&body)
    }
}

/// A change chunk around any body.
pub(crate) fn chunk_of(body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![1];
    put_uleb(&mut hashed, body.len() as u64);
    hashed.extend(body);
    let mut raw = vec![0x85, 0x6f, 0x4a, 0x83];
    raw.extend(&Sha256::digest(&hashed)[..4]);
    raw.extend(hashed);
    raw
}

/// Handmade changes of any shape.
pub(crate) fn parts() -> impl Strategy<Value = Parts> {
    let bytes = |max: usize| proptest::collection::vec(any::<u8>(), 0..max);
    (
        proptest::collection::vec(any::<[u8; 32]>(), 0..4),
        bytes(24),
        prop_oneof![0..4u64, any::<u64>()],
        any::<u64>(),
        prop_oneof![any::<i64>(), -100..100i64],
        bytes(20),
        bytes(60),
    )
        .prop_map(
            |(deps, actor, seq, start_op, time_ms, message, tail)| Parts {
                deps,
                actor,
                seq,
                start_op,
                time_ms,
                message,
                tail,
            },
        )
}

/// A chain of small edits by one person in one document; each follows the one before.
pub(crate) fn chain(person: &Person, document: DocumentId, tails: &[Vec<u8>]) -> Vec<Item> {
    let actor = identity::actor(&person.public(), person.install, document, 0);
    let mut previous = None;
    let mut items = Vec::new();
    for (seq, tail) in (1..).zip(tails) {
        let raw = Parts {
            deps: previous.into_iter().collect(),
            actor: actor.to_vec(),
            seq,
            start_op: 10 * seq,
            time_ms: crate::people::NOW_MS - 1_000 + seq as i64,
            message: Vec::new(),
            tail: tail.clone(),
        }
        .chunk();
        previous = Some(Sha256::digest(&raw[8..]).into());
        items.push(change_item(document, raw));
    }
    items
}

#[test]
fn real_changes_are_by_the_people_of_the_tests() {
    let actor = identity::actor(&maria().public(), maria().install, CORE, 0);
    let raw = real("registered");
    let (_, head) = puente_protocol::change::read(&raw).unwrap();
    assert_eq!(head.actor, actor);
    assert_eq!((head.seq, head.deps.len()), (1, 0));
    assert_eq!(all_real().len(), 5);
}
