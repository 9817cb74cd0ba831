//! How long an account must wait after wrong passwords. It is never locked, because an attacker could use a
//! lock to shut a shelter out.

/// Wrong attempts without a wait, because people mistype.
const FREE: u32 = 3;

/// The wait after the first further wrong attempt, in ms; each wrong one doubles it.
const FIRST_MS: i64 = 1_000;

/// The longest wait, in ms: 96 attempts a day against a password of ten characters.
const LONGEST_MS: i64 = 15 * 60 * 1_000;

/// How many ms are left before the next attempt is checked.
pub(super) fn left_ms(failures: u32, failed_ms: i64, now_ms: i64) -> i64 {
    let Some(further) = failures.checked_sub(FREE) else {
        return 0;
    };
    let wait_ms = FIRST_MS
        .saturating_mul(1 << further.min(20))
        .min(LONGEST_MS);
    // If the clock was set back, nobody waits longer than the full wait.
    (failed_ms.saturating_add(wait_ms) - now_ms).clamp(0, wait_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_ends() {
        assert_eq!(left_ms(0, 0, 0), 0);
        assert_eq!(left_ms(2, 1_000, 1_000), 0);
        assert_eq!(left_ms(3, 1_000, 1_000), 1_000);
        assert_eq!(left_ms(5, 1_000, 2_000), 3_000);
        assert_eq!(left_ms(5, 1_000, 5_000), 0);
        assert_eq!(left_ms(u32::MAX, 0, 0), LONGEST_MS);
        assert_eq!(left_ms(9, i64::MAX, 0), 64_000);
    }
}
