//! How long to wait before something is tried again.

/// Returns `first_ms` after the first failure in a row, doubled after each further one, at most `max_ms`.
#[must_use]
pub const fn backoff_ms(failures: u32, first_ms: u64, max_ms: u64) -> u64 {
    let doublings = failures.saturating_sub(1);
    let wait_ms = match 1_u64.checked_shl(doublings) {
        Some(times) => first_ms.saturating_mul(times),
        None => max_ms,
    };
    if wait_ms < max_ms { wait_ms } else { max_ms }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_doubled_with_each_failure_and_ends_growing() {
        let waits: Vec<u64> = (0..6)
            .map(|failures| backoff_ms(failures, 500, 3_000))
            .collect();
        assert_eq!(waits, [500, 500, 1_000, 2_000, 3_000, 3_000]);
        assert_eq!(backoff_ms(u32::MAX, 500, 3_000), 3_000);
        assert_eq!(backoff_ms(64, 500, 3_000), 3_000);
    }
}
