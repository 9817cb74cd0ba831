//! What one answer came to: none is listened to for ever, and none that brings nothing is asked for again
//! and again.

use puente_protocol::limits::ANSWER_PLAIN_BYTES_MAX;
use puente_protocol::page::{Page, PageRow};

use crate::store::enrolment::InstallRow;

/// What a page takes at least where it is stored.
const PAGE_BYTES_MIN: usize = 4 * 1024;

/// What came of one answer so far.
#[derive(Debug, Default)]
pub(super) struct ReplyProgress {
    pages: u64,
    rows: u64,
    plain_bytes: usize,
    /// What the last page says is still to come.
    rows_left: u64,
    /// Where the server stood in this device's log when it was asked.
    from_n: u64,
}

impl ReplyProgress {
    pub(super) fn nothing(log: &InstallRow) -> Self {
        Self {
            from_n: log.acked_n,
            ..Self::default()
        }
    }

    pub(super) fn count(&mut self, page: &Page) {
        self.pages += 1;
        self.rows += page.rows.len() as u64;
        self.plain_bytes += plain_bytes(page);
        self.rows_left = page.rows_left;
    }

    /// The rest of the answer is for another exchange, when this was looked at.
    pub(super) fn is_enough(&self) -> bool {
        self.plain_bytes > ANSWER_PLAIN_BYTES_MAX
    }

    /// Is there more than a whole answer brought?
    pub(super) fn has_more(&self) -> bool {
        self.rows_left > 0
    }

    /// Did a whole answer bring anything, where something was to be brought?
    pub(super) fn is_answer(&self, log: &InstallRow) -> bool {
        let has_moved = log.acked_n == log.next_n || log.acked_n != self.from_n;
        self.pages > 0 && (has_moved || self.rows > 0)
    }
}

/// What a page takes.
pub(super) fn plain_bytes(page: &Page) -> usize {
    let bytes = page.rows.iter().map(|row| match row {
        PageRow::Document(whole) => whole.slim.len() + 16 * whole.actors.len(),
        PageRow::Change(change) => change.slim.len(),
        PageRow::Verdict(_) | PageRow::Erased(_) | PageRow::Elsewhere(_) => 64,
        PageRow::LeftOut(of) => 32 * of.changes.len(),
    });
    let names = page.authors.iter().map(|author| author.name.len());
    PAGE_BYTES_MIN + bytes.chain(names).sum::<usize>()
}
