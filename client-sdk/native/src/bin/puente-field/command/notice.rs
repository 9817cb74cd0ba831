//! What a person should know of a list that was read.

use puente_lists::Notice;

use crate::words::counted;

/// A notice in Spanish and English.
pub(super) fn noticed(notice: &Notice) -> (String, String) {
    match notice {
        Notice::NumbersUnusable => (
            "los números impresos faltan o se repiten: los renglones se cuentan desde 1.".into(),
            "the printed numbers are missing or repeated: rows are counted from 1.".into(),
        ),
        Notice::HeaderAgain { times } => (
            format!(
                "el encabezado se repite {}.",
                counted(u64::from(*times), "vez", "veces")
            ),
            format!("the header is repeated {times} times."),
        ),
        Notice::HiddenSheets { sheets } => {
            let sheets = sheets.join(" · ");
            (
                format!(
                    "hojas ocultas que no se toman: {sheets}; si una es la lista, use --sheet."
                ),
                format!(
                    "hidden sheets that are not taken: {sheets}; if one is the list, use --sheet."
                ),
            )
        }
        Notice::HiddenColumns { columns } => (
            format!("columnas ocultas que se toman: {}.", columns.join(" · ")),
            format!("hidden columns that are taken: {}.", columns.join(" · ")),
        ),
        Notice::ColumnsLeft { columns } => {
            let count = columns.len() as u64;
            let columns = columns.join(" · ");
            (
                format!(
                    "{}: {columns}.",
                    counted(count, "columna no se toma", "columnas no se toman")
                ),
                format!("{count} columns are not taken: {columns}."),
            )
        }
        other => of_count(other),
    }
}

/// What is said of so many rows or cells, in Spanish of one and of several, and in English.
fn of_count(notice: &Notice) -> (String, String) {
    let (count, one, many, en) = match notice {
        Notice::OtherEncoding { lines } => (
            *lines,
            "renglón en otra codificación se leyó como Windows-1252.",
            "renglones en otra codificación se leyeron como Windows-1252.",
            "lines in another encoding were read as Windows-1252.",
        ),
        Notice::NamesUnsure { rows } => (
            *rows,
            "nombre podría dividirse de otra manera; revíselo.",
            "nombres podrían dividirse de otra manera; revíselos.",
            "names might be split another way; look at them.",
        ),
        Notice::DatesUnread { cells } => (
            *cells,
            "fecha no se entiende y queda como está escrita.",
            "fechas no se entienden y quedan como están escritas.",
            "dates are not understood and are kept as typed.",
        ),
        Notice::HiddenRows { rows } => (
            *rows,
            "renglón oculto se toma también.",
            "renglones ocultos se toman también.",
            "hidden rows are taken too.",
        ),
        Notice::SexUnclear { rows } => (
            *rows,
            "renglón tiene marcados los dos sexos y no se toma ninguno.",
            "renglones tienen marcados los dos sexos y no se toma ninguno.",
            "rows have both sexes marked, and none is taken.",
        ),
        Notice::Families { families } => (
            *families,
            "familia se toma de los títulos de la lista.",
            "familias se toman de los títulos de la lista.",
            "families are taken from the headings of the list.",
        ),
        other => return of_cells(other),
    };
    (
        counted(u64::from(count), one, many),
        format!("{count} {en}"),
    )
}

fn of_cells(notice: &Notice) -> (String, String) {
    let (cells, one, many, en) = match notice {
        Notice::FormulasEmpty { cells } => (
            *cells,
            "celda es una fórmula sin valor: abra la lista en una hoja de cálculo y guárdela.",
            "celdas son fórmulas sin valor: abra la lista en una hoja de cálculo y guárdela.",
            "cells are formulas without a value: open the list in a spreadsheet and save it.",
        ),
        Notice::ErrorCells { cells } => (
            *cells,
            "celda tiene un error de la hoja (#N/A, #REF!) y no dice nada.",
            "celdas tienen un error de la hoja (#N/A, #REF!) y no dicen nada.",
            "cells hold an error of the sheet (#N/A, #REF!) and say nothing.",
        ),
        Notice::LettersLost { cells } => (
            *cells,
            "celda perdió letras (?) antes de llegar; corríjala a mano.",
            "celdas perdieron letras (?) antes de llegar; corríjalas a mano.",
            "cells lost letters (?) before they came here; correct them by hand.",
        ),
        // Said above.
        Notice::NumbersUnusable
        | Notice::HeaderAgain { .. }
        | Notice::HiddenSheets { .. }
        | Notice::HiddenColumns { .. }
        | Notice::ColumnsLeft { .. }
        | Notice::OtherEncoding { .. }
        | Notice::NamesUnsure { .. }
        | Notice::DatesUnread { .. }
        | Notice::HiddenRows { .. }
        | Notice::SexUnclear { .. }
        | Notice::Families { .. } => return (String::new(), String::new()),
    };
    (
        counted(u64::from(cells), one, many),
        format!("{cells} {en}"),
    )
}
