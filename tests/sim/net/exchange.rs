//! Exchanges under way.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;

use super::DeviceNumber;
use super::clock::Clock;
use super::conditions::{Conditions, Fate, ReplyFate, RequestFate};
use crate::scale::pick;

/// How long a device waits for the end of a reply.
const PATIENCE_MS: i64 = 30_000;
/// How much later than that a request may still arrive: a proxy kept it, or a queue was stuck.
const DELAY_MS_MAX: usize = 10 * 60_000;

/// The number of an exchange, in the order of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ExchangeNumber(u64);

/// Whether a device knows that it has the whole reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Whole,
    /// The connection broke; the last page may be incomplete.
    Cut,
}

/// The next event, for the server or for a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// The server received a request, complete or not, for the first time or again. It answers with
    /// [`Net::answer`].
    RequestCame {
        exchange: ExchangeNumber,
        device: DeviceNumber,
        body: Vec<u8>,
    },
    ReplyCame {
        exchange: ExchangeNumber,
        device: DeviceNumber,
        pages: Vec<Vec<u8>>,
        end: End,
    },
    /// While the device waited, no reply began.
    GaveUp {
        exchange: ExchangeNumber,
        device: DeviceNumber,
    },
}

#[derive(Clone, Copy, Debug)]
struct UnderWay {
    device: DeviceNumber,
    fate: Fate,
    /// The time at which the device stops waiting.
    until_ms: i64,
}

/// All messages between all devices and the server.
#[derive(Debug)]
pub(crate) struct Net {
    pub(crate) clock: Clock,
    pub(crate) conditions: Conditions,
    rng: ChaCha20Rng,
    sent: u64,
    /// The exchanges whose devices still wait.
    under_way: BTreeMap<ExchangeNumber, UnderWay>,
    /// Events by time, then in the order in which they were queued.
    queue: BTreeMap<(i64, u64), Event>,
    queued: u64,
}

impl Net {
    pub(crate) fn new(conditions: Conditions, rng: ChaCha20Rng) -> Net {
        Net {
            clock: Clock::new(),
            conditions,
            rng,
            sent: 0,
            under_way: BTreeMap::new(),
            queue: BTreeMap::new(),
            queued: 0,
        }
    }

    fn queue(&mut self, at_ms: i64, event: Event) {
        self.queue.insert((at_ms, self.queued), event);
        self.queued += 1;
    }

    /// A device sends a request. The network tells it exactly once how the exchange ended: with a reply, or
    /// without.
    pub(crate) fn send(&mut self, device: DeviceNumber, body: Vec<u8>) -> ExchangeNumber {
        let exchange = ExchangeNumber(self.sent);
        self.sent += 1;
        let now_ms = self.clock.now_ms();
        let fate = self.conditions.draw(&mut self.rng);
        let until_ms = now_ms + PATIENCE_MS;
        self.under_way.insert(
            exchange,
            UnderWay {
                device,
                fate,
                until_ms,
            },
        );
        self.queue(until_ms, Event::GaveUp { exchange, device });
        let came = |body| Event::RequestCame {
            exchange,
            device,
            body,
        };
        if fate.repeated {
            let soon = pick(&mut self.rng, 2) == 0;
            let at_ms = self.late_ms(if soon { now_ms } else { until_ms });
            self.queue(at_ms, came(body.clone()));
        }
        let at_ms = now_ms + self.conditions.latency_ms(&mut self.rng);
        match fate.request {
            RequestFate::Whole => self.queue(at_ms, came(body)),
            RequestFate::Cut => {
                let len = pick(&mut self.rng, body.len().max(1));
                self.queue(at_ms, came(body[..len].to_vec()));
            }
            RequestFate::Late => {
                let at_ms = self.late_ms(until_ms);
                self.queue(at_ms, came(body));
            }
            RequestFate::Lost => {}
        }
        exchange
    }

    fn late_ms(&mut self, after_ms: i64) -> i64 {
        after_ms + 1 + pick(&mut self.rng, DELAY_MS_MAX) as i64
    }

    /// The server answers a request that came. It answers every copy of a request; the device gets at most one
    /// answer.
    pub(crate) fn answer(&mut self, exchange: ExchangeNumber, pages: Vec<Vec<u8>>) {
        let Some(waiting) = self.under_way.get(&exchange) else {
            return;
        };
        let UnderWay {
            device,
            fate,
            until_ms,
        } = *waiting;
        let at_ms = self.clock.now_ms() + self.conditions.latency_ms(&mut self.rng);
        let (pages, end) = match fate.reply {
            ReplyFate::Lost => return,
            _ if at_ms >= until_ms => return,
            ReplyFate::Whole => (pages, End::Whole),
            ReplyFate::Begun => (pages, End::Cut),
            ReplyFate::Cut => (self.cut(pages), End::Cut),
        };
        self.queue(
            at_ms,
            Event::ReplyCame {
                exchange,
                device,
                pages,
                end,
            },
        );
    }

    /// The server died during its answer: the device receives what was sent and waits in vain for the rest.
    pub(crate) fn answer_begun(&mut self, exchange: ExchangeNumber, pages: Vec<Vec<u8>>) {
        let Some(waiting) = self.under_way.get_mut(&exchange) else {
            return;
        };
        if waiting.fate.reply == ReplyFate::Whole {
            waiting.fate.reply = ReplyFate::Begun;
        }
        self.answer(exchange, pages);
    }

    fn cut(&mut self, pages: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let len: usize = pages.iter().map(Vec::len).sum();
        let mut left = pick(&mut self.rng, len.max(1));
        let mut begun = Vec::new();
        for mut page in pages {
            if left == 0 {
                break;
            }
            page.truncate(left);
            left -= page.len();
            begun.push(page);
        }
        begun
    }

    /// Moves the time to the next event and returns it, or `None` when no message is under way.
    pub(crate) fn next(&mut self) -> Option<Event> {
        loop {
            let ((at_ms, _), event) = self.queue.pop_first()?;
            self.clock.advance_to(at_ms);
            match &event {
                Event::RequestCame { .. } => return Some(event),
                Event::ReplyCame { exchange, .. } | Event::GaveUp { exchange, .. } => {
                    // The device is told of one end only; later ones are dropped.
                    if self.under_way.remove(exchange).is_some() {
                        return Some(event);
                    }
                }
            }
        }
    }

    /// A device died or was switched off: it receives nothing more for what it sent. Its requests still arrive.
    pub(crate) fn hang_up(&mut self, device: DeviceNumber) {
        self.under_way.retain(|_, waiting| waiting.device != device);
    }

    /// The server died: the devices that wait for its answer wait in vain. Requests under way still arrive.
    pub(crate) fn server_died(&mut self) {
        self.queue
            .retain(|_, event| !matches!(event, Event::ReplyCame { .. }));
    }
}
