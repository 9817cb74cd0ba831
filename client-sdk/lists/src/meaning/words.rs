//! The meaning of one header by itself, in any form that a tool or an office writes.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::headers::{HXL, MARKS, OF_OTHERS, PARTS, WORDS};
use super::{GIVEN, Meaning, key};

/// The meaning of a header before the other headers are considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A meaning of its own.
    Known(Meaning),
    /// A name; the other columns decide which one.
    Name,
    /// A sign for one sex, whose cells contain marks.
    Mark(&'static str),
    /// Day, month or year of an unnamed date.
    Part(Meaning),
    /// Something about another person: a parent, a contact, an officer.
    OfOther,
    Unknown,
}

impl Word {
    pub(super) const fn is_known(self) -> bool {
        !matches!(self, Self::Unknown | Self::OfOther)
    }
}

/// The meaning of a header in one cell: of the whole, without a leading number, or of each half.
pub(super) fn word(header: &str) -> Word {
    let header = header.trim();
    if matches!(header, "#" | "№" | "N°" | "Nº") {
        return Word::Known(Meaning::Number);
    }
    if let Some(tag) = header
        .strip_prefix('#')
        .filter(|tag| tag.starts_with(char::is_alphabetic))
    {
        return tagged(tag);
    }
    let whole = simple(header);
    if whole != Word::Unknown {
        return whole;
    }
    match path(header) {
        Word::Unknown => halves(header),
        word => word,
    }
}

/// The meaning of a header in one language and without a path.
fn simple(header: &str) -> Word {
    let plain = key(header);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let without = |is_left_out: fn(&&str) -> bool| {
        let rest = words.iter().copied().skip_while(is_left_out);
        rest.collect::<Vec<_>>().join(" ")
    };
    let is_number = |word: &&str| {
        let digits = word.trim_start_matches(['p', 'q']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let kept = words.iter().filter(|word| !is_hint(word)).copied();
    let of = |candidate: &str| Some(exact(candidate)).filter(|word| *word != Word::Unknown);
    let all_letters = || words.iter().all(|word| word.len() == 1);
    of(&plain)
        .or_else(|| of(&without(is_number)))
        .or_else(|| of(&kept.collect::<Vec<_>>().join(" ")))
        // C.U.R.P., D. O. B.
        .or_else(|| {
            all_letters()
                .then(|| words.concat())
                .and_then(|joined| of(&joined))
        })
        .unwrap_or(Word::Unknown)
}

/// `dd/mm/aaaa`, *obligatorio*: words that say how to fill in, not what.
pub(crate) fn is_hint(word: &str) -> bool {
    let letters = |set: &str| word.chars().all(|c| set.contains(c));
    let is_format = matches!(word.len(), 2 | 4) && ["d", "m", "a", "y"].into_iter().any(letters);
    is_format
        || matches!(
            word,
            "obligatorio" | "obligatoria" | "required" | "opcional" | "optional"
        )
}

/// The meaning of a folded header as a whole.
pub(super) fn exact(key: &str) -> Word {
    static KNOWN: OnceLock<HashMap<&str, Word>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known = HashMap::new();
        let mut add = |words: &'static str, word: Word| {
            // The first meaning of a word wins.
            words.split('|').for_each(|of| {
                known.entry(of).or_insert(word);
            });
        };
        add("nombre|name|nom", Word::Name);
        WORDS
            .iter()
            .for_each(|(meaning, words)| add(words, Word::Known(*meaning)));
        MARKS
            .iter()
            .for_each(|(sign, words)| add(words, Word::Mark(sign)));
        PARTS
            .iter()
            .for_each(|(part, words)| add(words, Word::Part(*part)));
        known
    });
    known.get(key).copied().unwrap_or(Word::Unknown)
}

/// Are these words about somebody else than the person?
pub(super) fn is_of_other(header: &str) -> bool {
    let key = key(header);
    let is_family = key.contains("grupo") || key.contains("nucleo");
    !is_family
        && key
            .split_whitespace()
            .any(|word| OF_OTHERS.split('|').any(|of| of == word))
}

/// `datos/nombre`, `datos.nombre`: forms write the path to a question, and the last part is the question.
fn path(header: &str) -> Word {
    // In a path with slashes a point ends an abbreviation.
    let between: &[char] = if header.contains('/') {
        &['/']
    } else {
        &['.', ':']
    };
    let parts: Vec<&str> = header
        .split(between)
        .filter(|part| !part.is_empty())
        .collect();
    let is_path = !header.contains(char::is_whitespace)
        && parts.len() > 1
        && parts.iter().all(|part| part.len() > 1);
    let (true, Some((last, way))) = (is_path, parts.split_last()) else {
        return Word::Unknown;
    };
    // Two languages look like a path: `NOMBRE/NAME`.
    if way.iter().any(|part| simple(part) != Word::Unknown) {
        return Word::Unknown;
    }
    match way.iter().any(|part| is_of_other(part)) {
        true => Word::OfOther,
        false => simple(last),
    }
}

/// National identity cards, by their name in one country.
const NATIONAL_IDS: [&str; 5] = [
    "identity_paper.dpi",
    "identity_paper.dui",
    "identity_paper.dni",
    "identity_paper.cedula",
    "identity_paper.identidad",
];

/// `NOMBRE / NAME`: has a meaning when both halves mean the same.
fn halves(header: &str) -> Word {
    let parts = header
        .split(['/', '|', '\n', '\r', '–', '—'])
        .flat_map(|part| part.split(" - "));
    let known: Vec<Word> = parts.map(simple).filter(|word| word.is_known()).collect();
    let is_name = |word: &Word| match word {
        Word::Name => true,
        Word::Known(meaning) => *meaning == GIVEN || *meaning == Meaning::FullName,
        _ => false,
    };
    let is_national = |word: &Word| match word {
        Word::Known(Meaning::Paper(name)) => NATIONAL_IDS.contains(name),
        _ => false,
    };
    match known[..] {
        // `DPI/DUI/DNI`: each person has the one of their own country.
        [_, _, ..] if known.iter().all(is_national) => {
            Word::Known(Meaning::Paper("identity_paper.identidad"))
        }
        [one, ref rest @ ..] if !rest.is_empty() => {
            let exact = known.iter().find(|word| **word != Word::Name).copied();
            let all_names = known.iter().all(is_name);
            let same = |word: &Word| {
                exact.is_none_or(|exact| *word == exact || all_names && *word == Word::Name)
            };
            if known.iter().all(same) {
                exact.unwrap_or(one)
            } else {
                Word::Unknown
            }
        }
        _ => Word::Unknown,
    }
}

/// A tag of the Humanitarian Exchange Language: `#name+given`, `#indicator+age`.
fn tagged(tag: &str) -> Word {
    let folded = tag.to_lowercase();
    let mut words: Vec<&str> = folded
        .split(['+', ' ', '_'])
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    let has = |wanted: &&str| wanted.split('+').all(|one| words.contains(&one));
    let found = HXL
        .iter()
        .find(|(_, tags)| tags.split('|').any(|tags| has(&tags)));
    found.map_or(Word::Unknown, |(meaning, _)| Word::Known(*meaning))
}
