//! Site facts: what every device has to know of a place, whoever stands there.
//!
//! A server keeps them, signs them and sends them with the grants, so that no phone has settings of its own for them.

use minicbor::{Decode, Encode};

use crate::id::SiteId;
use crate::zone::ZoneRule;

/// Telephone numbers of one office at most: they stand below each other on a phone.
pub const SITE_PHONES_MAX: usize = 3;

/// Bytes of a telephone number at most, with the blanks people put in.
pub const SITE_PHONE_BYTES_MAX: usize = 24;

/// What is known of a site.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SiteFacts {
    /// The site.
    #[n(0)]
    pub id: SiteId,
    /// Its name as people say it.
    #[n(1)]
    pub name: String,
    /// Its time zone; absent where nobody has said it yet.
    #[n(2)]
    pub zone: Option<SiteZone>,
    /// Numbers of the DIF, for children who came alone; as dialled, the first to try in front.
    #[n(3)]
    pub dif_phones: Vec<String>,
    /// Numbers of the Procuraduría de Protección, in the same way.
    #[n(4)]
    pub attorney_phones: Vec<String>,
    /// Receives people. A closed one stays for what was recorded there, and is not offered any more.
    #[n(5)]
    pub is_open: bool,
}

/// The time zone of a site.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SiteZone {
    /// Its name in the IANA database, such as `America/Tijuana`.
    #[n(0)]
    pub name: String,
    /// The rule in force, see [`ZoneRule`].
    #[n(1)]
    pub rule: String,
}

impl SiteFacts {
    /// The rule of its clocks. Without one, or with one that a later version wrote, the westmost: see
    /// [`ZoneRule::WESTMOST`].
    #[must_use]
    pub fn rule(&self) -> ZoneRule {
        let known = self.zone.as_ref().and_then(|zone| zone.rule.parse().ok());
        known.unwrap_or(ZoneRule::WESTMOST)
    }
}

/// Whether a text can be dialled: digits, with a `+` in front or not, and what people write between them.
#[must_use]
pub fn is_dialled(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_written = |c: char| c.is_ascii_digit() || " +-().*#".contains(c);
    digits >= 3 && text.len() <= SITE_PHONE_BYTES_MAX && text.chars().all(is_written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_a_phone_can_dial() {
        for text in [
            "075",
            "911",
            "+52 656 123 4567",
            "(656) 123-45-67",
            "656.123.4567",
            "*112",
        ] {
            assert!(is_dialled(text), "{text}");
        }
        for text in [
            "",
            "12",
            "ext. 5",
            "656 123 4567 ext 8",
            "656 123 4567 656 123 4567",
            "٠٧٥",
        ] {
            assert!(!is_dialled(text), "{text}");
        }
    }

    #[test]
    fn a_site_without_a_known_rule_has_the_latest_clocks() {
        let mut facts = SiteFacts {
            id: SiteId::from_bytes([1; 16]),
            name: "Garita de prueba".into(),
            zone: None,
            dif_phones: Vec::new(),
            attorney_phones: Vec::new(),
            is_open: true,
        };
        assert_eq!(facts.rule(), ZoneRule::WESTMOST);
        let zone = |rule: &str| {
            Some(SiteZone {
                name: "America/Mexico_City".into(),
                rule: rule.into(),
            })
        };
        facts.zone = zone("of a later version");
        assert_eq!(facts.rule(), ZoneRule::WESTMOST);
        facts.zone = zone("CST6");
        assert_eq!(Ok(facts.rule()), "CST6".parse());
    }
}
