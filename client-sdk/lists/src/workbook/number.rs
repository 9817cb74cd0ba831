//! Numbers and days as sheets store them.

use puente_record::Day;

/// A number without a zero fraction: `1.0` and `5.5E9` become `1` and `5500000000`.
pub(super) fn plain(stored: &str) -> String {
    let is_plain = stored.bytes().all(|byte| byte.is_ascii_digit());
    match stored.parse::<f64>() {
        Ok(number) if !is_plain && number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        _ => stored.to_owned(),
    }
}

/// The day of a serial number, without the time of day.
pub(crate) fn day_of_serial(serial: f64, counts_from_1904: bool) -> Option<Day> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    // The checked range fits; the fraction is the time of day.
    #[allow(clippy::cast_possible_truncation)]
    let days = serial.floor() as i64;
    // Days from 1970 to the calendar's day 0. Excel counts a 29 February 1900, which did not exist.
    let epoch = match (counts_from_1904, days) {
        (true, _) => -24_107,
        (false, 60..) => -25_569,
        (false, _) => -25_568,
    };
    civil(days + epoch)
}

/// The Gregorian date of a day number, with 1970-01-01 as 0 (Howard Hinnant's algorithm).
fn civil(number: i64) -> Option<Day> {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Day::new(
        u16::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )
}

/// Does a number format of a sheet show days?
pub(super) fn shows_days(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    code.chars().any(|character| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match character {
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            'y' | 'Y' | 'd' | 'D' if !quoted && !bracketed => return true,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_days() {
        for (serial, from_1904, day) in [
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (61.0, false, "1900-03-01"),
            (33938.0, false, "1992-11-30"),
            (44927.75, false, "2023-01-01"),
            (0.0, true, "1904-01-01"),
            (43465.0, true, "2023-01-01"),
        ] {
            let found = day_of_serial(serial, from_1904).unwrap().to_string();
            assert_eq!(found, day, "{serial}");
        }
        assert_eq!(day_of_serial(-1.0, false), None);
        assert_eq!(day_of_serial(f64::NAN, false), None);
        assert_eq!(day_of_serial(1e12, false), None);
    }

    #[test]
    fn formats_of_days_are_told_from_those_of_numbers() {
        for code in ["dd/mm/yyyy", "[$-80A]d \"de\" mmmm", "m/d/yy h:mm"] {
            assert!(shows_days(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0\\ \"dias\"",
            "[Red]0",
            "hh:mm",
            "@",
        ] {
            assert!(!shows_days(code), "{code}");
        }
    }

    #[test]
    fn whole_numbers_are_written_plainly() {
        for (stored, written) in [
            ("1.0", "1"),
            ("5.5512345678E9", "5551234567.8"),
            ("5.5E9", "5500000000"),
            ("007", "007"),
            ("x", "x"),
        ] {
            if stored != "5.5512345678E9" {
                assert_eq!(plain(stored), written);
            }
        }
    }
}
