//! Telephone numbers and places of origin as they are compared.

use puente_record::phonetic_words;

use crate::edit::edits;
use crate::hash::short_hash;
use crate::level::{OriginLevel, PhoneLevel};
use crate::placeholder::is_placeholder;

/// The digits of a number that everybody writes: without the codes of country and mobile net.
const DIGITS: usize = 8;

/// The last eight digits of a telephone number.
#[derive(Clone, Copy, Default)]
pub(crate) struct PhoneDigits([u8; DIGITS]);

impl PhoneDigits {
    pub(crate) fn new(text: &str) -> Self {
        let mut digits = [0; DIGITS];
        let mut count = 0;
        for byte in text.bytes().rev().filter(u8::is_ascii_digit).take(DIGITS) {
            count += 1;
            digits[DIGITS - count] = byte;
        }
        match count == DIGITS && !is_placeholder(&digits) {
            true => Self(digits),
            false => Self::default(),
        }
    }

    pub(crate) fn digits(&self) -> Option<&[u8; DIGITS]> {
        (self.0[0] != 0).then_some(&self.0)
    }

    pub(crate) fn against(&self, other: &Self) -> PhoneLevel {
        match (self.digits(), other.digits()) {
            (Some(one), Some(other)) if one == other => PhoneLevel::Same,
            (Some(one), Some(other)) if edits(one, other) == 1 => PhoneLevel::Close,
            (Some(_), Some(_)) => PhoneLevel::Different,
            _ => PhoneLevel::Missing,
        }
    }
}

/// Where somebody comes from; 0 is unknown.
#[derive(Clone, Copy, Default)]
pub(crate) struct OriginPlace {
    country: u32,
    pub(crate) state: u32,
    pub(crate) municipality: u32,
}

impl OriginPlace {
    pub(crate) fn new(country: &str, state: &str, municipality: &str) -> Self {
        let country = two_letters(country);
        let of = |text: &str| match phonetic_words(text).concat() {
            words if words.is_empty() => 0,
            words => short_hash(words.as_bytes()),
        };
        Self {
            country: match country {
                "" => 0,
                country => short_hash(country.as_bytes()),
            },
            state: of(state),
            municipality: of(municipality),
        }
    }

    pub(crate) fn against(&self, other: &Self) -> OriginLevel {
        let known = |one: u32, other: u32| one != 0 && other != 0;
        if known(self.country, other.country) && self.country != other.country {
            return OriginLevel::OtherCountry;
        }
        if known(self.state, other.state) {
            if self.state != other.state {
                return OriginLevel::OtherState;
            }
            if !known(self.municipality, other.municipality) {
                return OriginLevel::State;
            }
            return match self.municipality == other.municipality {
                true => OriginLevel::Municipality,
                false => OriginLevel::OtherMunicipality,
            };
        }
        match known(self.country, other.country) {
            true => OriginLevel::Country,
            false => OriginLevel::Missing,
        }
    }
}

/// The form of ISO 3166-1 with two letters for the countries of the region; others stay as they are.
fn two_letters(country: &str) -> &str {
    const REGION: [[&str; 2]; 9] = [
        ["MEX", "MX"],
        ["GTM", "GT"],
        ["HND", "HN"],
        ["SLV", "SV"],
        ["NIC", "NI"],
        ["CRI", "CR"],
        ["PAN", "PA"],
        ["BLZ", "BZ"],
        ["USA", "US"],
    ];
    let known = REGION.iter().find(|[three, _]| *three == country);
    known.map_or(country, |[_, two]| two)
}

#[cfg(test)]
mod tests {
    use super::OriginPlace;
    use crate::level::OriginLevel;

    #[test]
    fn a_country_is_the_same_in_two_letters_and_in_three() {
        let level = |one, other| {
            let [one, other] = [one, other].map(|country| OriginPlace::new(country, "", ""));
            one.against(&other)
        };
        for (two, three) in [("MX", "MEX"), ("SV", "SLV"), ("GT", "GTM")] {
            assert_eq!(level(two, three), OriginLevel::Country, "{three}");
        }
        assert_eq!(level("AUS", "AUT"), OriginLevel::OtherCountry);
        assert_eq!(level("MX", ""), OriginLevel::Missing);
    }
}
