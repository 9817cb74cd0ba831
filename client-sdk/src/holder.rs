//! Several people on one device: one store, one device key, and an account for each.
//!
//! Who may open the store is the driver's: a key file for each person wraps the store's key, and its number
//! is who signs in. What they write is in their own name, whoever holds the device when it is sent.

use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::identity;
use puente_protocol::page::Author as WireAuthor;
use puente_protocol::problem::ProblemCode;

use crate::store::holders::{self, Holder};
use crate::store::{authors, enrolment};
use crate::sync::take_grants;
use crate::{Device, Error};

impl Device {
    /// Has a person sign in: what is written from now on is in their name and by their rights. No network.
    ///
    /// # Errors
    /// [`Error::NoSuchPerson`].
    pub fn sign_in(&mut self, nr: u32) -> Result<(), Error> {
        holders::sign_in(&self.conn, nr)
    }

    /// Who uses this device.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn holders(&self) -> Result<Vec<Holder>, Error> {
        holders::all(&self.conn)
    }

    /// The body for `POST /v1/enrol` with another person's one-time code and name. Their account is bound to
    /// this device's key beside the others.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`]: whoever made the store joins first.
    pub fn holder_request(&self, code: &str, name: &str) -> Result<Vec<u8>, Error> {
        let before = enrolment::enrolment(&self.conn)?.ok_or(Error::NotEnrolled)?;
        let (code, name) = (code.trim().into(), name.trim().into());
        // To a server that was restored to before this device it is a new one, which nobody tells who was erased. Without
        // a binding nobody else's account is claimed.
        Ok(EnrolRequest::again(code, name, (before.account, None), &self.me.key).to_bytes())
    }

    /// Takes the server's answer to [`Device::holder_request`]: from now on `nr` may sign in. Answers the
    /// six digits that the server's screen shows too.
    ///
    /// # Errors
    /// [`ProblemCode::CodeRefused`]: the code was a colleague's who uses this device, or somebody has this
    /// number: ask for a code of their own. The answer is none or of another server, or the store failed: see
    /// [`Error::advice`].
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
            // As the server says it of everybody on this device.
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

    /// Forgets that a person uses this device. What they wrote stays, in their name, and is sent; then the server is
    /// told that it is no device of theirs any more.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn forget_holder(&mut self, nr: u32) -> Result<(), Error> {
        holders::forget(&self.conn, nr)
    }
}
