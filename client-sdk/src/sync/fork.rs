//! Recovers from a fork: a copy of this store was used elsewhere, or an old store was restored. This store
//! becomes a new install and writes again what the server does not have.

use rusqlite::{Connection, Transaction};

use super::refill::RefillItem;
use crate::local_signer::{LocalSigner, random_install};
use crate::store::{device_log, enrolment, outbox, refill, sealed};
use crate::{Error, Rng, rewrite};

/// Starts a new log under a new install. Returns how many edits were written again.
pub(super) fn start_new_install(
    conn: &mut Connection,
    me: &mut LocalSigner,
    now_ms: i64,
    rng: &mut Rng,
) -> Result<u64, Error> {
    let install = random_install(rng);
    let tx = conn.transaction()?;
    let again = end_log(&tx, me)?;
    enrolment::start_install(&tx, install)?;
    let new = LocalSigner {
        install,
        ..me.clone()
    };
    super::refill::seal_items(&tx, &new, again, now_ms)?;
    let written = rewrite::move_to_new_install(&tx, &new, rng)?;
    tx.commit()?;
    *me = new;
    Ok(written as u64)
}

/// Ends a log that no exchange continues. Others have seen the changes that a server had in an earlier epoch, and may have
/// built on them: the device brings these changes as they are, as those of every earlier install. No server will take the
/// rest of the log. Returns the items whose changes are in no document, for the next log.
///
/// In another epoch nothing shows where the server's log under this install becomes another one, so all of this one goes up.
fn end_log(tx: &Transaction<'_>, me: &LocalSigner) -> Result<Vec<RefillItem>, Error> {
    let install = me.install;
    let acked_n = enrolment::install(tx, install)?.acked_n;
    let had = outbox::once_acknowledged(tx, install)?.max(acked_n);
    let lost_from = if acked_n < had { 0 } else { acked_n };
    let again = super::refill::items_of_log(tx, me, lost_from)?;
    refill::move_to_new_install(tx, install, lost_from)?;
    device_log::move_to_new_install(tx, install, acked_n)?;
    if acked_n < had {
        refill::insert_of_log(tx, install, had)?;
        enrolment::set_acked(tx, install, had)?;
        sealed::note_lost_of(tx, install)?;
    }
    outbox::remove_unacknowledged(tx, install)?;
    Ok(again)
}
