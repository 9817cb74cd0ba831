//! The courier: unsent changes in files that anybody may carry, and receipts that come back by hand.

use puente_protocol::bundle::{BundleHash, BundleReceipt, SealedBundle, SignedReceipt};
use puente_protocol::problem::ProblemCode;
use rusqlite::Connection;

use crate::store::carried;
use crate::store::{enrolment, outbox};
use crate::sync::{bundles_of, seal};
use crate::{CourierError, Device, Error, Rng};

/// The most bytes of others' bundles that a device carries: a day of a crossing, which a phone can spare.
const CARRIED_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Unsent segments, to be carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedBundles {
    /// The bundles, each complete in itself. A file holds them one after the other.
    pub bundles: Vec<Vec<u8>>,
    /// How many segments are in them.
    pub segments: u64,
}

impl Device {
    /// Everything that the server has not acknowledged, encrypted to it. Exporting does not count as sending: a
    /// file may be lost, and only a receipt or an exchange proves that it was not.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], [`CourierError::NoKeys`].
    pub fn export_bundles(&mut self, now_ms: i64, rng: &mut Rng) -> Result<ExportedBundles, Error> {
        let tx = self.conn.transaction()?;
        let enrolled = enrolment::enrolment(&tx)?.ok_or(Error::NotEnrolled)?;
        let keys = enrolment::server_keys(&tx)?.ok_or(CourierError::NoKeys)?;
        seal::seal_all(&tx, &self.me, &enrolled, now_ms)?;
        let log = enrolment::install(&tx, self.me.install)?;
        let unacked = log.acked_n..log.next_n;
        let (server, key, install) = (enrolled.server, &keys.courier, self.me.install);
        let bundles = bundles_of(&tx, &self.me, server, key, install, unacked, rng)?;
        tx.commit()?;
        Ok(ExportedBundles {
            bundles,
            segments: log.next_n - log.acked_n,
        })
    }

    /// Takes a receipt: what it names is on the server and is not sent again. Returns how many segments it
    /// newly acknowledged. A receipt for a bundle that this device carried is kept for the person who gave the
    /// bundle.
    ///
    /// # Errors
    /// [`CourierError`]: a receipt that the server did not sign changes nothing.
    pub fn take_receipt(&mut self, receipt: &[u8]) -> Result<u64, Error> {
        let tx = self.conn.transaction()?;
        let enrolled = enrolment::enrolment(&tx)?.ok_or(Error::NotEnrolled)?;
        let keys = enrolment::server_keys(&tx)?.ok_or(CourierError::NoKeys)?;
        let signed = SignedReceipt::read(receipt).map_err(|_| CourierError::NotSigned)?;
        let said = signed
            .open(&keys.receipt)
            .map_err(|_| CourierError::NotSigned)?;
        if said.server != enrolled.server {
            return Err(CourierError::OtherServer.into());
        }
        if said.device != puente_protocol::identity::device_id(&self.me.public) {
            if !carried::has(&tx, &said.bundle)? {
                return Err(CourierError::NotMine.into());
            }
            note_receipt(&tx, &said, receipt)?;
            tx.commit()?;
            return Ok(0);
        }
        if said.epoch < keys.epoch {
            return Err(CourierError::Outlived.into());
        }
        let Some(log) = enrolment::find_install(&tx, said.install)? else {
            return Err(CourierError::NotMine.into());
        };
        let is_same_log = said.next_n == 0
            || said.next_n <= log.next_n
                && outbox::hash_before(&tx, said.install, said.next_n, &log)? == Some(said.last);
        if !is_same_log {
            return Err(CourierError::NotMine.into());
        }
        for leaf in &said.leaves {
            outbox::set_receipt(&tx, said.install, leaf.n, leaf.leaf, leaf.received_ms)?;
        }
        let news = said.next_n.saturating_sub(log.acked_n);
        if news > 0 {
            enrolment::set_acked(&tx, said.install, said.next_n)?;
        }
        tx.commit()?;
        Ok(news)
    }

    /// Takes a colleague's bundle along. This device cannot read it. Returns whether it is new.
    ///
    /// # Errors
    /// [`CourierError`].
    pub fn carry(&mut self, bundle: &[u8]) -> Result<bool, Error> {
        let enrolled = enrolment::enrolment(&self.conn)?.ok_or(Error::NotEnrolled)?;
        let sealed = SealedBundle::read(bundle).map_err(|_| CourierError::NotABundle)?;
        if sealed.server() != enrolled.server {
            return Err(CourierError::OtherServer.into());
        }
        if carried::bytes(&self.conn)? + bundle.len() as u64 > CARRIED_BYTES_MAX {
            return Err(CourierError::Full.into());
        }
        carried::insert(&self.conn, &sealed.hash(), bundle)
    }

    /// The next bundle to deliver with `POST /v1/bundles`, after the one with this hash.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn next_carried(
        &self,
        after: Option<BundleHash>,
    ) -> Result<Option<(BundleHash, Vec<u8>)>, Error> {
        carried::next(&self.conn, after)
    }

    /// Records the server's answer to a carried bundle. The device deletes the bundle only after a signed
    /// receipt for all of it: when segments before it are missing on the server, it offers the bundle again.
    ///
    /// # Errors
    /// [`CourierError::NotSigned`]: keep carrying.
    pub fn carried(
        &mut self,
        bundle: BundleHash,
        answer: Result<&[u8], ProblemCode>,
    ) -> Result<(), Error> {
        match answer {
            Ok(receipt) => {
                let keys = enrolment::server_keys(&self.conn)?.ok_or(CourierError::NoKeys)?;
                let signed = SignedReceipt::read(receipt).and_then(|of| of.open(&keys.receipt));
                match signed {
                    Ok(said) if said.bundle == bundle => note_receipt(&self.conn, &said, receipt),
                    _ => Err(CourierError::NotSigned.into()),
                }
            }
            // The server will never take these bytes.
            Err(code @ (ProblemCode::Malformed | ProblemCode::BadSignature)) => {
                carried::set_refused(&self.conn, &bundle, &code.to_string())
            }
            // The bundle has an earlier log of this device, and a copy of the device wrote another log there.
            // This will never be settled.
            Err(code @ ProblemCode::InstallForked) if carried::is_own(&self.conn, &bundle)? => {
                carried::set_refused(&self.conn, &bundle, &code.to_string())
            }
            // Try again later: the device may enrol again, and missing segments may come.
            Err(_) => Ok(()),
        }
    }

    /// The receipts of delivered bundles, to be handed back.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn receipts(&self) -> Result<Vec<Vec<u8>>, Error> {
        carried::receipts(&self.conn)
    }
}

/// Deletes a carried bundle after a receipt for all of it. After a receipt for a part, the bundle is offered
/// again.
fn note_receipt(conn: &Connection, said: &BundleReceipt, receipt: &[u8]) -> Result<(), Error> {
    if said.left > 0 {
        return Ok(());
    }
    carried::set_receipt(conn, &said.bundle, receipt)
}
