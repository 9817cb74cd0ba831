//! Joining a server: a one-time code binds this device's key to a person, a site and a role.

use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::events::EventsCredential;
use puente_protocol::identity;
use puente_protocol::limits::UPLOAD_BYTES_MAX;
use puente_protocol::page::Grant;
use puente_protocol::problem::ProblemCode;

use crate::founding::found_again;
use crate::store::enrolment::{EnrolmentRow, Unknown};
use crate::store::row_id::AuthorRowId;
use crate::store::{authors, enrolment, holders};
use crate::sync::recall;
use crate::{Device, Error, Rng};

impl Device {
    /// The body for `POST /v1/enrol`. A device that its server no longer knows, because it was restored from a
    /// backup older than the enrolment, enrols again with a new code.
    ///
    /// # Errors
    /// [`Error::AlreadyEnrolled`].
    pub fn enrol_request(&self, code: &str, name: &str) -> Result<Vec<u8>, Error> {
        let (code, name) = (code.trim().into(), name.trim().into());
        let request = match enrolment::enrolment(&self.conn)? {
            None => EnrolRequest::new(code, name, &self.me.key),
            // Every person on the device, one after the other: a restored server may know none of them.
            Some(before) if before.unknown.is_some() => {
                EnrolRequest::again(code, name, before.account, before.binding, &self.me.key)
            }
            Some(_) => return Err(Error::AlreadyEnrolled),
        };
        Ok(request.to_bytes())
    }

    /// The address of the server at which this device is enrolled.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn server_url(&self) -> Result<String, Error> {
        Ok(enrolment::enrolment(&self.conn)?
            .ok_or(Error::NotEnrolled)?
            .url)
    }

    /// The grants of the person on this device, as last told. Empty before enrolment.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn grants(&self) -> Result<Vec<Grant>, Error> {
        enrolment::grants(&self.conn)
    }

    /// The credential for `GET /v1/events`, to be sent in base64url without padding after `Authorization:
    /// Puente-Device`. It is good for one stream.
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

    /// Takes the server's answer. Everybody who was registered before belongs to the site from now on, and
    /// their records get new ids with the same codes, because an id proves where a record was founded. Returns
    /// the six digits that the server's screen shows too.
    ///
    /// # Errors
    /// The bytes are not an answer, or the store failed: see [`Error::advice`]. [`Error::AlreadyEnrolled`]: the
    /// device was enrolled at another server. [`ProblemCode::CodeRefused`]: the code belongs to a colleague who
    /// uses this device too.
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
            unknown: None,
            binding: reply.binding,
        };
        match before.map(|before| (before.server, before.unknown)) {
            None => enrolment::insert_enrolment(&tx, &row)?,
            Some((server, _)) if server != row.server => return Err(Error::AlreadyEnrolled),
            Some((_, Some(Unknown::Device))) => enrolment::renew(&tx, &row, now_ms)?,
            Some((_, Some(Unknown::Person))) => {}
            Some((_, None)) => return Err(Error::AlreadyEnrolled),
        }
        let (device, name) = (identity::device_id(&self.me.public), name.trim());
        if author == AuthorRowId::MAKER {
            if authors::is_of_another(&tx, reply.account, device)? {
                return Err(Error::Refused(ProblemCode::CodeRefused));
            }
            authors::set_maker(&tx, reply.account, device, name, reply.site)?;
        } else {
            authors::rename(&tx, author, reply.account, name)?;
        }
        authors::set_binding(&tx, author, reply.binding)?;
        let rights = enrolment::rights_of_all(&tx)?;
        enrolment::set_grants(&tx, &reply.grants, now_ms)?;
        recall(&tx, &rights)?;
        enrolment::ask_for_grants(&tx)?;
        found_again(&tx, &self.me, reply.site, rng)?;
        tx.commit()?;
        Ok(identity::six_digits(
            reply.server.as_bytes(),
            &self.me.public,
        ))
    }
}
