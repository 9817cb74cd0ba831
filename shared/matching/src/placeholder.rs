//! What people write where they know nothing: two of them have nothing in common.

use puente_record::missing_word::unsaid_name;
use puente_record::search_key;

/// For a dead or silent person.
const NOBODY: [&str; 2] = ["nn", "n n"];

/// For a child without a name. Some of the words are surnames, too.
const UNNAMED_CHILD: [&str; 9] = [
    "rn",
    "recien nacido",
    "recien nacida",
    "bebe",
    "menor",
    "menor de edad",
    "nino",
    "nina",
    "infante",
];

/// The beginnings of the CURPs that offices use for every foreigner without one.
const CURP_OF_ANY_FOREIGNER: &[u8] = b"XEXX010101";

/// The most bytes of a field with names that are read: a hundred names.
const NAME_BYTES_MAX: usize = 512;

/// The names in a field; empty if it says that there are none.
pub(crate) fn said_names(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(NAME_BYTES_MAX)];
    let is_short = text.len() <= NOBODY[1].len() + 2;
    let is_nobody = is_short && NOBODY.contains(&&*search_key(text));
    match is_nobody || unsaid_name(text).is_some() {
        true => "",
        false => text.trim(),
    }
}

/// The same for given names.
pub(crate) fn said_given_names(text: &str) -> &str {
    let text = said_names(text);
    let longest = UNNAMED_CHILD.iter().map(|words| words.len()).max();
    let is_short = text.chars().count() <= longest.unwrap_or_default();
    match is_short && UNNAMED_CHILD.contains(&&*search_key(text)) {
        true => "",
        false => text,
    }
}

/// Whether digits are all the same, or run up or down: 00000000, 12345678.
pub(crate) fn is_placeholder(digits: &[u8]) -> bool {
    let step = |pair: &[u8]| (10 + pair[1] - pair[0]) % 10;
    let mut steps = digits.windows(2).map(step);
    let first = steps.next().unwrap_or_default();
    matches!(first, 0 | 1 | 9) && steps.all(|step| step == first)
}

/// Whether a text of at least sixteen capital letters and digits has the form of a CURP, apart from what may be
/// misread, and stands for one person.
pub(crate) fn may_be_curp(text: &[u8]) -> bool {
    let is_wrong = |(at, byte): (usize, &u8)| byte.is_ascii_digit() != (4..10).contains(&at);
    let wrong = text.iter().take(16).enumerate();
    // One letter too few or too many puts three into the wrong place.
    wrong.filter(|of| is_wrong(*of)).count() <= 3 && !text.starts_with(CURP_OF_ANY_FOREIGNER)
}
