//! Joining a server: a one-time code binds this device's key to a person, a site and a role.

use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::events::EventsCredential;
use puente_protocol::identity;
use puente_protocol::limits::UPLOAD_BYTES_MAX;
use puente_protocol::page::Grant;
use puente_protocol::problem::ProblemCode;
use rusqlite::Connection;

use crate::founding::found_again;
use crate::store::enrolment::EnrolmentRow;
use crate::store::{authors, enrolment, holders};
use crate::{Device, Error, Rng};

impl Device {
    /// The body for `POST /v1/enrol`. A device that its server does not know any more, since a backup
    /// was restored that is older than its enrolment, enrols again with a new code.
    ///
    /// # Errors
    /// [`Error::AlreadyEnrolled`].
    pub fn enrol_request(&self, code: &str, name: &str) -> Result<Vec<u8>, Error> {
        let (code, name) = (code.trim().into(), name.trim().into());
        let request = match enrolment::enrolment(&self.conn)? {
            None => EnrolRequest::new(code, name, &self.me.key),
            // Everybody on the device, one after the other: a restored server may know none of them any more.
            Some(before) if before.is_unknown || self.may_be_forgotten()? => {
                let account = (before.account, before.binding);
                EnrolRequest::again(code, name, account, &self.me.key)
            }
            Some(_) => return Err(Error::AlreadyEnrolled),
        };
        Ok(request.to_bytes())
    }

    /// Did the server begin another life, in which it may know a colleague on this device and not whoever is signed in?
    fn may_be_forgotten(&self) -> Result<bool, Error> {
        Ok(has_colleagues(&self.conn)? && enrolment::restored_ms(&self.conn)?.is_some())
    }

    /// Where this device is enrolled, as it was told.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn server_url(&self) -> Result<String, Error> {
        Ok(enrolment::enrolment(&self.conn)?
            .ok_or(Error::NotEnrolled)?
            .url)
    }

    /// What the person on this device may do, and where, as last told. Nothing before enrolment.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn grants(&self) -> Result<Vec<Grant>, Error> {
        enrolment::grants(&self.conn)
    }

    /// The bytes that stand, in base64url without padding, behind `Authorization: Puente-Device` for
    /// `GET /v1/events`. Good for one stream.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn events_credential(&mut self) -> Result<Vec<u8>, Error> {
        let enrolled = enrolment::enrolment(&self.conn)?.ok_or(Error::NotEnrolled)?;
        let counter = enrolment::raise_events_counter(&self.conn, self.me.install)?;
        Ok(
            EventsCredential::new(enrolled.server, self.me.install, counter, &self.me.key)
                .to_bytes(),
        )
    }

    /// Takes the server's answer. Whoever was registered before belongs to the site from now on, and their
    /// records are others, with the same codes: an id says where a record was founded. Answers the six digits
    /// that the server's screen shows too.
    ///
    /// # Errors
    /// The answer is none, or the store failed: see [`Error::advice`]. [`Error::AlreadyEnrolled`]: it is
    /// another server's than the one this device was enrolled at. [`ProblemCode::CodeRefused`]: the code was a
    /// colleague's who uses this device too.
    pub fn enrolled(
        &mut self,
        url: &str,
        name: &str,
        reply: &[u8],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<String, Error> {
        let reply = EnrolReply::from_bytes(reply).map_err(Error::Refused)?;
        let tx = self.conn.transaction()?;
        let author = holders::author(&tx)?;
        let before = enrolment::enrolment(&tx)?;
        let is_restored = enrolment::restored_ms(&tx)?.is_some();
        let row = EnrolmentRow {
            server: reply.server,
            url: url.trim_end_matches('/').into(),
            account: reply.account,
            name: name.trim().into(),
            site: reply.site,
            generation: reply.grants.generation,
            revoked: reply.grants.revoked,
            cursor: Vec::new(),
            upload_bytes: UPLOAD_BYTES_MAX as u64,
            last_contact_ms: Some(now_ms),
            is_unknown: false,
            binding: reply.binding,
        };
        match before {
            None => enrolment::insert_enrolment(&tx, &row)?,
            Some(before) if before.server != row.server => return Err(Error::AlreadyEnrolled),
            Some(before) if before.is_unknown => enrolment::renew(&tx, &row, now_ms)?,
            // The device is known again by a colleague, and now its next person.
            Some(_) if is_restored && has_colleagues(&tx)? => {}
            Some(_) => return Err(Error::AlreadyEnrolled),
        }
        enrolment::set_grants(&tx, &reply.grants, now_ms)?;
        let (device, name) = (identity::device_id(&self.me.public), name.trim());
        if author == authors::MAKER {
            if authors::is_of_another(&tx, reply.account, device)? {
                return Err(Error::Refused(ProblemCode::CodeRefused));
            }
            authors::set_maker(&tx, reply.account, device, name, reply.site)?;
        } else {
            authors::rename(&tx, author, reply.account, name)?;
        }
        authors::set_binding(&tx, author, reply.binding)?;
        found_again(&tx, &self.me, reply.site, rng)?;
        tx.commit()?;
        Ok(identity::six_digits(
            reply.server.as_bytes(),
            &self.me.public,
        ))
    }
}

/// Whether the server may know somebody on this device who is not the one that is signed in.
fn has_colleagues(conn: &Connection) -> Result<bool, Error> {
    let is_joiner = holders::author(conn)? != authors::MAKER;
    Ok(is_joiner || holders::all(conn)?.iter().any(|holder| !holder.is_here))
}
