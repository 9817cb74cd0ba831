//! Words of lines that are not people.

use puente_record::search_key;

/// Is the cell a sum, a page number, or the end of the list? No name is.
pub(super) fn sums(cell: &str) -> bool {
    let key = search_key(cell);
    let words: Vec<&str> = key.split(' ').collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let counted = |word: &&str| COUNTED.split_whitespace().any(|known| known == *word);
    match words[..] {
        ["total" | "totales" | "subtotal" | "subtotales", ..]
        | ["gran" | "sub" | "grand", "total", ..]
        | [
            "fin" | "final",
            "de",
            "lista" | "listado" | "la" | "relacion" | "hoja",
        ]
        | ["fin", "de", "la" | "el", ..]
        | ["end", "of", ..]
        | ["ultima", "linea" | "hoja" | "pagina"]
        | ["suma" | "sumas"] => true,
        ["pagina" | "pag" | "page" | "hoja" | "foja", number, ..] => is_number(&number),
        _ => {
            words.len() > 1
                && words.iter().any(is_number)
                && words.iter().any(counted)
                && words.iter().all(|word| {
                    is_number(word) || counted(word) || matches!(*word, "y" | "de" | "and")
                })
        }
    }
}

/// Does the cell count people besides those who are named? `+ 2 menores`, `y 3 hijos`.
pub(super) fn counts_others(cell: &str) -> bool {
    let key = search_key(cell);
    let words: Vec<&str> = key.split(' ').collect();
    let words = match words[..] {
        ["mas" | "y" | "con" | "with" | "and" | "plus", ref rest @ ..] => rest,
        _ if cell.trim_start().starts_with('+') => &words,
        _ => return false,
    };
    let [number, people, ..] = words else {
        return false;
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(
            *number,
            "un" | "una" | "dos" | "tres" | "cuatro" | "cinco" | "one" | "two" | "three"
        );
    is_number && OTHERS.split(' ').any(|known| known == *people)
}

const OTHERS: &str = "hijo hija hijos hijas menor menores nino nina ninos ninas bebe bebes familiar familiares acompanante \
     acompanantes persona personas child children kids minor minors people";

const COUNTED: &str = "hombres mujeres ninos ninas menores adultos adultas personas total familias men women children \
     adults people minors";

/// Does the cell ask for a signature? The people below it signed.
pub(super) fn signs(cell: &str) -> bool {
    begins(cell, SIGNATURES) || begins_with_colon(cell, SIGNATURES_OR_NAMES)
}

const SIGNATURES: &str = "elaboro|elaborado por|autorizo|autorizado por|reviso|revisado por|firma|firmas|nombre y firma\
     |firma y sello|nombre cargo y firma|vo bo|visto bueno|recibio|recibido por|entrego|entregado por|quien entrega\
     |quien recibe|responsable|atentamente|prepared by|approved by|received by|checked by|signature|signed|delivered by\
     |autoriza|elabora|valido|supervisor|supervisa";

const SIGNATURES_OR_NAMES: &str =
    "entrega|recibe|sello|cargo|nombre|testigo|testigos|agente|oficial|lic|licenciado";

/// Is the cell a remark about the list?
pub(super) fn remarks(cell: &str) -> bool {
    begins(cell, REMARKS)
        || begins_with_colon(cell, REMARKS_OR_NAMES)
        || is_whole(cell, REMARKS_OR_NAMES)
}

const REMARKS: &str = "lugar y fecha|observaciones generales|lista sujeta|documento|impreso|generado|elaboracion\
     |c c p|ccp|fecha de|hora de|printed|generated|report date";

const REMARKS_OR_NAMES: &str = "fuente|nota|notas|sello|suma|sumas|fecha|hora|lugar|observaciones|source|note|notes|date|aviso\
     |importante|firma|entrega|recibe|vuelo|autobus|bus|unidad|salida|llegada|corte|leyenda|simbologia";

fn begins(cell: &str, words: &str) -> bool {
    let key = search_key(cell);
    words.split('|').any(|word| {
        key.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Words that are also surnames need a colon after them.
fn begins_with_colon(cell: &str, words: &str) -> bool {
    let head = cell.split_once(':').map(|(head, _)| search_key(head));
    head.is_some_and(|head| words.split('|').any(|word| head == word))
}

fn is_whole(cell: &str, words: &str) -> bool {
    let key = search_key(cell);
    words.split('|').any(|word| key == word)
}

/// The heading of a section, or of a family with its name; `None` for what may be a person.
#[allow(clippy::option_option)]
pub(super) fn heading(cell: &str) -> Option<Option<String>> {
    let key = search_key(cell);
    let family = FAMILY
        .split('|')
        .find_map(|word| key.strip_prefix(word)?.strip_prefix(' '));
    if let Some(name) = family {
        let name = ["no ", "num ", "numero ", "n ", "unidad "]
            .into_iter()
            .find_map(|of| name.strip_prefix(of))
            .unwrap_or(name);
        return Some(Some(name.to_owned()));
    }
    let is_word = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || SECTIONS.split_whitespace().any(|known| known == word)
    };
    let is_group =
        !key.is_empty() && key.split(' ').all(is_word) && key.contains(char::is_alphabetic);
    (is_group || is_whole(cell, COUNTRIES)).then_some(None)
}

const FAMILY: &str = "grupo familiar|nucleo familiar|unidad familiar|family unit|family group|familia|family|nucleo|flia";

const SECTIONS: &str = "mujeres hombres mujer hombre ninos ninas nino nina menores menor adolescentes adultos adultas \
     adulto mayores mayor de edad no sin con acompanados acompanadas acompanado acompanada familias familia familiares \
     familiar grupos grupo solos solas sola solo solteros solteras viajan que viajan varones varon masculino femenino \
     masculinos femeninos femeninas sexo seccion lista listado bloque equipo nucleos nucleo unidades unidad y o a la \
     las los el en del por casos caso especiales especial vulnerables embarazadas lactantes tercera primera segunda \
     infancia ninez nna nnas bebes personas retornados retornadas repatriados repatriadas deportados deportadas \
     migrantes extranjeros extranjeras nacionales connacionales individuales individual men women children minors \
     unaccompanied families family single adults adult female females male males boys girls group section \
     accompanied centroamericanos centroamericanas";

const COUNTRIES: &str = "mexico|mexicanos|mexicanas|guatemala|guatemaltecos|guatemaltecas|honduras|hondurenos|hondurenas\
     |el salvador|salvadorenos|salvadorenas|nicaragua|nicaraguenses|venezuela|venezolanos|venezolanas|cuba|cubanos|cubanas\
     |haiti|haitianos|haitianas|ecuador|ecuatorianos|colombia|colombianos|otras nacionalidades|otros paises";
