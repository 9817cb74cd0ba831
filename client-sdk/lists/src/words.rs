//! The words of lists for values that the field table has codes for.

use puente_record::code_list::CodeList;

/// The code of a text: the code itself, or its Spanish or English words in any capitals and accents. Any other
/// text stays as typed, and becomes a finding if the list of codes is closed.
#[must_use]
pub fn code_of<'a>(list: &CodeList, typed: &'a str) -> &'a str {
    list.meant(typed).map_or(typed, |code| code.code)
}

#[cfg(test)]
mod tests {
    use puente_record::code_list::{BIRTH_STATES, SERVICE_TYPES, SEX};

    use super::*;

    #[test]
    fn words_codes_and_capitals_are_understood_and_the_rest_is_kept() {
        for (list, typed, code) in [
            (&SEX, "female", "female"),
            (&SEX, "MUJER", "female"),
            (&SEX, "Male", "male"),
            (&BIRTH_STATES, "michoacan", "MN"),
            (&BIRTH_STATES, "mc", "MC"),
            (&SERVICE_TYPES, "información", "information"),
            (&BIRTH_STATES, "Petén", "Petén"),
        ] {
            assert_eq!(code_of(list, typed), code);
        }
    }
}
