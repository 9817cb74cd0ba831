//! Foreign bytes are tried on a thread that holds nothing.

use std::panic::catch_unwind;
use std::thread;

use puente_admission::{join, wire};

/// A document of the largest size nests nothing, but what tries it is not ours alone: a stack four
/// times the usual one of a main thread costs address space only.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Tries a batch as [`puente_client::Effect::TryPage`] asks; nothing when the trial died of it.
pub(crate) fn try_batch(batch: Vec<u8>) -> Option<Vec<u8>> {
    let work = move || {
        catch_unwind(|| {
            let batch = wire::decode_batch(&batch).ok()?;
            Some(wire::encode_joined(&join(&batch)))
        })
        .ok()
        .flatten()
    };
    let thread = thread::Builder::new()
        .name("trial".into())
        .stack_size(STACK_BYTES);
    thread.spawn(work).ok()?.join().ok().flatten()
}
