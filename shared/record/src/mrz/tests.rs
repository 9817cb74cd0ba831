use super::*;
use proptest::prelude::*;

const TD3: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const TD1: &str = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const TD2: &str = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";

fn today() -> Day {
    Day::new(2026, 11, 25).unwrap()
}

fn mrz(text: &str) -> Mrz {
    text.parse().unwrap()
}

#[test]
fn the_published_examples_are_read() {
    for (text, format, number) in [
        (TD3, MrzFormat::Td3, "L898902C3"),
        (TD1, MrzFormat::Td1, "D23145890"),
        (TD2, MrzFormat::Td2, "D23145890"),
    ] {
        let mrz = mrz(text);
        assert_eq!((mrz.format(), mrz.number()), (format, number));
        assert_eq!((mrz.surname(), mrz.given()), ("ERIKSSON", "ANNA MARIA"));
        assert_eq!((mrz.issuer(), mrz.nationality()), ("UTO", "UTO"));
        assert_eq!(mrz.sex(), MrzSex::Female);
        assert_eq!(mrz.birth(today()).unwrap().to_string(), "1974-08-12");
        assert_eq!(mrz.expires(today()).unwrap().to_string(), "2012-04-15");
        assert_eq!(mrz.failed_checks(), []);
        assert!(!mrz.is_ine() && !format!("{mrz:?}").contains("ERIK"));
    }
}

#[test]
fn it_proposes_what_nobody_typed_yet() {
    let text = TD1.replacen(
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        "DE<LA<CRUZ<PENA<<ANA<MARIA<<<<",
        1,
    );
    let implied = mrz(&text.replace("UTO", "MEX")).implies(today());
    let implied: Vec<_> = implied
        .iter()
        .map(|(field, value)| (*field, &**value))
        .collect();
    let all = [
        ("birth.date", "1974-08-12"),
        ("sex", "female"),
        ("nationality", "MEX"),
        ("name.given", "ANA MARIA"),
        ("name.surname1", "DE LA CRUZ"),
        ("name.surname2", "PENA"),
    ];
    assert_eq!(implied, all);
    // A name that fills its field may be cut, a wrong digit makes the date doubtful, and UTO is no country.
    let cut = TD1
        .replacen("ANNA<MARIA<<<<<<<<<<", "ANNA<MARIA<GUADALUPE", 1)
        .replacen("7408122", "7408123", 1);
    assert_eq!(mrz(&cut).implies(today()), [("sex", "female".to_owned())]);
}

#[test]
fn each_check_digit_tells_its_own_mistake() {
    for (at, wrong, failed) in [
        (45, "M", &[MrzCheck::Number, MrzCheck::Composite][..]),
        (45 + 14, "5", &[MrzCheck::Birth, MrzCheck::Composite]),
        (45 + 22, "3", &[MrzCheck::Expiry, MrzCheck::Composite]),
        (45 + 30, "9", &[MrzCheck::Optional, MrzCheck::Composite]),
        (45 + 43, "1", &[MrzCheck::Composite]),
    ] {
        let mut text = TD3.to_owned();
        text.replace_range(at..=at, wrong);
        assert_eq!(mrz(&text).failed_checks(), failed, "{at}");
    }
}

#[test]
fn two_digits_of_a_year_are_read_by_the_day() {
    let born = |digits: &str, today: Day| {
        let text = TD3.replacen("740812", digits, 1);
        mrz(&text).birth(today).map(|date| date.to_string())
    };
    assert_eq!(born("261125", today()).as_deref(), Some("2026-11-25"));
    assert_eq!(born("261126", today()).as_deref(), Some("1926-11-26"));
    assert_eq!(born("05<<<<", today()).as_deref(), Some("2005"));
    assert_eq!(born("050300", today()).as_deref(), Some("2005-03"));
    assert_eq!(born("<<<<<<", today()), None);
    assert_eq!(born("741332", today()), None);
    // 29 February exists in one century only.
    assert_eq!(born("000229", today()).as_deref(), Some("2000-02-29"));
}

#[test]
fn the_back_of_an_ine_card_is_told_and_its_composite_is_not_held_against_it() {
    // An invented card: the number 123456789 with its digit 7, and fields with theirs.
    let text = "IDMEX1234567897<<0001112223334\n8001014M3112319MEX<02<<12345<0\nNUNXXEZ<PENA<<JOSE<LUIS<<<<<<<";
    let card = mrz(text);
    assert!(card.is_ine());
    assert_eq!(
        (card.number(), card.failed_checks()),
        ("123456789", &[][..])
    );
    assert!(card.agrees_with_surnames("Núñez Peña"));
    assert!(card.agrees_with_given("José Luis"));
    assert_eq!(card.birth(today()).unwrap().to_string(), "1980-01-01");
}

#[test]
fn a_long_number_goes_on_in_the_optional_data() {
    let text = TD1.replacen("D231458907<<<<<<<<<<<<<<<", "D23145890<7349<<<<<<<<<<<", 1);
    assert_eq!(mrz(&text).number(), "D23145890734");
}

#[test]
fn names_are_compared_as_they_are_transliterated_and_cut() {
    let names = |names: &str| {
        mrz(&TD3.replacen(
            "ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            &format!("{names:<<39}"),
            1,
        ))
    };
    for surname in ["MUNOZ<AGUERO", "MUNXXOZ<AGUEERO", "MUNOZ<AGUXXERO"] {
        let mrz = names(&format!("{surname}<<ANA"));
        assert!(mrz.agrees_with_surnames("Muñoz Agüero"), "{surname}");
        assert!(mrz.agrees_with_surnames("MUÑOZ"));
        assert!(!mrz.agrees_with_surnames("Agüero Muñoz"));
        assert!(!mrz.agrees_with_given("Eva"));
    }
    // 39 characters hold no more, so a longer typed name matches.
    let cut = names("GARCIA<FERNANDEZ<DE<LEON<<MARIA<GUADALU");
    assert!(cut.agrees_with_given("María Guadalupe"));
    assert!(!cut.agrees_with_given("María Gabriela"));
    let whole = names("RUIZ<<MARIA<G");
    assert!(!whole.agrees_with_given("María Guadalupe"));
    assert!(names("RUIZ").agrees_with_given("Ana"));
}

#[test]
fn fillers_that_were_left_out_are_put_back() {
    let whole = mrz(TD3);
    let (names, rest) = TD3.split_once('\n').unwrap();
    let short = names.trim_end_matches('<');
    for text in [
        format!("{short}\n{rest}"),
        format!("{short}\r\n{rest}\r\n"),
        format!("{short} {rest}"),
        format!("{short}<<<\n{rest}"),
        format!("{}\n{rest}", names.replace("<<", "«")),
        format!("{short}\n{rest}").to_lowercase(),
        format!("{}\u{200b}\n\u{feff}{rest}", short),
        format!(
            "{}\n{rest}",
            names.replace("<<<<<<<<<<<<<<<<<<<", "<<<K<<<<<KK<<<<<<<<")
        ),
    ] {
        assert_eq!(mrz(&text), whole, "{text}");
    }
    for (card, cut) in [(TD1, 0), (TD1, 2), (TD2, 0)] {
        let lines = card.lines().enumerate();
        let lines = lines.map(|(at, line)| {
            if at == cut {
                line.trim_end_matches('<')
            } else {
                line
            }
        });
        assert_eq!(mrz(&lines.collect::<Vec<_>>().join("\n")), mrz(card));
    }
    // A line with a check digit at its end cannot be filled up.
    let cut = format!("{names}\n{}", &rest[..40]);
    assert_eq!(cut.parse::<Mrz>(), Err(MrzError::Length { found: 84 }));
}

#[test]
fn the_error_says_what_to_look_at() {
    assert_eq!("P<UTO".parse::<Mrz>(), Err(MrzError::Length { found: 5 }));
    assert_eq!(
        "P<U-O".parse::<Mrz>(),
        Err(MrzError::Character { position: 4 })
    );
}

proptest! {
    #[test]
    fn any_text_is_a_zone_or_an_error(text in "[A-Z0-9<]{72}|[A-Z0-9<]{88}|[A-Z0-9<]{90}|.{0,95}") {
        if let Ok(mrz) = text.parse::<Mrz>() {
            let _ = (mrz.birth(today()), mrz.expires(today()), mrz.agrees_with_surnames(&text));
        }
    }
}
