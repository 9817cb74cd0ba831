//! Recovers from a fork: a copy of this store was used elsewhere, or an old store was restored. This store
//! becomes a new install and writes again what the server does not have.

use rusqlite::Connection;

use crate::local_signer::{LocalSigner, random_install};
use crate::store::{enrolment, outbox, refill};
use crate::{Error, Rng, journal};

/// Starts a new log under a new install. Returns how many edits were written again.
pub(super) fn start_new_install(
    conn: &mut Connection,
    me: &mut LocalSigner,
    rng: &mut Rng,
) -> Result<u64, Error> {
    let install = random_install(rng);
    let tx = conn.transaction()?;
    refill::move_to_new_install(&tx)?;
    outbox::remove_unacknowledged(&tx, me.install)?;
    enrolment::start_install(&tx, install)?;
    let new = LocalSigner {
        install,
        ..me.clone()
    };
    let written = journal::move_to_new_install(&tx, &new, rng)?;
    tx.commit()?;
    *me = new;
    Ok(written as u64)
}
