//! What a person should know of a list that was read.

use puente_lists::Notice;

/// A notice in Spanish and English.
pub(super) fn noticed(notice: &Notice) -> (String, String) {
    match notice {
        Notice::OtherEncoding { lines } => (
            format!("{lines} renglones en otra codificación se leyeron como Windows-1252."),
            format!("{lines} lines in another encoding were read as Windows-1252."),
        ),
        Notice::NumbersUnusable => (
            "los números impresos faltan o se repiten: los renglones se cuentan desde 1.".into(),
            "the printed numbers are missing or repeated: rows are counted from 1.".into(),
        ),
        Notice::NamesUnsure { rows } => (
            format!("{rows} nombres podrían dividirse de otra manera; revíselos."),
            format!("{rows} names might be split another way; look at them."),
        ),
        Notice::DatesUnread { cells } => (
            format!("{cells} fechas no se entienden y quedan como están escritas."),
            format!("{cells} dates are not understood and are kept as typed."),
        ),
        Notice::HeaderAgain { times } => (
            format!("el encabezado se repite {times} veces."),
            format!("the header is repeated {times} times."),
        ),
        Notice::HiddenSheets { sheets } => (
            format!(
                "hojas ocultas que no se toman: {}; si una es la lista, use --sheet.",
                sheets.join(" · ")
            ),
            format!(
                "hidden sheets that are not taken: {}; if one is the list, use --sheet.",
                sheets.join(" · ")
            ),
        ),
        Notice::HiddenRows { rows } => (
            format!("{rows} renglones ocultos se toman también."),
            format!("{rows} hidden rows are taken too."),
        ),
        Notice::HiddenColumns { columns } => (
            format!("columnas ocultas que se toman: {}.", columns.join(" · ")),
            format!("hidden columns that are taken: {}.", columns.join(" · ")),
        ),
        Notice::ColumnsLeft { columns } => (
            format!(
                "{} columnas no se toman: {}.",
                columns.len(),
                columns.join(" · ")
            ),
            format!(
                "{} columns are not taken: {}.",
                columns.len(),
                columns.join(" · ")
            ),
        ),
        Notice::SexUnclear { rows } => (
            format!("{rows} renglones tienen marcados los dos sexos y no se toma ninguno."),
            format!("{rows} rows have both sexes marked, and none is taken."),
        ),
        Notice::Families { families } => (
            format!("{families} familias se toman de los títulos de la lista."),
            format!("{families} families are taken from the headings of the list."),
        ),
        Notice::FormulasEmpty { cells }
        | Notice::ErrorCells { cells }
        | Notice::LettersLost { cells } => of_cells(notice, *cells),
    }
}

fn of_cells(notice: &Notice, cells: u32) -> (String, String) {
    let (es, en) = match notice {
        Notice::FormulasEmpty { .. } => (
            "son fórmulas sin valor: abra la lista en una hoja de cálculo y guárdela.",
            "are formulas without a value: open the list in a spreadsheet and save it.",
        ),
        Notice::ErrorCells { .. } => (
            "tienen un error de la hoja (#N/A, #REF!) y no dicen nada.",
            "hold an error of the sheet (#N/A, #REF!) and say nothing.",
        ),
        _ => (
            "perdieron letras (?) antes de llegar; corríjalas a mano.",
            "lost letters (?) before they came here; correct them by hand.",
        ),
    };
    (
        format!("{cells} celdas {es}"),
        format!("{cells} cells {en}"),
    )
}
