//! Recovers from a fork: a copy of this store was used elsewhere, or an old store was restored. This store
//! becomes a new install and writes again what the server does not have.

use puente_record::id::InstallId;
use rusqlite::{Connection, Transaction};

use crate::local_signer::{LocalSigner, random_install};
use crate::store::{enrolment, outbox, refill, sealed};
use crate::{Error, Rng, rewrite};

/// Starts a new log under a new install. Returns how many edits were written again.
pub(super) fn start_new_install(
    conn: &mut Connection,
    me: &mut LocalSigner,
    rng: &mut Rng,
) -> Result<u64, Error> {
    let install = random_install(rng);
    let tx = conn.transaction()?;
    refill::move_to_new_install(&tx)?;
    end_log(&tx, me.install)?;
    enrolment::start_install(&tx, install)?;
    let new = LocalSigner {
        install,
        ..me.clone()
    };
    let written = rewrite::move_to_new_install(&tx, &new, rng)?;
    tx.commit()?;
    *me = new;
    Ok(written as u64)
}

/// Ends a log that no exchange continues. Others have seen the changes that a server had in an earlier epoch, and may have
/// built on them: the device brings these changes as they are, as those of every earlier install. No server will take the
/// rest of the log.
fn end_log(tx: &Transaction<'_>, install: InstallId) -> Result<(), Error> {
    let lost_from = enrolment::install(tx, install)?.acked_n;
    let had = outbox::once_acknowledged(tx, install)?.max(lost_from);
    if lost_from < had {
        refill::insert_of_log(tx, install, lost_from..had)?;
        enrolment::set_acked(tx, install, had)?;
        sealed::note_lost_of(tx, install)?;
    }
    outbox::remove_unacknowledged(tx, install)
}
