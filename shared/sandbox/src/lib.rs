#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[cfg(target_os = "linux")]
mod filter;

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

/// How much a confined process may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space, in bytes.
    pub memory_bytes_max: u64,
    /// Open files, counting the ends it was given.
    pub files_max: u64,
}

/// How much is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confined {
    /// Everything.
    Whole,
    /// The limits alone: there is no filter for this system or machine.
    LimitsAlone,
}

/// Confines this process for good. Call it before there are threads: those that are there already keep their calls.
///
/// # Errors
/// Something could not be taken away: end the process.
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
