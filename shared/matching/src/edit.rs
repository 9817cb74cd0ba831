//! Distance of two short words in edits: letters added, left out, replaced, or swapped with their neighbour.

/// The most letters of a word that are compared.
pub(crate) const LETTERS_MAX: usize = 16;

/// Optimal string alignment distance of two words of at most [`LETTERS_MAX`] bytes. Works on the stack.
///
/// Written here rather than taken from a library: words are short, it takes no memory, and it adds nothing to the size of
/// the app.
pub(crate) fn edits(one: &[u8], other: &[u8]) -> usize {
    let (one, other) = (
        &one[..one.len().min(LETTERS_MAX)],
        &other[..other.len().min(LETTERS_MAX)],
    );
    let mut before_last = [0_u8; LETTERS_MAX + 1];
    let mut last = [0_u8; LETTERS_MAX + 1];
    let mut row = [0_u8; LETTERS_MAX + 1];
    for (column, cost) in last.iter_mut().enumerate() {
        *cost = column as u8;
    }
    for (i, letter) in one.iter().enumerate() {
        row[0] = i as u8 + 1;
        for (j, against) in other.iter().enumerate() {
            let replaced = last[j] + u8::from(letter != against);
            let mut cost = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            let is_swap = i > 0 && j > 0 && one[i - 1] == *against && other[j - 1] == *letter;
            if is_swap {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        before_last = last;
        last = row;
    }
    usize::from(last[other.len()])
}

/// Whether two words differ in at most a quarter of the longer one's letters.
pub(crate) fn is_close(one: &[u8], other: &[u8]) -> bool {
    let longest = one.len().max(other.len());
    let allowed = longest / 4;
    one.len().abs_diff(other.len()) <= allowed && edits(one, other) <= allowed
}

#[cfg(test)]
mod tests {
    use super::{edits, is_close};

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        assert_eq!(edits(b"marta", b"mrata"), 1);
        assert_eq!(edits(b"marta", b"marta"), 0);
        assert_eq!(edits(b"", b"ana"), 3);
        assert_eq!(edits(b"lopes", b"lope"), 1);
        assert_eq!(edits(b"ca", b"abc"), 3);
    }

    #[test]
    fn a_quarter_of_the_letters_may_differ() {
        assert!(is_close(b"ernandes", b"fernandes"));
        assert!(is_close(b"luis", b"liis"));
        assert!(!is_close(b"ana", b"eva"));
        assert!(!is_close(b"juana", b"julia"));
    }
}
