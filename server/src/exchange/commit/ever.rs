//! Checks, at commit, the sites on which a plan was based.

use std::collections::HashSet;

use puente_record::DocumentId;

use crate::exchange::plan::DocumentPlan;
use crate::store::{Connection, StoreError, change, record};

/// Waiting changes were judged by the sites at which their record ever was. Checks that these are unchanged.
///
/// # Errors
/// [`StoreError::Outdated`]: meanwhile the record came to another site, or a change began to wait for that.
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
        if (widens || document.waits())
            && record::sites_ever(connection, record)? != document.record.ever
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
