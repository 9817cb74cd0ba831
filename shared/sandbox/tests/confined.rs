//! A confined process has lost what it should lose and keeps what a trial needs.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::process::Command;

use puente_sandbox::{Confined, Limits, confine};

const LIMITS: Limits = Limits {
    memory_bytes_max: 512 * 1024 * 1024,
    files_max: 16,
};

/// The variable by which a test tells the process it starts what to try.
const TRY: &str = "PUENTE_SANDBOX_TRY";

/// Each test starts this in a separate process, which confines itself and tries one thing.
#[test]
#[ignore = "started by the other tests"]
fn confined_child() {
    // When somebody runs all ignored tests, nobody says what to try, and the process must not confine itself.
    let Ok(what) = std::env::var(TRY) else { return };
    // Opened before confinement, like a descriptor that a parent hands over.
    let mut given = tempfile::tempfile().unwrap();
    assert_eq!(confine(LIMITS).unwrap(), Confined::Whole);
    let done: std::io::Result<()> = match &*what {
        "compute" => {
            let sum = std::thread::spawn(|| (0..1_000_000_u64).sum::<u64>());
            assert_eq!(sum.join().unwrap(), 499_999_500_000);
            let many = vec![1_u8; 100 * 1024 * 1024];
            assert_eq!(
                many.iter().map(|byte| u64::from(*byte)).sum::<u64>(),
                104_857_600
            );
            assert!(std::panic::catch_unwind(|| panic!("as expected")).is_err());
            Ok(())
        }
        "read a file" => File::open("/etc/hostname").map(drop),
        "write a file" => File::create("/tmp/puente-sandbox").map(drop),
        "grow a file" => {
            use std::io::Write as _;
            given.write_all(b"more")
        }
        "list a folder" => std::fs::read_dir("/").map(drop),
        "connect" => TcpStream::connect("127.0.0.1:1").map(drop),
        "listen" => TcpListener::bind("127.0.0.1:0").map(drop),
        "send" => UdpSocket::bind("127.0.0.1:0").map(drop),
        "talk to a neighbour" => UnixStream::pair().map(drop),
        "start a program" => Command::new("/bin/true").status().map(drop),
        "remove a file" => std::fs::remove_file("/tmp/puente-sandbox"),
        other => panic!("nobody tries {other}"),
    };
    match done {
        Ok(()) => std::process::exit(10),
        Err(error) if error.raw_os_error() == Some(libc::ENOSYS) => std::process::exit(11),
        Err(_) => std::process::exit(12),
    }
}

/// The exit code of a child, or the signal that ended it.
fn outcome(what: &str) -> Result<i32, i32> {
    use std::os::unix::process::ExitStatusExt as _;
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "confined_child",
            "--test-threads=1",
            "--nocapture",
        ])
        .env(TRY, what)
        .output()
        .unwrap();
    let signal = child.status.signal();
    child.status.code().ok_or(signal.unwrap_or_default())
}

#[test]
fn a_confined_process_computes() {
    assert_eq!(outcome("compute"), Ok(10));
}

#[test]
fn a_confined_process_reaches_nothing() {
    for what in [
        "read a file",
        "write a file",
        "list a folder",
        "connect",
        "listen",
        "send",
        "talk to a neighbour",
        "start a program",
        "remove a file",
    ] {
        assert_eq!(outcome(what), Ok(11), "{what}");
    }
}

#[test]
fn a_confined_process_writes_into_no_file() {
    let ended = outcome("grow a file");
    assert!(ended == Err(libc::SIGXFSZ) || ended == Ok(12), "{ended:?}");
}
