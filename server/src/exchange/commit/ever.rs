//! Where records ever were, when a plan is carried out that was made on it.

use std::collections::HashSet;

use puente_record::DocumentId;
use rusqlite::Connection;

use crate::exchange::plan::DocumentPlan;
use crate::store::{StoreError, change, record};

/// What waits for where its record is was judged by where that ever was, as others knew it too.
///
/// # Errors
/// [`StoreError::Outdated`]: meanwhile it came to another site, or something began to wait for that.
pub(super) fn check_ever(
    connection: &Connection,
    documents: &[DocumentPlan],
) -> Result<(), StoreError> {
    let planned: HashSet<DocumentId> = documents.iter().map(|document| document.id).collect();
    for document in documents {
        let Some(record) = document.record.known else {
            continue;
        };
        let state = document.state.as_ref();
        let widens = state.is_some_and(|state| state.ever.len() > document.record.ever.len());
        if (widens || document.waits()) && record::ever(connection, record)? != document.record.ever
        {
            return Err(StoreError::Outdated);
        }
        if widens {
            let waiting = change::waiting_in(connection, &[document.record.id])?;
            if !waiting.iter().all(|id| planned.contains(id)) {
                return Err(StoreError::Outdated);
            }
        }
    }
    Ok(())
}
