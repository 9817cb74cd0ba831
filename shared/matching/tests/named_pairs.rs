//! Pairs of invented people that somebody can picture. Each of them fails without the part that it is about.

use puente_matching::{
    BirthDate, ComparedPair, MODEL, MatchBand, MatchFeatures, MatchOptions, Paper, PaperKind,
    Registration, ScoredPair, Sex, assign, compare, each_pair, explain,
};
use puente_record::{HouseholdId, PartialDate};

/// A woman from Huetamo, as most of these pairs need one.
const ROSA: Registration<'static> = Registration {
    given: "Rosa Elena",
    surname1: "Olvera",
    surname2: "Zepeda",
    sex: Some(Sex::Female),
    birth: None,
    curp: "",
    papers: &[],
    phone: "",
    country: "MX",
    state: "Michoacán",
    municipality: "Huetamo",
    group: None,
};

fn born(text: &str) -> Option<BirthDate> {
    let date: PartialDate = text.parse().expect("a date");
    Some(BirthDate {
        date,
        is_estimated: false,
    })
}

fn group(name: &str) -> Option<HouseholdId> {
    Some(HouseholdId::of_text(name))
}

/// All pairs, whether or not they share a blocking key.
fn all_pairs(of: &[Registration<'_>], options: MatchOptions) -> Vec<ScoredPair> {
    let features: Vec<_> = of.iter().map(MatchFeatures::new).collect();
    let mut pairs = Vec::new();
    for other in 0..features.len() {
        for one in 0..other {
            pairs.push(ComparedPair {
                one: one as u32,
                other: other as u32,
                comparison: compare(&features[one], &features[other]),
            });
        }
    }
    assign(&MODEL, &features, &pairs, options)
}

fn band_of(of: &[Registration<'_>], one: u32, other: u32, options: MatchOptions) -> MatchBand {
    let pairs = all_pairs(of, options);
    let pair = pairs
        .iter()
        .find(|pair| (pair.one, pair.other) == (one, other));
    MODEL.band(pair.expect("all pairs are there"))
}

/// The band of two registrations, which must also share a blocking key.
fn band(one: Registration<'_>, other: Registration<'_>) -> MatchBand {
    let features = [one, other].map(|of| MatchFeatures::new(&of));
    let mut met = 0;
    each_pair(&features, |_| met += 1);
    assert_eq!(met, 1, "they share no key");
    band_of(&[one, other], 0, 1, MatchOptions::default())
}

fn is_proposed(band: MatchBand) -> bool {
    band >= MatchBand::LookClosely
}

#[test]
fn two_sisters_of_one_group_are_not_one_without_the_group_they_would_be() {
    let twin = |given| Registration {
        given,
        birth: born("2011-05-03"),
        phone: "4551234567",
        group: group("bus"),
        ..ROSA
    };
    let sisters = [twin("Rosa"), twin("Rosa Isela")];
    let all = MatchOptions::default();
    let without = MatchOptions {
        group: false,
        ..all
    };
    assert!(!is_proposed(band_of(&sisters, 0, 1, all)));
    assert!(is_proposed(band_of(&sisters, 0, 1, without)));
    let pairs = all_pairs(&sisters, all);
    assert_eq!(explain(&MODEL, &pairs[0]).rival, "rival-group");
}

#[test]
fn two_brothers_are_not_one_without_relatives_as_an_explanation_they_would_be() {
    let brother = |given, year| Registration {
        given,
        sex: Some(Sex::Male),
        birth: born(year),
        phone: "4551234567",
        ..ROSA
    };
    let brothers = [
        brother("Luis Alberto", "1994-02-07"),
        brother("Luis", "1990-11-20"),
    ];
    let all = MatchOptions::default();
    let without = MatchOptions {
        families: false,
        ..all
    };
    assert!(!is_proposed(band_of(&brothers, 0, 1, all)));
    assert!(is_proposed(band_of(&brothers, 0, 1, without)));
    let pairs = all_pairs(&brothers, all);
    assert_eq!(explain(&MODEL, &pairs[0]).rival, "rival-relative");
}

#[test]
fn a_sister_who_came_again_is_not_her_sister_without_one_to_one_she_would_be() {
    let girl = |given, year, bus| Registration {
        given,
        birth: born(year),
        group: group(bus),
        ..ROSA
    };
    let girls = [
        girl("María Guadalupe", "2009", "first"),
        girl("Guadalupe", "2010", "first"),
        girl("María Guadalupe", "2009", "second"),
        girl("Guadalupe", "2010", "second"),
    ];
    let all = MatchOptions::default();
    let without = MatchOptions {
        one_to_one: false,
        ..all
    };
    for (one, other) in [(0, 2), (1, 3)] {
        assert!(is_proposed(band_of(&girls, one, other, all)));
    }
    assert!(!is_proposed(band_of(&girls, 0, 3, all)));
    assert!(is_proposed(band_of(&girls, 0, 3, without)));
    let pairs = all_pairs(&girls, all);
    let crossed = pairs.iter().find(|pair| (pair.one, pair.other) == (0, 3));
    assert_eq!(
        explain(&MODEL, crossed.expect("it is there")).rival,
        "rival-competitor"
    );
}

#[test]
fn a_father_who_is_there_again_speaks_for_his_daughter() {
    let father = |bus| Registration {
        given: "Anselmo",
        surname2: "Tzoc",
        sex: Some(Sex::Male),
        birth: born("1981-04-30"),
        group: group(bus),
        ..ROSA
    };
    let daughter = |given, year, bus| Registration {
        given,
        surname2: "",
        birth: born(year),
        group: group(bus),
        ..ROSA
    };
    let people = [
        daughter("Rosa", "2012", "first"),
        father("first"),
        daughter("Rosita", "2013", "second"),
        father("second"),
    ];
    let all = MatchOptions::default();
    let with = all_pairs(&people, all);
    let alone = all_pairs(&[people[0], people[2]], all);
    let with = with.iter().find(|pair| (pair.one, pair.other) == (0, 2));
    assert!(with.expect("it is there").score > alone[0].score);
}

#[test]
fn names_in_the_wrong_fields_are_found() {
    let swapped = Registration {
        given: "Olvera",
        surname1: "Rosa Elena",
        birth: born("1988-07-14"),
        ..ROSA
    };
    let right = Registration {
        birth: born("1988-07-14"),
        ..ROSA
    };
    assert_eq!(band(swapped, right), MatchBand::AlmostCertain);
}

#[test]
fn a_whole_name_in_one_field_is_found() {
    let of = |given, surname1, surname2| Registration {
        given,
        surname1,
        surname2,
        birth: born("1988-07-14"),
        ..ROSA
    };
    let right = of("Rosa Elena", "Olvera", "Zepeda");
    assert!(is_proposed(band(
        right,
        of("Rosa Elena Olvera Zepeda", "", "")
    )));
    assert!(is_proposed(band(
        right,
        of("", "OLVERA ZEPEDA ROSA ELENA", "")
    )));
    assert!(is_proposed(band(right, of("R. Elena", "Olvera", "Zepeda"))));
}

#[test]
fn an_unknown_birth_date_hides_nobody() {
    let unknown = Registration {
        given: "ROSA ELENA",
        ..ROSA
    };
    let known = Registration {
        birth: born("1988-07-14"),
        ..ROSA
    };
    assert!(is_proposed(band(unknown, known)));
}

#[test]
fn particles_joined_names_and_short_forms_are_the_same_names() {
    let birth = born("1979-09-21");
    let of = |given, surname1, surname2| Registration {
        given,
        surname1,
        surname2,
        birth,
        ..ROSA
    };
    let written = of("María de los Ángeles", "De la Cruz", "Hernández");
    for other in [
        of("Maria Angeles", "Cruz", "Hernandez"),
        of("MARIA DE LOS ANGELES", "DELACRUZ", "HDEZ."),
        of("Ma. Ángeles", "de la Cruz", "Ernandes"),
        of("Mariangeles", "De La Cruz", "Hernández"),
        of("Maria Angeles", "De la Cruz Hernández", ""),
    ] {
        assert!(is_proposed(band(written, other)));
    }
    let called = of("Chuy", "Ximénez", "Velázquez");
    assert!(is_proposed(band(
        called,
        of("Jesús", "Jiménez", "Velasques")
    )));
}

#[test]
fn titles_and_suffixes_are_no_names() {
    let birth = born("1979-09-21");
    let of = |given, surname2| Registration {
        given,
        surname2,
        birth,
        sex: Some(Sex::Male),
        ..ROSA
    };
    let plain = of("Ramón", "Zepeda");
    for titled in [
        of("C. Ramón", "Zepeda"),
        of("LIC. RAMON", "ZEPEDA"),
        of("Ramon", "Zepeda JR"),
        of("Ramon", "Zepeda III"),
    ] {
        let features = [plain, titled].map(|of| MatchFeatures::new(&of));
        let same = compare(&MatchFeatures::new(&plain), &features[0]);
        assert_eq!(compare(&features[0], &features[1]), same);
    }
}

#[test]
fn a_paper_for_life_finds_somebody_whose_name_was_misheard() {
    let of = |given, surname1, papers| Registration {
        given,
        surname1,
        surname2: "",
        country: "HN",
        state: "",
        municipality: "",
        papers,
        ..ROSA
    };
    let dni = |number| Paper {
        kind: PaperKind::HondurasDni,
        number,
    };
    let (one, other, third) = (
        [dni("0801-1990-12345")],
        [dni("0801199012345")],
        [dni("0501198500077")],
    );
    let written = of("Wendy", "Zelaya", &one);
    assert!(is_proposed(band(written, of("Guendi", "Selalla", &other))));
    let same_name = of("Wendy", "Zelaya", &third);
    let bands = band_of(&[written, same_name], 0, 1, MatchOptions::default());
    assert!(!is_proposed(bands));
}

#[test]
fn the_curp_of_somebody_born_abroad_finds_them() {
    let of = |given, surname1, country| Registration {
        given,
        surname1,
        surname2: "",
        curp: "BOXW310820HNERXN09",
        country,
        state: "",
        municipality: "",
        sex: Some(Sex::Male),
        ..ROSA
    };
    let bands = band(of("Wander", "Bonilla", ""), of("Guander", "Bonia", "SV"));
    assert!(is_proposed(bands));
}

#[test]
fn an_explanation_names_its_reasons_by_key_and_the_rival() {
    let one = Registration {
        birth: born("1988-03-07"),
        ..ROSA
    };
    let other = Registration {
        surname1: "Zepeda",
        surname2: "Olvera",
        birth: born("1988-07-03"),
        ..ROSA
    };
    let pairs = all_pairs(&[one, other], MatchOptions::default());
    let why = explain(&MODEL, &pairs[0]);
    let keys: Vec<_> = why.reasons.iter().map(|reason| reason.key).collect();
    assert!(keys.contains(&"surnames-both_swapped"), "{keys:?}");
    assert!(keys.contains(&"birth-day_month_swapped"), "{keys:?}");
    assert!(why.reasons.len() <= 5);
    assert_eq!(why.rival, "rival-relative");
}
