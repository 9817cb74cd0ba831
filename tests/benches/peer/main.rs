//! Puente as a peer of a harness that runs the same sync work on several stacks through one counting proxy.
//!
//! `peer server PORT CTRL DIR CODES` puts one-time codes into `CODES`, turns into the real `puente serve` on a
//! new store in `DIR`, and leaves a process that reports on `CTRL` how many records are stored. `peer client
//! CODES` is one process with real devices that takes commands as JSON, one a line. `tests/benches/README.md`
//! says how to run it.

#![allow(clippy::print_stdout, reason = "the harness reads what a peer prints")]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

mod client;
mod codes;
mod device;
mod live;
mod server;
mod workload;

use std::path::Path;

/// The same allocator as in `puente-field`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["server", port, control, folder, codes] => {
            server::run(port, control, Path::new(folder), Path::new(codes));
        }
        ["counter", control, program, data] => {
            server::count(control.parse().unwrap(), Path::new(program), data);
        }
        ["client", codes] => client::run(Path::new(codes)),
        // Cargo starts every bench of a package; without a harness there is nothing to do.
        _ => println!("peer server PORT CTRL DIR CODES | peer client CODES"),
    }
}
