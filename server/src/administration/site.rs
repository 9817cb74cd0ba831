//! Sites, and the facts that devices are told about them.

use puente_audit::{Entry, EntryKind, commit_public};
use puente_record::site::{SITE_PHONES_MAX, is_dialled};
use puente_record::{SiteFacts, SiteId, SiteZone};

use super::{Administration, AdministrationError};
use crate::store::retry;
use crate::store::site::{self, SiteRow};
use crate::zones;

/// Kinds of sites that can be set up.
pub const SITE_KINDS: [&str; 3] = ["crossing", "shelter", "office"];

/// The most bytes of a site's name, which is shown on a button.
const NAME_BYTES_MAX: usize = 120;

/// The changes to a site; fields that are `None` stay.
#[derive(Debug, Clone, Default)]
pub struct SiteChange {
    /// Its name.
    pub name: Option<String>,
    /// The name of its zone in the IANA database.
    pub zone: Option<String>,
    /// The DIF's telephone numbers, which replace the previous ones.
    pub dif_phones: Option<Vec<String>>,
    /// The Procuraduría's telephone numbers, which replace the previous ones.
    pub attorney_phones: Option<Vec<String>>,
    /// Does the site receive people?
    pub is_open: Option<bool>,
}

impl Administration {
    /// Sets up a site.
    ///
    /// # Errors
    /// The name is taken or empty, or the kind does not exist.
    pub fn add_site(&self, name: &str, kind: &str) -> Result<SiteId, AdministrationError> {
        let id = self.rng.bytes();
        self.add_site_with(SiteId::from_bytes(id), name, kind)
    }

    /// Sets up a site under an id that devices already know, after a restore to a time before the site. The
    /// changes that wait for it are tried again.
    ///
    /// # Errors
    /// As [`Administration::add_site`], or the site exists already.
    pub fn add_site_again(
        &self,
        id: SiteId,
        name: &str,
        kind: &str,
    ) -> Result<SiteId, AdministrationError> {
        if self.sites()?.iter().any(|site| site.facts.id == id) {
            return Err(AdministrationError::Invalid("site_id"));
        }
        let id = self.add_site_with(id, name, kind)?;
        self.store.write(|write| retry::schedule_all(write))?;
        Ok(id)
    }

    fn add_site_with(
        &self,
        id: SiteId,
        name: &str,
        kind: &str,
    ) -> Result<SiteId, AdministrationError> {
        if !SITE_KINDS.contains(&kind) {
            return Err(AdministrationError::Invalid("site_kind"));
        }
        let name = valid_name(name)?;
        let kind = kind.to_owned();
        let added = self
            .store
            .write(move |write| site::add(write, id, &name, &kind))?;
        added.map(|_| id).ok_or(AdministrationError::Taken)
    }

    /// Changes the facts about a site. Devices get them at their next sync.
    ///
    /// # Errors
    /// The site does not exist, the name is taken, or a value is not valid; then nothing changes.
    pub fn set_site(
        &self,
        now_ms: i64,
        name_or_id: &str,
        change: &SiteChange,
    ) -> Result<SiteFacts, AdministrationError> {
        let id = self.site(name_or_id)?.facts.id;
        let change = change.valid()?;
        let changed = self.store.write(move |write| {
            let sites = site::list(write.connection())?;
            let is_other = |site: &&SiteRow| site.facts.id != id;
            let named = |site: &SiteRow| Some(&site.facts.name) == change.name.as_ref();
            let is_taken = sites.iter().filter(is_other).any(named);
            let before = sites.into_iter().find(|site| site.facts.id == id);
            let Some(before) = before.filter(|_| !is_taken) else {
                return Ok(None);
            };
            let facts = change.clone().of(before.facts);
            let public = minicbor::to_vec(&facts).expect("writing to memory does not fail");
            let leaf = write.log(&Entry {
                commitment: Some(commit_public(&public)),
                ..Entry::new(EntryKind::SiteSet, now_ms)
            })?;
            site::set(write, &facts, leaf)?;
            Ok(Some(facts))
        })?;
        changed.ok_or(AdministrationError::Taken)
    }

    /// Gives every site the rule that this version has for its zone, because a country may have changed its
    /// clocks. Devices get changed rules at their next sync.
    ///
    /// # Errors
    /// The database fails.
    pub fn renew_zone_rules(&self, now_ms: i64) -> Result<(), AdministrationError> {
        for site in self.sites()? {
            let Some(zone) = site.facts.zone else {
                continue;
            };
            if zones::find(&zone.name).is_some_and(|known| known.rule != zone.rule) {
                let change = SiteChange {
                    zone: Some(zone.name),
                    ..SiteChange::default()
                };
                self.set_site(now_ms, &site.facts.id.to_string(), &change)?;
            }
        }
        Ok(())
    }

    /// The sites that were set up, by name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sites(&self) -> Result<Vec<SiteRow>, AdministrationError> {
        Ok(self.store.read(site::list)?)
    }

    /// The site with this name or id.
    ///
    /// # Errors
    /// There is none.
    pub fn site(&self, name_or_id: &str) -> Result<SiteRow, AdministrationError> {
        let sites = self.sites()?;
        let id: Option<SiteId> = name_or_id.parse().ok();
        sites
            .into_iter()
            .find(|site| site.facts.name == name_or_id || Some(site.facts.id) == id)
            .ok_or(AdministrationError::Missing("site"))
    }
}

fn valid_name(name: &str) -> Result<String, AdministrationError> {
    let name = name.trim();
    if name.is_empty() || name.len() > NAME_BYTES_MAX || !puente_record::has_no_invisible(name) {
        return Err(AdministrationError::Invalid("site_name"));
    }
    Ok(name.to_owned())
}

/// Changes whose values are all valid.
#[derive(Clone)]
struct ValidChange {
    name: Option<String>,
    zone: Option<SiteZone>,
    dif_phones: Option<Vec<String>>,
    attorney_phones: Option<Vec<String>>,
    is_open: Option<bool>,
}

impl SiteChange {
    /// Checks the values, for a caller that has other work to do before it makes the change.
    ///
    /// # Errors
    /// The value that is not valid.
    pub fn check(&self) -> Result<(), AdministrationError> {
        self.valid().map(drop)
    }

    fn valid(&self) -> Result<ValidChange, AdministrationError> {
        let known = |zone: &String| zones::find(zone).ok_or(AdministrationError::Invalid("zone"));
        Ok(ValidChange {
            name: self.name.as_deref().map(valid_name).transpose()?,
            zone: self.zone.as_ref().map(known).transpose()?,
            dif_phones: self.dif_phones.as_deref().map(valid_phones).transpose()?,
            attorney_phones: self
                .attorney_phones
                .as_deref()
                .map(valid_phones)
                .transpose()?,
            is_open: self.is_open,
        })
    }
}

fn valid_phones(phones: &[String]) -> Result<Vec<String>, AdministrationError> {
    let phones = phones.iter().map(|phone| phone.trim().to_owned());
    let phones: Vec<String> = phones.filter(|phone| !phone.is_empty()).collect();
    if phones.len() > SITE_PHONES_MAX {
        return Err(AdministrationError::Invalid("phones"));
    }
    match phones.iter().all(|phone| is_dialled(phone)) {
        true => Ok(phones),
        false => Err(AdministrationError::Invalid("phone")),
    }
}

impl ValidChange {
    fn of(self, before: SiteFacts) -> SiteFacts {
        SiteFacts {
            id: before.id,
            name: self.name.unwrap_or(before.name),
            zone: self.zone.or(before.zone),
            dif_phones: self.dif_phones.unwrap_or(before.dif_phones),
            attorney_phones: self.attorney_phones.unwrap_or(before.attorney_phones),
            is_open: self.is_open.unwrap_or(before.is_open),
        }
    }
}
