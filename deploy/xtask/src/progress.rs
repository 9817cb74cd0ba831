//! The progress of a long task, printed while it runs.

use std::time::Instant;

/// The parts of a task. Each is announced, as `2 of 4: the app`, and timed.
pub(crate) struct Progress {
    parts: usize,
    begun: usize,
    started: Instant,
}

impl Progress {
    /// A task with this many parts.
    pub(crate) fn new(parts: usize) -> Self {
        Self {
            parts,
            begun: 0,
            started: Instant::now(),
        }
    }

    /// Runs one part.
    ///
    /// # Errors
    /// The error of `work`.
    pub(crate) fn part<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.begun += 1;
        let (begun, parts) = (self.begun, self.parts);
        println!("── {begun} of {parts}: {name}");
        let started = Instant::now();
        let done = work()?;
        let (part, all) = (started.elapsed(), self.started.elapsed());
        println!(
            "── {begun} of {parts}: {:.0} s, {:.0} s in all",
            part.as_secs_f64(),
            all.as_secs_f64()
        );
        Ok(done)
    }
}
