//! What is on its way to the server: told as sent once the server acknowledged it, and not when it left.

/// The changes of segments that were sealed together, by the number behind the last of these segments.
#[derive(Debug, Default)]
pub(super) struct UnacknowledgedChanges(Vec<(u64, u64)>);

impl UnacknowledgedChanges {
    /// Notes the changes of segments up to before `next_n`.
    pub(super) fn note(&mut self, next_n: u64, changes: u64) {
        if changes > 0 {
            self.0.push((next_n, changes));
        }
    }

    /// How many of the changes are in segments that the server has now, each told once.
    pub(super) fn take_acknowledged(&mut self, acked_n: u64) -> u64 {
        let mut changes = 0;
        self.0.retain(|(next_n, count)| {
            let is_waiting = *next_n > acked_n;
            changes += if is_waiting { 0 } else { *count };
            is_waiting
        });
        changes
    }
}
