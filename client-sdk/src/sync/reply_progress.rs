//! Measures one answer, so that the device reads none for ever and does not repeat a request whose answer
//! brings nothing.

use puente_protocol::limits::ANSWER_PLAIN_BYTES_MAX;
use puente_protocol::page::{Page, PageRow};

use crate::store::enrolment::InstallRow;

/// The least bytes that a stored page takes.
const PAGE_BYTES_MIN: usize = 4 * 1024;

/// What one answer has brought so far.
#[derive(Debug, Default)]
pub(super) struct ReplyProgress {
    pages: u64,
    rows: u64,
    plain_bytes: usize,
    /// How many rows are still to come, as the last page says.
    rows_left: u64,
    /// The server's position in this device's log when the request was sent.
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

    /// Has the device read enough of this answer? Then another exchange fetches the rest.
    pub(super) fn is_enough(&self) -> bool {
        self.plain_bytes > ANSWER_PLAIN_BYTES_MAX
    }

    /// Does the server have more than this complete answer brought?
    pub(super) fn has_more(&self) -> bool {
        self.rows_left > 0
    }

    /// Did a complete answer bring anything, or acknowledge something of what was sent?
    pub(super) fn is_answer(&self, log: &InstallRow) -> bool {
        let has_moved = log.acked_n == log.next_n || log.acked_n != self.from_n;
        self.pages > 0 && (has_moved || self.rows > 0)
    }
}

/// The size of a page in memory.
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
