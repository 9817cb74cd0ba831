//! Telephone numbers: from how people write them in Mexico, the United States and Central America to E.164.
//!
//! All of the world's numbering plans would be larger than this crate. These rules know the plans of the
//! countries that people come from and go to; a number of another country is kept as it is, with its country
//! code.

use core::fmt;
use core::str::FromStr;

use crate::clean::clean_line;
use crate::search::search_key;

/// A number in E.164: `+`, country code, national number, 8 to 15 digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

/// Why a text is no number that can be dialled from anywhere. Show a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Other characters than digits and the usual signs, or too few or too many digits.
    #[error("not a telephone number")]
    Form,
    /// A national number: ask for the country.
    #[error("the country code is missing")]
    NoCountry,
}

/// A numbering plan: country by ISO 3166-1 alpha-3, country code, digits of a national number.
struct Plan {
    country: &'static str,
    code: &'static str,
    digits: &'static [usize],
}

const fn plan(country: &'static str, code: &'static str, digits: &'static [usize]) -> Plan {
    Plan {
        country,
        code,
        digits,
    }
}

/// The known plans. `1` is shared by the United States, Canada and much of the Caribbean.
const PLANS: [Plan; 9] = [
    plan("MEX", "52", &[10]),
    plan("USA", "1", &[10]),
    plan("BLZ", "501", &[7]),
    plan("GTM", "502", &[8]),
    plan("SLV", "503", &[8]),
    plan("HND", "504", &[8]),
    plan("NIC", "505", &[8]),
    plan("CRI", "506", &[8]),
    plan("PAN", "507", &[7, 8]),
];

impl PhoneNumber {
    /// A number as it is dialled within a country, by ISO 3166-1 alpha-3; a number with a country code keeps
    /// it.
    ///
    /// # Errors
    /// [`PhoneError::NoCountry`] for a country whose plan is unknown here: ask for the number with `+`.
    pub fn national(text: &str, country: &str) -> Result<Self, PhoneError> {
        match text.parse() {
            Err(PhoneError::NoCountry) => {}
            known => return known,
        }
        let (digits, _) = digits(text)?;
        let plan = PLANS.iter().find(|plan| plan.country == country);
        let plan = plan.ok_or(PhoneError::NoCountry)?;
        if plan.digits.contains(&digits.len()) {
            Ok(Self(format!("+{}{digits}", plan.code)))
        } else {
            Err(PhoneError::Form)
        }
    }

    /// The number as it is dialled from anywhere: `+526561234567`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country, by ISO 3166-1 alpha-3, if its code belongs to exactly one known country.
    #[must_use]
    pub fn country(&self) -> Option<&'static str> {
        let plan = PLANS.iter().find(|plan| plan.holds(&self.0[1..]))?;
        (plan.code != "1").then_some(plan.country)
    }

    /// What may be shown to somebody who must recognise the number and not call it: the last four digits.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("···{}", &self.0[self.0.len() - 4..])
    }
}

impl Plan {
    /// Whether digits that begin with a country code are a number of this plan.
    fn holds(&self, digits: &str) -> bool {
        digits
            .strip_prefix(self.code)
            .is_some_and(|national| self.digits.contains(&national.len()))
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneError;

    /// Reads `+52 (656) 123-45-67`, `(+52) 656…`, `tel:+52…`, `00502…`, `044 656…` and `52 656 123 4567`. A
    /// number without a country is [`PhoneError::NoCountry`].
    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let (digits, has_plus) = digits(text)?;
        let international = match has_plus {
            true => Some(digits.as_str()),
            // The prefix for calls abroad: 00 in almost every country, 011 in the United States.
            false => digits
                .strip_prefix("00")
                .or_else(|| digits.strip_prefix("011")),
        };
        if let Some(number) = international {
            return Self::international(number);
        }
        // Mexico before 2019: 01 long distance, 044 and 045 to mobile phones.
        let old = ["044", "045", "01"]
            .iter()
            .find_map(|prefix| digits.strip_prefix(prefix));
        if let Some(national) = old.filter(|national| national.len() == 10) {
            return Ok(Self(format!("+52{national}")));
        }
        let long_enough = digits.len() > 10;
        if long_enough
            && (PLANS.iter().any(|plan| plan.holds(&digits)) || old_mobile(&digits).is_some())
        {
            return Self::international(&digits);
        }
        match digits.len() {
            7..=10 => Err(PhoneError::NoCountry),
            _ => Err(PhoneError::Form),
        }
    }
}

impl PhoneNumber {
    fn international(digits: &str) -> Result<Self, PhoneError> {
        if let Some(national) = old_mobile(digits) {
            return Ok(Self(format!("+52{national}")));
        }
        let plan = PLANS.iter().find(|plan| digits.starts_with(plan.code));
        let fits = plan.is_none_or(|plan| plan.holds(digits));
        if fits && (8..=15).contains(&digits.len()) && !digits.starts_with('0') {
            Ok(Self(format!("+{digits}")))
        } else {
            Err(PhoneError::Form)
        }
    }
}

/// The national number in `52 1 …`, the form for Mexico's mobile phones from abroad until 2019, which WhatsApp
/// still uses; and in `52 044 …`, by people who put the country before what they dialled at home.
fn old_mobile(digits: &str) -> Option<&str> {
    let mut dialled = ["521", "52044", "52045", "5201"]
        .iter()
        .filter_map(|prefix| digits.strip_prefix(prefix));
    dialled.find(|national| national.len() == 10)
}

/// Words before a number, folded.
const LABELS: [&str; 8] = [
    "tel", "telefono", "cel", "celular", "movil", "phone", "whatsapp", "wa",
];

/// The digits of a text that has only digits and the usual signs, and whether a `+` comes first.
fn digits(text: &str) -> Result<(String, bool), PhoneError> {
    let text = clean_line(text);
    let label = text.find(|c: char| !c.is_alphabetic()).unwrap_or(0);
    let has_label = LABELS.contains(&&*search_key(&text[..label]));
    let number = if has_label { &text[label..] } else { &text };
    let number = number.trim_start_matches([':', '.', ' ', '(']);
    let (body, has_plus) = match number.strip_prefix('+') {
        Some(body) => (body, true),
        None => (number, false),
    };
    let only_usual = body
        .chars()
        .all(|c| c.is_ascii_digit() || " -.()/_".contains(c));
    let digits: String = body.chars().filter(char::is_ascii_digit).collect();
    if only_usual && (7..=17).contains(&digits.len()) {
        Ok((digits, has_plus))
    } else {
        Err(PhoneError::Form)
    }
}

/// Shows no personal data.
impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn e164(text: &str) -> Result<String, PhoneError> {
        text.parse::<PhoneNumber>().map(|phone| phone.to_string())
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number, country) in [
            ("+52 (656) 123-45-67", "+526561234567", Some("MEX")),
            ("52 656 123 4567", "+526561234567", Some("MEX")),
            ("+52 1 656 123 4567", "+526561234567", Some("MEX")),
            ("5216561234567", "+526561234567", Some("MEX")),
            ("044 656 123 4567", "+526561234567", Some("MEX")),
            ("01 55 1234 5678", "+525512345678", Some("MEX")),
            ("011 52 55 1234 5678", "+525512345678", Some("MEX")),
            ("1 (213) 555-0143", "+12135550143", None),
            ("+502 5123 4567", "+50251234567", Some("GTM")),
            ("00503 7012-3456", "+50370123456", Some("SLV")),
            ("50498765432", "+50498765432", Some("HND")),
            ("+507 612-3456", "+5076123456", Some("PAN")),
            ("+509 34 12 3456", "+50934123456", None),
            ("+44 20 7946 0018", "+442079460018", None),
            (
                "\u{202a}+52 656 123 4567\u{202c}",
                "+526561234567",
                Some("MEX"),
            ),
            (
                "\u{ff0b}52\u{202f}656\u{2011}123\u{2013}4567",
                "+526561234567",
                Some("MEX"),
            ),
            ("(+52) 656 123 4567", "+526561234567", Some("MEX")),
            ("tel:+526561234567", "+526561234567", Some("MEX")),
            ("Cel. +52 656 123 4567", "+526561234567", Some("MEX")),
            ("+52 044 656 123 4567", "+526561234567", Some("MEX")),
            ("52 01 656 123 4567", "+526561234567", Some("MEX")),
            ("+52_656_123_4567", "+526561234567", Some("MEX")),
            ("(502) 5123 4567", "+50251234567", Some("GTM")),
        ] {
            assert_eq!(e164(text).as_deref(), Ok(number), "{text}");
            assert_eq!(text.parse::<PhoneNumber>().unwrap().country(), country);
        }
    }

    #[test]
    fn a_national_number_wants_its_country() {
        for (text, country, number) in [
            ("656 123 4567", "MEX", "+526561234567"),
            ("(213) 555-0143", "USA", "+12135550143"),
            ("5123-4567", "GTM", "+50251234567"),
        ] {
            assert_eq!(e164(text), Err(PhoneError::NoCountry));
            let phone = PhoneNumber::national(text, country).unwrap();
            assert_eq!(phone.as_str(), number);
        }
        assert_eq!(
            PhoneNumber::national("656 123 4567", "HTI"),
            Err(PhoneError::NoCountry)
        );
        assert_eq!(
            PhoneNumber::national("5123-4567", "MEX"),
            Err(PhoneError::Form)
        );
        let own = PhoneNumber::national("+502 5123 4567", "MEX").unwrap();
        assert_eq!(own.country(), Some("GTM"));
    }

    #[test]
    fn what_cannot_be_dialled_is_no_number() {
        for text in [
            "",
            "12345",
            "656 123 45 67 ext 8",
            "+52 656 123 456",
            "+502 123",
            "+0 123 456 789",
            "123456789012345678",
            "seis",
            "5.26561E+11",
            "+52 656 123 4567 / +52 656 123 4568",
            "656 123 4567 (mamá)",
            "tel",
        ] {
            assert_eq!(e164(text), Err(PhoneError::Form), "{text}");
        }
    }

    #[test]
    fn four_digits_may_be_shown() {
        let phone: PhoneNumber = "+526561234567".parse().unwrap();
        assert_eq!(phone.masked(), "···4567");
        assert_eq!(format!("{phone:?}"), "Phone(…)");
    }

    proptest! {
        #[test]
        fn a_number_in_e164_is_itself(text in "\\+?[0-9 ()-]{0,20}|.{0,12}") {
            if let Ok(phone) = text.parse::<PhoneNumber>() {
                prop_assert_eq!(phone.as_str().parse(), Ok(phone.clone()));
                prop_assert!((9..=16).contains(&phone.as_str().len()));
                let _ = (phone.country(), phone.masked());
            }
        }
    }
}
