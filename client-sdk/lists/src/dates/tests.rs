use proptest::prelude::*;

use super::*;

fn today() -> Day {
    Day::new(2026, 11, 25).unwrap()
}

fn inferred(cells: &[&str]) -> Inferred {
    infer(cells.iter().copied(), today())
}

#[test]
fn one_way_to_read_a_date_needs_no_order() {
    for (typed, written) in [
        ("1992-11-11", "1992-11-11"),
        ("1992/1/5", "1992-01-05"),
        ("19921105", "1992-11-05"),
        ("33938", "1992-11-30"),
        ("1992", "1992"),
        ("1992-05", "1992-05"),
        ("1992-11-11 00:00:00", "1992-11-11"),
        ("12-may-1990", "1990-05-12"),
        ("12 de mayo de 1990", "1990-05-12"),
        ("May 12, 1990", "1990-05-12"),
        ("3 SETIEMBRE 2001", "2001-09-03"),
        ("1st of Jan 1990", "1990-01-01"),
        ("enero 1990", "1990-01"),
        ("05/05/1990", "1990-05-05"),
        ("03/04/1990", "03/04/1990"),
        ("31 de febrero de 1990", "31 de febrero de 1990"),
        ("no sabe", "no sabe"),
        ("", ""),
    ] {
        assert_eq!(read(typed, None, today()), written, "{typed}");
    }
}

#[test]
fn the_order_is_told_from_the_column_or_asked() {
    assert_eq!(
        inferred(&["16/01/1984", "03/02/1996"]),
        Inferred::Order(DateOrder::Dmy)
    );
    assert_eq!(
        inferred(&["01/16/1984", "03/02/1996"]),
        Inferred::Order(DateOrder::Mdy)
    );
    assert_eq!(
        inferred(&["84/01/16", "96/03/22"]),
        Inferred::Order(DateOrder::Ymd)
    );
    assert_eq!(inferred(&["03/02/1996", "04/05/1990"]), Inferred::Unclear);
    assert_eq!(inferred(&["1992-11-11", "", "05/05/1990"]), Inferred::Plain);
    // One row in thirty that would tell is a slip, not an order.
    let mut cells = vec!["03/02/1996"; 30];
    cells.push("16/01/1984");
    assert_eq!(inferred(&cells), Inferred::Unclear);
}

#[test]
fn two_digits_of_a_year_are_never_in_the_future() {
    let of = |typed| read(typed, Some(DateOrder::Dmy), today());
    assert_eq!(of("16/01/84"), "1984-01-16");
    assert_eq!(of("16/01/26"), "2026-01-16");
    assert_eq!(of("16/01/27"), "1927-01-16");
    assert_eq!(of("16.01.1984"), "1984-01-16");
    assert_eq!(of("31/02/1990"), "31/02/1990");
}

#[test]
fn a_header_may_say_the_order() {
    for (header, order) in [
        ("F. nac. (dd/mm/aaaa)", Some(DateOrder::Dmy)),
        ("DOB MM-DD-YYYY", Some(DateOrder::Mdy)),
        ("nacimiento (año/mes/día)", Some(DateOrder::Ymd)),
        ("Fecha de nacimiento", None),
    ] {
        assert_eq!(order_in_header(header), order, "{header}");
    }
}

proptest! {
    #[test]
    fn a_column_written_in_one_order_is_read_back_or_asked_about(
        days in prop::collection::vec((1930_u16..2026, 1_u8..=12, 1_u8..=28), 1..60),
        order in prop::sample::select(vec![DateOrder::Dmy, DateOrder::Mdy]),
        short in any::<bool>(),
    ) {
        let days: Vec<Day> = days.into_iter().map(|(y, m, d)| Day::new(y, m, d).unwrap()).collect();
        let cells: Vec<String> = days.iter().map(|day| {
            let year = if short { format!("{:02}", day.year() % 100) } else { day.year().to_string() };
            match order {
                DateOrder::Mdy => format!("{:02}/{:02}/{year}", day.month(), day.day()),
                _ => format!("{:02}/{:02}/{year}", day.day(), day.month()),
            }
        }).collect();
        let found = match infer(cells.iter().map(String::as_str), today()) {
            Inferred::Order(found) => Some(found),
            Inferred::Plain => None,
            Inferred::Unclear => return Ok(()),
        };
        // With two digits a list of few people may look like another order throughout.
        prop_assume!(!short || days.len() > 20);
        for (day, cell) in days.iter().zip(&cells) {
            prop_assert_eq!(read(cell, found, today()), day.to_string());
        }
    }

    #[test]
    fn any_cell_is_a_date_or_kept(cell in ".{0,20}") {
        let read = read(&cell, Some(DateOrder::Dmy), today());
        prop_assert!(read == cell || read.parse::<PartialDate>().is_ok());
    }
}
