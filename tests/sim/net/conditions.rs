//! How bad the network is, and so what happens to one exchange.

use rand_chacha::ChaCha20Rng;

use crate::scale::{chance, pick};

/// Chances in a thousand, one for each fault of an exchange. They are independent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conditions {
    pub(crate) request_lost: usize,
    /// The server receives some first part of the request. The network does not care whether the server
    /// notices.
    pub(crate) request_cut: usize,
    /// The server receives the same request again, soon or much later.
    pub(crate) request_repeated: usize,
    /// The request arrives, or arrives again, after the device gave up, behind later requests.
    pub(crate) request_late: usize,
    pub(crate) reply_lost: usize,
    /// The device receives some first part of the reply.
    pub(crate) reply_cut: usize,
    /// The longest time of one way.
    pub(crate) latency_ms_max: i64,
}

impl Conditions {
    /// Nothing goes wrong.
    pub(crate) const CALM: Conditions = Conditions {
        request_lost: 0,
        request_cut: 0,
        request_repeated: 0,
        request_late: 0,
        reply_lost: 0,
        reply_cut: 0,
        latency_ms_max: 1,
    };

    /// A crossing at the edge of the coverage: every second exchange has a fault.
    pub(crate) const EDGE: Conditions = Conditions {
        request_lost: 100,
        request_cut: 60,
        request_repeated: 120,
        request_late: 80,
        reply_lost: 120,
        reply_cut: 150,
        latency_ms_max: 20_000,
    };

    /// No network at all.
    pub(crate) const NONE: Conditions = Conditions {
        request_lost: 1000,
        ..Conditions::CALM
    };

    pub(super) fn latency_ms(&self, rng: &mut ChaCha20Rng) -> i64 {
        1 + pick(rng, self.latency_ms_max as usize) as i64
    }

    pub(super) fn draw(&self, rng: &mut ChaCha20Rng) -> Fate {
        let request = if chance(rng, self.request_lost) {
            RequestFate::Lost
        } else if chance(rng, self.request_cut) {
            RequestFate::Cut
        } else if chance(rng, self.request_late) {
            RequestFate::Late
        } else {
            RequestFate::Whole
        };
        let reply = if chance(rng, self.reply_lost) {
            ReplyFate::Lost
        } else if chance(rng, self.reply_cut) {
            ReplyFate::Cut
        } else {
            ReplyFate::Whole
        };
        Fate {
            request,
            repeated: chance(rng, self.request_repeated),
            reply,
        }
    }
}

/// What happens to one exchange.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fate {
    pub(super) request: RequestFate,
    pub(super) repeated: bool,
    pub(super) reply: ReplyFate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestFate {
    Whole,
    Cut,
    Late,
    Lost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReplyFate {
    Whole,
    /// Everything that the server sent before it died.
    Begun,
    Cut,
    Lost,
}
