//! The system calls that a confined process keeps.

use std::collections::BTreeMap;
use std::io;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch, apply_filter,
};

use crate::Confined;

/// The calls of a process that computes, allocates, uses the descriptors it has, starts threads and ends. They
/// have the same names on both machines.
const ALLOWED: &[i64] = &[
    // The descriptors it was given.
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_ppoll,
    // Memory.
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    // Threads and their CPU time.
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_rseq,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_membarrier,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_getrusage,
    // The process lowers its own CPU limit for each batch.
    libc::SYS_prlimit64,
    libc::SYS_getrandom,
    // Stack overflows, panics and aborts.
    libc::SYS_sigaltstack,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_restart_syscall,
    libc::SYS_tgkill,
    // Ending the process.
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Calls that only one of the machines has.
#[cfg(target_arch = "x86_64")]
const ALLOWED_HERE: &[i64] = &[libc::SYS_poll, libc::SYS_getrlimit, libc::SYS_setrlimit];
#[cfg(not(target_arch = "x86_64"))]
const ALLOWED_HERE: &[i64] = &[];

/// Takes all other calls away from this thread and the threads it starts.
pub(crate) fn apply() -> io::Result<Confined> {
    let machine = if cfg!(target_arch = "x86_64") {
        TargetArch::x86_64
    } else if cfg!(target_arch = "aarch64") {
        TargetArch::aarch64
    } else {
        return Ok(Confined::LimitsAlone);
    };
    let program = program(machine).map_err(io::Error::other)?;
    match apply_filter(&program) {
        Ok(()) => Ok(Confined::Whole),
        // The kernel has no filters, or a supervisor forbids them. Failing here would stop every trial.
        Err(seccompiler::Error::Seccomp(_) | seccompiler::Error::Prctl(_)) => {
            Ok(Confined::LimitsAlone)
        }
        Err(error) => Err(io::Error::other(error)),
    }
}

fn program(machine: TargetArch) -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
    for call in ALLOWED.iter().chain(ALLOWED_HERE) {
        rules.insert(*call, Vec::new());
    }
    // Allows a thread of this process, but no new process. The newer clone call has its flags in memory, where
    // a filter cannot read them, so it is not allowed.
    let thread = libc::CLONE_THREAD.unsigned_abs().into();
    let is_thread = SeccompCondition::new(
        0,
        SeccompCmpArgLen::Qword,
        SeccompCmpOp::MaskedEq(thread),
        thread,
    )?;
    rules.insert(libc::SYS_clone, vec![SeccompRule::new(vec![is_thread])?]);
    let refused = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    SeccompFilter::new(rules, refused, SeccompAction::Allow, machine)?.try_into()
}
