//! The id of a list follows from its content, whatever file it came in.

use puente_record::{ListId, search_key};
use sha2::{Digest as _, Sha256};

use crate::table::TableRow;

/// The id of a list, from the cells of its rows that have letters and no digits, in their order, without
/// accents and capitals.
///
/// The same list in another encoding, with other delimiters or saved again as a workbook has the same id, even
/// if dates and long numbers get another form, and however its columns are understood. A list of other people
/// never has the same id.
pub(crate) fn list_id<'a>(lines: impl Iterator<Item = &'a TableRow>) -> ListId {
    let mut hash = Sha256::new().chain_update(b"puente arrival list 1");
    for line in lines {
        for cell in &line.cells {
            let key = search_key(cell);
            if !key.is_empty() && !key.contains(|c: char| c.is_numeric()) {
                hash.update(key.as_bytes());
                hash.update([0x1f]);
            }
        }
        hash.update([0x1e]);
    }
    let mut id = [0; ListId::LENGTH_BYTES];
    id.copy_from_slice(&hash.finalize()[..ListId::LENGTH_BYTES]);
    ListId::from_bytes(id)
}
