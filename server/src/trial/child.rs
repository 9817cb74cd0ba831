//! The child's side: reads batches and writes outcomes until the input ends.
//!
//! It has no key, no database and no environment. Strangers wrote what it reads, so it confines itself before
//! it reads anything: it can compute and answer, and nothing else.

use std::io::{self, Read, Write};

use puente_sandbox::{Limits, confine};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

/// Address space of a child in bytes. The largest honest batch needs 60 MiB.
const MEMORY_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Open files of a child: its three standard streams, and room for the runtime.
const FILES_MAX: u64 = 16;

/// CPU time of one batch in s, besides [`CPU_DOCUMENTS_PER_S`]: a document of 5,000 changes needs two.
const CPU_S_BASE: u64 = 5;

/// Documents for which a batch gets one more second: an honest one needs a hundredth of that.
const CPU_DOCUMENTS_PER_S: u64 = 20;

/// The parent sends no message longer than this.
const MESSAGE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The CPU time in s that a batch of this many documents may take.
#[must_use]
pub(super) const fn cpu_s(documents: usize) -> u64 {
    CPU_S_BASE + documents as u64 / CPU_DOCUMENTS_PER_S
}

/// Serves trials on the standard input and output.
///
/// # Errors
/// The parent is gone, or the limits cannot be set: end the process.
pub fn run() -> io::Result<()> {
    // A panic's message may contain a stranger's bytes, and nobody reads it.
    std::panic::set_hook(Box::new(|_| {}));
    confine(Limits {
        memory_bytes_max: MEMORY_BYTES_MAX,
        files_max: FILES_MAX,
    })?;
    serve(&mut io::stdin().lock(), &mut io::stdout().lock())
}

fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    while let Some(message) = read_message(input)? {
        let batch = puente_admission::wire::decode_batch(&message).map_err(io::Error::other)?;
        allow_cpu(cpu_s(batch.documents.len()))?;
        let outcomes = puente_admission::trial(&batch);
        write_message(output, &puente_admission::wire::encode_outcomes(&outcomes))?;
    }
    Ok(())
}

/// Raises the CPU limit to this many seconds more than were used so far.
fn allow_cpu(seconds: u64) -> io::Result<()> {
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let used = u64::try_from(used).unwrap_or(0);
    let limit = Rlimit {
        current: Some(used + 1 + seconds),
        maximum: getrlimit(Resource::Cpu).maximum,
    };
    Ok(setrlimit(Resource::Cpu, limit)?)
}

/// Reads a message: its length in four bytes, then its bytes. `None` at the end of the input.
pub(super) fn read_message(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > MESSAGE_BYTES_MAX {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut message = vec![0; length];
    input.read_exact(&mut message)?;
    Ok(Some(message))
}

/// Writes a message.
pub(super) fn write_message(output: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u32::try_from(message.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(message)?;
    output.flush()
}
