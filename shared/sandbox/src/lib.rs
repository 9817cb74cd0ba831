#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[cfg(target_os = "linux")]
mod filter;

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

/// The resources that a confined process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space, in bytes.
    pub memory_bytes_max: u64,
    /// Open files, including the descriptors it was given.
    pub files_max: u64,
}

/// How far a process is confined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confined {
    /// By the filter and the limits.
    Whole,
    /// By the limits alone: this system or machine has no filter.
    LimitsAlone,
}

/// Confines this process for good. Call it before it starts threads: existing threads keep their calls.
///
/// # Errors
/// A limit or the filter could not be set: end the process.
pub fn confine(limits: Limits) -> io::Result<Confined> {
    set(Resource::As, limits.memory_bytes_max)?;
    set(Resource::Nofile, limits.files_max)?;
    set(Resource::Core, 0)?;
    set(Resource::Fsize, 0)?;
    filtered()
}

#[cfg(target_os = "linux")]
fn filtered() -> io::Result<Confined> {
    rustix::thread::set_no_new_privs(true)?;
    filter::apply()
}

#[cfg(not(target_os = "linux"))]
fn filtered() -> io::Result<Confined> {
    Ok(Confined::LimitsAlone)
}

fn set(resource: Resource, most: u64) -> io::Result<()> {
    let most = Some(most);
    Ok(setrlimit(
        resource,
        Rlimit {
            current: most,
            maximum: most,
        },
    )?)
}
