//! Changes on their way to the server. They count as sent when the server has acknowledged them.

/// For segments that were sealed together: the number after the last of them, and the number of their changes.
#[derive(Debug, Default)]
pub(super) struct UnacknowledgedChanges(Vec<(u64, u64)>);

impl UnacknowledgedChanges {
    /// Records the changes of segments before `next_n`.
    pub(super) fn note(&mut self, next_n: u64, changes: u64) {
        if changes > 0 {
            self.0.push((next_n, changes));
        }
    }

    /// How many of these changes are in segments that the server has acknowledged now. Each is counted once.
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
