//! The authors of a document's changes, as they are cached: in the order of the saved document, equal neighbours
//! counted.

use std::collections::HashMap;

use puente_record::ChangeHash;

use crate::store::StoreError;
use crate::store::row_id::AuthorRowId;

/// The authors of runs of changes, in the order of the saved document: (author's row, number of changes).
pub type Runs = Vec<(AuthorRowId, u32)>;

/// Counts equal neighbours.
pub fn run_lengths<T: PartialEq>(each: impl IntoIterator<Item = T>) -> Vec<(T, u32)> {
    let mut runs: Vec<(T, u32)> = Vec::new();
    for one in each {
        match runs.last_mut() {
            Some((last, count)) if *last == one => *count += 1,
            _ => runs.push((one, 1)),
        }
    }
    runs
}

/// The author of a change whose author is not known.
const NOBODY: AuthorRowId = AuthorRowId::new(0);

/// The authors of changes in this order. An unknown author is nobody.
#[must_use]
pub fn runs(order: &[ChangeHash], authors: &HashMap<ChangeHash, AuthorRowId>) -> Runs {
    run_lengths(
        order
            .iter()
            .map(|hash| authors.get(hash).copied().unwrap_or(NOBODY)),
    )
}

pub(super) fn write_runs(runs: &Runs) -> Vec<u8> {
    minicbor::to_vec(runs).expect("writing to memory does not fail")
}

/// The runs of authors in a column.
///
/// # Errors
/// [`StoreError::Damaged`].
pub fn read_runs(column: &[u8]) -> Result<Runs, StoreError> {
    minicbor::decode(column).map_err(|_| StoreError::Damaged("the authors of a document"))
}
