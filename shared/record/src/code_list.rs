//! Code lists: the values of a field, with their texts for people.
//!
//! A value outside its list is a finding, never a refusal. A code, once released, keeps its meaning.

use crate::search::search_key;

mod answer;
mod arrival;
mod case;
mod country;
mod family;
mod health;
mod identity;
mod language;
mod needs;
mod pair;
mod paper;
mod place;
mod protection;
mod rights;
mod stay;
mod us_state;
mod work;

pub use answer::{CONSENT_DECISION, PERMISSION, VERIFIED, YES_NO};
pub use arrival::{RETURN_AUTHORITY, RETURN_TYPE};
pub use case::{CASE_STATUS, MISSING_REASONS, NOTICE_MODE};
pub use country::{COUNTRIES, alpha2, countries, country};
pub use family::{
    CHILDREN_WITH, DESTINATION_INTENT, HOUSEHOLD_ROLES, PHONE_OWNERS, RELATIONS, SEPARATED_WHEN,
    SEPARATION_REASONS, TRACING_CONSENT, TRACING_STATUS,
};
pub use health::{CARE_TYPES, DIFFICULTY, MEDICAL_FLAGS, PSYCH_RISK};
pub use identity::{ALONE, SEX};
pub use language::LANGUAGES;
pub use needs::{NEEDS, SERVICE_TYPES, URGENT_MEDICAL};
pub use pair::{PAIR_ANSWERS, PAIR_REASONS};
pub use paper::{
    CURP_STATUS, MARITAL_STATUS, NAME_QUALITY, PAPER_STATES, PAPER_TYPES, PHOTO_PURPOSES,
};
pub use place::{ARRIVAL_MODE, BIRTH_STATES, STATES, birth_state, state, state_of_letters};
pub use protection::{
    BELONGINGS, CLAIM_STATUS, FLAG_BASES, FLAGS, PROTECTION_FLAGS, TREATMENT_ACTORS,
    TREATMENT_TYPES, US_ASSETS, VULNERABILITIES, WANTS_TO_REPORT,
};
pub use rights::{
    CONSENT_GIVERS, CONSENT_METHODS, CONSENT_PURPOSES, HOLD_REASONS, LEGAL_BASES, PURPOSES,
    RIGHTS_OUTCOMES, RIGHTS_TYPES,
};
pub use stay::{
    PROTECTION_REFERRAL_REASONS, REFERRAL_REASONS, REFERRAL_STATUS, SERVICE_OUTCOMES, STAY_STATUS,
};
pub use us_state::US_STATES;
pub use work::{EDUCATION_LEVELS, JOB_HELP, LANGUAGE_LEVELS, SECTORS};

/// A list of codes.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeList {
    /// Its name.
    pub id: &'static str,
    /// The codes, in the order in which people see them.
    pub codes: &'static [Code],
    /// Whether other values are accepted too, so that they give no finding: for example a state as it was typed.
    pub open: bool,
}

/// One code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code as stored.
    pub code: &'static str,
    /// What people read in Spanish.
    pub es: &'static str,
    /// What people read in English.
    pub en: &'static str,
    /// How careful the code is, for fields where the safer value wins; 0 for others.
    pub rank: u8,
}

/// Every list.
pub static CODE_LISTS: [&CodeList; 68] = [
    &ALONE,
    &ARRIVAL_MODE,
    &BELONGINGS,
    &BIRTH_STATES,
    &CARE_TYPES,
    &CASE_STATUS,
    &CHILDREN_WITH,
    &CLAIM_STATUS,
    &CONSENT_DECISION,
    &CONSENT_GIVERS,
    &CONSENT_METHODS,
    &CONSENT_PURPOSES,
    &COUNTRIES,
    &CURP_STATUS,
    &DESTINATION_INTENT,
    &DIFFICULTY,
    &EDUCATION_LEVELS,
    &FLAGS,
    &FLAG_BASES,
    &HOLD_REASONS,
    &HOUSEHOLD_ROLES,
    &JOB_HELP,
    &LANGUAGES,
    &LANGUAGE_LEVELS,
    &LEGAL_BASES,
    &MARITAL_STATUS,
    &MEDICAL_FLAGS,
    &MISSING_REASONS,
    &NAME_QUALITY,
    &NEEDS,
    &NOTICE_MODE,
    &PAIR_ANSWERS,
    &PAIR_REASONS,
    &PAPER_STATES,
    &PAPER_TYPES,
    &PERMISSION,
    &PHONE_OWNERS,
    &PHOTO_PURPOSES,
    &PROTECTION_FLAGS,
    &PROTECTION_REFERRAL_REASONS,
    &PSYCH_RISK,
    &PURPOSES,
    &REFERRAL_REASONS,
    &REFERRAL_STATUS,
    &RELATIONS,
    &RETURN_AUTHORITY,
    &RETURN_TYPE,
    &RIGHTS_OUTCOMES,
    &RIGHTS_TYPES,
    &SECTORS,
    &SEPARATED_WHEN,
    &SEPARATION_REASONS,
    &SERVICE_OUTCOMES,
    &SERVICE_TYPES,
    &SEX,
    &STATES,
    &STAY_STATUS,
    &TRACING_CONSENT,
    &TRACING_STATUS,
    &TREATMENT_ACTORS,
    &TREATMENT_TYPES,
    &URGENT_MEDICAL,
    &US_ASSETS,
    &US_STATES,
    &VERIFIED,
    &VULNERABILITIES,
    &WANTS_TO_REPORT,
    &YES_NO,
];

impl CodeList {
    /// The code with this stored form.
    #[must_use]
    pub fn code(&self, stored: &str) -> Option<&'static Code> {
        self.codes.iter().find(|code| code.code == stored)
    }

    /// The code that a text means: by the code itself or its words, ignoring capitals and accents. `None` if the list has none.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Option<&'static Code> {
        let key = search_key(typed);
        let mut codes = self.codes.iter();
        self.code(typed)
            .or_else(|| codes.find(|code| search_key(code.code) == key))
            .or_else(|| self.named(typed))
    }

    /// The code with this name in Spanish or English, ignoring capitals and accents.
    #[must_use]
    pub fn named(&self, typed: &str) -> Option<&'static Code> {
        let key = search_key(typed);
        let same = |text: &str| search_key(text) == key;
        self.codes
            .iter()
            .find(|code| same(code.es) || same(code.en))
            .filter(|_| !key.is_empty())
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

/// Rows of `"code" "Spanish" "English"`, with `= rank` after the code if the safer value wins.
macro_rules! codes {
    ($($code:literal $(= $rank:literal)? $es:literal $en:literal;)*) => {
        &[$(Code {
            code: $code,
            es: $es,
            en: $en,
            rank: codes!(@rank $($rank)?),
        }),*]
    };
    (@rank) => { 0 };
    (@rank $rank:literal) => { $rank };
}
use codes;

/// Joins lists, one after another; N is the sum of their lengths.
const fn join<const N: usize>(parts: &[&[Code]]) -> [Code; N] {
    let mut all = [parts[0][0]; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut place = 0;
        while place < parts[part].len() {
            all[at] = parts[part][place];
            at += 1;
            place += 1;
        }
        part += 1;
    }
    all
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
