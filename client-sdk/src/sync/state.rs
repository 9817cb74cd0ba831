//! The states of a sync. The README shows how they lead to each other, and `tests.rs` tests every transition.

use super::StopReason;
use super::reply_progress::ReplyProgress;
use super::trial_pipeline::TrialPipeline;

/// The state of a sync.
#[derive(Debug, Default)]
pub(super) enum State {
    #[default]
    Idle,
    /// A request was sent and its answer is arriving. The first pages of a long answer are tried already.
    Answering(Answer),
    /// The answer is complete; its pages are tried.
    Answered {
        progress: ReplyProgress,
        pipeline: TrialPipeline,
    },
    /// A copy of this store is in use: the rest of the answer is for the copy, and nothing of it is kept.
    Outrun,
    /// The line broke; the driver waits.
    Pausing,
    /// Stored pages are tried.
    Draining {
        pipeline: TrialPipeline,
        then: AfterTrial,
    },
}

/// An answer that is arriving.
#[derive(Debug)]
pub(super) struct Answer {
    /// The bytes of the next page that have arrived.
    pub(super) partial_page: Vec<u8>,
    pub(super) progress: ReplyProgress,
    pub(super) pipeline: TrialPipeline,
}

/// What to do when every stored page has been tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterTrial {
    /// An exchange.
    Exchange,
    /// An exchange if there is something to send, otherwise the end.
    SendWhatIsLeft,
    /// The end: the line broke, but the pages that arrived are shown to people.
    Finish(StopReason),
}

#[cfg(test)]
impl State {
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Idle => "Idle",
            Self::Answering(_) => "Answering",
            Self::Answered { .. } => "Answered",
            Self::Outrun => "Outrun",
            Self::Pausing => "Pausing",
            Self::Draining { .. } => "Draining",
        }
    }
}
