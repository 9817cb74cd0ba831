//! Signs one segment after the last one of this install; it is kept until the server has it.

use puente_protocol::segment::{Item, KnownSender, Segment, SegmentHead};
use puente_record::id::AccountId;
use rusqlite::Transaction;

use crate::Error;
use crate::local_signer::LocalSigner;
use crate::store::outbox::{self, SegmentRow};
use crate::store::{enrolment, journal};

/// Seals items under an account. Returns the number of the segment.
pub(super) fn seal_one(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    account: AccountId,
    generation: u64,
    items: Vec<Item>,
    now_ms: i64,
) -> Result<u64, Error> {
    let log = enrolment::install(tx, me.install)?;
    let head = SegmentHead {
        device: puente_protocol::identity::device_id(&me.public),
        install: me.install,
        n: log.next_n,
        account,
        time_ms: now_ms,
        generation,
    };
    let in_chain =
        |document: &_, actor: &_, seq| journal::in_chain(tx, document, actor, seq).ok().flatten();
    let known = KnownSender {
        key: me.public,
        previous: log.last_hash,
        change: &in_chain,
    };
    let (packed, hash) = Segment { head, items }
        .seal(&me.key, &known)
        .map_err(|_| Error::Damaged("journal.raw"))?;
    let row = SegmentRow {
        n: log.next_n,
        previous: log.last_hash,
        packed: packed.to_bytes(),
    };
    outbox::insert(tx, me.install, &row, &hash)?;
    Ok(log.next_n)
}
