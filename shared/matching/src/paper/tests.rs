use super::{CurpText, PaperNumbers};
use crate::level::{CurpLevel, PaperLevel};
use crate::registration::{Paper, PaperKind};

fn numbers(kind: PaperKind, number: &str) -> PaperNumbers {
    PaperNumbers::new(&[Paper { kind, number }])
}

#[test]
fn a_curp_is_the_same_with_blanks_and_without_the_last_two() {
    let whole = CurpText::new("HEGG560427MVZRRL04");
    let against = |text: &str| whole.against(&CurpText::new(text));
    assert_eq!(against("hegg 560427 mvzrrl 04"), CurpLevel::Same);
    assert_eq!(against("HEGG560427MVZRRL"), CurpLevel::Same);
    assert_eq!(against("HEGG560427MVZRRL12"), CurpLevel::SameKey);
    assert_eq!(against("HEGG560472MVZRRL04"), CurpLevel::Close);
    assert_eq!(against("SABC560626MDFLRN01"), CurpLevel::Different);
    assert_eq!(against("HEGG56"), CurpLevel::Missing);
}

#[test]
fn the_curp_of_somebody_born_abroad_is_a_key() {
    let abroad = CurpText::new("BOXW310820HNERXN09");
    assert_eq!(abroad.key(), Some(&b"BOXW310820HNERXN"[..]));
    assert_eq!(abroad.implies().map(|(birth, _)| birth.year), Some(1931));
}

#[test]
fn numbers_of_central_america_are_keys_if_they_have_their_form() {
    for (kind, written, again, wrong) in [
        (
            PaperKind::GuatemalaDpi,
            "1234 56789 0101",
            "1234567890101",
            "1234 56780 0101",
        ),
        (
            PaperKind::HondurasDni,
            "0801-1990-12345",
            "0801199012345",
            "0801-1990-1234",
        ),
        (
            PaperKind::ElSalvadorDui,
            "02345671-7",
            "023456717",
            "02345671-8",
        ),
    ] {
        let of = |number: &'static str| numbers(kind, number);
        assert_eq!(
            of(written).against(&of(again)),
            PaperLevel::Same,
            "{kind:?}"
        );
        assert_eq!(
            of(written).keys().collect::<Vec<_>>(),
            of(again).keys().collect::<Vec<_>>()
        );
        assert_eq!(of(wrong).keys().count(), 0, "{kind:?}");
    }
}

#[test]
fn a_number_for_life_contradicts_and_a_renewed_one_does_not() {
    let dni = |number: &'static str| numbers(PaperKind::HondurasDni, number);
    let one = dni("0801199012345");
    assert_eq!(one.birth_year(), Some(1990));
    assert_eq!(one.against(&dni("0501198500077")), PaperLevel::Different);
    assert_eq!(one.against(&dni("0801199012354")), PaperLevel::Close);
    let passport = |number: &'static str| numbers(PaperKind::Renewable, number);
    let old = passport("G12094578");
    assert_eq!(old.against(&passport("N98061132")), PaperLevel::Renewed);
    assert_eq!(one.against(&old), PaperLevel::Missing);
}
