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

use puente_admission::{Batch, DocumentBatch, JoinedDocument, join, wire};

/// A document of the largest size nests nothing, but what tries it is not ours alone: a stack four
/// times the usual one of a main thread costs address space only.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Address space of the process: a page of 8 MiB, its documents and what they are made into.
#[cfg(unix)]
const MEMORY_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Files it may have open: its three ends, and room for the runtime.
#[cfg(unix)]
const FILES_MAX: u64 = 16;

/// CPU time in s: a page of the largest documents takes two.
#[cfg(unix)]
const CPU_S_MAX: u64 = 20;

/// What the allocator reserves at once, in KiB: a sixteenth of the address space, of which it would else take all.
const ARENA_KIB: &str = "65536";

/// Where pages are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrialRunner {
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

/// A trial that runs; nothing where it could not be started.
pub(crate) struct RunningTrial(Option<thread::JoinHandle<Option<Vec<JoinedDocument>>>>);

impl TrialRunner {
    /// Begins to try a batch as [`puente_client::Effect::TryPage`] asks.
    pub(crate) fn begin(&self, batch: Batch) -> RunningTrial {
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
                let Ok(worker) = worker.spawn() else {
                    // Not the page's fault: without another process there is this one.
                    return on_a_thread(batch);
                };
                RunningTrial(
                    thread::Builder::new()
                        .spawn(move || talk(worker, &batch))
                        .ok(),
                )
            }
        }
    }
}

/// Hands a batch to a process and waits for what it makes of it; nothing when it died of it.
fn talk(mut worker: Child, batch: &Batch) -> Option<Vec<JoinedDocument>> {
    if let Some(mut input) = worker.stdin.take() {
        // It reads to the end before it works. An error means that it is gone, as its status says.
        let _ = input.write_all(&wire::encode_batch(batch));
    }
    let tried = worker.wait_with_output().ok()?;
    if !tried.status.success() {
        return None;
    }
    wire::decode_joined(&tried.stdout).ok()
}

impl RunningTrial {
    /// Whether its outcomes are there, or will never be.
    pub(crate) fn is_over(&self) -> bool {
        self.0.as_ref().is_none_or(thread::JoinHandle::is_finished)
    }

    /// Waits for the outcomes; nothing when the trial died of its batch.
    pub(crate) fn end(self) -> Option<Vec<JoinedDocument>> {
        self.0?.join().ok()?
    }
}

/// Documents that are worth a thread: they take a few ms.
const THREAD_DOCUMENTS_MIN: usize = 16;

/// Threads of one trial at most: the rest of a phone's cores are for whoever holds it.
const THREADS_MAX: usize = 4;

/// Tries a batch on a thread that can take more than the usual stack.
fn on_a_thread(batch: Batch) -> RunningTrial {
    RunningTrial(roomy().spawn(move || on_threads(batch)).ok())
}

fn roomy() -> thread::Builder {
    thread::Builder::new()
        .name("trial".into())
        .stack_size(STACK_BYTES)
}

/// Tries the documents of a batch, each by itself, on threads that can take more than the usual stack.
fn on_threads(batch: Batch) -> Option<Vec<JoinedDocument>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let worth = batch.documents.len() / THREAD_DOCUMENTS_MIN;
    let threads = worth.min(cores).clamp(1, THREADS_MAX);
    let share = batch.documents.len().div_ceil(threads).max(1);
    let mut rest = batch.documents;
    let mut others = Vec::with_capacity(threads);
    while rest.len() > share {
        let documents = rest.split_off(rest.len() - share);
        others.push(roomy().spawn(move || joined(documents)).ok()?);
    }
    let mut outcomes = joined(rest)?;
    for other in others {
        outcomes.extend(other.join().ok()??);
    }
    Some(outcomes)
}

fn joined(documents: Vec<DocumentBatch>) -> Option<Vec<JoinedDocument>> {
    let batch = Batch {
        authorities: Vec::new(),
        documents,
        sites: Vec::new(),
    };
    catch_unwind(|| join(&batch)).ok()
}

/// Tries one batch, from the standard input to the standard output, in a process that confines itself before it
/// reads anything.
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
    let batch = wire::decode_batch(&batch).map_err(|_| io::ErrorKind::InvalidData)?;
    let tried = on_a_thread(batch).end().ok_or(io::ErrorKind::InvalidData)?;
    let mut output = io::stdout().lock();
    output.write_all(&wire::encode_joined(&tried))?;
    output.flush()
}

#[cfg(unix)]
fn limit() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Some(CPU_S_MAX);
    let limit = Rlimit {
        current: most,
        maximum: most,
    };
    setrlimit(Resource::Cpu, limit)?;
    puente_sandbox::confine(puente_sandbox::Limits {
        memory_bytes_max: MEMORY_BYTES_MAX,
        files_max: FILES_MAX,
    })?;
    Ok(())
}
