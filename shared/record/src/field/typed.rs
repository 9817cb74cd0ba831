//! From what people type to what is stored.

use super::{Field, FieldType};
use crate::age::Age;
use crate::code::RecordCode;
use crate::code_list::country;
use crate::curp::Curp;
use crate::municipality::municipalities;
use crate::phone::Phone;

impl Field {
    /// How a typed text is stored: a code where it means one, a number in E.164, a CURP in capital letters. What cannot be
    /// told stays as it was typed, and shows as a finding where it should be otherwise.
    #[must_use]
    pub fn stored_as(&self, typed: &str) -> String {
        let typed = typed.trim();
        let meant = match self.kind {
            FieldType::Country => country(typed).map(|code| code.code.to_owned()),
            FieldType::Number if self.unit == Some("years") => {
                let years = typed.parse().ok().and_then(Age::years);
                years.map(|years| years.to_string())
            }
            FieldType::Phone => typed.parse::<Phone>().ok().map(|phone| phone.to_string()),
            FieldType::Curp => {
                let curp = typed.parse::<Curp>().ok();
                curp.map(|curp| curp.as_str().to_owned())
            }
            FieldType::RecordCode => {
                let code = typed.parse::<RecordCode>().ok();
                code.map(|code| code.to_string())
            }
            // A name that several states have tells nothing without the state.
            FieldType::Municipality => match municipalities(typed, None).as_slice() {
                [only] => Some(only.to_string()),
                _ => None,
            },
            _ => {
                let code = self.codes.and_then(|list| list.meant(typed));
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
            ("nationality", "mexicana", "mexicana"),
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
        ] {
            let field = field(id).expect("a row of the table");
            assert_eq!(field.stored_as(typed), stored, "{id}");
        }
    }
}
