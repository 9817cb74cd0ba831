//! What a value shows by itself.

use super::{AGE_YEARS_MAX, Finding, FindingCode};
use crate::code::{CodeError, RecordCode};
use crate::curp::{Curp, CurpError};
use crate::date::{Day, Moment, PartialDate};
use crate::field::{Asked, FIELDS, Field, FieldType, Required};
use crate::id::SiteId;
use crate::value::Value;

pub(super) fn findings(reading: &dyn Fn(&str) -> Vec<Value>, today: Day) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in FIELDS {
        let values = reading(field.id);
        let mut note = |code| {
            findings.push(Finding {
                field: field.id,
                code,
            });
        };
        let texts = values.iter().filter_map(Value::as_text);
        texts
            .filter_map(|text| look(field, text.trim(), today))
            .for_each(&mut note);
        let silent = values.iter().all(is_empty);
        if silent && field.required == Required::Required && field.asked == Asked::Gate {
            note(FindingCode::Missing);
        }
    }
    findings
}

/// An empty text is nothing said; a reason is something said.
pub(super) fn is_empty(value: &Value) -> bool {
    value.as_text().is_some_and(|text| text.trim().is_empty())
}

fn look(field: &Field, text: &str, today: Day) -> Option<FindingCode> {
    if text.is_empty() {
        return None;
    }
    match field.kind {
        FieldType::Text => None,
        FieldType::Code => {
            let list = field.codes?;
            (!list.open && list.code(text).is_none()).then_some(FindingCode::CodeUnknown)
        }
        FieldType::Number => number(field, text),
        FieldType::Date => date(text, today),
        FieldType::Moment => moment(text),
        FieldType::Country => {
            let well_formed = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
            (!well_formed).then_some(FindingCode::CountryMalformed)
        }
        FieldType::Phone => (!is_phone(text)).then_some(FindingCode::PhoneMalformed),
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
    }
}

fn number(field: &Field, text: &str) -> Option<FindingCode> {
    match text.parse::<u32>() {
        Err(_) => Some(FindingCode::NumberMalformed),
        Ok(age) if field.id == "age" && age > u32::from(AGE_YEARS_MAX) => {
            Some(FindingCode::AgeOutOfRange)
        }
        Ok(_) => None,
    }
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

/// A moment after today is no finding: the clocks of phones are wrong.
fn moment(text: &str) -> Option<FindingCode> {
    match text.parse::<Moment>() {
        Ok(_) => None,
        Err(_) => Some(FindingCode::MomentMalformed),
    }
}

/// Ten digits as in Mexico and the United States, or `+` and 8 to 15 as in E.164, with the usual signs between them.
fn is_phone(text: &str) -> bool {
    let (international, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let only_usual = rest
        .chars()
        .all(|c| c.is_ascii_digit() || " -.()".contains(c));
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    only_usual
        && if international {
            (8..=15).contains(&digits)
        } else {
            digits == 10
        }
}
