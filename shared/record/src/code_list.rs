//! Code lists: what a field may say, with the words people see.
//!
//! A value outside its list is a finding, never a refusal. A code, once released, keeps its meaning.

mod case;
mod identity;
mod needs;
mod place;

pub use case::{CASE_STATUS, MISSING_REASONS, NOTICE_MODE};
pub use identity::{ALONE, LANGUAGES, SEX};
pub use needs::{NEEDS, SERVICE_TYPES, URGENT_MEDICAL};
pub use place::{ARRIVAL_MODE, BIRTH_STATES, COUNTRIES};

/// A list of codes.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeList {
    /// Its name.
    pub id: &'static str,
    /// The codes in the order people are shown them.
    pub codes: &'static [Code],
    /// Whether other values are right too, so that one outside the list is no finding: a country that is not among the
    /// usual ones, a state as it was typed.
    pub open: bool,
}

/// One code.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// As stored.
    pub code: &'static str,
    /// What people read in Spanish.
    pub es: &'static str,
    /// What people read in English.
    pub en: &'static str,
    /// How careful the code is, for fields where the safer value wins; elsewhere 0.
    pub rank: u8,
}

/// Every list.
pub static CODE_LISTS: [&CodeList; 12] = [
    &ALONE,
    &ARRIVAL_MODE,
    &BIRTH_STATES,
    &CASE_STATUS,
    &COUNTRIES,
    &LANGUAGES,
    &MISSING_REASONS,
    &NEEDS,
    &NOTICE_MODE,
    &SERVICE_TYPES,
    &SEX,
    &URGENT_MEDICAL,
];

impl CodeList {
    /// The code that is stored like this.
    #[must_use]
    pub fn code(&self, stored: &str) -> Option<&'static Code> {
        self.codes.iter().find(|code| code.code == stored)
    }

    const fn closed(id: &'static str, codes: &'static [Code]) -> Self {
        Self {
            id,
            codes,
            open: false,
        }
    }

    const fn open(id: &'static str, codes: &'static [Code]) -> Self {
        Self {
            id,
            codes,
            open: true,
        }
    }
}

const fn code(code: &'static str, es: &'static str, en: &'static str) -> Code {
    ranked(code, 0, es, en)
}

const fn ranked(code: &'static str, rank: u8, es: &'static str, en: &'static str) -> Code {
    Code { code, es, en, rank }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_labelled() {
        for list in CODE_LISTS {
            let codes: BTreeSet<_> = list.codes.iter().map(|code| code.code).collect();
            assert_eq!(codes.len(), list.codes.len(), "{}", list.id);
            for code in list.codes {
                assert!(!code.es.is_empty() && !code.en.is_empty(), "{}", code.code);
                assert_eq!(list.code(code.code), Some(code));
            }
        }
    }

    #[test]
    fn the_more_urgent_is_the_safer() {
        let ranks: Vec<_> = ["none", "today", "now"]
            .map(|code| URGENT_MEDICAL.code(code).unwrap().rank)
            .into();
        assert!(ranks.is_sorted_by(|a, b| a < b));
    }
}
