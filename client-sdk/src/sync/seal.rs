//! Sealing: puts everything saved since the last sync into signed segments.

use puente_protocol::device_log::{DEVICE_LOG_LINES_MAX, encode_lines};
use puente_protocol::limits::{SEGMENT_BYTES_AIM, SEGMENT_ITEMS_MAX};
use puente_protocol::segment::Item;
use rusqlite::Transaction;

use super::refill;
use super::segment::seal_one;
use crate::Error;
use crate::local_signer::LocalSigner;
use crate::store::enrolment::EnrolmentRow;
use crate::store::outbox;
use crate::store::{device_log, holders, journal};

/// Puts every unsealed change into segments, each under the account of its author. Returns how many changes
/// these were.
pub(crate) fn seal_all(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    enrolled: &EnrolmentRow,
    now_ms: i64,
) -> Result<u64, Error> {
    seal_log(tx, me, enrolled, now_ms)?;
    let waiting = journal::waiting(tx)?;
    let mut left = holders::take_leavers(tx)?;
    let mut sealed = 0;
    loop {
        let purged = outbox::take_purged(tx, SEGMENT_ITEMS_MAX / 2)?;
        let mut items: Vec<Item> = purged.into_iter().map(Item::Purged).collect();
        items.extend(left.drain(..).map(Item::Left));
        let mut ids = Vec::new();
        // A purge belongs to the device, not to an account.
        let mut account = enrolled.account;
        let next = &waiting[sealed..];
        let next = &next[..next.len().min(SEGMENT_ITEMS_MAX - items.len())];
        for unsealed in journal::unsealed(tx, next, SEGMENT_BYTES_AIM)? {
            account = holders::account(tx, unsealed.author)?;
            ids.push(unsealed.id);
            items.push(Item::Change {
                document: unsealed.document,
                branch: unsealed.branch,
                raw: unsealed.raw,
            });
        }
        if items.is_empty() {
            return Ok(sealed as u64 + refill::seal(tx, me, enrolled, now_ms)?);
        }
        sealed += ids.len();
        let n = seal_one(tx, me, account, enrolled.generation, items, now_ms)?;
        journal::set_sealed(tx, &ids, me.install, n)?;
    }
}

/// Puts the lines of the device's own log into segments, each under the account of the person who caused them.
fn seal_log(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    enrolled: &EnrolmentRow,
    now_ms: i64,
) -> Result<(), Error> {
    while let Some(unsealed) = device_log::unsealed(tx, DEVICE_LOG_LINES_MAX)? {
        let account = holders::account(tx, unsealed.author)?;
        let items = vec![Item::Log(encode_lines(&unsealed.lines))];
        let n = seal_one(tx, me, account, enrolled.generation, items, now_ms)?;
        device_log::set_sealed(tx, &unsealed, me.install, n)?;
    }
    Ok(())
}
