//! The way up: builds the next request, and settles what its answer means.

use minicbor::bytes::ByteVec;
use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::limits::{
    EXCHANGE_BYTES_MAX, EXCHANGE_SEGMENTS_MAX, UPLOAD_BYTES_MAX, UPLOAD_BYTES_MIN,
};
use puente_record::id::InstallId;
use rusqlite::Connection;

use super::seal;
use crate::Error;
use crate::local_signer::LocalSigner;
use crate::store::{device_log, enrolment, holders, journal, outbox, refill};

/// Seals new changes and builds a request. Returns its body and how many changes were sealed.
///
/// The counter is committed before this returns, so that no number is used twice. When nothing goes up, it does
/// not wait for the disk: after a power failure the same number may be used again, also without segments, and
/// the server stores nothing of such a request.
pub(super) fn next_request(
    conn: &mut Connection,
    me: &LocalSigner,
    now_ms: i64,
) -> Result<(Vec<u8>, u64), Error> {
    if !has_unsent_changes(conn, me.install)?
        && !outbox::has_purged(conn)?
        && !holders::has_leavers(conn)?
        && !device_log::has_unsealed(conn)?
    {
        conn.execute_batch("PRAGMA synchronous = NORMAL")?;
        let made = request(conn, me, now_ms, NextUpload::Nothing);
        conn.execute_batch("PRAGMA synchronous = FULL")?;
        if let Some(made) = made? {
            return Ok(made);
        }
    }
    request(conn, me, now_ms, NextUpload::Anything)?.ok_or(Error::Damaged("segment"))
}

/// What a request may carry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NextUpload {
    Anything,
    Nothing,
}

/// `None` when there is something to send after all, because another program with this store was faster.
fn request(
    conn: &mut Connection,
    me: &LocalSigner,
    now_ms: i64,
    goes: NextUpload,
) -> Result<Option<(Vec<u8>, u64)>, Error> {
    let tx = conn.transaction()?;
    let enrolled = enrolment::enrolment(&tx)?.ok_or(Error::NotEnrolled)?;
    let sealed = seal::seal_all(&tx, me, &enrolled, now_ms)?;
    let log = enrolment::install(&tx, me.install)?;
    let bytes_max = usize::try_from(enrolled.upload_bytes).unwrap_or(UPLOAD_BYTES_MIN);
    let segments = outbox::from(
        &tx,
        me.install,
        log.acked_n,
        bytes_max,
        EXCHANGE_SEGMENTS_MAX,
    )?;
    if goes == NextUpload::Nothing && !segments.is_empty() {
        return Ok(None);
    }
    let counter = enrolment::raise_counter(&tx, me.install)?;
    tx.commit()?;
    let mut request = ExchangeRequest {
        install: me.install,
        counter,
        generation: enrolled.generation,
        cursor: enrolled.cursor,
        segments: segments
            .into_iter()
            .map(|segment| ByteVec::from(segment.packed))
            .collect(),
    };
    let mut body = request.seal(enrolled.server, &me.key);
    // Sealed bodies do not compress, so a request full of them may exceed the limit.
    while body.len() > EXCHANGE_BYTES_MAX && request.segments.len() > 1 {
        request.segments.truncate(request.segments.len() / 2);
        body = request.seal(enrolled.server, &me.key);
    }
    Ok(Some((body, sealed)))
}

/// Call this after a complete answer: the next request may carry more. Returns whether segments are left to
/// send.
pub(super) fn settle(conn: &mut Connection, install: InstallId) -> Result<bool, Error> {
    let tx = conn.transaction()?;
    let enrolled = enrolment::enrolment(&tx)?.ok_or(Error::NotEnrolled)?;
    if enrolled.upload_bytes < UPLOAD_BYTES_MAX as u64 {
        enrolment::set_upload_bytes(
            &tx,
            (enrolled.upload_bytes * 2).min(UPLOAD_BYTES_MAX as u64),
        )?;
    }
    let log = enrolment::install(&tx, install)?;
    tx.commit()?;
    Ok(log.acked_n < log.next_n)
}

/// Call this after a broken line: the next request carries half as much.
pub(super) fn send_less(conn: &Connection) -> Result<(), Error> {
    let enrolled = enrolment::enrolment(conn)?.ok_or(Error::NotEnrolled)?;
    enrolment::set_upload_bytes(
        conn,
        (enrolled.upload_bytes / 2).max(UPLOAD_BYTES_MIN as u64),
    )
}

/// Is there something to send: segments that the server has not acknowledged, or changes in no segment, as after
/// a quarantine? Purged documents do not count: they are told with the next sync, because they are not worth a
/// round trip.
pub(super) fn has_unsent_changes(conn: &Connection, install: InstallId) -> Result<bool, Error> {
    let log = enrolment::install(conn, install)?;
    let is_left = journal::has_unsealed(conn)? || refill::has_unsealed(conn)?;
    Ok(log.acked_n < log.next_n || is_left)
}
