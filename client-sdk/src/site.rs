//! The sites as the server states them, and the time there.

use puente_record::{ClockTrust, Day, LocalTime, Moment, SiteFacts, SiteId, ZoneRule, search_key};
use rusqlite::Connection;

use crate::Error;
use crate::store::{enrolment, sites};

/// The sites of this device's server, including its own.
#[derive(Debug, Clone)]
pub struct KnownSites {
    at: Vec<SiteFacts>,
    here: Option<SiteId>,
    rule: ZoneRule,
    trust: ClockTrust,
}

/// No sites, as before enrolment.
impl Default for KnownSites {
    fn default() -> Self {
        Self {
            at: Vec::new(),
            here: None,
            rule: ZoneRule::WESTMOST,
            trust: ClockTrust::since(None),
        }
    }
}

impl KnownSites {
    pub(crate) fn load(conn: &Connection) -> Result<Self, Error> {
        let told = sites::load(conn)?;
        let here = enrolment::home(conn)?;
        let mut known = Self {
            at: told.at,
            here,
            rule: ZoneRule::WESTMOST,
            trust: ClockTrust::since(told.as_of_ms),
        };
        known.rule = known.rule_at(here);
        Ok(known)
    }

    /// Every site, by name, including closed ones.
    #[must_use]
    pub fn all(&self) -> &[SiteFacts] {
        &self.at
    }

    /// A site by its id.
    #[must_use]
    pub fn get(&self, id: SiteId) -> Option<&SiteFacts> {
        self.at.iter().find(|site| site.id == id)
    }

    /// A site by its name, in any capitals and accents, or by its id.
    #[must_use]
    pub fn named(&self, said: &str) -> Option<&SiteFacts> {
        if let Ok(id) = said.trim().parse() {
            return self.get(id);
        }
        let key = search_key(said);
        self.at.iter().find(|site| search_key(&site.name) == key)
    }

    /// The site of the people who are registered on this device.
    #[must_use]
    pub fn here(&self) -> Option<&SiteFacts> {
        self.get(self.here?)
    }

    /// The day at this site. `now_ms` is the device's clock; when it cannot be right, this is the latest day
    /// that is known to have begun.
    #[must_use]
    pub fn today(&self, now_ms: i64) -> Day {
        self.local(self.trust.believed_ms(now_ms)).day
    }

    /// As [`Self::today`], at the site of a record; at this device's site when that is unknown.
    #[must_use]
    pub fn today_at(&self, site: Option<SiteId>, now_ms: i64) -> Day {
        let at = Moment::from_unix_ms(self.trust.believed_ms(now_ms));
        self.zone_at(site).local(at).day
    }

    /// The rule of the clocks at the site of a record; at this device's site when that is unknown.
    #[must_use]
    pub fn zone_at(&self, site: Option<SiteId>) -> ZoneRule {
        match site.filter(|site| self.get(*site).is_some()) {
            Some(_) => self.rule_at(site),
            None => self.rule.clone(),
        }
    }

    /// The local time at this site for a moment in ms since 1970.
    #[must_use]
    pub fn local(&self, at_ms: i64) -> LocalTime {
        self.rule.local(Moment::from_unix_ms(at_ms))
    }

    /// As [`Self::local`], at another site.
    #[must_use]
    pub fn local_at(&self, site: SiteId, at_ms: i64) -> LocalTime {
        self.rule_at(Some(site)).local(Moment::from_unix_ms(at_ms))
    }

    /// The night at a site, from noon to noon, named by its first day.
    #[must_use]
    pub fn night_at(&self, site: SiteId, at_ms: i64) -> Day {
        self.rule_at(Some(site)).night(Moment::from_unix_ms(at_ms))
    }

    /// Can the device's clock be right?
    #[must_use]
    pub fn believes(&self, now_ms: i64) -> bool {
        self.trust.believes(now_ms)
    }

    fn rule_at(&self, site: Option<SiteId>) -> ZoneRule {
        let known = site.and_then(|site| self.get(site));
        known.map_or(ZoneRule::WESTMOST, SiteFacts::rule)
    }
}
