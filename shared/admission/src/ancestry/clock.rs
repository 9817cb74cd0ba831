//! Vector clocks: for each actor, which of its changes were seen.

/// For each actor the sequence number of the last change seen; zero when none was seen.
///
/// Admission ensures that an actor's changes follow one another, so one number stands for all earlier ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Clock(Vec<u32>);

impl Clock {
    pub(crate) fn get(&self, actor: usize) -> u64 {
        self.0.get(actor).copied().map_or(0, u64::from)
    }

    pub(crate) fn contains(&self, actor: usize, seq: u64) -> bool {
        self.get(actor) >= seq
    }

    pub(crate) fn set(&mut self, actor: usize, seq: u64) {
        if self.0.len() <= actor {
            self.0.resize(actor + 1, 0);
        }
        self.0[actor] = u32::try_from(seq).expect("sequence numbers stay below 2³¹");
    }

    pub(crate) fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*mine).max(*theirs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joining_keeps_the_later_of_each_actor() {
        let mut left = Clock::default();
        left.set(0, 3);
        let mut right = Clock::default();
        right.set(2, 1);
        right.set(0, 2);
        left.join(&right);
        assert_eq!((left.get(0), left.get(1), left.get(2)), (3, 0, 1));
        assert!(left.contains(0, 3) && !left.contains(0, 4) && !left.contains(7, 1));
    }
}
