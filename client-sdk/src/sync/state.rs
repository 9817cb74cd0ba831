//! Where a sync is. The README draws how one state leads to the next, and `tests.rs` walks every line of the drawing.

use super::StopReason;
use super::reply_progress::ReplyProgress;
use super::trial_pipeline::TrialPipeline;

/// Where a sync is.
#[derive(Debug, Default)]
pub(super) enum State {
    #[default]
    Idle,
    /// A request is out, and its answer comes. Of a long one, what came first is tried already.
    Answering(Answer),
    /// The answer is whole; its pages go through their trials.
    Answered {
        progress: ReplyProgress,
        pipeline: TrialPipeline,
    },
    /// A copy of this store is in use: the rest of the answer is for that one, and nothing of it is kept.
    Outrun,
    /// The line broke; the driver waits.
    Pausing,
    /// Pages that are stored go through their trials.
    Draining {
        pipeline: TrialPipeline,
        then: AfterTrial,
    },
}

/// An answer on its way.
#[derive(Debug)]
pub(super) struct Answer {
    /// What has arrived of the next page.
    pub(super) partial_page: Vec<u8>,
    pub(super) progress: ReplyProgress,
    pub(super) pipeline: TrialPipeline,
}

/// What comes when every stored page has been tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterTrial {
    /// An exchange.
    Exchange,
    /// An exchange if there is something to send, else the end.
    SendWhatIsLeft,
    /// The end: the line is gone, but what came over it is not lost on people.
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
