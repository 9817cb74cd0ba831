use super::*;
use proptest::prelude::*;

/// Written by another implementation from the time zone data.
const VECTORS: &str = include_str!("../../../../tests/fixtures/record/zones.txt");

fn rule(text: &str) -> ZoneRule {
    text.parse().unwrap()
}

#[test]
fn clocks_and_nights_are_those_of_the_place() {
    let vectors = VECTORS.lines().filter(|line| !line.starts_with('#'));
    let mut seen = 0;
    for line in vectors {
        let [_, zone_rule, unix_s, clock, night] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let (rule, at) = (
            rule(zone_rule),
            Moment::from_unix_ms(unix_s.parse::<i64>().unwrap() * 1000),
        );
        let local = rule.local(at);
        let shown = format!("{local}:{:02}", local.second_of_day % 60).replace(' ', "T");
        assert_eq!(shown, clock, "{line}");
        assert_eq!(rule.night(at).to_string(), night, "{line}");
        seen += 1;
    }
    assert!(seen > 200);
}

#[test]
fn a_day_ends_when_the_clocks_of_the_place_say_so() {
    for (rule_text, day, end) in [
        ("CST6", "2026-11-30", "2026-12-01T06:00:00Z"),
        (
            "PST8PDT,M3.2.0,M11.1.0",
            "2026-12-31",
            "2027-01-01T08:00:00Z",
        ),
        (
            "PST8PDT,M3.2.0,M11.1.0",
            "2026-07-14",
            "2026-07-15T07:00:00Z",
        ),
        // The clocks change within the day.
        (
            "PST8PDT,M3.2.0,M11.1.0",
            "2026-03-08",
            "2026-03-09T07:00:00Z",
        ),
        (
            "PST8PDT,M3.2.0,M11.1.0",
            "2026-11-01",
            "2026-11-02T08:00:00Z",
        ),
        // The clocks skip the midnight at its end.
        ("AAA0BBB,J60/0,J300/0", "2027-02-28", "2027-03-01T00:00:00Z"),
    ] {
        let rule = rule(rule_text);
        let ended = rule.day_end(day.parse().unwrap());
        assert_eq!(ended.to_string(), end, "{rule_text} {day}");
        let last = Moment::from_unix_ms(ended.unix_ms() - 1);
        assert_eq!(rule.local(last).day.to_string(), day);
        assert!(rule.local(ended).day.to_string().as_str() > day);
    }
}

#[test]
fn julian_days_leave_the_29th_of_february_out() {
    // 1 March is day 60 in every year; day 59 counted from 0 is 29 February in leap years.
    for (rule_text, year, turn) in [
        ("AAA0BBB,J60/0,J300/0", 2027, "2027-03-01"),
        ("AAA0BBB,J60/0,J300/0", 2028, "2028-03-01"),
        ("AAA0BBB,59/0,J300/0", 2027, "2027-03-01"),
        ("AAA0BBB,59/0,J300/0", 2028, "2028-02-29"),
    ] {
        let midnight = Moment::midnight(turn.parse().unwrap()).unix_ms();
        let rule = rule(rule_text);
        let offset = |unix_ms| rule.offset_s(Moment::from_unix_ms(unix_ms));
        assert_eq!(
            (offset(midnight - 1000), offset(midnight)),
            (0, 3600),
            "{year} {rule_text}"
        );
    }
}

#[test]
fn what_is_no_rule_is_refused() {
    for text in [
        "",
        "CST",
        "6",
        "CS6",
        "CST6CDT",
        "CST6CDT,M3.2.0",
        "CST25",
        "CST6:60",
        "<-066",
        "CST6CDT,M13.2.0,M11.1.0",
        "CST6CDT,M3.6.0,M11.1.0",
        "CST6CDT,M3.2.7,M11.1.0",
        "CST6CDT,M3.2.0.1,M11.1.0",
        "CST6CDT,J0,J5",
        "CST6CDT,J1,366",
        "CST6CDT,M3.2.0/168,M11.1.0",
        "America/Tijuana",
        "CST6 ",
    ] {
        assert_eq!(text.parse::<ZoneRule>(), Err(ZoneRuleError), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_and_no_moment_make_it_panic(
        text in "[A-Z]{3}-?[0-9]{1,2}[A-Z]{3}(,[MJ]?[0-9]{1,2}(\\.[0-9]){0,2}(/-?[0-9]{1,3})?){2}|.{0,20}",
        unix_ms in any::<i64>(),
    ) {
        if let Ok(rule) = text.parse::<ZoneRule>() {
            let at = Moment::from_unix_ms(unix_ms);
            let _ = (rule.local(at), rule.night(at));
        }
    }
}
