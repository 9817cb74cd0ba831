//! Which language is chosen, and how it writes numbers.

use puente_texts::{Catalogues, text};

fn chosen(option: Option<&str>, variables: &[(&str, &str)]) -> String {
    let variable = |name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, said)| (*said).to_owned())
    };
    Catalogues::embedded()
        .chosen(option, variable)
        .tag()
        .to_owned()
}

#[test]
fn spanish_is_spoken_where_nothing_says_otherwise() {
    assert_eq!(chosen(None, &[]), "es");
    assert_eq!(
        chosen(None, &[("LANG", "C.UTF-8"), ("LC_ALL", "POSIX")]),
        "es"
    );
    assert_eq!(chosen(None, &[("LANG", "fr_FR.UTF-8")]), "es");
    assert_eq!(chosen(Some("nobody's"), &[]), "es");
}

#[test]
fn whoever_says_a_language_is_answered_in_it() {
    assert_eq!(chosen(None, &[("LANG", "en_US.UTF-8")]), "en");
    assert_eq!(
        chosen(
            None,
            &[("LANG", "en_GB@euro"), ("LC_MESSAGES", "es_MX.UTF-8")]
        ),
        "es"
    );
    assert_eq!(
        chosen(None, &[("LC_ALL", "es_GT"), ("PUENTE_LANGUAGE", "en")]),
        "en"
    );
    assert_eq!(chosen(Some("es"), &[("PUENTE_LANGUAGE", "en")]), "es");
    assert_eq!(chosen(Some("EN-us"), &[("PUENTE_LANGUAGE", "es")]), "en");
}

const SOURCES: [(&str, &str); 3] = [
    (
        "es",
        "language-locale = es-MX\n\
         rows = { $count ->\n    [one] { $count } renglón\n   *[other] { $count } renglones\n }\n\
         alone = sola\n\
         inside = en { $what }: { $all }\n",
    ),
    (
        "de",
        "language-locale = de\nrows = { $count ->\n    [one] eine Zeile\n   *[other] { $count } Zeilen\n }\n",
    ),
    ("quc", "language-locale = quc\nrows = { $count } chuq'a\n"),
];

#[test]
fn a_language_writes_its_numbers_and_chooses_its_forms() {
    let all = Catalogues::read(&SOURCES).expect("three catalogues");
    let said = |tag: &str, count: u64| {
        let language = all.language(tag).expect("a language");
        language.format(&text!("rows", count = count))
    };
    assert_eq!([said("es", 1), said("es", 0)], ["1 renglón", "0 renglones"]);
    assert_eq!(said("es", 1_204), "1,204 renglones");
    assert_eq!(
        [said("de", 1), said("de", 1_204)],
        ["eine Zeile", "1.204 Zeilen"]
    );
    assert_eq!(said("quc", 12), "12 chuq'a");
}

#[test]
fn what_a_language_does_not_say_is_said_in_spanish() {
    let all = Catalogues::read(&SOURCES).expect("three catalogues");
    let german = all.language("de").expect("a language");
    assert_eq!(german.text("alone"), "sola");
    assert!(!german.has("alone") && all.first().has("alone"));
    assert_eq!(german.text("said-nowhere"), "said-nowhere");
    let rows = text!("rows", count = 2_u32);
    let inside = text!(
        "inside",
        what = rows.clone(),
        all = puente_texts::Argument::Joined(vec![rows; 2], "; ")
    );
    assert_eq!(german.format(&inside), "en 2 Zeilen: 2 Zeilen; 2 Zeilen");
}

#[test]
fn what_somebody_typed_is_no_message() {
    let all = Catalogues::read(&SOURCES).expect("three catalogues");
    let inside = text!("inside", what = "{ $all }", all = "1204");
    assert_eq!(all.first().format(&inside), "en { $all }: 1204");
}

#[test]
fn a_catalogue_that_cannot_be_read_is_not_taken() {
    let read = |sources: &[(&str, &str)]| {
        Catalogues::read(sources)
            .err()
            .map(|fault| fault.to_string())
    };
    let spanish = ("es", "language-locale = es\na = b\n");
    assert_eq!(read(&[spanish]), None);
    assert_eq!(
        read(&[("en", "language-locale = en\n")]),
        Some("there is no es.ftl".into())
    );
    let missing = read(&[spanish, ("en", "a = b\n")]);
    assert_eq!(
        missing,
        Some("en.ftl: `language-locale` is missing or no locale".into())
    );
    for torn in [
        "language-locale = en\na = { $b\n",
        "language-locale = en\na = b\na = c\n",
    ] {
        assert!(read(&[spanish, ("en", torn)]).is_some(), "{torn}");
    }
}
