//! Limits how often and how much at once somebody may ask. Nobody loses anything by a refusal: the same request
//! succeeds later.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A steady rate with a reserve for each key (the generic cell rate algorithm: for each key it stores only when
/// its reserve is full again).
#[derive(Debug)]
pub struct RateLimiter<K> {
    interval: Duration,
    reserve: Duration,
    keys_max: usize,
    /// When each key's reserve is full again. Locked for one look-up and nothing else.
    full_at: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash> RateLimiter<K> {
    /// Admits `per_s` requests a second for each key, and `reserve` more at once. When there are more than
    /// `keys_max` keys, the rest is not counted: refusing them would let one crowd shut out another.
    #[must_use]
    pub fn new(per_s: u32, reserve: u32, keys_max: usize) -> Self {
        let interval = Duration::from_secs(1) / per_s.max(1);
        Self {
            interval,
            reserve: interval * reserve,
            keys_max,
            full_at: Mutex::default(),
        }
    }

    /// Would this key be admitted now? Counts nothing.
    pub fn has_some_left(&self, key: &K, now: Instant) -> bool {
        let full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let at = full_at.get(key).copied().unwrap_or(now);
        at.saturating_duration_since(now) <= self.reserve
    }

    /// Admits the key and counts it, if it may come now.
    pub fn admits(&self, key: K, now: Instant) -> bool {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= self.keys_max && !full_at.contains_key(&key) {
            full_at.retain(|_, at| *at > now);
            if full_at.len() >= self.keys_max {
                return true;
            }
        }
        let at = full_at.entry(key).or_insert(now);
        let from = (*at).max(now);
        let admitted = from.duration_since(now) <= self.reserve;
        if admitted {
            *at = from + self.interval;
        }
        admitted
    }
}

/// Limits how many things each key has under way.
#[derive(Debug)]
pub struct ConcurrencyLimiter<K: Eq + Hash + Clone> {
    of_each_max: usize,
    /// How many permits each key holds. Locked for one look-up and nothing else, so no key ever holds more than
    /// `of_each_max`.
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

/// The right to one thing under way, given back when dropped.
#[derive(Debug)]
pub struct ConcurrencyPermit<K: Eq + Hash + Clone> {
    key: K,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<K: Eq + Hash + Clone> ConcurrencyLimiter<K> {
    /// Allows `of_each_max` permits for each key.
    #[must_use]
    pub fn new(of_each_max: usize) -> Self {
        Self {
            of_each_max,
            taken: Arc::default(),
        }
    }

    /// A permit, if the key may have one more.
    #[must_use]
    pub fn take(&self, key: K) -> Option<ConcurrencyPermit<K>> {
        let mut taken = lock(&self.taken);
        let count = taken.entry(key.clone()).or_default();
        if *count >= self.of_each_max {
            return None;
        }
        *count += 1;
        drop(taken);
        Some(ConcurrencyPermit {
            key,
            taken: Arc::clone(&self.taken),
        })
    }
}

impl<K: Eq + Hash + Clone> Drop for ConcurrencyPermit<K> {
    fn drop(&mut self) {
        let mut taken = lock(&self.taken);
        if let Some(count) = taken.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_reserve_is_used_up_and_fills_again() {
        let limiter = RateLimiter::new(10, 5, 100);
        let now = Instant::now();
        let at_once = (0..100).filter(|_| limiter.admits("phone", now)).count();
        assert_eq!(at_once, 6);
        assert!(!limiter.has_some_left(&"phone", now));
        assert!(limiter.admits("other", now), "everybody has their own");
        let later = now + SECOND / 5;
        let then = (0..100).filter(|_| limiter.admits("phone", later)).count();
        assert_eq!(then, 2);
        let rested = now + 60 * SECOND;
        let then = (0..100).filter(|_| limiter.admits("phone", rested)).count();
        assert_eq!(then, 6, "a long rest does not add up");
    }

    #[test]
    fn a_crowd_of_keys_takes_bounded_memory_and_shuts_nobody_out() {
        let limiter = RateLimiter::new(1, 1, 10);
        let now = Instant::now();
        assert!((0..1_000).all(|key| limiter.admits(key, now)));
        assert_eq!(lock(&limiter.full_at).len(), 10);
        assert!(limiter.admits(5_000, now + 60 * SECOND));
        assert_eq!(lock(&limiter.full_at).len(), 1, "the rested are forgotten");
    }

    #[test]
    fn a_place_is_free_again_when_it_is_left() {
        let places = ConcurrencyLimiter::new(2);
        let (first, second) = (places.take("phone"), places.take("phone"));
        assert!(first.is_some() && second.is_some());
        assert!(places.take("phone").is_none());
        assert!(places.take("other").is_some());
        drop(first);
        assert!(places.take("phone").is_some());
        drop(second);
        assert!(lock(&places.taken).is_empty());
    }
}
