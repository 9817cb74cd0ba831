//! The envelope of a change: header, metadata, column list.

use puente_record::ChangeHash;
use sha2::{Digest, Sha256};

use super::columns::{self, OperationRows, utf8};
use super::leb128::{ChangeBytes, unsigned_bytes, write_signed, write_unsigned};
use super::{ACTOR_BYTES, GuardError, GuardedChange, Header};
use crate::limits::{
    CHANGE_BYTES_MAX, CHANGE_DEPENDENCIES_MAX, CHANGE_OTHER_ACTORS_MAX, COUNTER_MAX,
    MESSAGE_BYTES_MAX, TIME_MS_MAX,
};

/// The first bytes of every automerge chunk.
pub(super) const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// A chunk with one uncompressed change; 0 is a document, 2 a compressed change, 3 a bundle.
const TYPE_CHANGE: u8 = 1;
/// Magic, checksum and type.
pub(super) const HEADER_BYTES: usize = 4 + 4 + 1;

/// Reads one chunk: magic, four bytes of checksum, type, length of the body in bytes, body.
pub(super) fn read(raw: &[u8]) -> Result<GuardedChange<'_>, GuardError> {
    let (hash, body) = open(raw)?;
    let mut change = read_body(hash, ChangeBytes(body))?;
    change.raw_bytes = raw.len();
    Ok(change)
}

/// Checks everything around the body, and returns the change's hash and the body.
pub(super) fn open(raw: &[u8]) -> Result<(ChangeHash, &[u8]), GuardError> {
    if raw.len() > CHANGE_BYTES_MAX {
        return Err(GuardError::TooLarge);
    }
    let mut input = ChangeBytes(raw);
    if input.array() != Ok(MAGIC) {
        return Err(GuardError::NotAChunk);
    }
    let checksum: [u8; 4] = input.array()?;
    if input.byte()? != TYPE_CHANGE {
        return Err(GuardError::NotOneChange);
    }
    let body = input.prefixed(CHANGE_BYTES_MAX, GuardError::Truncated)?;
    if !input.is_empty() {
        return Err(GuardError::NotOneChange);
    }
    // One body has one chunk. Otherwise a second encoding of the length would give a good change's hash to
    // refused bytes.
    if raw.len() != HEADER_BYTES + unsigned_bytes(body.len()) + body.len() {
        return Err(GuardError::NotCanonical);
    }
    let hash = hash(body);
    if !hash.as_bytes().starts_with(&checksum) {
        return Err(GuardError::Checksum);
    }
    Ok((hash, body))
}

fn read_body(
    hash: ChangeHash,
    mut input: ChangeBytes<'_>,
) -> Result<GuardedChange<'_>, GuardError> {
    let count = input.count(CHANGE_DEPENDENCIES_MAX, GuardError::TooManyDependencies)?;
    let deps = ascending(count, GuardError::DependencyOrder, || {
        input.array().map(ChangeHash::from_bytes)
    })?;
    let actor = read_actor(&mut input)?;
    let seq = input.unsigned()?;
    if !(1..=COUNTER_MAX).contains(&seq) {
        return Err(GuardError::SequenceRange);
    }
    let start_op = input.unsigned()?;
    if !(1..=COUNTER_MAX).contains(&start_op) {
        return Err(GuardError::OperationRange);
    }
    let time_ms = input.signed()?;
    if !(-TIME_MS_MAX..=TIME_MS_MAX).contains(&time_ms) {
        return Err(GuardError::TimeRange);
    }
    let message = utf8(input.prefixed(MESSAGE_BYTES_MAX, GuardError::MessageTooLong)?)?;
    let count = input.count(CHANGE_OTHER_ACTORS_MAX, GuardError::TooManyActors)?;
    let other_actors = ascending(count, GuardError::ActorOrder, || read_actor(&mut input))?;
    if other_actors.contains(&actor) {
        return Err(GuardError::ActorOrder);
    }
    let OperationRows {
        operations,
        predecessors,
    } = columns::read(&mut input)?;
    if !input.is_empty() {
        return Err(GuardError::TrailingBytes);
    }
    let ops = u32::try_from(operations.len()).map_err(|_| GuardError::TooManyOperations)?;
    let header = Header {
        hash,
        actor,
        seq,
        start_op,
        ops,
        deps,
        other_actors,
        time_ms,
    };
    if header.max_op() > COUNTER_MAX {
        return Err(GuardError::OperationRange);
    }
    Ok(GuardedChange {
        header,
        message,
        operations,
        predecessors,
        raw_bytes: 0,
    })
}

fn ascending<T: Ord>(
    count: usize,
    refusal: GuardError,
    mut read: impl FnMut() -> Result<T, GuardError>,
) -> Result<Vec<T>, GuardError> {
    let mut values = Vec::with_capacity(count);
    for _ in 0..count {
        let value = read()?;
        if values.last().is_some_and(|last| *last >= value) {
            return Err(refusal);
        }
        values.push(value);
    }
    Ok(values)
}

pub(super) fn read_actor(input: &mut ChangeBytes<'_>) -> Result<[u8; ACTOR_BYTES], GuardError> {
    if input.unsigned()? != ACTOR_BYTES as u64 {
        return Err(GuardError::ActorLength);
    }
    input.array()
}

/// SHA-256 of type, length and body. The first four bytes are the chunk's checksum.
fn digest(kind: u8, body: &[u8]) -> [u8; 32] {
    let mut prefix = vec![kind];
    write_unsigned(&mut prefix, body.len() as u64);
    let digest = Sha256::new()
        .chain_update(&prefix)
        .chain_update(body)
        .finalize();
    digest.into()
}

fn hash(body: &[u8]) -> ChangeHash {
    ChangeHash::from_bytes(digest(TYPE_CHANGE, body))
}

/// A chunk of this type around a body.
pub(super) fn seal(kind: u8, body: &[u8]) -> Vec<u8> {
    frame(kind, &digest(kind, body), body)
}

/// A chunk whose checksum comes from a known digest.
fn frame(kind: u8, digest: &[u8; 32], body: &[u8]) -> Vec<u8> {
    let mut raw = Vec::with_capacity(body.len() + 16);
    raw.extend_from_slice(&MAGIC);
    raw.extend_from_slice(&digest[..4]);
    raw.push(kind);
    write_unsigned(&mut raw, body.len() as u64);
    raw.extend_from_slice(body);
    raw
}

/// Sets the hash and the size that a change has as a chunk.
pub(super) fn name(change: &mut GuardedChange<'_>) {
    let body = write_body(change);
    change.header.hash = hash(&body);
    change.raw_bytes = HEADER_BYTES + unsigned_bytes(body.len()) + body.len();
}

/// Writes the change as automerge does. The checksum comes from the change's hash.
pub(super) fn write(change: &GuardedChange<'_>) -> Vec<u8> {
    frame(
        TYPE_CHANGE,
        change.header.hash.as_bytes(),
        &write_body(change),
    )
}

fn write_body(change: &GuardedChange<'_>) -> Vec<u8> {
    let header = &change.header;
    let mut body = Vec::new();
    write_unsigned(&mut body, header.deps.len() as u64);
    for dep in &header.deps {
        body.extend_from_slice(dep.as_bytes());
    }
    write_actor(&mut body, &header.actor);
    write_unsigned(&mut body, header.seq);
    write_unsigned(&mut body, header.start_op);
    write_signed(&mut body, header.time_ms);
    write_unsigned(&mut body, change.message.len() as u64);
    body.extend_from_slice(change.message.as_bytes());
    write_unsigned(&mut body, header.other_actors.len() as u64);
    for actor in &header.other_actors {
        write_actor(&mut body, actor);
    }
    columns::write(&change.operations, &change.predecessors, &mut body);
    body
}

pub(super) fn write_actor(out: &mut Vec<u8>, actor: &[u8; ACTOR_BYTES]) {
    write_unsigned(out, ACTOR_BYTES as u64);
    out.extend_from_slice(actor);
}
