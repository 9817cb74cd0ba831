//! After a restore, sends the logs of a device's earlier installs as bundles that the device carries itself.

use std::ops::Range;

use minicbor::bytes::ByteVec;
use puente_protocol::bundle::{Bundle, CourierKey, SealedBundle};
use puente_protocol::identity::device_id;
use puente_protocol::limits::{BUNDLE_BYTES_AIM, EXCHANGE_SEGMENTS_MAX};
use puente_record::id::{InstallId, ServerId};
use rusqlite::{Connection, Transaction};

use crate::local_signer::LocalSigner;
use crate::store::{carried, enrolment, outbox, sealed};
use crate::{CourierError, Error, Rng};

/// A part of a log, as bundles for a server.
pub(crate) fn bundles_of(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    server: ServerId,
    key: &CourierKey,
    install: InstallId,
    segments: Range<u64>,
    rng: &mut Rng,
) -> Result<Vec<Vec<u8>>, Error> {
    let mut bundles = Vec::new();
    let mut next_n = segments.start;
    while next_n < segments.end {
        let left = usize::try_from(segments.end - next_n).unwrap_or(usize::MAX);
        let most = left.min(EXCHANGE_SEGMENTS_MAX);
        let packed = outbox::from(tx, install, next_n, BUNDLE_BYTES_AIM, most)?;
        if packed.is_empty() {
            return Err(Error::Damaged("segment"));
        }
        next_n += packed.len() as u64;
        let packed = packed.into_iter();
        let bundle = Bundle {
            device: device_id(&me.public),
            install,
            segments: packed.map(|row| ByteVec::from(row.packed)).collect(),
        };
        let sealed = bundle.seal(server, key, rng);
        bundles.push(sealed.ok_or(CourierError::NoKeys)?);
    }
    Ok(bundles)
}

/// Prepares the bundles when the server is in another epoch. What earlier installs of this device had purged is
/// only in their logs, and no exchange sends those, so the device is its own courier. A log is sent from its
/// beginning, because the device cannot know how much of it the server lost.
pub(crate) fn carry(conn: &mut Connection, me: &LocalSigner, rng: &mut Rng) -> Result<(), Error> {
    if !sealed::is_any_lost(conn)? {
        return Ok(());
    }
    let tx = conn.transaction()?;
    let enrolled = enrolment::enrolment(&tx)?.ok_or(Error::NotEnrolled)?;
    let Some(keys) = enrolment::server_keys(&tx)? else {
        return Ok(());
    };
    for (install, acked_n) in sealed::take_lost(&tx)? {
        // What no server ever had, the next install wrote again.
        let (server, key) = (enrolled.server, &keys.courier);
        let bundles = bundles_of(&tx, me, server, key, install, 0..acked_n, rng)?;
        for bundle in bundles {
            let name = SealedBundle::read(&bundle).map_err(|_| CourierError::NotABundle)?;
            carried::insert_own(&tx, &name.hash(), &bundle)?;
        }
    }
    tx.commit()?;
    Ok(())
}
