//! Foreign bytes are tried where nothing is at stake.
//!
//! The document library, given what no honest server sends, may abort, or take all memory and time
//! there is. A page that did so would do it again at every start, so it is tried in a process of its
//! own where there is one to start; what that cannot take is kept aside.

use std::io::{self, Read as _, Write as _};
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use puente_admission::{Batch, join, wire};

/// A document of the largest size nests nothing, but what tries it is not ours alone: a stack four
/// times the usual one of a main thread costs address space only.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Address space of the process: a page of 8 MiB, its documents and what they are made into.
#[cfg(unix)]
const MEMORY_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// CPU time in s: a page of the largest documents takes two.
#[cfg(unix)]
const CPU_S_MAX: u64 = 20;

/// What the allocator reserves at once, in KiB: a sixteenth of the address space, of which it would else take all.
const ARENA_KIB: &str = "65536";

/// Where pages are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trial {
    /// On a thread of this process: what breaks the library in earnest ends it.
    Thread,
    /// In another process: this program, which calls [`trial_worker`] when it gets this one argument.
    Process {
        /// The program.
        program: PathBuf,
        /// The argument.
        argument: &'static str,
    },
}

/// A trial that runs.
pub(crate) enum Running {
    Thread(thread::JoinHandle<Option<Vec<u8>>>),
    Process(Child),
    /// It could not be started.
    Nothing,
}

impl Trial {
    /// Begins to try a batch as [`puente_client::Effect::TryPage`] asks.
    pub(crate) fn begin(&self, batch: Vec<u8>) -> Running {
        match self {
            Self::Thread => on_a_thread(batch),
            Self::Process { program, argument } => {
                let mut worker = Command::new(program);
                worker
                    .arg(argument)
                    .env_clear()
                    .env("MIMALLOC_ARENA_RESERVE", ARENA_KIB)
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null());
                let Ok(mut worker) = worker.spawn() else {
                    // Not the page's fault: without another process there is this one.
                    return on_a_thread(batch);
                };
                if let Some(mut input) = worker.stdin.take() {
                    // It reads to the end before it works. An error means that it is gone, as its status says.
                    let _ = input.write_all(&batch);
                }
                Running::Process(worker)
            }
        }
    }
}

impl Running {
    /// Whether its outcome is there; of another process nobody asks before it is waited for.
    pub(crate) fn is_over(&self) -> bool {
        match self {
            Self::Thread(thread) => thread.is_finished(),
            Self::Process(_) => false,
            Self::Nothing => true,
        }
    }

    /// Waits for the outcomes; nothing when the trial died of its batch.
    pub(crate) fn end(self) -> Option<Vec<u8>> {
        match self {
            Self::Thread(thread) => thread.join().ok()?,
            Self::Process(worker) => {
                let tried = worker.wait_with_output().ok()?;
                tried.status.success().then_some(tried.stdout)
            }
            Self::Nothing => None,
        }
    }
}

/// Documents that are worth a thread: they take a few ms.
const THREAD_DOCUMENTS_MIN: usize = 16;

/// Threads of one trial at most: the rest of a phone's cores are for whoever holds it.
const THREADS_MAX: usize = 4;

/// Tries a batch on a thread that can take more than the usual stack.
fn on_a_thread(batch: Vec<u8>) -> Running {
    let thread = thread::Builder::new()
        .name("trial".into())
        .stack_size(STACK_BYTES);
    let trying = thread.spawn(move || on_threads(&batch));
    trying.map_or(Running::Nothing, Running::Thread)
}

/// Tries the documents of a batch, each by itself, on threads that can take more than the usual stack.
fn on_threads(batch: &[u8]) -> Option<Vec<u8>> {
    let batch = wire::decode_batch(batch).ok()?;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let worth = batch.documents.len() / THREAD_DOCUMENTS_MIN;
    let threads = worth.min(cores).clamp(1, THREADS_MAX);
    if threads == 1 {
        let joined = catch_unwind(|| join(&batch)).ok()?;
        return Some(wire::encode_joined(&joined));
    }
    let share = batch.documents.len().div_ceil(threads).max(1);
    let joined = thread::scope(|scope| {
        let mut working = Vec::with_capacity(threads);
        for documents in batch.documents.chunks(share) {
            let part = Batch {
                authorities: Vec::new(),
                documents: documents.to_vec(),
            };
            let thread = thread::Builder::new()
                .name("trial".into())
                .stack_size(STACK_BYTES);
            let work = move || catch_unwind(|| join(&part)).ok();
            working.push(thread.spawn_scoped(scope, work).ok()?);
        }
        let parts = working.into_iter().map(|thread| thread.join().ok()?);
        parts.collect::<Option<Vec<_>>>()
    })?;
    Some(wire::encode_joined(&joined.into_iter().flatten().collect()))
}

/// Tries one batch, from the standard input to the standard output, within limits that it sets
/// itself before it reads anything.
///
/// # Errors
/// The limits cannot be set, or the batch cannot be used: end with a failure.
pub fn trial_worker() -> io::Result<()> {
    // A panic's message may hold a stranger's bytes; nobody reads it.
    std::panic::set_hook(Box::new(|_| {}));
    #[cfg(unix)]
    limit()?;
    let mut batch = Vec::new();
    io::stdin().lock().read_to_end(&mut batch)?;
    let tried = on_a_thread(batch).end().ok_or(io::ErrorKind::InvalidData)?;
    let mut output = io::stdout().lock();
    output.write_all(&tried)?;
    output.flush()
}

#[cfg(unix)]
fn limit() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [
        (Resource::As, MEMORY_BYTES_MAX),
        (Resource::Cpu, CPU_S_MAX),
        (Resource::Core, 0),
    ] {
        let most = Some(most);
        setrlimit(
            resource,
            Rlimit {
                current: most,
                maximum: most,
            },
        )?;
    }
    Ok(())
}
