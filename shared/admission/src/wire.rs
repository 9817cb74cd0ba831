//! The messages of a trial as bytes, for a worker in another process or thread.
//!
//! Both ends are the same build, so the form has no version. Batches come from the server itself:
//! the hostile part of a batch is inside the candidates' bytes, which stay opaque here.

use crate::{Batch, DocumentOutcome, JoinedDocument};

/// A message between server and worker that does not decode: the worker is not the same build, or broken.
#[derive(Debug, thiserror::Error)]
#[error("malformed trial message")]
pub struct WireError(#[from] minicbor::decode::Error);

/// The batch as bytes.
#[must_use]
pub fn encode_batch(batch: &Batch) -> Vec<u8> {
    minicbor::to_vec(batch).expect("writing to memory does not fail")
}

/// The batch these bytes say.
///
/// # Errors
/// [`WireError`]: end the worker; its parent starts another.
pub fn decode_batch(bytes: &[u8]) -> Result<Batch, WireError> {
    Ok(minicbor::decode(bytes)?)
}

/// The outcomes as bytes.
#[must_use]
pub fn encode_outcomes(outcomes: &Vec<DocumentOutcome>) -> Vec<u8> {
    minicbor::to_vec(outcomes).expect("writing to memory does not fail")
}

/// The outcomes these bytes say.
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
