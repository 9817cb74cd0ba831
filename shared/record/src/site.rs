//! Site facts: what every device must know about a site.
//!
//! A server stores them, signs them and sends them with the grants, so that a phone has no settings of its own
//! for them.

use minicbor::{Decode, Encode};

use crate::id::SiteId;
use crate::zone::ZoneRule;

/// Most telephone numbers of one office: a phone shows them below each other.
pub const SITE_PHONES_MAX: usize = 3;

/// Most bytes of a telephone number, with the blanks that people type.
pub const SITE_PHONE_BYTES_MAX: usize = 24;

/// The known facts about a site.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SiteFacts {
    /// The site's id.
    #[n(0)]
    pub id: SiteId,
    /// Its name as people say it.
    #[n(1)]
    pub name: String,
    /// Its time zone, or `None` if nobody has set it.
    #[n(2)]
    pub zone: Option<SiteZone>,
    /// Numbers of the DIF, for children who came alone; as dialled, the first to try first.
    #[n(3)]
    pub dif_phones: Vec<String>,
    /// Numbers of the Procuraduría de Protección, in the same form.
    #[n(4)]
    pub attorney_phones: Vec<String>,
    /// Whether it receives people. A closed site stays for what was recorded there, and is not offered any
    /// more.
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
    /// The rule in force, as [`ZoneRule`] reads it.
    #[n(1)]
    pub rule: String,
}

impl SiteFacts {
    /// The rule of its clocks; [`ZoneRule::WESTMOST`] if there is none, or one that a later version wrote.
    #[must_use]
    pub fn rule(&self) -> ZoneRule {
        let known = self.zone.as_ref().and_then(|zone| zone.rule.parse().ok());
        known.unwrap_or(ZoneRule::WESTMOST)
    }
}

/// Whether a text can be dialled: digits, with or without a leading `+`, and what people write between them.
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
