//! Records whose sites were never set up here: no device gets them, and nobody notices. A move to a mistyped
//! site has this effect, and so has a site that a restored server no longer knows.

use puente_audit::{Entry, EntryKind, commit_public};
use puente_document::{Basis, Document, Edit};
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, RecordId, SiteId};
use serde::Serialize;

use super::{Administration, AdministrationError};
use crate::exchange::{DraftChange, ExchangeError, OnBehalfOf, ServerDevice};
use crate::store::{Connection, StoreError, document, record, site};

/// A record that no device gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LostRecord {
    /// The record.
    pub record: RecordId,
    /// Its code, if its core states one.
    pub code: Option<String>,
    /// Its stated sites, none of which was set up.
    pub sites: Vec<SiteId>,
}

impl Administration {
    /// Every record without a site that was set up.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn lost_records(&self) -> Result<Vec<LostRecord>, AdministrationError> {
        let lost = self.store.read(|connection| {
            let mut lost = Vec::new();
            for (nr, record, code) in record::at_no_site(connection)? {
                let sites = record::sites(connection, nr)?;
                lost.push(LostRecord {
                    record,
                    code,
                    sites: sites.into_iter().map(|(_, id)| id).collect(),
                });
            }
            Ok(lost)
        })?;
        Ok(lost)
    }

    /// Writes another home site into a record, in the name of `account`, who answers for it. The devices of
    /// that site get the record with their next sync.
    ///
    /// # Errors
    /// There is no such record or site, or the account may not do this.
    pub fn bring_back(
        &self,
        now_ms: i64,
        id: RecordId,
        to: SiteId,
        account: AccountId,
    ) -> Result<(), AdministrationError> {
        let account_nr = self.entitled(account)?;
        let sites = self.store.read(site::list)?;
        if !sites.iter().any(|site| site.facts.id == to) {
            return Err(AdministrationError::Missing("site"));
        }
        let writing = OnBehalfOf {
            account,
            account_nr,
            is_vouched: true,
        };
        let draft = |connection: &Connection,
                     server_device: &ServerDevice|
         -> Result<Vec<DraftChange>, ExchangeError> {
            self.moved(connection, server_device, id, to, now_ms)
        };
        let also = move |write: &mut crate::store::WriteTransaction<'_>| {
            let key = record::find(write.connection(), &[id])?.pop();
            write.log(&Entry {
                account: Some(account),
                object: key.map(|record| record.key.pseudonym()),
                commitment: Some(commit_public(to.as_bytes())),
                ..Entry::new(EntryKind::RecordBroughtBack, now_ms)
            })?;
            Ok(())
        };
        match self.writer.write(now_ms, writing, draft, also) {
            Err(ExchangeError::Problem(ProblemCode::NotFound)) => {
                Err(AdministrationError::Missing("record"))
            }
            Err(ExchangeError::Problem(code)) => {
                Err(AdministrationError::NotEntered(code.to_string()))
            }
            done => Ok(done?),
        }
    }

    fn moved(
        &self,
        connection: &Connection,
        server_device: &ServerDevice,
        id: RecordId,
        to: SiteId,
        now_ms: i64,
    ) -> Result<Vec<DraftChange>, ExchangeError> {
        let record = record::find(connection, &[id])?.pop();
        let record = record.ok_or(ProblemCode::NotFound)?;
        let documents = document::of_record(connection, record.nr)?;
        let core = documents.into_iter().find(|document| document.id == id);
        let sealed = core.as_ref().and_then(|core| core.sealed.as_ref());
        let sealed = sealed.ok_or(ProblemCode::NotFound)?;
        let saved = record.key.open_document(&id, sealed)?;
        let mut document = Document::load(id, &saved)
            .map_err(|_| StoreError::Damaged("a saved document does not load"))?;
        let basis = Basis::Other("brought back by the office".to_owned());
        let branch = server_device.branch(connection, id)?;
        let authorship = server_device.authorship(id, branch, basis, true, now_ms);
        let edits = [Edit::put("home_site", to.to_string())];
        let change = document.edit(&authorship, &edits, &mut self.rng.fork());
        let change = change.map_err(|_| ProblemCode::NotPossible)?;
        let change = change.ok_or(ProblemCode::NotPossible)?;
        Ok(vec![DraftChange {
            document: id,
            branch,
            raw: change.raw,
        }])
    }
}
