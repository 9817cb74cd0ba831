//! A pool of child processes that run trials. It finds a change that kills a child and quarantines it; the rest
//! of the batch is tried again without it.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::BufReader;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use puente_admission::{Batch, DocumentBatch, Reason, Verdict, wire};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::child::{cpu_s, read_message, write_message};
use super::{TrialError, TriedDocument};

/// The verdict on a change that kills the process that tries it.
const KILLED: Verdict = Verdict::Quarantined(Reason::TrialKilled);

/// From this many bytes on a batch is heavy; only one child at a time works on a heavy batch. Heavy batches are
/// single documents, which may need a hundred times their size in a child; all other batches are smaller.
const HEAVY_BYTES_MIN: usize = 512 * 1024;

/// The most bytes of memory that an idle child may keep. A child that grew larger is ended and replaced,
/// because an allocator returns nothing to the system. Honest batches leave 30 MiB.
const KEPT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// How many killing changes of one document are searched for, before all its candidates are quarantined.
const CULPRITS_MAX: usize = 8;

/// The wall-clock limit as a multiple of the CPU limit, for a busy machine.
const WALL_FACTOR: u64 = 6;

/// How many child processes there were since the pool was made.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ChildCounts {
    pub(crate) started: u64,
    /// Died in a trial, or were ended because it took too long.
    pub(crate) lost: u64,
}

/// Children of one program.
#[derive(Debug)]
pub struct TrialProcesses {
    program: PathBuf,
    arguments: Vec<OsString>,
    count: usize,
    /// Locked only to take or return a child, never during a trial. It guarantees that at most `count` children
    /// run.
    pool: Mutex<Pool>,
    /// Notified when a child comes back or ends, and when a caller got its turn.
    returned: Condvar,
    /// Held while a heavy batch is tried, so that at most one child needs that much memory.
    heavy: Mutex<()>,
    /// Children started so far. For the metrics.
    started: AtomicU64,
    /// Children that died during a trial. For the metrics.
    lost: AtomicU64,
}

#[derive(Debug, Default)]
struct Pool {
    idle: Vec<TrialChild>,
    running: usize,
    /// Counts of requests for a child and of children handed out. Requests are served in their order, so one
    /// request with many batches does not keep the children from others.
    asked: u64,
    served: u64,
}

/// One child process.
#[derive(Debug)]
struct TrialChild {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// A child died or did not answer in time.
struct TrialProcessLost;

impl Drop for TrialChild {
    fn drop(&mut self) {
        drop(self.input.take());
        // It may be in an endless loop, and it holds nothing of value. An error means that it has ended
        // already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl TrialProcesses {
    /// A pool of at most `count` children, which start when they are needed.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<OsString>, count: usize) -> Self {
        Self {
            program,
            arguments,
            count: count.max(1),
            pool: Mutex::default(),
            returned: Condvar::new(),
            heavy: Mutex::default(),
            started: AtomicU64::new(0),
            lost: AtomicU64::new(0),
        }
    }

    /// The most children.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    pub(super) fn counts(&self) -> ChildCounts {
        ChildCounts {
            started: self.started.load(Ordering::Relaxed),
            lost: self.lost.load(Ordering::Relaxed),
        }
    }

    /// The process ids of the idle children.
    #[must_use]
    pub fn idle_ids(&self) -> Vec<u32> {
        let pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.idle.iter().map(|worker| worker.process.id()).collect()
    }

    pub(super) fn run(&self, batches: &[Batch]) -> Result<Vec<TriedDocument>, TrialError> {
        let threads = self.count.min(batches.len());
        if threads <= 1 {
            return batches.iter().try_fold(Vec::new(), |mut all, batch| {
                all.extend(self.run_one(batch)?);
                Ok(all)
            });
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(batch) = batches.get(index) else {
                    return done;
                };
                done.push((index, self.run_one(batch)));
            }
        };
        let mut results: Vec<_> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let joined = workers.into_iter().map(|worker| worker.join());
            joined
                .flat_map(|done| done.expect("trials are held without panicking"))
                .collect()
        });
        results.sort_unstable_by_key(|(index, _)| *index);
        let mut all = Vec::new();
        for (_, result) in results {
            all.extend(result?);
        }
        Ok(all)
    }

    fn run_one(&self, batch: &Batch) -> Result<Vec<TriedDocument>, TrialError> {
        if let Some(tried) = self.ask(batch)? {
            return Ok(tried);
        }
        self.check_children()?;
        if let [document] = &*batch.documents {
            return Ok(vec![self.without_culprits(batch, document)?]);
        }
        let (left, right) = batch.documents.split_at(batch.documents.len() / 2);
        let mut tried = Vec::with_capacity(batch.documents.len());
        for half in [left, right] {
            tried.extend(self.run_one(&Batch {
                sites: batch.sites.clone(),
                authorities: batch.authorities.clone(),
                documents: half.to_vec(),
            })?);
        }
        Ok(tried)
    }

    /// A document kills the child that tries it: finds the change at fault and tries the rest, several times if
    /// needed.
    fn without_culprits(
        &self,
        batch: &Batch,
        document: &DocumentBatch,
    ) -> Result<TriedDocument, TrialError> {
        let mut kept: Vec<usize> = (0..document.candidates.len()).collect();
        let mut senders = HashSet::new();
        for _ in 0..CULPRITS_MAX {
            if let Some(tried) = self.ask_with(batch, document, &kept)? {
                return Ok(spread(tried, document, &kept));
            }
            let Some(culprit) = self.culprit(batch, document, &kept)? else {
                break;
            };
            tracing::warn!("a change killed the process it was tried in");
            senders.insert(document.candidates[kept.remove(culprit)].device);
        }
        // A sender of this many loses all its changes of the document; other senders' changes there are tried
        // without them.
        kept.retain(|index| !senders.contains(&document.candidates[*index].device));
        if !senders.is_empty()
            && let Some(tried) = self.ask_with(batch, document, &kept)?
        {
            return Ok(spread(tried, document, &kept));
        }
        Ok(TriedDocument {
            document: document.document,
            verdicts: vec![KILLED; document.candidates.len()],
            state: None,
            saved_is_damaged: false,
        })
    }

    /// The last change of the shortest prefix that kills; `None` if the document kills without any candidate.
    fn culprit(
        &self,
        batch: &Batch,
        document: &DocumentBatch,
        kept: &[usize],
    ) -> Result<Option<usize>, TrialError> {
        let (mut lives, mut kills) = (0, kept.len());
        if kept.is_empty() || self.ask_with(batch, document, &[])?.is_none() {
            return Ok(None);
        }
        while kills - lives > 1 {
            let middle = lives.midpoint(kills);
            match self.ask_with(batch, document, &kept[..middle])? {
                Some(_) => lives = middle,
                None => kills = middle,
            }
        }
        Ok(Some(kills - 1))
    }

    fn ask_with(
        &self,
        batch: &Batch,
        document: &DocumentBatch,
        kept: &[usize],
    ) -> Result<Option<TriedDocument>, TrialError> {
        let candidates = kept.iter().map(|index| document.candidates[*index].clone());
        let asked = self.ask(&Batch {
            sites: batch.sites.clone(),
            authorities: batch.authorities.clone(),
            documents: vec![DocumentBatch {
                candidates: candidates.collect(),
                ..document.clone()
            }],
        })?;
        Ok(asked.and_then(|mut tried| tried.pop()))
    }

    /// Checks that the batch was at fault, and not the child.
    fn check_children(&self) -> Result<(), TrialError> {
        match self.ask(&Batch::default())? {
            Some(_) => Ok(()),
            None => Err(TrialError::Broken),
        }
    }

    /// Nothing where the child died or did not answer in time.
    fn ask(&self, batch: &Batch) -> Result<Option<Vec<TriedDocument>>, TrialError> {
        let is_heavy = batch_bytes(batch) >= HEAVY_BYTES_MIN;
        let lock = || self.heavy.lock().unwrap_or_else(PoisonError::into_inner);
        let _alone = is_heavy.then(lock);
        let mut worker = self.take()?;
        let answer = worker.ask(batch);
        let kept_bytes = resident_bytes(worker.process.id());
        let has_grown = kept_bytes.is_some_and(|bytes| bytes > KEPT_BYTES_MAX);
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.running -= 1;
        match &answer {
            Ok(_) if has_grown => drop(worker),
            Ok(_) => pool.idle.push(worker),
            Err(TrialProcessLost) => {
                self.lost.fetch_add(1, Ordering::Relaxed);
                drop(worker);
            }
        }
        self.returned.notify_all();
        Ok(answer.ok())
    }

    fn take(&self) -> Result<TrialChild, TrialError> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        let ticket = pool.asked;
        pool.asked += 1;
        let is_later = |pool: &mut Pool| pool.running >= self.count || pool.served != ticket;
        let pool = self.returned.wait_while(pool, is_later);
        let mut pool = pool.unwrap_or_else(PoisonError::into_inner);
        pool.served += 1;
        self.returned.notify_all();
        let worker = match pool.idle.pop() {
            Some(worker) => worker,
            None => {
                self.started.fetch_add(1, Ordering::Relaxed);
                TrialChild::start(self).map_err(TrialError::Start)?
            }
        };
        pool.running += 1;
        Ok(worker)
    }
}

fn batch_bytes(batch: &Batch) -> usize {
    let documents = batch.documents.iter();
    documents
        .map(|document| {
            let candidates = document.candidates.iter().map(|of| of.raw.len());
            document.saved.as_ref().map_or(0, Vec::len) + candidates.sum::<usize>()
        })
        .sum()
}

/// The memory of a process in bytes, where the system tells it.
fn resident_bytes(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}

/// KiB of address space that a child's allocator reserves at a time. By default it takes 1 GiB before the limit
/// is set. The limit would then be exceeded from the start, the stack could not grow, and honest work would
/// fail.
const ARENA_KIB: &str = "65536";

impl TrialChild {
    fn start(children: &TrialProcesses) -> std::io::Result<Self> {
        let mut process = Command::new(&children.program)
            .args(&children.arguments)
            .env_clear()
            .env("MIMALLOC_ARENA_RESERVE", ARENA_KIB)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let input = process.stdin.take();
        let output = process.stdout.take().expect("asked for above");
        Ok(Self {
            process,
            input,
            output: BufReader::new(output),
        })
    }

    fn ask(&mut self, batch: &Batch) -> Result<Vec<TriedDocument>, TrialProcessLost> {
        let input = self.input.as_mut().ok_or(TrialProcessLost)?;
        // The child reads a whole message before it works, so this write never waits for a trial.
        write_message(input, &wire::encode_batch(batch)).map_err(|_| TrialProcessLost)?;
        let wall_s = WALL_FACTOR * cpu_s(batch.documents.len());
        self.wait(wall_s)?;
        let message = read_message(&mut self.output)
            .ok()
            .flatten()
            .ok_or(TrialProcessLost)?;
        let outcomes = wire::decode_outcomes(&message).map_err(|_| TrialProcessLost)?;
        let is_complete = outcomes.len() == batch.documents.len()
            && outcomes.iter().zip(&batch.documents).all(|(out, asked)| {
                out.document == asked.document && out.verdicts.len() == asked.candidates.len()
            });
        if is_complete {
            Ok(outcomes.into_iter().map(TriedDocument::from).collect())
        } else {
            Err(TrialProcessLost)
        }
    }

    /// Waits for the first byte of the answer, which the child writes when it is done.
    fn wait(&self, seconds: u64) -> Result<(), TrialProcessLost> {
        let output = self.output.get_ref();
        let mut ends = [PollFd::from_borrowed_fd(output.as_fd(), PollFlags::IN)];
        let timeout = Timespec {
            tv_sec: seconds.cast_signed(),
            tv_nsec: 0,
        };
        match poll(&mut ends, Some(&timeout)) {
            Ok(1..) => Ok(()),
            Ok(0) | Err(_) => Err(TrialProcessLost),
        }
    }
}

/// The outcome of the kept candidates, with [`KILLED`] in the places of the others.
fn spread(tried: TriedDocument, document: &DocumentBatch, kept: &[usize]) -> TriedDocument {
    let mut verdicts = vec![KILLED; document.candidates.len()];
    for (place, verdict) in kept.iter().zip(tried.verdicts) {
        verdicts[*place] = verdict;
    }
    TriedDocument { verdicts, ..tried }
}
