//! Signing in at the server's console: proofs that only this device can make.

use puente_protocol::dpop::DpopClaims;
use puente_record::id::AccountId;
use rand_core::Rng as _;

use crate::store::enrolment;
use crate::{Device, Error, Rng};

impl Device {
    /// The account of the person on this device, for signing in.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn account(&self) -> Result<AccountId, Error> {
        let enrolled = enrolment::enrolment(&self.conn)?.ok_or(Error::NotEnrolled)?;
        Ok(enrolled.account)
    }

    /// The header `DPoP` for one request of the interactive API: `url` without its query, `nonce` from the
    /// server's last answer, `token` if the request carries one.
    pub fn proof(
        &self,
        method: &str,
        url: &str,
        nonce: Option<&str>,
        token: Option<&str>,
        now_ms: i64,
        rng: &mut Rng,
    ) -> String {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let proof = DpopClaims {
            method,
            url,
            nonce,
            token,
            now_ms,
            id,
        };
        proof.sign(&self.me.key)
    }
}
