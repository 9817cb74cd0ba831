//! The meaning of a column whose header has several rows: a group above, its parts below.

use super::words::{Word, is_hint, is_of_other, word};
use super::{GIVEN, Meaning, SURNAME1, SURNAME2, key};

/// The meaning of the cells above one column, top first. The upper rows contribute the group's cell, which
/// stands once over several columns.
pub(super) fn stacked(parts: &[&str]) -> Word {
    let Some((sub, groups)) = parts.split_last().filter(|(_, groups)| !groups.is_empty()) else {
        return parts.first().map_or(Word::Unknown, |only| word(only));
    };
    if groups.iter().any(|group| is_of_other(group)) {
        return Word::OfOther;
    }
    let under = groups.iter().rev().map(|group| within(word(group), sub));
    let joined = || word(&parts.join(" "));
    let found = under.into_iter().find(|word| *word != Word::Unknown);
    let found = found.unwrap_or_else(joined);
    if found != Word::Unknown {
        return found;
    }
    match says_nothing(sub) {
        true => stacked(groups),
        false => word(sub),
    }
}

/// Does the header only say how to fill in the column?
pub(super) fn says_nothing(header: &str) -> bool {
    key(header).split_whitespace().all(is_hint)
}

/// The meaning of a part within a group of a known meaning.
fn within(group: Word, sub: &str) -> Word {
    let key = key(sub);
    let is = |words: &str| words.split('|').any(|word| word == key);
    let part = |of: Meaning| Word::Known(of);
    let names = matches!(group, Word::Name | Word::Known(Meaning::FullName));
    match group {
        Word::Known(Meaning::Field("birth.date")) => match () {
            () if is("d|dia|day|dd") => part(Meaning::BirthDay),
            () if is("m|mes|month|mm") => part(Meaning::BirthMonth),
            () if is("a|y|ano|year|aa|yy|aaaa|yyyy") => part(Meaning::BirthYear),
            () => Word::Unknown,
        },
        Word::Known(Meaning::Field("sex")) => match word(sub) {
            mark @ Word::Mark(_) => mark,
            _ => Word::Unknown,
        },
        Word::Known(Meaning::Field("age")) if is("anos|years") => part(Meaning::Field("age")),
        // Ages in months or by sex: nobody knows to which column a number belongs.
        Word::Known(Meaning::Field("age")) => Word::OfOther,
        _ if names && is("last|apellido s") => part(Meaning::Surnames),
        _ if names && is("first|primero|1") => part(GIVEN),
        Word::Known(Meaning::Surnames) if is("1|1o|1er|primero|primer|first|paterno") => {
            part(SURNAME1)
        }
        Word::Known(Meaning::Surnames) if is("2|2o|2do|segundo|second|materno") => part(SURNAME2),
        _ => Word::Unknown,
    }
}
