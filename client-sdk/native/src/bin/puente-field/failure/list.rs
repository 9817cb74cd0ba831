//! What is wrong with an arrival list, and what to answer where it leaves questions open.

use puente_client::Error as DeviceError;
use puente_lists::{DateDoubt, ListError, Question, limits};

use super::Failure;
use crate::words::counted;

/// Why a list that is here, or was handed over, was not used.
pub(super) fn refused(error: &DeviceError) -> Failure {
    let (code, es, en) = match error {
        DeviceError::NoSuchRow => (
            "no_such_row",
            "La lista no tiene ese renglón.",
            "The list has no such row.",
        ),
        DeviceError::RowsClaimed => (
            "rows_claimed",
            "Otro teléfono ya toma algunos de esos renglones; vea «list show» y acuérdenlo.",
            "Another phone takes some of these rows; see `list show` and agree on it.",
        ),
        DeviceError::CopyNotOpened => (
            "copy_not_opened",
            "Ese no es el código de este archivo, o el archivo llegó dañado.",
            "That is not the code of this file, or the file came damaged.",
        ),
        _ => (
            "no_such_list",
            "Esa lista no está en este dispositivo, o hay varias con ese nombre; vea «lists».",
            "That list is not on this device, or several have that name; see `lists`.",
        ),
    };
    Failure::new(code, es, en)
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        let (code, es, en) = match error {
            ListError::TooLong => (
                "list_too_long",
                "El archivo es demasiado grande para ser una lista de personas.",
                "The file is too large to be a list of people.",
            ),
            ListError::TooManyRows => {
                let most = limits::ROWS_MAX;
                return Self::new(
                    "list_too_many_rows",
                    format!("La lista tiene más de {most} renglones; divídala."),
                    format!("The list has more than {most} rows; split it."),
                );
            }
            ListError::TooManyColumns => (
                "list_too_many_columns",
                "La lista tiene demasiadas columnas; borre las que no son de personas.",
                "The list has too many columns; remove those that are not about people.",
            ),
            ListError::Empty => ("list_empty", "El archivo está vacío.", "The file is empty."),
            ListError::Protected => (
                "list_protected",
                "El libro tiene contraseña; ábralo, quítela y guárdelo otra vez.",
                "The workbook has a password; open it, take it off and save it again.",
            ),
            ListError::OldFormat => (
                "list_old_format",
                "Es un libro de formato antiguo; ábralo y guárdelo como XLSX, ODS o CSV.",
                "It is a workbook of an old format; open it and save it as XLSX, ODS or CSV.",
            ),
            ListError::NotAList => (
                "list_not_a_list",
                "No es una lista: guárdela como XLSX, ODS o CSV.",
                "It is no list: save it as XLSX, ODS or CSV.",
            ),
            ListError::Damaged => (
                "list_damaged",
                "El archivo está cortado o dañado; pida que lo envíen otra vez.",
                "The file is cut off or damaged; ask for it again.",
            ),
            ListError::NoHeader => (
                "list_no_header",
                "Ningún renglón nombra las columnas; diga cuál con --header-row N, o --header-row 0 y --column \"1=name.given\" …",
                "No row names the columns; say which with --header-row N, or --header-row 0 and --column \"1=name.given\" …",
            ),
            ListError::NoSuchColumn(name) => {
                return Self::new(
                    "list_no_such_column",
                    format!("La lista no tiene la columna «{name}»."),
                    format!("The list has no column “{name}”."),
                );
            }
            ListError::NoSuchSheet(name) => {
                return Self::new(
                    "list_no_such_sheet",
                    format!("El libro no tiene la hoja «{name}»."),
                    format!("The workbook has no sheet “{name}”."),
                );
            }
        };
        Self::new(code, es, en)
    }
}

/// What a list asks, in Spanish and English, with the option that answers it.
pub(crate) fn asked(question: &Question) -> (String, String) {
    match question {
        Question::Delimiter { .. } => (
            "¿qué separa las celdas? --delimiter \",\" o \";\"".into(),
            "what separates the cells? --delimiter \",\" or \";\"".into(),
        ),
        Question::Sheet { sheets } => {
            let sheets = sheets.join(" · ");
            (
                format!("¿qué hoja? {sheets}: --sheet NOMBRE"),
                format!("which sheet? {sheets}: --sheet NAME"),
            )
        }
        Question::HeaderRows { .. }
        | Question::ColumnTwice { .. }
        | Question::NameColumns { .. }
        | Question::HiddenRows { .. }
        | Question::LoneRows { .. }
        | Question::SexMarks { .. } => asked_of_shape(question),
        Question::NoName => (
            "¿qué columna tiene el nombre? --column \"COLUMNA=full_name\"".into(),
            "which column has the name? --column \"COLUMN=full_name\"".into(),
        ),
        Question::SexCodes { signs } => {
            let signs = signs.join(", ");
            (
                format!("¿qué sexo es {signs}? --sex-codes H=male,M=female"),
                format!("which sex is {signs}? --sex-codes H=male,M=female"),
            )
        }
        Question::DateOrder { column, doubt } => {
            let (es, en) = match doubt {
                DateDoubt::EitherWay => ("", ""),
                DateDoubt::TwoOrders => (
                    "unas fechas solo pueden ser día/mes y otras solo mes/día; ",
                    "some dates can only be day/month and others only month/day; ",
                ),
            };
            (
                format!(
                    "{es}¿las fechas de «{column}» son día/mes o mes/día? --date-order dmy o mdy"
                ),
                format!(
                    "{en}are the dates of “{column}” day/month or month/day? --date-order dmy or mdy"
                ),
            )
        }
        Question::DatesSwapped { column } => (
            format!(
                "en «{column}» la hoja parece haber cambiado el día por el mes: lo que guardó como fecha tiene días del 1 al 12 y lo que dejó como texto, del 13 en adelante; ¿se cambian de vuelta? --dates-swapped yes o no"
            ),
            format!(
                "in “{column}” the sheet seems to have turned day and month: what it stored as dates has days 1 to 12, what it left as text has days from 13 on; turn them back? --dates-swapped yes or no"
            ),
        ),
        Question::NameOrder { column } => (
            format!(
                "¿en «{column}» van primero los apellidos? --name-order surname_first o given_first"
            ),
            format!(
                "do surnames stand first in “{column}”? --name-order surname_first or given_first"
            ),
        ),
    }
}

/// What the shape of a list asks.
fn asked_of_shape(question: &Question) -> (String, String) {
    match question {
        Question::ColumnTwice { meaning, columns } => {
            let columns = columns.join(" · ");
            (
                format!(
                    "¿cuál columna es {meaning}? {columns}: --column \"COLUMNA={meaning}\" y --column \"OTRA=ignore\""
                ),
                format!(
                    "which column is {meaning}? {columns}: --column \"COLUMN={meaning}\" and --column \"OTHER=ignore\""
                ),
            )
        }
        Question::HeaderRows { line } => (
            format!(
                "¿el renglón {line} también nombra las columnas? --header-rows 2, o 1 si ya es una persona"
            ),
            format!(
                "does row {line} name the columns too? --header-rows 2, or 1 if it is a person"
            ),
        ),
        Question::NameColumns { columns } => {
            let columns = columns.join(" · ");
            (
                format!(
                    "el nombre parece estar en varias columnas ({columns}): --column \"COLUMNA=name.surname1\" para cada una"
                ),
                format!(
                    "the name seems to stand in several columns ({columns}): --column \"COLUMN=name.surname1\" for each"
                ),
            )
        }
        Question::HiddenRows { rows } => (
            format!(
                "la hoja oculta {}: ¿son personas de la lista? --hidden-rows take o skip",
                counted(u64::from(*rows), "renglón", "renglones")
            ),
            format!(
                "the sheet hides {rows} rows: are they people of the list? --hidden-rows take or skip"
            ),
        ),
        Question::LoneRows { lines } => {
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            let lines = lines.join(", ");
            (
                format!(
                    "los renglones {lines} solo tienen un nombre: ¿son personas o títulos? --lone-rows people o headings"
                ),
                format!(
                    "rows {lines} have a name alone: are they people or headings? --lone-rows people or headings"
                ),
            )
        }
        Question::SexMarks { columns, .. } => {
            let columns = columns.join(" · ");
            (
                format!(
                    "las columnas {columns} parecen marcas del sexo y tienen otra cosa: --column \"COLUMNA=sex.male\", sex.female o ignore"
                ),
                format!(
                    "the columns {columns} look like marks for the sex and hold something else: --column \"COLUMN=sex.male\", sex.female or ignore"
                ),
            )
        }
        _ => (String::new(), String::new()),
    }
}
