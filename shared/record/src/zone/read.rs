//! Reads a rule. The names of the zone are skipped: people read the site's name for it.

use super::{Summer, Turn, TurnDay, ZoneRule};

const HOUR_S: i32 = 3600;

/// Both changes are at two o'clock unless the rule has another time.
const TURN_SECOND_OF_DAY: i32 = 2 * HOUR_S;

/// Hours that a change may be before or after its day: RFC 9636 allows a week.
const TURN_HOURS_MAX: i32 = 167;

const OFFSET_HOURS_MAX: i32 = 24;

pub(super) fn rule(text: &str) -> Option<ZoneRule> {
    let mut rest = text;
    name(&mut rest)?;
    // POSIX counts westward.
    let standard_offset_s = -time(&mut rest, OFFSET_HOURS_MAX)?;
    if rest.is_empty() {
        return Some(ZoneRule {
            standard_offset_s,
            summer: None,
        });
    }
    name(&mut rest)?;
    let offset_s = match rest.starts_with(',') {
        true => standard_offset_s + HOUR_S,
        false => -time(&mut rest, OFFSET_HOURS_MAX)?,
    };
    let (begins, ends) = rest.strip_prefix(',')?.split_once(',')?;
    Some(ZoneRule {
        standard_offset_s,
        summer: Some(Summer {
            offset_s,
            begins: turn(begins)?,
            ends: turn(ends)?,
        }),
    })
}

/// `CST`, or `<-06>`.
fn name(rest: &mut &str) -> Option<()> {
    let behind = match rest.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>')?.1,
        None => rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
    };
    let bytes = rest.len() - behind.len();
    *rest = behind;
    (bytes >= 3).then_some(())
}

/// `[+-]h[h[h]][:mm[:ss]]`, in seconds.
fn time(rest: &mut &str, hours_max: i32) -> Option<i32> {
    let (sign, unsigned) = match rest.as_bytes().first()? {
        b'-' => (-1, &rest[1..]),
        b'+' => (1, &rest[1..]),
        _ => (1, *rest),
    };
    *rest = unsigned;
    let hours = number(rest)?;
    let mut seconds = (hours <= hours_max).then_some(hours * HOUR_S)?;
    for unit_s in [60, 1] {
        let Some(behind) = rest.strip_prefix(':') else {
            break;
        };
        *rest = behind;
        seconds += number(rest).filter(|part| *part < 60)? * unit_s;
    }
    Some(sign * seconds)
}

fn number(rest: &mut &str) -> Option<i32> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = rest.split_at(digits);
    *rest = behind;
    (digits <= 3).then(|| number.parse().ok())?
}

/// `M3.2.0`, `J60` or `59`, with or without `/time`.
fn turn(text: &str) -> Option<Turn> {
    let (day, time_of_day) = match text.split_once('/') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let second_of_day = match time_of_day {
        None => TURN_SECOND_OF_DAY,
        Some(mut text) => time(&mut text, TURN_HOURS_MAX).filter(|_| text.is_empty())?,
    };
    let within = |text: &str, least: u16, most: u16| {
        let number: u16 = text.parse().ok()?;
        (least..=most).contains(&number).then_some(number)
    };
    let day = if let Some(date) = day.strip_prefix('M') {
        let mut parts = date.split('.');
        let mut part = |least, most| within(parts.next()?, least, most).map(|part| part as u8);
        let (month, week, weekday) = (part(1, 12)?, part(1, 5)?, part(0, 6)?);
        if parts.next().is_some() {
            return None;
        }
        TurnDay::Weekday {
            month,
            week,
            weekday,
        }
    } else if let Some(day) = day.strip_prefix('J') {
        TurnDay::Julian(within(day, 1, 365)?)
    } else {
        TurnDay::OfYear(within(day, 0, 365)?)
    };
    Some(Turn { day, second_of_day })
}
