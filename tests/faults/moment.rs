//! Kills a program at a time drawn from a seed.

use std::io::Read as _;
use std::process::{Child, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use rand_chacha::ChaCha20Rng;
use serde_json::Value;

use crate::scale::pick;
use crate::world::{Device, PATIENCE};

/// What a program had reported when it ended, killed or not.
pub(crate) struct ReportedState {
    /// The object that it printed, if it got that far.
    pub(crate) json: Option<Value>,
    pub(crate) was_killed: bool,
}

/// A time while a program runs, or shortly after its end.
pub(crate) fn draw(rng: &mut ChaCha20Rng, usual: Duration) -> Duration {
    let most_us = (usual * 5 / 4).as_micros() as usize;
    Duration::from_micros(pick(rng, most_us.max(1)) as u64)
}

/// How long a command takes on this machine now, undisturbed.
pub(crate) fn usual(device: &Device, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    device.ask(arguments);
    begun.elapsed()
}

/// A command on a device that runs beside this test.
pub(crate) struct Running {
    child: Child,
    output: std::sync::mpsc::Receiver<String>,
}

impl Running {
    pub(crate) fn start(device: &Device, arguments: &[&str]) -> Self {
        let mut command = device.command(arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let (send, output) = channel();
        thread::spawn(move || {
            let mut text = String::new();
            let _ = out.read_to_string(&mut text);
            let _ = send.send(text);
        });
        Self { child, output }
    }

    /// Waits for its end, and kills it if it takes longer than `patience`.
    pub(crate) fn end_within(mut self, patience: Duration) -> ReportedState {
        let in_time = self.output.recv_timeout(patience);
        let was_killed = in_time.is_err();
        if was_killed {
            self.child.kill().unwrap();
        }
        self.child.wait().unwrap();
        // What it had written before it died arrives too.
        let text = in_time
            .or_else(|_| self.output.recv_timeout(PATIENCE))
            .unwrap();
        ReportedState {
            json: serde_json::from_str(&text).ok(),
            was_killed,
        }
    }

    /// Lets it run on for `duration`. Returns its report if it ended meanwhile.
    pub(crate) fn go_on_for(&mut self, duration: Duration) -> Option<ReportedState> {
        let text = self.output.recv_timeout(duration).ok()?;
        self.child.wait().unwrap();
        Some(ReportedState {
            json: serde_json::from_str(&text).ok(),
            was_killed: false,
        })
    }
}
