//! What a single value shows.

use super::statements::Statements;
use super::{Finding, FindingCode};
use crate::age::{AGE_YEARS_MAX, Age};
use crate::code::{CodeError, RecordCode};
use crate::curp::{Curp, CurpError};
use crate::date::{Day, Moment, PartialDate};
use crate::field::{ENTRY_KINDS, FIELDS, Field, FieldType, FormStage, Required};
use crate::id::SiteId;
use crate::mrz::Mrz;
use crate::municipality::Municipality;
use crate::phone::{PhoneError, PhoneNumber};
use crate::value::Value;

/// Weeks of pregnancy above which the number counts as an error.
const PREGNANCY_WEEKS_MAX: u32 = 44;

pub(super) fn findings(said: &Statements, today: Day) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in FIELDS {
        let is_asked = field.required == Required::Required && field.asked == FormStage::Gate;
        let codes = codes(field, said.values(field.id), is_asked, today);
        findings.extend(codes.map(|code| Finding::of(field.id, code)));
    }
    for kind in ENTRY_KINDS {
        for (id, entry) in said.entries(kind.id) {
            for field in kind.fields {
                let values = entry.get(field.id).map_or(&[][..], Vec::as_slice);
                let is_asked = field.required == Required::Required;
                let codes = codes(field, values, is_asked, today);
                findings.extend(codes.map(|code| Finding::in_entry(kind.id, id, field.id, code)));
            }
        }
    }
    findings
}

/// The findings of one field's values.
fn codes(
    field: &Field,
    values: &[Value],
    is_asked: bool,
    today: Day,
) -> impl Iterator<Item = FindingCode> {
    let texts = values.iter().filter_map(Value::as_text);
    let looked = texts.filter_map(move |text| look(field, text.trim(), today));
    let missing = is_asked && values.iter().all(is_empty);
    looked.chain(missing.then_some(FindingCode::Missing))
}

/// An empty text is no value; a missing reason is one.
pub(super) fn is_empty(value: &Value) -> bool {
    value.as_text().is_some_and(|text| text.trim().is_empty())
}

fn look(field: &Field, text: &str, today: Day) -> Option<FindingCode> {
    if text.is_empty() {
        return None;
    }
    match field.kind {
        FieldType::Text => is_damaged(field, text).then_some(FindingCode::TextDamaged),
        FieldType::Code => in_list(field, text),
        FieldType::Number if field.unit == Some("years") => years(text),
        FieldType::Number => number(field, text),
        FieldType::Date => date(text, today),
        FieldType::Deadline => match text.parse::<PartialDate>() {
            Ok(_) => None,
            Err(_) => Some(FindingCode::DateMalformed),
        },
        FieldType::Moment => moment(text),
        FieldType::Country => country(field, text),
        FieldType::Phone => match text.parse::<PhoneNumber>().err()? {
            PhoneError::Form => Some(FindingCode::PhoneMalformed),
            PhoneError::NoCountry => Some(FindingCode::PhoneCountry),
        },
        FieldType::Curp => match text.parse::<Curp>().err()? {
            CurpError::CheckDigit => Some(FindingCode::CurpCheckDigit),
            CurpError::Length { .. } | CurpError::Form { .. } | CurpError::Date => {
                Some(FindingCode::CurpMalformed)
            }
        },
        FieldType::RecordCode => match text.parse::<RecordCode>().err()? {
            CodeError::Check => Some(FindingCode::RecordCodeCheck),
            CodeError::Length { .. } | CodeError::Letter { .. } => {
                Some(FindingCode::RecordCodeMalformed)
            }
        },
        FieldType::Site => match text.parse::<SiteId>() {
            Ok(_) => None,
            Err(_) => Some(FindingCode::SiteMalformed),
        },
        // A name is accepted too; five digits must be the code of a municipality.
        FieldType::Municipality => {
            let is_code = text.bytes().all(|b| b.is_ascii_digit());
            (is_code && text.parse::<Municipality>().is_err()).then_some(FindingCode::CodeUnknown)
        }
        FieldType::Mrz => match text.parse::<Mrz>() {
            Ok(mrz) if mrz.failed_checks().is_empty() => None,
            Ok(_) => Some(FindingCode::MrzCheckDigit),
            Err(_) => Some(FindingCode::MrzMalformed),
        },
        FieldType::Attachment => {
            let is_hash =
                text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            (!is_hash).then_some(FindingCode::AttachmentMalformed)
        }
    }
}

/// Whether a program replaced a letter that it did not know: U+FFFD, and in names `Mu?oz`.
fn is_damaged(field: &Field, text: &str) -> bool {
    let is_name = field.id.starts_with("name");
    let mut letters = text.chars().peekable();
    let mut follows_letter = false;
    while let Some(letter) = letters.next() {
        let goes_on = letters.peek().is_some_and(|next| next.is_alphabetic());
        if letter == '\u{fffd}' || is_name && letter == '?' && follows_letter && goes_on {
            return true;
        }
        follows_letter = letter.is_alphabetic();
    }
    false
}

fn in_list(field: &Field, text: &str) -> Option<FindingCode> {
    let list = field.codes?;
    (!list.open && list.code(text).is_none()).then_some(FindingCode::CodeUnknown)
}

fn country(field: &Field, text: &str) -> Option<FindingCode> {
    let well_formed = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    if well_formed {
        in_list(field, text)
    } else {
        Some(FindingCode::CountryMalformed)
    }
}

fn number(field: &Field, text: &str) -> Option<FindingCode> {
    match text.parse::<u32>() {
        Err(_) => Some(FindingCode::NumberMalformed),
        Ok(weeks) if field.unit == Some("weeks") && weeks > PREGNANCY_WEEKS_MAX => {
            Some(FindingCode::NumberOutOfRange)
        }
        Ok(_) => None,
    }
}

/// Checks years: one number, or a range as [`Age`] writes it.
fn years(text: &str) -> Option<FindingCode> {
    match text.parse::<Age>() {
        Ok(age) if age.bounds_years().0 > AGE_YEARS_MAX => Some(FindingCode::AgeOutOfRange),
        Ok(age) if age.years().is_some() || age.to_string() == text => None,
        Err(_) if is_negative(text) => Some(FindingCode::AgeOutOfRange),
        Ok(_) | Err(_) => Some(FindingCode::NumberMalformed),
    }
}

/// Whether the number is negative: its meaning is not clear.
fn is_negative(text: &str) -> bool {
    let rest = text.trim_start_matches('-');
    rest.len() < text.len()
        && rest
            .trim_start()
            .starts_with(|first: char| first.is_ascii_digit())
}

fn date(text: &str, today: Day) -> Option<FindingCode> {
    let Ok(date) = text.parse::<PartialDate>() else {
        return Some(FindingCode::DateMalformed);
    };
    match date.age_years(today) {
        None => Some(FindingCode::DateInFuture),
        Some((least, _)) if least > AGE_YEARS_MAX => Some(FindingCode::DateTooLongAgo),
        Some(_) => None,
    }
}

/// A future moment is no finding: phones' clocks are often wrong.
fn moment(text: &str) -> Option<FindingCode> {
    match text.parse::<Moment>() {
        Ok(_) => None,
        Err(_) => Some(FindingCode::MomentMalformed),
    }
}
