//! Turns what people type into what is stored.

use std::borrow::Cow;

use super::{Field, FieldShape, FieldType};
use crate::age::Age;
use crate::clean::{clean_line, clean_text};
use crate::code::RecordCode;
use crate::code_list::{birth_state, country, state};
use crate::curp::Curp;
use crate::municipality::municipalities;
use crate::phone::PhoneNumber;

impl Field {
    /// The text without invisible parts, see [`crate::clean`]. Borrowed if nothing changes.
    #[must_use]
    pub fn cleaned<'t>(&self, typed: &'t str) -> Cow<'t, str> {
        // A name is always one line; a member of a set is part of a key.
        let is_words = self.kind == FieldType::Text && !self.id.starts_with("name");
        let has_lines = is_words || self.kind == FieldType::Mrz;
        if has_lines && self.shape == FieldShape::Single {
            clean_text(typed)
        } else {
            clean_line(typed)
        }
    }

    /// The stored form of a typed text: a code if it means one, a telephone number in E.164, a CURP in capital letters.
    /// Other text stays as it was typed, and gives a finding if it should have another form.
    #[must_use]
    pub fn stored_as(&self, typed: &str) -> String {
        let typed = &*self.cleaned(typed);
        let meant = match self.kind {
            FieldType::Country => country(typed).map(|code| code.code.to_owned()),
            FieldType::Number if self.unit == Some("years") => {
                let years = typed.parse().ok().and_then(Age::years);
                years.map(|years| years.to_string())
            }
            FieldType::Phone => typed
                .parse::<PhoneNumber>()
                .ok()
                .map(|phone| phone.to_string()),
            FieldType::Curp => {
                let curp = typed.parse::<Curp>().ok();
                curp.map(|curp| curp.as_str().to_owned())
            }
            FieldType::RecordCode => {
                let code = typed.parse::<RecordCode>().ok();
                code.map(|code| code.to_string())
            }
            // A name that several states have is ambiguous without the state.
            FieldType::Municipality => match municipalities(typed, None).as_slice() {
                [only] => Some(only.to_string()),
                _ => None,
            },
            _ => {
                let code = self.codes.and_then(|list| match list.id {
                    "birth.state" => birth_state(typed),
                    "state" => list.meant(typed).or_else(|| state(typed)),
                    _ => list.meant(typed),
                });
                code.map(|code| code.code.to_owned())
            }
        };
        meant.unwrap_or_else(|| typed.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::field;

    #[test]
    fn what_is_meant_is_stored_and_the_rest_stays_as_typed() {
        for (id, typed, stored) in [
            ("sex", "MUJER", "female"),
            ("sex", "hembra", "hembra"),
            ("nationality", "mx", "MEX"),
            ("nationality", "El Salvador", "SLV"),
            ("nationality", "mexicana", "MEX"),
            ("birth.state", "Mich.", "MN"),
            ("birth.state", "mc", "MC"),
            ("destination.state", "Gto.", "11"),
            ("destination.state", "20", "20"),
            ("age", "18 meses", "1"),
            ("age", "34 AÑOS", "34"),
            ("age", "30-35", "30-35"),
            ("age", "8 M", "8 M"),
            ("phone", "+52 1 656 123 4567", "+526561234567"),
            ("phone", "656 123 4567", "656 123 4567"),
            ("curp", "boxw310820hnerxn09", "BOXW310820HNERXN09"),
            ("curp", "BOXW310820HNERXN08", "BOXW310820HNERXN08"),
            ("birth.municipality", "tijuana", "02004"),
            ("birth.municipality", "Benito Juárez", "Benito Juárez"),
            ("birth.state", "Petén", "Petén"),
            ("name.given", " Ana ", "Ana"),
            ("name.given", "Ana\u{200b}\nLuz", "Ana Luz"),
            ("contact.note", "Ana\u{200b}\nLuz", "Ana\nLuz"),
            ("phone", "\u{202a}+52 656\u{2011}123 4567", "+526561234567"),
            ("sex", "Mu\u{ad}jer", "female"),
        ] {
            let field = field(id).expect("a row of the table");
            assert_eq!(field.stored_as(typed), stored, "{id}");
        }
    }
}
