//! The messages of a trial as bytes, for a worker in another process or thread.
//!
//! Both ends are the same build, so the encoding has no version. Batches come from the server itself:
//! their only hostile part is the candidates' bytes, which stay opaque here.

use crate::{Batch, DocumentOutcome, JoinedDocument};

/// A message between server and worker does not decode: the worker is another build, or broken.
#[derive(Debug, thiserror::Error)]
#[error("malformed trial message")]
pub struct WireError(#[from] minicbor::decode::Error);

/// Encodes a batch.
#[must_use]
pub fn encode_batch(batch: &Batch) -> Vec<u8> {
    minicbor::to_vec(batch).expect("writing to memory does not fail")
}

/// Decodes a batch.
///
/// # Errors
/// [`WireError`]: end the worker; its parent starts another.
pub fn decode_batch(bytes: &[u8]) -> Result<Batch, WireError> {
    Ok(minicbor::decode(bytes)?)
}

/// Encodes the outcomes.
#[must_use]
pub fn encode_outcomes(outcomes: &Vec<DocumentOutcome>) -> Vec<u8> {
    minicbor::to_vec(outcomes).expect("writing to memory does not fail")
}

/// Decodes the outcomes.
///
/// # Errors
/// [`WireError`]: treat the worker as dead and try the batch in another.
pub fn decode_outcomes(bytes: &[u8]) -> Result<Vec<DocumentOutcome>, WireError> {
    Ok(minicbor::decode(bytes)?)
}

/// What [`crate::join`] made of a batch, as bytes.
#[must_use]
pub fn encode_joined(joined: &Vec<JoinedDocument>) -> Vec<u8> {
    minicbor::to_vec(joined).expect("writing to memory does not fail")
}

/// What these bytes say was joined.
///
/// # Errors
/// [`WireError`]: treat the worker as dead.
pub fn decode_joined(bytes: &[u8]) -> Result<Vec<JoinedDocument>, WireError> {
    Ok(minicbor::decode(bytes)?)
}
