//! The way down: stores a page and the cursor after it in one transaction.

use puente_protocol::page::{Ack, Grants, PageRow};
use puente_record::id::InstallId;
use rusqlite::{Connection, Transaction};

use super::page_buffer::PageGroup;
use super::{SyncReport, purge};
use crate::Error;
use crate::store::{documents, enrolment, inbox, outbox, server_clock};

/// Stores pages without reading their rows, which are foreign bytes and are tried later.
///
/// Returns whether the pages were stored, see [`enter`].
pub(super) fn store(
    conn: &mut Connection,
    install: InstallId,
    pages: Vec<PageGroup>,
    report: &mut SyncReport,
) -> Result<bool, Error> {
    if pages.is_empty() {
        return Ok(true);
    }
    let tx = conn.transaction()?;
    for group in &pages {
        if !enter(&tx, install, group, report)? {
            return Ok(false);
        }
        if !group.page.rows.is_empty() {
            inbox::push(&tx, &group.page)?;
        }
    }
    tx.commit()?;
    Ok(true)
}

/// Takes everything of the pages except their rows, which the caller stores in the same transaction.
///
/// Refuses when the server holds more of this install's log than was ever sealed here: then a copy of this
/// store is in use. The server leaves out what this device wrote, and took the copy's changes for such; the
/// cursor would skip those rows for ever.
pub(super) fn enter(
    tx: &Transaction<'_>,
    install: InstallId,
    group: &PageGroup,
    report: &mut SyncReport,
) -> Result<bool, Error> {
    let now_ms = group.page.at_ms;
    for head in &group.heads {
        if head.ack.next_n > enrolment::install(tx, install)?.next_n {
            return Ok(false);
        }
        // Before the acknowledgement, because the server does not send back what this exchange brought.
        if let Some(grants) = &head.grants {
            take_grants(tx, grants, now_ms)?;
        }
        report.segments_acknowledged += acknowledge(tx, install, &head.ack, now_ms)?;
    }
    if let Some(last) = group.heads.last() {
        enrolment::set_cursor(tx, &last.cursor, now_ms)?;
    }
    for row in &group.page.rows {
        match row {
            PageRow::Document(_) => report.documents_received += 1,
            PageRow::Change(_) => report.changes_received += 1,
            PageRow::Verdict(_)
            | PageRow::Erased(_)
            | PageRow::LeftOut(_)
            | PageRow::Elsewhere(_) => {}
        }
    }
    Ok(true)
}

/// Stores the rights of all users of this device, as the server states them now.
pub(crate) fn take_grants(tx: &Transaction<'_>, grants: &Grants, now_ms: i64) -> Result<(), Error> {
    let before = enrolment::rights_of_all(tx)?;
    enrolment::set_grants(tx, grants, now_ms)?;
    documents::unsettle_all(tx)?;
    purge::recall(tx, &before)?;
    purge::doubt(tx, &before)
}

/// Records what the server holds. A lower number than before means that it was restored from a backup: the
/// device sends everything from there again. A higher one counts as far as there are receipts, because for a receipt the
/// server compared what this device sent: beyond them a copy of this store may have written.
fn acknowledge(
    tx: &Transaction<'_>,
    install: InstallId,
    ack: &Ack,
    now_ms: i64,
) -> Result<u64, Error> {
    let log = enrolment::install(tx, install)?;
    for receipt in &ack.receipts {
        if let Some(received_ms) = receipt.received_ms {
            server_clock::set_heard(tx, received_ms)?;
        }
        let received_ms = receipt.received_ms.unwrap_or(now_ms);
        outbox::set_receipt(tx, install, receipt.n, receipt.leaf, Some(received_ms))?;
    }
    let compared = ack.receipts.iter().map(|receipt| receipt.n + 1).max();
    let acked_n = ack.next_n.min(log.acked_n.max(compared.unwrap_or(0)));
    if acked_n != log.acked_n {
        enrolment::set_acked(tx, install, acked_n)?;
        outbox::set_acked_at(tx, install, log.acked_n..acked_n, now_ms)?;
    }
    Ok(acked_n.saturating_sub(log.acked_n))
}
