//! Words that belong together: a surname with its particles, a given name with its devotion.

use super::known::{ABBREVIATED_GIVEN, DEVOTIONS, GIVEN, SURNAMES};
use crate::search::search_key;

/// Words that are never a name alone.
const PARTICLES: [&str; 16] = [
    "da", "das", "de", "del", "di", "do", "dos", "el", "la", "las", "los", "mc", "san", "santa",
    "van", "von",
];

/// One or more words that are one part of a name.
pub(super) struct Unit {
    /// As typed, one space between words.
    pub(super) text: String,
    /// Folded, without its particles.
    word: String,
    abbreviated: bool,
    /// Whether it is `viuda de X` or `vda. de X`.
    pub(super) is_married: bool,
}

/// The units of a text.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut units: Vec<Unit> = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let length = unit_length(rest);
        let (taken, left) = rest.split_at(length);
        let unit = Unit::of(taken);
        match units.last_mut() {
            Some(before) if before.takes(&unit) => before.append(&unit),
            _ => units.push(unit),
        }
        rest = left;
    }
    units
}

/// The number of words of the unit that begins here: particles and the word after them.
fn unit_length(words: &[&str]) -> usize {
    let leads = |word: &&&str| {
        let key = search_key(word);
        PARTICLES.contains(&key.as_str()) || is_widow(&key) || key == "y"
    };
    let leading = words.iter().take_while(leads).count();
    (leading + 1).min(words.len())
}

fn is_widow(key: &str) -> bool {
    matches!(key, "viuda" | "vda")
}

impl Unit {
    fn of(words: &[&str]) -> Self {
        let key = words.iter().map(|word| search_key(word));
        let keys: Vec<String> = key.filter(|key| !key.is_empty()).collect();
        let last = words.last().copied().unwrap_or_default();
        Self {
            text: words.join(" "),
            word: keys.last().cloned().unwrap_or_default(),
            abbreviated: last.ends_with('.') && last.chars().count() <= 5,
            is_married: keys.first().is_some_and(|key| is_widow(key)) && keys.len() > 1,
        }
    }

    /// `María` takes `de los Ángeles`, `Juan` takes `de Dios`.
    fn takes(&self, next: &Self) -> bool {
        let led = search_key(&next.text).starts_with("de");
        let words = self.text.split(' ').count();
        led && words == 1 && self.givenness() > 0 && DEVOTIONS.contains(&next.word)
    }

    fn append(&mut self, next: &Self) {
        self.text.push(' ');
        self.text.push_str(&next.text);
    }

    /// Positive for a given name, negative for a surname, 0 if it may be both or is unknown.
    pub(super) fn givenness(&self) -> i8 {
        if ABBREVIATED_GIVEN.contains(&self.word) && (self.abbreviated || self.word.len() > 1) {
            return 1;
        }
        // "First name unknown" and "last name unknown" on lists of the United States.
        match &*self.word {
            "fnu" => return 1,
            "lnu" => return -1,
            _ => {}
        }
        let has_particle = self.text.contains(' ');
        let given = GIVEN.contains(&self.word);
        let patronymic = self.word.len() > 3 && self.word.ends_with("ez");
        let surname = patronymic || SURNAMES.contains(&self.word);
        match (given, surname) {
            // `de la Rosa` is not the given name Rosa.
            (true, _) if has_particle && search_key(&self.text).starts_with("de") => -1,
            (true, false) => 1,
            (false, true) => -1,
            (false, false) if has_particle => -1,
            _ => 0,
        }
    }

    /// `de García`: as likely a husband's name as a second surname.
    pub(super) fn may_be_married(&self) -> bool {
        let key = search_key(&self.text);
        let own = key.strip_prefix("de ").filter(|rest| !rest.contains(' '));
        own.is_some_and(|word| word.ends_with("ez") || SURNAMES.contains(word) && word != "leon")
    }
}
