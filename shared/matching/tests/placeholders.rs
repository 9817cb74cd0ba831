//! What people write when they know nothing makes nobody the same person.

use puente_matching::{
    CurpLevel, GivenLevel, MatchFeatures, MatchField, Paper, PaperKind, PaperLevel, PhoneLevel,
    Registration, SurnameLevel, blocking_hashes, compare,
};

/// The level at which two registrations agree that say the same.
fn level_with_itself(of: &Registration<'_>, field: MatchField) -> u8 {
    let features = MatchFeatures::new(of);
    compare(&features, &features).levels()[field as usize]
}

fn keys(of: &Registration<'_>) -> usize {
    blocking_hashes(&MatchFeatures::new(of)).len()
}

#[test]
fn words_for_no_name_are_no_names() {
    for text in [
        "Desconocido",
        "N/A",
        "NN",
        "N.N.",
        "S/N",
        "Xx",
        "Sin nombre",
        "No refiere",
        "***",
    ] {
        let of = Registration {
            given: text,
            surname1: text,
            state: "Puebla",
            ..Registration::default()
        };
        let given = level_with_itself(&of, MatchField::Given);
        assert_eq!(given, GivenLevel::Missing as u8, "{text}");
        let surnames = level_with_itself(&of, MatchField::Surnames);
        assert_eq!(surnames, SurnameLevel::Missing as u8, "{text}");
        assert_eq!(keys(&of), 0, "{text}");
    }
}

#[test]
fn a_child_without_a_name_has_only_the_family_s() {
    for given in ["RN", "Recién nacido", "Bebé", "MENOR", "Niña"] {
        let of = Registration {
            given,
            surname1: "Niño",
            ..Registration::default()
        };
        let level = level_with_itself(&of, MatchField::Given);
        assert_eq!(level, GivenLevel::Missing as u8, "{given}");
        let surnames = level_with_itself(&of, MatchField::Surnames);
        assert_eq!(surnames, SurnameLevel::Single as u8, "{given}");
    }
}

#[test]
fn a_curp_that_is_words_or_stands_for_every_foreigner_is_no_key() {
    for text in [
        "NO TIENE CURP TODAVIA",
        "PENDIENTE DE TRAMITE",
        "XXXXXXXXXXXXXXXXXX",
        "000000000000000000",
        "XEXX010101HNEXXXA4",
        "XEXX010101MNEXXXA8",
        "XEXX010101HNEXXX",
    ] {
        let of = Registration {
            curp: text,
            ..Registration::default()
        };
        let level = level_with_itself(&of, MatchField::Curp);
        assert_eq!(level, CurpLevel::Missing as u8, "{text}");
        assert_eq!(keys(&of), 0, "{text}");
    }
    let misread = Registration {
        curp: "OEZR88O714MMNLPSO5",
        ..Registration::default()
    };
    let level = level_with_itself(&misread, MatchField::Curp);
    assert_eq!(level, CurpLevel::Same as u8);
}

#[test]
fn numbers_that_nobody_has_are_no_keys() {
    for phone in ["0000000000", "+52 999 999 9999", "12345678", "1234567890"] {
        let of = Registration {
            phone,
            ..Registration::default()
        };
        let level = level_with_itself(&of, MatchField::Phone);
        assert_eq!(level, PhoneLevel::Missing as u8, "{phone}");
    }
    for (kind, number) in [
        (PaperKind::GuatemalaDpi, "0000000000000"),
        (PaperKind::HondurasDni, "0000-0000-00000"),
        (PaperKind::ElSalvadorDui, "00000000-0"),
        (PaperKind::Renewable, "PENDIENTE"),
        (PaperKind::Renewable, "NO TIENE"),
        (PaperKind::Renewable, "XXXXXXXXX"),
        (PaperKind::Renewable, "123456789"),
    ] {
        let papers = [Paper { kind, number }];
        let of = Registration {
            papers: &papers,
            ..Registration::default()
        };
        let level = level_with_itself(&of, MatchField::Paper);
        assert_eq!(level, PaperLevel::Missing as u8, "{number}");
        assert_eq!(keys(&of), 0, "{number}");
    }
}
