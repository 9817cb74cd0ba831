use super::NameOrder::{GivenFirst, SurnameFirst};
use super::*;
use proptest::prelude::*;

fn parts(text: &str, order: Option<NameOrder>) -> (String, bool) {
    let name = split_name(text, order);
    let parts = [&name.given, &name.surname1, &name.surname2, &name.married];
    let text = parts.map(String::as_str).join("|");
    (text.trim_end_matches('|').to_owned(), name.sure)
}

#[test]
fn names_are_split_in_the_order_they_are_written_in() {
    for (text, order, split) in [
        ("Juan Pérez López", GivenFirst, "Juan|Pérez|López"),
        (
            "Juan Carlos Pérez López",
            GivenFirst,
            "Juan Carlos|Pérez|López",
        ),
        ("Juan Carlos Pérez", GivenFirst, "Juan Carlos|Pérez"),
        ("Ana Núñez", GivenFirst, "Ana|Núñez"),
        (
            "María de los Ángeles López Cruz",
            GivenFirst,
            "María de los Ángeles|López|Cruz",
        ),
        (
            "Ma. del Carmen de la Cruz Peña",
            GivenFirst,
            "Ma. del Carmen|de la Cruz|Peña",
        ),
        (
            "J. Jesús Ramos de León",
            GivenFirst,
            "J. Jesús|Ramos|de León",
        ),
        ("Juan de Dios Ortiz", GivenFirst, "Juan de Dios|Ortiz"),
        (
            "PEREZ LOPEZ JUAN CARLOS",
            SurnameFirst,
            "JUAN CARLOS|PEREZ|LOPEZ",
        ),
        ("PEREZ LOPEZ JUAN", SurnameFirst, "JUAN|PEREZ|LOPEZ"),
        ("PEREZ JUAN CARLOS", SurnameFirst, "JUAN CARLOS|PEREZ"),
        (
            "DE LA CRUZ DE LEON MA. GPE.",
            SurnameFirst,
            "MA. GPE.|DE LA CRUZ|DE LEON",
        ),
        ("XOL CAAL PEDRO", SurnameFirst, "PEDRO|XOL|CAAL"),
        ("RAMON Y CAJAL FCO.", SurnameFirst, "FCO.|RAMON|Y CAJAL"),
        ("  DIAZ   RUIZ  ROSA ", SurnameFirst, "ROSA|DIAZ|RUIZ"),
    ] {
        let (found, _) = parts(text, Some(order));
        assert_eq!(found, split, "{text}");
    }
}

#[test]
fn a_comma_or_a_slash_tells_the_order() {
    for (text, split) in [
        ("PÉREZ LÓPEZ, Ana María", "Ana María|PÉREZ|LÓPEZ"),
        ("DE LA CRUZ/JUAN", "JUAN|DE LA CRUZ"),
        ("Ortega y Gasset, José", "José|Ortega|y Gasset"),
    ] {
        let name = (split.to_owned(), true);
        assert_eq!(parts(text, Some(GivenFirst)), name);
        assert_eq!(parts(text, None), name);
    }
    assert!(!split_name("Pérez, Ana, 34", None).sure);
    assert!(!split_name(", Ana", None).sure);
}

#[test]
fn what_stands_around_a_name_is_no_part_of_it() {
    for (text, split, suffix) in [
        ("PEREZ JR, JUAN", "JUAN|PEREZ", "JR"),
        ("LOPEZ PAZ, JUAN JR", "JUAN|LOPEZ|PAZ", "JR"),
        ("PEREZ, JUAN, JR.", "JUAN|PEREZ", "JR"),
        ("PEREZ III, JUAN", "JUAN|PEREZ", "III"),
        ("PEREZ LOPEZ, JUAN (MENOR)", "JUAN|PEREZ|LOPEZ", ""),
        ("RUIZ PAZ, ANA *", "ANA|RUIZ|PAZ", ""),
        ("PAZ, SR. LEO", "LEO|PAZ", ""),
        ("DE LA O, EVA", "EVA|DE LA O", ""),
        ("D'ANGELO RUIZ, EVA", "EVA|D'ANGELO|RUIZ", ""),
        ("ORTEGA Y PAZ, LEO", "LEO|ORTEGA|Y PAZ", ""),
        ("PEREZLOPEZ/JUANMR", "JUAN|PEREZLOPEZ", ""),
        ("RUIZPAZ/ANA MS", "ANA|RUIZPAZ", ""),
        ("SOSA LUNA/LEO MSTR", "LEO|SOSA|LUNA", ""),
        ("VEGA/SOL INF", "SOL|VEGA", ""),
        ("JUAN PEREZ LOPEZ JR", "JUAN|PEREZ|LOPEZ", "JR"),
        ("MIGUEL GARCIA SR.", "MIGUEL|GARCIA", "SR"),
        ("PEDRO GARCIA III", "PEDRO|GARCIA", "III"),
        ("C. JUAN PEREZ LOPEZ", "JUAN|PEREZ|LOPEZ", ""),
        ("MENOR JOSE LUIS SOSA LUNA", "JOSE LUIS|SOSA|LUNA", ""),
        ("TZUL, FNU", "FNU|TZUL", ""),
        ("JUAN NMN PEREZ", "JUAN|PEREZ", ""),
    ] {
        let name = (split.to_owned(), true);
        assert_eq!(parts(text, Some(GivenFirst)), name, "{text}");
        assert_eq!(
            split_name(text, Some(GivenFirst)).affixes.suffix,
            suffix,
            "{text}"
        );
    }
    assert!(split_name("VEGA/SOL INF", None).affixes.is_child);
    let with_baby = split_name("RUIZ PAZ, ANA Y BEBE", None);
    assert_eq!((&*with_baby.given, with_baby.sure), ("ANA", false));
    assert_eq!(with_baby.affixes.remark, "Y BEBE");
    assert_eq!(split_surnames("PEREZ JR").surname2, "");
}

#[test]
fn surnames_in_a_column_of_their_own_are_never_given_names() {
    for (text, surname1, surname2) in [
        ("Ruiz Paz", "Ruiz", "Paz"),
        ("Ruiz / Paz", "Ruiz", "Paz"),
        ("Ruiz, Paz", "Ruiz", "Paz"),
        ("De la Cruz", "De la Cruz", ""),
        ("=1+1", "=1+1", ""),
    ] {
        let name = split_surnames(text);
        assert_eq!(name.given, "", "{text}");
        assert_eq!((&*name.surname1, &*name.surname2), (surname1, surname2));
    }
}

#[test]
fn a_widow_keeps_her_own_surnames() {
    let name = parts("Eva Ruiz Mora viuda de Paz", Some(GivenFirst));
    assert_eq!(name, ("Eva|Ruiz|Mora|viuda de Paz".into(), true));
    let name = parts("RUIZ VDA. DE PAZ EVA", Some(SurnameFirst));
    assert_eq!(name, ("EVA|RUIZ||VDA. DE PAZ".into(), true));
}

#[test]
fn words_tell_the_order_where_nobody_does() {
    for (text, order) in [
        ("María José Hernández Peña", GivenFirst),
        ("HERNANDEZ PEÑA MARIA JOSE", SurnameFirst),
        ("Fco. Pérez Caal", GivenFirst),
        ("CAAL XOL MA. LUZ", SurnameFirst),
    ] {
        let name = split_name(text, None);
        assert_eq!((name.order, name.sure), (order, true), "{text}");
    }
}

#[test]
fn what_cannot_be_told_is_said_to_be_unsure() {
    for (text, order) in [
        ("Ana", Some(GivenFirst)),
        ("", None),
        ("Cruz Santiago Santos", None),
        ("Xol Caal Tzul", None),
        // An additional given name, or a surname.
        ("Juan Santiago Pérez", Some(GivenFirst)),
        ("Nayeli Itzayana Zunun", Some(GivenFirst)),
        ("Ana María", Some(GivenFirst)),
        ("JUAN PEREZ LOPEZ", Some(SurnameFirst)),
        // Her husband's name, or her mother's.
        ("Rosa López de García", Some(GivenFirst)),
        ("Uno Dos Tres Cuatro Cinco Seis Siete", Some(GivenFirst)),
    ] {
        assert!(!split_name(text, order).sure, "{text}");
    }
    for (text, order) in [
        ("María Guadalupe Pérez López", GivenFirst),
        ("LOPEZ GARCIA JOSE DE JESUS", SurnameFirst),
    ] {
        assert!(split_name(text, Some(order)).sure, "{text}");
    }
}

#[test]
fn a_list_has_the_order_of_most_of_its_names() {
    let list = [
        "PEREZ LOPEZ JUAN",
        "XOL CAAL PEDRO",
        "CRUZ SANTOS",
        "RUIZ MORA ROSA",
    ];
    assert_eq!(list_order(list.into_iter()), Some(SurnameFirst));
    let list = ["Juan Pérez", "PEREZ JUAN"];
    assert_eq!(list_order(list.into_iter()), None);
    assert_eq!(list_order(["Pérez, Juan"].into_iter()), None);
    assert_eq!(list_order([].into_iter()), None);
}

#[test]
fn a_split_shows_nothing_of_the_person() {
    assert!(!format!("{:?}", split_name("Ana Ruiz", None)).contains("Ana"));
}

proptest! {
    #[test]
    fn no_word_is_lost(
        text in "[A-Za-zÁÑñ.,/ ]{0,40}|((de|la|y|viuda|Ma\\.|Cruz|María|Pérez|Ana) ){0,7}",
        order in prop::option::of(prop::sample::select(vec![GivenFirst, SurnameFirst])),
    ) {
        let words = text.split([',', '/', ' ']);
        prop_assume!(!words.clone().any(affix::may_be_title));
        let name = split_name(&text, order);
        let sorted = |texts: &[&str]| {
            let mut words: Vec<String> = texts
                .iter()
                .flat_map(|text| text.split([',', '/', ' ']))
                .filter(|word| word.contains(char::is_alphanumeric))
                .map(str::to_owned)
                .collect();
            words.sort();
            words
        };
        let parts = [&*name.given, &*name.surname1, &*name.surname2, &*name.married, &*name.affixes.remark];
        prop_assert_eq!(sorted(&parts), sorted(&[&text]));
    }
}
