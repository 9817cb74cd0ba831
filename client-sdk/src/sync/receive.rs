//! The way down: a page is stored with the cursor behind it, in one transaction.

use puente_protocol::page::{Ack, Grants, Page, Row};
use puente_record::id::InstallId;
use rusqlite::{Connection, Transaction};

use super::{SyncReport, purge};
use crate::Error;
use crate::store::inbox::{self, InboxPage};
use crate::store::{documents, enrolment, outbox};

/// Stores one page. Its rows are not looked into here: they are foreign bytes, tried later.
///
/// Answers whether it was stored: see [`enter`].
pub(super) fn page(
    conn: &mut Connection,
    install: InstallId,
    page: Page,
    now_ms: i64,
    report: &mut SyncReport,
) -> Result<bool, Error> {
    let tx = conn.transaction()?;
    let Some(page) = enter(&tx, install, page, now_ms, report)? else {
        return Ok(false);
    };
    if !page.rows.is_empty() {
        inbox::push(&tx, &page)?;
    }
    tx.commit()?;
    Ok(true)
}

/// Takes everything of a page but its rows: the caller stores them in the same transaction.
///
/// None when the server holds more of this install's log than was ever sealed here: then a copy of this
/// store is in use, and what the copy wrote is left out of this answer as known here. The cursor behind
/// it would step over that for ever.
pub(super) fn enter(
    tx: &Transaction<'_>,
    install: InstallId,
    page: Page,
    now_ms: i64,
    report: &mut SyncReport,
) -> Result<Option<InboxPage>, Error> {
    if page.ack.next_n > enrolment::install(tx, install)?.next_n {
        return Ok(None);
    }
    // Before the acknowledgement: what this exchange brought, the server does not send back.
    if let Some(grants) = &page.grants {
        take_grants(tx, grants, now_ms)?;
    }
    report.segments_acknowledged += acknowledge(tx, install, &page.ack, now_ms)?;
    enrolment::set_cursor(tx, &page.cursor, now_ms)?;
    for row in &page.rows {
        match row {
            Row::Document(_) => report.documents_received += 1,
            Row::Change(_) => report.changes_received += 1,
            Row::Verdict(_) | Row::Erased(_) => {}
        }
    }
    Ok(Some(InboxPage {
        authors: page.authors,
        rows: page.rows,
        at_ms: now_ms,
    }))
}

/// What all who use this device may do, as the server says now.
pub(crate) fn take_grants(tx: &Transaction<'_>, grants: &Grants, now_ms: i64) -> Result<(), Error> {
    let before = enrolment::grants_of_all(tx)?;
    enrolment::set_grants(tx, grants, now_ms)?;
    documents::unsettle_all(tx)?;
    purge::doubt(tx, &before)
}

/// The server's word on what it holds. A lower number than before means that it was restored from a
/// backup: everything from there is sent again.
fn acknowledge(
    tx: &Transaction<'_>,
    install: InstallId,
    ack: &Ack,
    now_ms: i64,
) -> Result<u64, Error> {
    let log = enrolment::install(tx, install)?;
    for receipt in &ack.receipts {
        outbox::set_receipt(tx, install, receipt.n, receipt.leaf, Some(now_ms))?;
    }
    if ack.next_n != log.acked_n {
        enrolment::set_acked(tx, install, ack.next_n)?;
        outbox::set_acked_at(tx, install, log.acked_n..ack.next_n, now_ms)?;
    }
    Ok(ack.next_n.saturating_sub(log.acked_n))
}
