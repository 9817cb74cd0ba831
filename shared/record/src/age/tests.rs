use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Option<String> {
    text.parse::<Age>().ok().map(|age| age.to_string())
}

#[test]
fn small_children_have_ages_in_months_weeks_and_days() {
    for (typed, years) in [
        ("3 meses", 0),
        ("11 meses", 0),
        ("12 meses", 1),
        ("18 meses", 1),
        ("24 meses", 2),
        ("3 MESES DE EDAD", 0),
        ("seis meses", 0),
        ("un mes y medio", 0),
        ("6m", 0),
        ("6 m.", 0),
        ("2 semanas", 0),
        ("53 semanas", 1),
        ("15 días", 0),
        ("10 d", 0),
        ("400 días", 1),
        ("5 horas", 0),
        ("RN", 0),
        ("R.N.", 0),
        ("recién nacido", 0),
        ("Recien nacida 3 dias", 0),
        ("bebé de 8 meses", 0),
        ("<1", 0),
        ("< 1 año", 0),
        ("menos de un año", 0),
        ("< 6 meses", 0),
        ("2-3 meses", 0),
        ("2 o 3 meses", 0),
        ("medio año", 0),
        ("½ año", 0),
        ("0.5", 0),
        ("1½", 1),
        ("año y medio", 1),
        ("1 año y medio", 1),
        ("un año y medio", 1),
        ("1 año 6 meses", 1),
        ("1 año, 6 meses", 1),
        ("1 año con 6 meses", 1),
        ("1a 6m", 1),
        ("1A 6M", 1),
        ("1a6m", 1),
        ("2y 6m", 2),
        ("17 años 11 meses", 17),
        ("17 años, 11 meses y 29 días", 17),
        ("1 year 6 months", 1),
        ("8 months old", 0),
    ] {
        let age = typed.parse::<Age>().map(Age::years);
        assert_eq!(age, Ok(Some(years)), "{typed}");
    }
}

#[test]
fn years_are_read_however_they_are_written() {
    for (typed, years) in [
        ("34", 34),
        (" 34 ", 34),
        ("020", 20),
        ("34.0", 34),
        ("31,0", 31),
        ("34,5", 34),
        ("17.9987", 17),
        ("31.4574264202601", 31),
        ("34 AÑOS", 34),
        ("34 an\u{303}os.", 34),
        ("34a", 34),
        ("34 años cumplidos", 34),
        ("Edad: 34", 34),
        ("UN AÑO", 1),
        ("cuarenta", 40),
        ("treinta y dos años", 32),
        ("diecisiete", 17),
        ("31 y/o", 31),
        ("31y/o", 31),
        ("31 y.o.", 31),
        ("31 yrs", 31),
        ("103", 103),
    ] {
        let age = typed.parse::<Age>().map(Age::years);
        assert_eq!(age, Ok(Some(years)), "{typed}");
    }
}

#[test]
fn rough_ages_are_ranges_and_their_youngest_counts() {
    for (typed, written, may_be_minor) in [
        ("30-35", "30-35", false),
        ("30 a 35", "30-35", false),
        ("entre 30 y 35 años", "30-35", false),
        ("0-1", "<2", true),
        ("17-19", "17-19", true),
        ("aprox 30", "27-33", false),
        ("30 aprox.", "27-33", false),
        ("aprox. 20 años", "17-23", true),
        ("60+", "60+", false),
        (">60", "60+", false),
        ("60 o más", "60+", false),
        ("más de 15", "15+", true),
        ("mayor de edad", "18+", false),
        ("Adulto", "18+", false),
        ("adulto mayor", "60+", false),
        ("menor", "<18", true),
        ("MENOR DE EDAD", "<18", true),
        ("menor de 5 años", "<6", true),
        ("niña", "<18", true),
        ("<18", "<18", true),
    ] {
        let age = typed.parse::<Age>().unwrap();
        assert_eq!(
            (&*age.to_string(), age.may_be_minor()),
            (written, may_be_minor),
            "{typed}"
        );
        assert_eq!(age.years(), None, "{typed}");
        assert_eq!(read(written).as_deref(), Some(written));
    }
}

#[test]
fn what_may_mean_something_else_is_not_read() {
    for typed in [
        "",
        "-",
        "-5",
        "<0",
        "8 M",
        "45 M",
        "30 +/-",
        "¿30?",
        "(7)",
        "*7",
        "casi 18",
        "por cumplir 18",
        "17 años 11",
        "6 meses 1 año",
        "35-30",
        "2 a 3 meses",
        "1 y 6 meses",
        "12/05/2015",
        "s/d",
        "N/A",
        "?",
        "99999999999",
        "1 2",
        "y",
        "años",
        "30 años 2 años",
        "F 30",
    ] {
        assert_eq!(read(typed), None, "{typed}");
    }
}

#[test]
fn an_age_nobody_reaches_may_be_a_childs() {
    let written = |text: &str| text.parse::<Age>().unwrap();
    assert!(written("1990").may_be_minor());
    assert!(written("121").may_be_minor());
    assert!(!written("120").may_be_minor());
    assert!(!written("18").may_be_minor());
    assert!(written("17").may_be_minor());
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(least in 0_u16..130, more in 0_u16..40, open in any::<bool>()) {
        let most_years = (!open).then_some(least + more);
        let age = Age { least_years: least, most_years };
        prop_assert_eq!(age.to_string().parse(), Ok(age));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[0-9aymdMRN .,<>+/-]{0,12}|.{0,20}") {
        let _ = text.parse::<Age>();
    }
}
