//! A writer of changes that breaks any rule: any columns, any numbers, always the right checksum.

use puente_document::Document;
use puente_record::ChangeHash;
use sha2::{Digest, Sha256};

/// A change to write, as its bytes are laid out.
#[derive(Clone)]
pub(crate) struct Crafted {
    pub(crate) chunk_type: u8,
    pub(crate) deps: Vec<ChangeHash>,
    pub(crate) actor: Vec<u8>,
    pub(crate) seq: u64,
    pub(crate) start_op: u64,
    pub(crate) time: i64,
    pub(crate) message: Vec<u8>,
    pub(crate) other_actors: Vec<Vec<u8>>,
    pub(crate) columns: Vec<(u64, Vec<u8>)>,
    pub(crate) trailing: Vec<u8>,
}

pub(crate) const OBJ_ACTOR: u64 = 0x01;
pub(crate) const OBJ_COUNTER: u64 = 0x02;
pub(crate) const KEY_ACTOR: u64 = 0x11;
pub(crate) const KEY_COUNTER: u64 = 0x13;
pub(crate) const KEY: u64 = 0x15;
pub(crate) const INSERT: u64 = 0x34;
pub(crate) const ACTION: u64 = 0x42;
pub(crate) const VALUE_META: u64 = 0x56;
pub(crate) const VALUE: u64 = 0x57;
pub(crate) const PRED_COUNT: u64 = 0x70;
pub(crate) const PRED_ACTOR: u64 = 0x71;
pub(crate) const PRED_COUNTER: u64 = 0x73;

impl Crafted {
    /// An honest put of `text` on `key` on top of a document, by a new actor, replacing nothing.
    pub(crate) fn put(document: &Document, start_op: u64, key: &str, text: &str) -> Self {
        Self::on(document.heads(), [0xcc; 16], start_op, key, text)
    }

    /// The same, by any actor, on top of any changes.
    pub(crate) fn on(
        deps: Vec<ChangeHash>,
        actor: [u8; 16],
        start_op: u64,
        key: &str,
        text: &str,
    ) -> Self {
        let mut name = uleb(key.len() as u64);
        name.extend_from_slice(key.as_bytes());
        let mut crafted = Self {
            chunk_type: 1,
            deps,
            actor: actor.to_vec(),
            seq: 1,
            start_op,
            time: 0,
            message: Vec::new(),
            other_actors: Vec::new(),
            columns: vec![
                (KEY, literal(&[name])),
                (INSERT, uleb(1)),
                (ACTION, literal(&[uleb(1)])),
                (VALUE_META, literal(&[uleb((text.len() as u64) << 4 | 6)])),
                (PRED_COUNT, literal(&[uleb(0)])),
            ],
            trailing: Vec::new(),
        };
        crafted.set(VALUE, text.as_bytes().to_vec());
        crafted
    }

    /// Replaces one operation of the first of `other_actors`, with this counter.
    pub(crate) fn replacing(mut self, actor: [u8; 16], counter: i64) -> Self {
        self.other_actors = vec![actor.to_vec()];
        self.set(PRED_COUNT, literal(&[uleb(1)]));
        self.set(PRED_ACTOR, literal(&[uleb(1)]));
        self.set(PRED_COUNTER, literal(&[sleb(counter)]));
        self
    }

    /// Replaces a column; an empty one removes it.
    pub(crate) fn set(&mut self, specification: u64, data: Vec<u8>) {
        self.columns.retain(|(other, _)| *other != specification);
        if !data.is_empty() {
            self.columns.push((specification, data));
            self.columns.sort();
        }
    }

    pub(crate) fn with(mut self, specification: u64, data: Vec<u8>) -> Self {
        self.set(specification, data);
        self
    }

    pub(crate) fn body(&self) -> Vec<u8> {
        let mut body = uleb(self.deps.len() as u64);
        for dep in &self.deps {
            body.extend_from_slice(dep.as_bytes());
        }
        body.extend(prefixed(&self.actor));
        body.extend(uleb(self.seq));
        body.extend(uleb(self.start_op));
        body.extend(sleb(self.time));
        body.extend(prefixed(&self.message));
        body.extend(uleb(self.other_actors.len() as u64));
        for actor in &self.other_actors {
            body.extend(prefixed(actor));
        }
        body.extend(uleb(self.columns.len() as u64));
        for (specification, data) in &self.columns {
            body.extend(uleb(*specification));
            body.extend(uleb(data.len() as u64));
        }
        for (_, data) in &self.columns {
            body.extend_from_slice(data);
        }
        body.extend_from_slice(&self.trailing);
        body
    }

    pub(crate) fn raw(&self) -> Vec<u8> {
        chunk(self.chunk_type, &self.body())
    }
}

/// A chunk with any body and the right checksum.
pub(crate) fn chunk(chunk_type: u8, body: &[u8]) -> Vec<u8> {
    let mut rest = vec![chunk_type];
    rest.extend(prefixed(body));
    let mut raw = vec![0x85, 0x6f, 0x4a, 0x83];
    raw.extend_from_slice(&Sha256::digest(&rest)[..4]);
    raw.extend(rest);
    raw
}

/// The body of a chunk with a length of at most four bytes.
pub(crate) fn body_of(raw: &[u8]) -> &[u8] {
    let length = raw[9..].iter().position(|byte| byte & 0x80 == 0).unwrap();
    &raw[9 + length + 1..]
}

pub(crate) fn prefixed(bytes: &[u8]) -> Vec<u8> {
    let mut out = uleb(bytes.len() as u64);
    out.extend_from_slice(bytes);
    out
}

pub(crate) fn uleb(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

pub(crate) fn sleb(mut value: i64) -> Vec<u8> {
    let mut out = Vec::new();
    while !(-64..64).contains(&value) {
        out.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    out.push(value as u8 & 0x7f);
    out
}

/// A literal of these encoded values.
pub(crate) fn literal(values: &[Vec<u8>]) -> Vec<u8> {
    let mut out = sleb(-(values.len() as i64));
    values.iter().for_each(|value| out.extend_from_slice(value));
    out
}

/// A run of one encoded value.
pub(crate) fn run(length: i64, value: &[u8]) -> Vec<u8> {
    let mut out = sleb(length);
    out.extend_from_slice(value);
    out
}
