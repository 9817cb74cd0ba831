//! One word of a name with everything that is compared of it.

use puente_record::phonetic_key;

use super::nickname::stands_for;
use crate::edit::{LETTERS_MAX, is_close};
use crate::hash::short_hash;
use crate::rarity::Rarity;

/// The most names that a nickname stands for.
const NAMES_MAX: usize = 4;

/// How alike two words of names are, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WordMatch {
    Different,
    /// One is an initial of the other.
    Initial,
    /// A quarter of the sounds differs at most, or the consonants are the same.
    Close,
    /// One may be the nickname of the other, or both of a third name.
    Nickname,
    Sound,
    Exact,
}

/// A word of a name. It has a fixed size, so that comparing takes no memory.
#[derive(Clone, Copy, Default)]
pub(crate) struct NameWord {
    /// Hash of the folded letters.
    text: u32,
    sound: [u8; LETTERS_MAX],
    sound_bytes: u8,
    /// Which letters occur in `sound`, a bit for each; a few share one.
    letters: u32,
    /// Whether it is one letter, as in `J. Luis`.
    is_initial: bool,
    /// Consonants as they sound; the first sound stands even if it is a vowel.
    skeleton: [u8; SKELETON_MAX],
    skeleton_bytes: u8,
    stands_for: &'static [&'static str],
    /// Hashes of its own sound and of those of the names that it stands for.
    names: [u32; NAMES_MAX + 1],
    /// How much rarer than usual the name is, in hundredths of a nat.
    pub(crate) rarity: i16,
}

const SKELETON_MAX: usize = 8;

impl NameWord {
    /// A folded word. `None` if nothing of it can be compared.
    pub(crate) fn new(word: &str, rarity: Rarity) -> Option<Self> {
        let key = phonetic_key(word);
        let mut of = Self {
            text: short_hash(word.as_bytes()),
            is_initial: is_initial(word),
            stands_for: stands_for(word),
            ..Self::default()
        };
        let letters = key.chars().map(letter_byte);
        for byte in letters.clone().take(LETTERS_MAX) {
            of.sound[usize::from(of.sound_bytes)] = byte;
            of.sound_bytes += 1;
            of.letters |= 1 << (byte & 31);
        }
        let consonants = letters.enumerate().filter(|(at, byte)| {
            *at == 0 || !matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u')
        });
        for (_, byte) in consonants.take(SKELETON_MAX) {
            of.skeleton[usize::from(of.skeleton_bytes)] = byte;
            of.skeleton_bytes += 1;
        }
        of.names[0] = short_hash(key.as_bytes());
        for (slot, name) in of.names[1..].iter_mut().zip(of.stands_for) {
            *slot = short_hash(phonetic_key(name).as_bytes());
        }
        of.rarity = rarity.of(&key);
        (of.sound_bytes > 0).then_some(of)
    }

    /// Hash of the folded letters.
    pub(crate) const fn text(&self) -> u32 {
        self.text
    }

    /// The names that it stands for, if it is a nickname.
    pub(crate) const fn stands_for(&self) -> &'static [&'static str] {
        self.stands_for
    }

    pub(crate) fn sound(&self) -> &[u8] {
        &self.sound[..usize::from(self.sound_bytes)]
    }

    pub(crate) fn skeleton(&self) -> &[u8] {
        &self.skeleton[..usize::from(self.skeleton_bytes)]
    }

    /// The first sound.
    pub(crate) fn initial(&self) -> u8 {
        self.sound[0]
    }

    pub(crate) fn against(&self, other: &Self) -> WordMatch {
        if self.text == other.text {
            return match self.is_initial {
                true => WordMatch::Initial,
                false => WordMatch::Exact,
            };
        }
        if self.is_initial || other.is_initial {
            return match self.initial() == other.initial() {
                true => WordMatch::Initial,
                false => WordMatch::Different,
            };
        }
        if self.names[0] == other.names[0] {
            return WordMatch::Sound;
        }
        if self.may_be_nickname_of(other) {
            return WordMatch::Nickname;
        }
        if self.is_close_to(other) || self.has_skeleton_of(other) {
            return WordMatch::Close;
        }
        WordMatch::Different
    }

    fn may_be_nickname_of(&self, other: &Self) -> bool {
        if self.names[1] == 0 && other.names[1] == 0 {
            return false;
        }
        self.names
            .iter()
            .take_while(|name| **name != 0)
            .any(|name| other.names.contains(name))
    }

    /// Most words are told apart by their letters, without a distance: an edit changes at most two of those that occur.
    fn is_close_to(&self, other: &Self) -> bool {
        let edits_max = u32::from(self.sound_bytes.max(other.sound_bytes) / 4);
        (self.letters ^ other.letters).count_ones() <= 2 * edits_max
            && is_close(self.sound(), other.sound())
    }

    fn has_skeleton_of(&self, other: &Self) -> bool {
        self.skeleton_bytes >= 3 && self.skeleton() == other.skeleton()
    }
}

/// One byte for each letter, so that a distance counts letters in all scripts. In other scripts than Latin several letters
/// have one byte; what must be equal is compared by the hash of the whole word.
fn letter_byte(letter: char) -> u8 {
    let code = u32::from(letter);
    match u8::try_from(code) {
        Ok(byte) if letter.is_ascii() => byte,
        _ => 0x80 | (code ^ code >> 7 ^ code >> 14) as u8,
    }
}

/// One letter of an alphabet with capitals. In other scripts one character may be a name.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}
