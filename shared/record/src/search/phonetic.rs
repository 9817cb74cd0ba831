use super::search_key;

/// A word as it sounds. Spellings of one sound have one key: Yesenia, Jessenia, Llesenia.
///
/// The published Spanish Metaphone keeps S, Z and soft C apart, which sound the same in Latin America. Digits
/// among letters are read as the letters that they resemble (M0RALES); a word of digits only stays as it is.
#[must_use]
pub fn phonetic_key(word: &str) -> String {
    let mut letters: Vec<char> = search_key(word).chars().filter(|c| *c != ' ').collect();
    if letters.iter().any(char::is_ascii_alphabetic) {
        letters.iter_mut().for_each(|c| *c = read_digit(*c));
    }
    let mut key = Key::default();
    let mut rest = letters.as_slice();
    rest = match rest {
        ['h', 'u', vowel, ..] if is_vowel(*vowel) => key.push('W', rest, 2),
        ['u' | 'w', vowel, ..] if is_vowel(*vowel) => key.push('W', rest, 1),
        _ => rest,
    };
    while !rest.is_empty() {
        rest = key.sound(rest);
    }
    key.finish()
}

#[derive(Default)]
struct Key(String);

impl Key {
    /// Takes one sound from the letters.
    fn sound<'l>(&mut self, letters: &'l [char]) -> &'l [char] {
        match letters {
            ['p', 'h', ..] => self.push('f', letters, 2),
            ['t', 'h', ..] => self.push('t', letters, 2),
            ['s', 'h', ..] => self.push('j', letters, 2),
            ['c', 'h', ..] => {
                self.push('c', letters, 0);
                self.push('h', letters, 2)
            }
            ['h', ..] => &letters[1..],
            ['g', 'u', 'e' | 'i', ..] => self.push('g', letters, 2),
            ['g', 'e' | 'i', ..] => self.push('j', letters, 1),
            ['q', 'u', 'e' | 'i', ..] => self.push('k', letters, 2),
            ['q', ..] => self.push('k', letters, 1),
            ['s', 'c', 'e' | 'i', ..] => self.push('s', letters, 2),
            ['c', 'c', 'e' | 'i', ..] => self.push('j', letters, 2),
            ['c', 'e' | 'i', ..] | ['z', ..] => self.push('s', letters, 1),
            ['c', ..] => self.push('k', letters, 1),
            ['v', ..] => self.push('b', letters, 1),
            ['l', 'l', ..] => self.push('y', letters, 2),
            ['m', 'b' | 'p' | 'v', ..] => self.push('n', letters, 1),
            ['x', ..] => self.push('j', letters, 1),
            [letter, ..] => self.push(*letter, letters, 1),
            [] => letters,
        }
    }

    /// Adds a sound and skips the letters that spelt it. Double sounds count once.
    fn push<'l>(&mut self, sound: char, letters: &'l [char], spelt: usize) -> &'l [char] {
        if !self.0.ends_with(sound) {
            self.0.push(sound);
        }
        &letters[spelt..]
    }

    fn finish(mut self) -> String {
        if self.0.len() > 1 && self.0.ends_with('y') {
            self.0.pop();
            self.push('i', &[], 0);
        }
        match self.0.strip_prefix('j') {
            // The key of "jy…" must not begin with a double sound either.
            Some(rest) => format!("y{}", rest.strip_prefix('y').unwrap_or(rest)),
            None => self.0,
        }
    }
}

fn read_digit(character: char) -> char {
    match character {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '8' => 'b',
        _ => character,
    }
}

fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'e' | 'i' | 'o' | 'u')
}
