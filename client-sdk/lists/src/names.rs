//! The order of names in one cell: the header or the names tell it, or a person is asked.

use puente_record::missing_word::unsaid;
use puente_record::name::{NameOrder, list_order};
use puente_record::search_key;

/// The order that a header states.
fn in_header(header: &str) -> Option<NameOrder> {
    let folded = search_key(header);
    let place = |words: &[&str]| {
        let mut all = folded.split_whitespace();
        all.position(|word| words.contains(&word))
    };
    let given = place(&["nombre", "nombres", "given", "first"])?;
    let surname = place(&["apellido", "apellidos", "surname", "surnames", "last"])?;
    Some(if surname < given {
        NameOrder::SurnameFirst
    } else {
        NameOrder::GivenFirst
    })
}

/// Is the slash in the cells of a column that of its header, `Nombre/Apellido`? In the other form, that of
/// airlines, the surname stands before the slash.
pub(crate) fn is_slash_turned(header: &str) -> bool {
    header.contains('/') && in_header(header) == Some(NameOrder::GivenFirst)
}

/// Infers the order in a column.
pub(crate) fn infer<'a>(header: &str, cells: impl Iterator<Item = &'a str>) -> Option<NameOrder> {
    if let Some(order) = in_header(header) {
        return Some(order);
    }
    let mut with_comma = true;
    let order = list_order(
        cells.inspect(|cell| with_comma &= unsaid(cell).is_some() || cell.contains([',', '/'])),
    );
    // A comma tells the order by itself, and so does an airline's slash: `RUIZ SANTOS, HORTENSIA`.
    order.or(with_comma.then_some(NameOrder::SurnameFirst))
}

/// The word for an order on a command line.
#[must_use]
pub fn name_order(word: &str) -> Option<NameOrder> {
    match word {
        "surname_first" => Some(NameOrder::SurnameFirst),
        "given_first" => Some(NameOrder::GivenFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::NameOrder::{GivenFirst, SurnameFirst};
    use super::*;

    #[test]
    fn the_order_is_told_by_the_header_or_by_usual_names() {
        let of = |header: &str, cells: &[&str]| infer(header, cells.iter().copied());
        assert_eq!(of("Apellidos y nombres", &[]), Some(SurnameFirst));
        assert_eq!(of("Nombres y apellidos", &[]), Some(GivenFirst));
        assert_eq!(of("Last name, first name", &[]), Some(SurnameFirst));
        assert_eq!(
            of("Nombre", &["RUIZ SANTOS HORTENSIA", "XIU BALAM ITZAMARA"]),
            Some(SurnameFirst)
        );
        assert_eq!(
            of("Nombre", &["Ana Ruiz", "José Luis García"]),
            Some(GivenFirst)
        );
        assert_eq!(
            of("Nombre", &["Xiu Balam, Itzamara", ""]),
            Some(SurnameFirst)
        );
        assert_eq!(
            of("Passenger", &["XIUBALAM/ITZAMARA MS", "TZUL/NIMMR"]),
            Some(SurnameFirst)
        );
        assert_eq!(of("Nombre", &["Ana Ruiz", "Ruiz Ana"]), None);
        assert_eq!(of("Nombre", &["XIU BALAM ITZAMARA"]), None);
    }
}
