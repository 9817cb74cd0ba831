//! Slim changes: an automerge change without what its receiver can recompute.
//!
//! A change chunk carries a magic number, a checksum, its author's actor and the hash of the change
//! before it. Within a segment the receiver knows all four, so they do not travel: about 70 of the
//! 140 bytes of a small edit. A change that could not be restored byte for byte travels whole.

use puente_record::id::ChangeHash;
use sha2::{Digest, Sha256};

use crate::bytes::{Reader, TruncatedBytes, put_sleb, put_uleb};
use crate::identity::Actor;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHUNK_CHANGE: u8 = 1;
/// The hashed part of a chunk begins behind magic number and checksum.
const HASHED_FROM: usize = 8;

const DEPS_MASK: u8 = 0b11;
const DEPS_NONE: u8 = 0;
const DEPS_PREVIOUS: u8 = 1;
const DEPS_LISTED: u8 = 2;
const TIME_DIFFERS: u8 = 1 << 2;
const MESSAGE: u8 = 1 << 3;
const ACTOR_GIVEN: u8 = 1 << 4;
const WHOLE: u8 = 1 << 7;

/// The head of a change chunk, as its bytes state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeHead<'a> {
    /// Hashes of the changes that this one depends on, in the order of the chunk.
    pub deps: Vec<ChangeHash>,
    /// The actor that wrote it.
    pub actor: &'a [u8],
    /// Its sequence number among the actor's changes of this document, from 1.
    pub seq: u64,
    /// The counter of its first operation.
    pub start_op: u64,
    /// The author's clock in ms since 1970.
    pub time_ms: i64,
    /// The author's message: the basis of what was written.
    pub message: &'a [u8],
    /// The rest of the chunk: other actors, columns and data.
    pub tail: &'a [u8],
}

/// The bytes are not an automerge change, or a slim form that cannot be expanded here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The bytes are cut or badly formed.
    #[error("not a change: {0}")]
    Malformed(#[from] TruncatedBytes),
    /// The bytes are not one uncompressed change chunk, or its length or checksum is wrong.
    #[error("not one uncompressed change chunk")]
    NotAChange,
    /// The change before it is not known here. Ask for the earlier segments.
    #[error("the change before is not known")]
    PreviousUnknown,
}

/// Reads the head of one uncompressed change chunk and verifies its checksum.
///
/// # Errors
/// The bytes are not exactly one such chunk.
pub fn read(raw: &[u8]) -> Result<(ChangeHash, ChangeHead<'_>), ChangeError> {
    let head = head(raw)?;
    let hash: [u8; 32] = Sha256::digest(&raw[HASHED_FROM..]).into();
    if hash[..4] != checksum(raw) {
        return Err(ChangeError::NotAChange);
    }
    Ok((ChangeHash::from_bytes(hash), head))
}

/// The time that a change states, in ms since 1970 by its author's clock; `None` when the bytes are not a
/// change.
#[must_use]
pub fn time_of(raw: &[u8]) -> Option<i64> {
    head(raw).ok().map(|head| head.time_ms)
}

/// Does this slim change state that it has no dependencies? Only its head is read.
#[must_use]
pub fn is_first(slim: &[u8]) -> bool {
    match slim.split_first() {
        Some((flags, raw)) if flags & WHOLE != 0 => {
            head(raw).is_ok_and(|head| head.deps.is_empty())
        }
        Some((flags, _)) => flags & DEPS_MASK == DEPS_NONE,
        None => false,
    }
}

/// Reads the head of a change chunk whose checksum was verified before.
pub(crate) fn head(raw: &[u8]) -> Result<ChangeHead<'_>, ChangeError> {
    let mut reader = Reader::new(raw);
    let magic: [u8; 4] = reader.array()?;
    let _checksum: [u8; 4] = reader.array()?;
    let [kind] = reader.array()?;
    let body = reader.counted()?;
    if magic != MAGIC || kind != CHUNK_CHANGE || !reader.rest().is_empty() {
        return Err(ChangeError::NotAChange);
    }
    let mut body = Reader::new(body);
    let mut deps = Vec::new();
    for _ in 0..body.uleb()? {
        deps.push(ChangeHash::from_bytes(body.array()?));
    }
    Ok(ChangeHead {
        deps,
        actor: body.counted()?,
        seq: body.uleb()?,
        start_op: body.uleb()?,
        time_ms: body.sleb()?,
        message: body.counted()?,
        tail: body.rest(),
    })
}

fn checksum(raw: &[u8]) -> [u8; 4] {
    [raw[4], raw[5], raw[6], raw[7]]
}

/// The hash that identifies these bytes where a segment expects a change. Bytes that are not a change get a
/// hash of their own, so the signer still answers for exactly these bytes.
#[must_use]
pub fn hash_of(raw: &[u8]) -> ChangeHash {
    read(raw).map_or_else(|_| hash_of_no_change(raw), |(hash, _)| hash)
}

/// The hash of bytes that are not a change.
#[must_use]
pub fn hash_of_no_change(raw: &[u8]) -> ChangeHash {
    let hasher = Sha256::new().chain_update(b"puente/no-change/1");
    let hash: [u8; 32] = hasher.chain_update(raw).finalize().into();
    ChangeHash::from_bytes(hash)
}

/// Puts the chunk together again, except for its checksum.
fn assemble(head: &ChangeHead<'_>) -> Vec<u8> {
    let mut body =
        Vec::with_capacity(head.tail.len() + 32 * head.deps.len() + head.message.len() + 48);
    put_uleb(&mut body, head.deps.len() as u64);
    for dep in &head.deps {
        body.extend_from_slice(dep.as_bytes());
    }
    put_uleb(&mut body, head.actor.len() as u64);
    body.extend_from_slice(head.actor);
    put_uleb(&mut body, head.seq);
    put_uleb(&mut body, head.start_op);
    put_sleb(&mut body, head.time_ms);
    put_uleb(&mut body, head.message.len() as u64);
    body.extend_from_slice(head.message);
    body.extend_from_slice(head.tail);

    let mut raw = Vec::with_capacity(body.len() + 16);
    raw.extend_from_slice(&MAGIC);
    raw.extend_from_slice(&[0; 4]);
    raw.push(CHUNK_CHANGE);
    put_uleb(&mut raw, body.len() as u64);
    raw.extend_from_slice(&body);
    raw
}

/// What a slim form is relative to. Sender and receiver must use the same context.
#[derive(Debug, Clone, Copy)]
pub struct SlimContext<'a> {
    /// The author's actor, if the receiver can derive it.
    pub actor: Option<&'a Actor>,
    /// The slim form stores the change's time as the difference from this time, in ms.
    pub time_ms: i64,
    /// The same actor's change with the previous sequence number, if the receiver knows it.
    pub previous: Option<ChangeHash>,
}

/// The slim form of a change.
#[must_use]
pub fn slim(raw: &[u8], context: &SlimContext<'_>) -> Vec<u8> {
    match read(raw) {
        Ok((_, head)) => slim_of(raw, &head, context),
        Err(_) => alone(raw),
    }
}

/// The form of bytes that could not be restored otherwise: a flag, then the bytes unchanged.
pub(crate) fn alone(raw: &[u8]) -> Vec<u8> {
    let mut out = vec![WHOLE];
    out.extend_from_slice(raw);
    out
}

/// The slim form of a change whose head was already read.
pub(crate) fn slim_of(raw: &[u8], head: &ChangeHead<'_>, context: &SlimContext<'_>) -> Vec<u8> {
    let mut again = assemble(head);
    // The checksum was verified, and it is the only part that `assemble` does not write.
    again[4..HASHED_FROM].copy_from_slice(&checksum(raw));
    if again != raw {
        return alone(raw);
    }
    let mut flags = match (&head.deps[..], context.previous) {
        ([], _) => DEPS_NONE,
        ([only], Some(previous)) if *only == previous && head.seq > 0 => DEPS_PREVIOUS,
        _ => DEPS_LISTED,
    };
    let listed = flags == DEPS_LISTED;
    let time = head.time_ms.wrapping_sub(context.time_ms);
    let actor_known = context.actor.is_some_and(|actor| actor[..] == *head.actor);
    flags |= if time == 0 { 0 } else { TIME_DIFFERS };
    flags |= if head.message.is_empty() { 0 } else { MESSAGE };
    flags |= if actor_known { 0 } else { ACTOR_GIVEN };

    let mut out = Vec::with_capacity(head.tail.len() + 48);
    out.push(flags);
    if !actor_known {
        put_uleb(&mut out, head.actor.len() as u64);
        out.extend_from_slice(head.actor);
    }
    put_uleb(&mut out, head.seq);
    put_uleb(&mut out, head.start_op);
    if time != 0 {
        put_sleb(&mut out, time);
    }
    if listed {
        put_uleb(&mut out, head.deps.len() as u64);
        for dep in &head.deps {
            out.extend_from_slice(dep.as_bytes());
        }
    }
    if !head.message.is_empty() {
        put_uleb(&mut out, head.message.len() as u64);
        out.extend_from_slice(head.message);
    }
    out.extend_from_slice(head.tail);
    out
}

/// Expands a slim form to the raw change. The result is unchecked: call [`read`] on it. `previous` returns the
/// author's change with the given sequence number; it is called only when the form leaves that dependency out.
///
/// # Errors
/// The form is malformed, leaves out an actor that the context does not give, or follows a change
/// that `previous` does not know.
pub fn expand(
    slim: &[u8],
    actor: Option<&Actor>,
    time_ms: i64,
    previous: impl FnOnce(u64) -> Option<ChangeHash>,
) -> Result<Vec<u8>, ChangeError> {
    expand_named(slim, actor, time_ms, previous).map(|(raw, _)| raw)
}

/// [`expand`], which also returns the hash when it built the chunk here. Such a chunk needs no [`read`].
pub(crate) fn expand_named(
    slim: &[u8],
    actor: Option<&Actor>,
    time_ms: i64,
    previous: impl FnOnce(u64) -> Option<ChangeHash>,
) -> Result<(Vec<u8>, Option<ChangeHash>), ChangeError> {
    let mut reader = Reader::new(slim);
    let [flags] = reader.array()?;
    if flags == WHOLE {
        return Ok((reader.rest().to_vec(), None));
    }
    if flags & !(DEPS_MASK | TIME_DIFFERS | MESSAGE | ACTOR_GIVEN) != 0 {
        return Err(ChangeError::NotAChange);
    }
    let actor: &[u8] = if flags & ACTOR_GIVEN == 0 {
        actor.ok_or(ChangeError::NotAChange)?
    } else {
        reader.counted()?
    };
    let seq = reader.uleb()?;
    let start_op = reader.uleb()?;
    let time = if flags & TIME_DIFFERS == 0 {
        0
    } else {
        reader.sleb()?
    };
    let deps = match flags & DEPS_MASK {
        DEPS_NONE => Vec::new(),
        DEPS_PREVIOUS => {
            let before = seq.checked_sub(1).ok_or(ChangeError::NotAChange)?;
            vec![previous(before).ok_or(ChangeError::PreviousUnknown)?]
        }
        DEPS_LISTED => listed_deps(&mut reader)?,
        _ => return Err(ChangeError::NotAChange),
    };
    let message = if flags & MESSAGE == 0 {
        &[][..]
    } else {
        reader.counted()?
    };
    let time_ms = time_ms.wrapping_add(time);
    let mut raw = assemble(&ChangeHead {
        deps,
        actor,
        seq,
        start_op,
        time_ms,
        message,
        tail: reader.rest(),
    });
    let hash: [u8; 32] = Sha256::digest(&raw[HASHED_FROM..]).into();
    raw[4..HASHED_FROM].copy_from_slice(&hash[..4]);
    Ok((raw, Some(ChangeHash::from_bytes(hash))))
}

fn listed_deps(reader: &mut Reader<'_>) -> Result<Vec<ChangeHash>, ChangeError> {
    let mut deps = Vec::new();
    for _ in 0..reader.uleb()? {
        deps.push(ChangeHash::from_bytes(reader.array()?));
    }
    Ok(deps)
}
