use super::*;
use proptest::prelude::*;

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn each_precision_is_read() {
    assert_eq!(date("1990"), PartialDate::Year(1990));
    assert_eq!(date("1990-02"), PartialDate::YearMonth(1990, 2));
    assert_eq!(
        date("2000-02-29"),
        PartialDate::Day(Day::new(2000, 2, 29).unwrap())
    );
}

#[test]
fn a_day_that_does_not_exist_is_not_a_date() {
    for text in [
        "1900-02-29",
        "2023-02-29",
        "1990-04-31",
        "1990-13",
        "1990-00",
        "1990-01-00",
    ] {
        assert_eq!(
            text.parse::<PartialDate>(),
            Err(DateError::NoSuchDay),
            "{text}"
        );
    }
    for text in [
        "",
        "90",
        "1990-1-1",
        "01/02/1990",
        "1990-01-01-",
        "+990",
        "١٩٩٠",
        "1990-",
    ] {
        assert_eq!(text.parse::<PartialDate>(), Err(DateError::Form), "{text}");
    }
}

#[test]
fn age_turns_on_the_birthday() {
    let born = date("2008-11-23");
    assert_eq!(born.age_years(day("2026-11-22")), Some((17, 17)));
    assert_eq!(born.age_years(day("2026-11-23")), Some((18, 18)));
    // Born on 29 February: one year older on 1 March.
    assert_eq!(
        date("2008-02-29").age_years(day("2026-02-28")),
        Some((17, 17))
    );
    assert_eq!(
        date("2008-02-29").age_years(day("2026-03-01")),
        Some((18, 18))
    );
}

#[test]
fn an_uncertain_birth_date_gives_a_range_of_ages() {
    let today = day("2026-11-23");
    assert_eq!(date("2008").age_years(today), Some((17, 18)));
    assert_eq!(date("2008-11").age_years(today), Some((17, 18)));
    assert_eq!(date("2008-10").age_years(today), Some((18, 18)));
    assert_eq!(date("2026").age_years(today), Some((0, 0)));
    assert_eq!(date("2026-12").age_years(today), None);
}

#[test]
fn a_clock_that_cannot_be_right_decides_no_century() {
    for (clock, two_digits, year) in [
        ("2026-11-25", 85, 1985),
        ("2026-11-25", 26, 2026),
        ("2026-11-25", 27, 1927),
        ("2031-01-01", 27, 2027),
        ("1970-01-01", 85, 1985),
        ("1970-01-01", 15, 2015),
        ("2099-05-05", 85, 1985),
        ("2099-05-05", 15, 2015),
        ("9999-12-31", 0, 2000),
    ] {
        let clock_ms = Moment::midnight(day(clock)).unix_ms();
        let believed_ms = ClockTrust::since(None).believed_ms(clock_ms);
        let today = Moment::from_unix_ms(believed_ms).day();
        assert_eq!(today.birth_year(two_digits), year, "{clock}");
    }
}

#[test]
fn a_vague_date_includes_its_days() {
    assert!(date("2008").includes(day("2008-12-31")));
    assert!(date("2008-02").includes(day("2008-02-29")));
    assert!(!date("2008-02").includes(day("2008-03-01")));
}

#[test]
fn moments_are_written_in_utc() {
    for (unix_ms, text) in [
        (0, "1970-01-01T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (951_782_400_999, "2000-02-29T00:00:00Z"),
        (1_795_453_505_000, "2026-11-23T17:05:05Z"),
        (i64::MIN, "0000-01-01T00:00:00Z"),
        (i64::MAX, "9999-12-31T23:59:59Z"),
    ] {
        assert_eq!(Moment::from_unix_ms(unix_ms).to_string(), text);
    }
    assert_eq!(
        "2026-11-23T24:00:00Z".parse::<Moment>(),
        Err(DateError::NoSuchDay)
    );
    assert_eq!(
        "2026-11-23 17:05:05".parse::<Moment>(),
        Err(DateError::Form)
    );
}

proptest! {
    #[test]
    fn a_moment_survives_text(seconds in -62_167_219_200_i64..253_402_300_800) {
        let moment = Moment::from_unix_ms(seconds * 1000);
        prop_assert_eq!(moment.unix_ms(), seconds * 1000);
        prop_assert_eq!(moment.to_string().parse(), Ok(moment));
    }

    #[test]
    fn any_text_is_a_date_or_an_error(text in "[0-9TZ:-]{0,22}|.{0,12}") {
        if let Ok(date) = text.parse::<PartialDate>() {
            prop_assert_eq!(date.to_string(), text);
            prop_assert!(date.earliest() <= date.latest());
        } else if let Ok(moment) = text.parse::<Moment>() {
            prop_assert_eq!(moment.to_string(), text);
        }
    }
}

#[test]
fn a_clock_before_the_version_or_far_ahead_is_not_believed() {
    let released_ms = Moment::midnight(RELEASED).unix_ms();
    let heard_ms = released_ms + 40 * 86_400_000;
    let (of_version, of_server) = (ClockTrust::since(None), ClockTrust::since(Some(heard_ms)));
    let at = |text: &str| text.parse::<Moment>().unwrap().unix_ms();
    for wrong in [
        "1970-01-01T00:00:00Z",
        "2020-05-05T00:00:00Z",
        "2099-01-01T00:00:00Z",
    ] {
        assert_eq!(of_version.believed_ms(at(wrong)), released_ms, "{wrong}");
        assert_eq!(of_server.believed_ms(at(wrong)), heard_ms, "{wrong}");
    }
    assert_eq!(of_version.believed_ms(i64::MIN), released_ms);
    assert_eq!(of_version.believed_ms(i64::MAX), released_ms);
    for right in [
        "2026-11-23T12:00:00Z",
        "2027-06-01T00:00:00Z",
        "2031-01-01T00:00:00Z",
    ] {
        assert_eq!(of_version.believed_ms(at(right)), at(right), "{right}");
    }
    // A server that is an hour ahead does not make a clock wrong; one that is a month ahead does.
    let hour_ms = 3_600_000;
    assert!(of_server.believes(heard_ms - hour_ms));
    assert!(!of_server.believes(released_ms));
    // A time before the version's release adds nothing.
    assert_eq!(ClockTrust::since(Some(0)), of_version);
}
