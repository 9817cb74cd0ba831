//! The answer to a device's question about a document.

use std::collections::HashSet;

use puente_protocol::page::{PageRow, RecordElsewhere};

use super::{ERASED_BYTES, PageBuilder};
use crate::store::feed::FeedRow;
use crate::store::row_id::{DocumentRowId, RecordRowId, SiteRowId};
use crate::store::{StoreError, document, record};

impl PageBuilder<'_> {
    /// Adds the whole document, as a new reader at its site would get it, or a row that it is elsewhere.
    pub(super) fn push_answer(
        &mut self,
        line: &FeedRow,
        record: RecordRowId,
        sent_whole: &mut HashSet<DocumentRowId>,
    ) -> Result<(), StoreError> {
        let sites = record::sites(self.connection, record)?;
        for (site, _) in &sites {
            let document = document::whole_at(self.connection, *site, line.document)?;
            if let Some(document) = document
                && self.readable.contains(&(*site, document.kind))
            {
                if sent_whole.insert(line.document) {
                    self.push_whole(document)?;
                }
                return Ok(());
            }
        }
        let is_told = |site: &SiteRowId| self.readable.iter().any(|(of, _)| of == site);
        if sites.is_empty() || sites.iter().any(|(site, _)| is_told(site)) {
            return Ok(());
        }
        let record = record::id(self.connection, record)?;
        self.bytes += ERASED_BYTES;
        self.rows
            .push(PageRow::Elsewhere(RecordElsewhere { record }));
        Ok(())
    }
}
