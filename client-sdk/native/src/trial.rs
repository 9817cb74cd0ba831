//! Tries bytes from the server where they can do no harm.
//!
//! Given bytes that no honest server sends, the document library may abort, or take all memory and time there
//! is. A page that did so would do it again at every start. So each page is tried in a process of its own where
//! one can be started, and a page that kills its trial is held back.

use std::io::{self, Read as _, Write as _};
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use puente_admission::{Batch, DocumentBatch, JoinedDocument, join, wire};

/// Stack of a thread that tries documents: four times that of a main thread. An honest document nests nothing,
/// but the library may recurse on another. A large stack costs address space only.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Address space of the process: enough for a page of 8 MiB, its documents and what they are turned into.
#[cfg(unix)]
const MEMORY_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Files that the process may have open: three standard streams, and room for the runtime.
#[cfg(unix)]
const FILES_MAX: u64 = 16;

/// CPU time of the process in s: a page of the largest documents takes two.
#[cfg(unix)]
const CPU_S_MAX: u64 = 20;

/// Memory that the allocator reserves at once, in KiB. A sixteenth of the address space; by default it would
/// take all.
const ARENA_KIB: &str = "65536";

/// Where batches are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrialRunner {
    /// On a thread of this process. A batch that aborts the library ends this process too.
    Thread,
    /// In a process of its own, running a program that calls [`trial_worker`] when this is its only argument.
    Process {
        /// The path of the program.
        program: PathBuf,
        /// Its only argument.
        argument: &'static str,
    },
}

/// A running trial, or `None` inside if it could not be started.
pub(crate) struct RunningTrial(Option<thread::JoinHandle<Option<Vec<JoinedDocument>>>>);

impl TrialRunner {
    /// Begins to try the batch of a [`puente_client::Effect::TryPage`].
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
                    // The page is not at fault: if no process can be started, it is tried in this one.
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

/// Gives a batch to the process and waits for the outcomes. `None` if the process died of the batch.
fn talk(mut worker: Child, batch: &Batch) -> Option<Vec<JoinedDocument>> {
    if let Some(mut input) = worker.stdin.take() {
        // The process reads everything before it works. If writing fails, it has ended, and its status says
        // why.
        let _ = input.write_all(&wire::encode_batch(batch));
    }
    let tried = worker.wait_with_output().ok()?;
    if !tried.status.success() {
        return None;
    }
    wire::decode_joined(&tried.stdout).ok()
}

impl RunningTrial {
    /// Whether the outcomes are there, or will never come.
    pub(crate) fn is_over(&self) -> bool {
        self.0.as_ref().is_none_or(thread::JoinHandle::is_finished)
    }

    /// Waits for the outcomes. `None` if the trial died of its batch.
    pub(crate) fn end(self) -> Option<Vec<JoinedDocument>> {
        self.0?.join().ok()?
    }
}

/// Fewest documents that get a thread of their own: they take a few ms.
const THREAD_DOCUMENTS_MIN: usize = 16;

/// Most threads of one trial: the other cores of a phone stay free for its user.
const THREADS_MAX: usize = 4;

/// Tries a batch on a thread with a large stack.
fn on_a_thread(batch: Batch) -> RunningTrial {
    RunningTrial(roomy().spawn(move || on_threads(batch)).ok())
}

fn roomy() -> thread::Builder {
    thread::Builder::new()
        .name("trial".into())
        .stack_size(STACK_BYTES)
}

/// Tries each document of a batch by itself, on threads with a large stack.
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

/// Tries one batch, read from standard input, and writes the outcomes to standard output. The process confines
/// itself before it reads anything.
///
/// # Errors
/// The limits cannot be set, or the batch cannot be used: the process must end with a failure.
pub fn trial_worker() -> io::Result<()> {
    // A panic's message may hold a stranger's bytes, and nobody would read it.
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
