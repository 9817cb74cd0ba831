//! What surrounds a name and is not part of it: `C.`, `SRA.`, `JR`, `III`, `(MENOR)`, `MSTR` of an airline.

use super::known::GIVEN;
use crate::search::search_key;

/// What surrounds a name.
#[derive(Default, Clone, PartialEq, Eq)]
pub struct Affixes {
    /// `JR`, `III`: distinguishes father and son, and is no surname.
    pub suffix: String,
    /// What the list says about the person beside the name: `MENOR`, `EMBARAZADA`.
    pub remark: String,
    /// Whether the remark says that the person is a child.
    pub is_child: bool,
    /// Whether the name also mentions another person, who may have no row of their own: `ANA Y BEBE`.
    pub names_another: bool,
}

/// Shows no personal data.
impl core::fmt::Debug for Affixes {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Affixes")
            .field("is_child", &self.is_child)
            .finish_non_exhaustive()
    }
}

/// The part of a name in a text. Titles come before a whole name and before given names; those of airlines
/// after given names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All names in one cell.
    Whole,
    /// Given names.
    Given,
    /// One surname or both.
    Surnames,
}

/// Titles in front of a name, folded.
const TITLES: &str = "c sr sra srta lic licda ing dr dra prof profa profr profra mtro mtra arq mr mrs ms miss mstr don dona \
     ciudadano ciudadana joven";

/// Titles behind given names, as airlines write them.
const AIRLINE: &str = "mr mrs ms miss mstr dr inf chd";

/// The same without a blank before them. No given name ends in these.
const GLUED: [&str; 6] = ["mstr", "mrs", "miss", "chd", "mr", "ms"];

/// Words that mean a child.
const CHILD: &str = "menor menores nna nnas bebe rn infante inf chd mstr nino nina";

const SUFFIXES: &str = "jr ii iii iv 2nd 3rd";

fn is_one_of(words: &str, key: &str) -> bool {
    words.split(' ').any(|word| word == key)
}

/// `*`, `---`: signs that clerks write beside a name. `ANA & EVA` are two people.
fn is_sign(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_ascii_punctuation() && !matches!(c, '&' | '+'))
}

/// The name, or one part of it, with one blank between its words, and what surrounded it.
#[must_use]
pub fn bare_name(text: &str, part: Part) -> (String, Affixes) {
    let mut affixes = Affixes::default();
    let outside = affixes.without_brackets(text);
    let name = affixes.taken_off(&outside, part);
    (name, affixes)
}

/// Whether a word may be a title, which is no part of a name.
#[cfg(test)]
pub(super) fn may_be_title(word: &str) -> bool {
    let key = search_key(word);
    let words = [TITLES, AIRLINE, CHILD, SUFFIXES, "sr nmn nmi"];
    words.iter().any(|words| is_one_of(words, &key))
        || GLUED.iter().any(|title| key.ends_with(title))
}

impl Affixes {
    /// Removes from a part of a name what surrounds it.
    pub(super) fn taken_off(&mut self, text: &str, part: Part) -> String {
        let mut words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !is_sign(word))
            .collect();
        self.take_companion(&mut words);
        self.take_titles(&mut words, part);
        if part == Part::Given || part == Part::Whole && words.len() > 2 {
            self.take_airline_title(&mut words);
        }
        self.take_suffix(&mut words, part);
        // "No middle name" or "no middle initial".
        let is_none =
            |word: &str| matches!(word.trim_end_matches('.'), "NMN" | "NMI" | "nmn" | "nmi");
        if words.len() > 1 {
            words.retain(|word| !is_none(word));
        }
        let name = self.unglued(&words, part);
        name.trim_matches([',', ' ']).to_owned()
    }

    fn remark(&mut self, text: &str) {
        let key = search_key(text);
        if key.is_empty() {
            return;
        }
        self.is_child |=
            key.split(' ').any(|word| is_one_of(CHILD, word)) || key.contains("recien nacid");
        if !self.remark.is_empty() {
            self.remark.push(' ');
        }
        self.remark.push_str(text.trim());
    }

    /// `(MENOR)` and `*` are beside the name.
    pub(super) fn without_brackets(&mut self, text: &str) -> String {
        // A formula is text like any other, and its brackets belong to it.
        if text.starts_with('=') {
            return text.to_owned();
        }
        let mut outside = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find(['(', '[']) {
            let behind = &rest[open + 1..];
            let (inside, after) = behind.split_once([')', ']']).unwrap_or((behind, ""));
            outside.push_str(&rest[..open]);
            outside.push(' ');
            // An airline writes an infant's name within its mother's.
            self.names_another |= inside.contains('/');
            if !matches!(&*search_key(inside), "nmn" | "nmi" | "s") {
                self.remark(inside);
            }
            rest = after;
        }
        outside.push_str(rest);
        // If there is nothing but brackets, they do not contain a remark.
        if search_key(&outside).is_empty() && !search_key(text).is_empty() {
            self.remark.clear();
            self.is_child = false;
            return text.replace(['(', ')', '[', ']'], " ");
        }
        outside.replace('*', " ")
    }

    /// `ANA Y BEBE`: another person, who has no row.
    fn take_companion(&mut self, words: &mut Vec<&str>) {
        let place = words.windows(2).position(|pair| {
            let [and, who] = [pair[0], pair[1]].map(search_key);
            matches!(&*and, "y" | "e" | "con" | "and" | "with")
                && is_one_of(
                    "bebe hijo hija hijos hijas menor menores rn baby infant son daughter",
                    &who,
                )
        });
        if let Some(place) = place.filter(|place| *place > 0) {
            let with: Vec<&str> = words.drain(place..).collect();
            let was_child = self.is_child;
            self.remark(&with.join(" "));
            // The other person is the child.
            self.is_child = was_child;
            self.names_another = true;
        }
    }

    fn take_titles(&mut self, words: &mut Vec<&str>, part: Part) {
        while let [first, second, rest @ ..] = &words[..] {
            let key = search_key(first);
            let has_point = first.ends_with('.');
            let stands_by_itself = part != Part::Surnames && key.len() > 1 && !rest.is_empty();
            let is_title = is_one_of(TITLES, &key) && (has_point || stands_by_itself);
            let is_child = part != Part::Surnames
                && is_one_of("menor nna rn bebe", &key)
                && !matches!(&*search_key(second), "de" | "del");
            if is_child {
                self.remark(first);
            } else if !is_title {
                return;
            }
            words.remove(0);
        }
    }

    fn take_airline_title(&mut self, words: &mut Vec<&str>) {
        while let [_, .., last] = words[..] {
            let key = search_key(last);
            if !is_one_of(AIRLINE, &key) {
                return;
            }
            if is_one_of(CHILD, &key) {
                self.remark(last);
            }
            words.pop();
        }
    }

    fn take_suffix(&mut self, words: &mut Vec<&str>, part: Part) {
        let last = words.len().saturating_sub(1);
        // In the column of a second surname it is alone.
        let first = usize::from(part != Part::Surnames || last > 0);
        let place = words.iter().enumerate().position(|(place, word)| {
            let key = search_key(word);
            let is_senior = key == "sr" && place == last && place > 0;
            place >= first && is_one_of(SUFFIXES, &key) || is_senior
        });
        if let Some(place) = place {
            let suffix = words.remove(place);
            self.suffix = suffix.trim_matches([',', '.']).to_owned();
        }
    }

    /// `JUANMR` of an airline is Juan; but nobody is called Willia because of `WILLIAMS`.
    fn unglued(&mut self, words: &[&str], part: Part) -> String {
        let mut name = words.join(" ");
        if part != Part::Given || name.chars().any(char::is_lowercase) {
            return name;
        }
        let last = search_key(words.last().copied().unwrap_or_default());
        let title = GLUED.iter().find(|title| {
            let stem = last.strip_suffix(**title);
            stem.is_some_and(|stem| GIVEN.contains(stem))
        });
        if let Some(title) = title.filter(|_| name.is_ascii()) {
            let glued = name.split_off(name.len() - title.len());
            if is_one_of(CHILD, title) {
                self.remark(&glued);
            }
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_name_is_taken_off_it() {
        for (text, part, name, suffix, remark) in [
            (
                "C. JUAN PEREZ LOPEZ",
                Part::Whole,
                "JUAN PEREZ LOPEZ",
                "",
                "",
            ),
            ("SRA. ANA RUIZ PAZ", Part::Whole, "ANA RUIZ PAZ", "", ""),
            ("Lic. María Vega", Part::Whole, "María Vega", "", ""),
            (
                "MENOR JOSE LUIS SOSA",
                Part::Whole,
                "JOSE LUIS SOSA",
                "",
                "MENOR",
            ),
            (
                "JUAN PEREZ LOPEZ JR",
                Part::Whole,
                "JUAN PEREZ LOPEZ",
                "JR",
                "",
            ),
            ("MIGUEL GARCIA SR.", Part::Whole, "MIGUEL GARCIA", "SR", ""),
            ("PEDRO GARCIA III", Part::Whole, "PEDRO GARCIA", "III", ""),
            ("PEREZ JR. JUAN", Part::Whole, "PEREZ JUAN", "JR", ""),
            ("PEREZ JR", Part::Surnames, "PEREZ", "JR", ""),
            ("JUAN (MENOR)", Part::Given, "JUAN", "", "MENOR"),
            ("ANA *", Part::Given, "ANA", "", ""),
            ("SR. LEO", Part::Given, "LEO", "", ""),
            ("ANA MS", Part::Given, "ANA", "", ""),
            ("LEO MSTR", Part::Given, "LEO", "", "MSTR"),
            ("SOL INF", Part::Given, "SOL", "", "INF"),
            ("JUANMR", Part::Given, "JUAN", "", ""),
            ("JUAN CARLOSMR", Part::Given, "JUAN CARLOS", "", ""),
            ("ANAMSTR", Part::Given, "ANA", "", "MSTR"),
            ("JUAN NMI", Part::Given, "JUAN", "", ""),
            ("FNU NMN", Part::Given, "FNU", "", ""),
            ("ANA Y BEBE", Part::Given, "ANA", "", "Y BEBE"),
        ] {
            let (bare, affixes) = bare_name(text, part);
            assert_eq!(
                (&*bare, &*affixes.suffix, &*affixes.remark),
                (name, suffix, remark),
                "{text}"
            );
        }
    }

    #[test]
    fn names_are_left_as_they_are() {
        for (text, part, name, suffix) in [
            ("WILLIAMS", Part::Given, "WILLIAMS", ""),
            ("Junior Alexander", Part::Given, "Junior Alexander", ""),
            ("Don Carlos", Part::Given, "Don Carlos", ""),
            ("J. Jesús", Part::Given, "J. Jesús", ""),
            ("MA. DE JESUS", Part::Given, "MA. DE JESUS", ""),
            ("BEBE DE ANA RUIZ", Part::Whole, "BEBE DE ANA RUIZ", ""),
            ("ORTEGA Y PAZ", Part::Surnames, "ORTEGA Y PAZ", ""),
            ("Menor", Part::Surnames, "Menor", ""),
            ("JR", Part::Given, "JR", ""),
            ("JR", Part::Surnames, "", "JR"),
            ("III", Part::Surnames, "", "III"),
            ("SRA. RUIZ", Part::Surnames, "RUIZ", ""),
            ("PEREZ LOPEZ JUAN MR", Part::Whole, "PEREZ LOPEZ JUAN", ""),
            ("Nombre(s)", Part::Whole, "Nombre", ""),
            ("(Ana)", Part::Given, "Ana", ""),
            ("", Part::Whole, "", ""),
        ] {
            let (bare, affixes) = bare_name(text, part);
            assert_eq!((&*bare, &*affixes.suffix), (name, suffix), "{text}");
            assert_eq!(affixes.remark, "", "{text}");
        }
    }

    #[test]
    fn a_child_is_told_and_whoever_comes_with_somebody_is_another() {
        for (text, is_child, another) in [
            ("MENOR JOSE LUIS", true, false),
            ("JOSE (menor de edad)", true, false),
            ("SOL (recién nacida)", true, false),
            ("ANA Y BEBE", false, true),
            ("ANA MRS(INFRUIZ/SOL)", false, true),
            ("ANA (EMBARAZADA)", false, false),
        ] {
            let (_, of) = bare_name(text, Part::Given);
            assert_eq!(
                (of.is_child, of.names_another),
                (is_child, another),
                "{text}"
            );
        }
        let shown = format!("{:?}", bare_name("Ana (menor Luz)", Part::Given).1);
        assert!(!shown.contains("Luz"));
    }
}
