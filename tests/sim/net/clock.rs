//! One true time, and what each device takes it for.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;

use super::DeviceNumber;
use crate::scale::pick;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// A phone whose battery died, or whose clock was set by hand, may be a year off in either direction.
const SKEW_MS_MAX: i64 = 365 * DAY_MS;
/// 1 June 2026 at noon UTC, so that a year in either direction is still a plausible date.
const START_MS: i64 = 1_780_315_200_000;

/// Virtual time in ms since 1970. It moves only when the network or the test moves it.
#[derive(Debug)]
pub(crate) struct Clock {
    now_ms: i64,
    skews_ms: BTreeMap<DeviceNumber, i64>,
}

impl Clock {
    pub(super) fn new() -> Clock {
        Clock {
            now_ms: START_MS,
            skews_ms: BTreeMap::new(),
        }
    }

    /// The server's time, which is right.
    pub(crate) fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// What a device's clock shows.
    pub(crate) fn device_now_ms(&self, device: DeviceNumber) -> i64 {
        self.now_ms + self.skews_ms.get(&device).copied().unwrap_or(0)
    }

    pub(crate) fn advance(&mut self, duration_ms: i64) {
        self.now_ms += duration_ms;
    }

    pub(super) fn advance_to(&mut self, at_ms: i64) {
        self.now_ms = self.now_ms.max(at_ms);
    }

    /// Sets a device's clock: right, some minutes or hours off, or up to a year off. It may go backwards.
    pub(crate) fn set_wrong(&mut self, device: DeviceNumber, rng: &mut ChaCha20Rng) {
        let most_ms = [0, HOUR_MS / 20, 12 * HOUR_MS, SKEW_MS_MAX][pick(rng, 4)];
        let skew_ms = pick(rng, 2 * most_ms as usize + 1) as i64 - most_ms;
        self.skews_ms.insert(device, skew_ms);
    }
}
