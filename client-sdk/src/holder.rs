//! Several people on one device: one store, one device key, and an account for each.
//!
//! The driver decides who may open the store: a key file for each person wraps the store's key, and the file's
//! number tells who signs in. Changes are in the name of their author, whoever is signed in when they are sent.

use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::identity;
use puente_protocol::page::Author as WireAuthor;
use puente_protocol::problem::ProblemCode;

use crate::store::holders::{self, Holder};
use crate::store::{authors, enrolment};
use crate::sync::take_grants;
use crate::{Device, Error};

impl Device {
    /// Signs a person in: from now on everything is written in their name and by their rights. Needs no
    /// network.
    ///
    /// # Errors
    /// [`Error::NoSuchPerson`].
    pub fn sign_in(&mut self, nr: u32) -> Result<(), Error> {
        holders::sign_in(&self.conn, nr)
    }

    /// The people who use this device.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn holders(&self) -> Result<Vec<Holder>, Error> {
        holders::all(&self.conn)
    }

    /// The body for `POST /v1/enrol` with another person's one-time code and name. It binds their account to
    /// this device's key, beside the others.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`]: the person who made the store must enrol first.
    pub fn holder_request(&self, code: &str, name: &str) -> Result<Vec<u8>, Error> {
        let before = enrolment::enrolment(&self.conn)?.ok_or(Error::NotEnrolled)?;
        let (code, name) = (code.trim().into(), name.trim().into());
        // A server that was restored to a time before this device would take a plain enrolment for a new device
        // and tell it of no erasures. Without a binding the request claims nobody else's account.
        Ok(EnrolRequest::again(code, name, before.account, None, &self.me.key).to_bytes())
    }

    /// Takes the server's answer to [`Device::holder_request`]: from now on `nr` may sign in. Returns the six
    /// digits that the server's screen shows too.
    ///
    /// # Errors
    /// [`ProblemCode::CodeRefused`]: the code belongs to a colleague who uses this device, or the number is
    /// taken: ask for a code for this person. The bytes are not an answer, or another server's, or the store
    /// failed: see [`Error::advice`].
    pub fn holder_enrolled(
        &mut self,
        nr: u32,
        name: &str,
        reply: &[u8],
        now_ms: i64,
    ) -> Result<String, Error> {
        let reply = EnrolReply::from_bytes(reply).map_err(Error::Refused)?;
        let tx = self.conn.transaction()?;
        let enrolled = enrolment::enrolment(&tx)?.ok_or(Error::NotEnrolled)?;
        if reply.server != enrolled.server {
            return Err(Error::Refused(ProblemCode::BadSignature));
        }
        let author = WireAuthor {
            account: reply.account,
            device: identity::device_id(&self.me.public),
            name: name.trim().into(),
            // The same site that the server gives for everybody on this device.
            site: enrolled.site,
            signer: None,
        };
        let author = authors::intern(&tx, &author)?;
        authors::set_binding(&tx, author, reply.binding)?;
        if !holders::put(&tx, nr, author)? {
            return Err(Error::Refused(ProblemCode::CodeRefused));
        }
        take_grants(&tx, &reply.grants, now_ms)?;
        enrolment::ask_for_grants(&tx)?;
        tx.commit()?;
        Ok(identity::six_digits(
            reply.server.as_bytes(),
            &self.me.public,
        ))
    }

    /// Forgets a person on this device. What they wrote stays, in their name, and is sent; then the server is
    /// told that the device is no longer theirs.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn forget_holder(&mut self, nr: u32) -> Result<(), Error> {
        holders::forget(&self.conn, nr)
    }
}
