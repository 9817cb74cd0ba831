//! Rows that programs and offices write between the header and the people: tags, numbers of columns, hints.

use puente_record::search_key;

use crate::Column;
use crate::meaning::is_hint;
use crate::table::TableRow;

/// The most rows of this kind: tags, numbers and hints.
pub(super) const ROWS_MAX: usize = 3;

/// Does a row explain the columns and name nobody?
pub(super) fn explains(line: &TableRow, columns: &[Column]) -> bool {
    let said: Vec<(usize, &str)> = line.filled().collect();
    let named = columns
        .iter()
        .filter(|column| !column.header.is_empty())
        .count();
    let is_filled = said.len() > 1 && 2 * said.len() >= named;
    let all = |is: fn(&str) -> bool| said.iter().all(|(_, cell)| is(cell));
    is_filled && (all(is_tag) || counts(&said) || all(says_how) || is_example(said[0].1))
}

/// `#name+given`.
fn is_tag(cell: &str) -> bool {
    cell.strip_prefix('#')
        .is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

/// `1, 2, 3`, `(1) (2) (3)`, `A B C`: is each cell one more than the one before?
fn counts(said: &[(usize, &str)]) -> bool {
    let number = |cell: &str| {
        let plain = cell.trim_matches(['(', ')', '[', ']', '.', ' ']);
        match plain.as_bytes() {
            [letter @ (b'a'..=b'z' | b'A'..=b'Z')] => {
                Some(u32::from(letter.to_ascii_lowercase() - b'a'))
            }
            _ => plain.parse::<u32>().ok(),
        }
    };
    let numbers: Option<Vec<u32>> = said.iter().map(|(_, cell)| number(cell)).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    })
}

/// `(como en el acta)`, `texto`, `dd/mm/aaaa`, `H/M`.
fn says_how(cell: &str) -> bool {
    let is_bracketed = [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')]
        .into_iter()
        .any(|(open, close)| cell.starts_with(open) && cell.ends_with(close));
    let key = search_key(cell);
    let is_kind = |word: &str| is_hint(word) || KINDS.split_whitespace().any(|kind| kind == word);
    is_bracketed || !key.is_empty() && key.split(' ').all(is_kind)
}

const KINDS: &str = "texto text string numero number numerico integer entero int decimal fecha date alfanumerico \
     alfanumerica varchar char caracteres opcion opciones lista catalogo select one select_one seleccione si no h m f \
     x o or y requerido campo max maximo digitos 1 2 3 18";

fn is_example(cell: &str) -> bool {
    let key = search_key(cell);
    ["ej", "ejemplo", "example", "eg"]
        .into_iter()
        .any(|word| key == word || key.starts_with(&format!("{word} ")))
}
