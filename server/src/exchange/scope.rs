//! The sites of a record, and which feeds are told what arrived in it.

use puente_record::{DocumentKind, SiteId};

use super::plan::StatePlan;
use crate::store::feed::{FeedKey, FeedTarget, NewFeedRow};
use crate::store::row_id::{ChangeRowId, DocumentRowId, InstallRowId, RecordRowId, SiteRowId};
use crate::store::{StoreError, WriteTransaction, document, record, site};

/// With more changes of one document at once, the whole document is sent: from about this number on its saved
/// form is smaller.
pub(super) const CHANGES_APART_MAX: usize = 8;

/// What arrived in one document.
#[derive(Debug)]
pub(crate) struct DocumentArrival {
    pub(crate) document: DocumentRowId,
    pub(crate) kind: DocumentKind,
    /// Nothing of it was visible before.
    pub(crate) is_new: bool,
    /// Rows of the changes that entered.
    pub(crate) changes: Vec<ChangeRowId>,
    /// The row of the install that brought them all, if one did.
    pub(crate) origin: Option<InstallRowId>,
}

/// A record in which something arrived.
#[derive(Debug)]
pub(crate) struct TouchedRecord {
    record: RecordRowId,
    /// It is at no site yet.
    is_new: bool,
    /// Its site while its core document is unknown: the one that the ids of its other documents prove.
    proven: Option<SiteId>,
    /// The sites that its core document states now, if that is among the arrivals.
    sites: Option<Vec<SiteId>>,
    arrivals: Vec<DocumentArrival>,
}

impl TouchedRecord {
    pub(crate) fn new(record: RecordRowId, is_new: bool) -> Self {
        Self {
            record,
            is_new,
            proven: None,
            sites: None,
            arrivals: Vec::new(),
        }
    }

    /// A record in which nothing arrived, but whose sites must be set to these, which its core document states.
    pub(crate) fn corrected(record: RecordRowId, sites: Vec<SiteId>) -> Self {
        Self {
            sites: Some(sites),
            ..Self::new(record, false)
        }
    }

    pub(super) fn add(&mut self, arrival: DocumentArrival, state: Option<&StatePlan>) {
        match state {
            Some(state) if state.kind.stands_alone() => self.sites = Some(state.sites.clone()),
            Some(state) => self.proven = self.proven.or(state.founded_at),
            None => {}
        }
        self.arrivals.push(arrival);
    }

    /// Moves the record to its sites and tells the feeds: sites that stay get the changes, new sites get every
    /// document whole.
    pub(crate) fn settle(self, write: &mut WriteTransaction<'_>) -> Result<(), StoreError> {
        let mut old = Vec::new();
        if !self.is_new {
            let sites = record::sites(write.connection(), self.record)?;
            old.extend(sites.into_iter().map(|(nr, _)| nr));
        }
        let new = self.sites_now(write, &old)?;
        let gained: Vec<SiteRowId> = new.iter().copied().filter(|s| !old.contains(s)).collect();
        let lost: Vec<SiteRowId> = old.iter().copied().filter(|s| !new.contains(s)).collect();
        for site in &gained {
            record::enter_site(write, self.record, *site)?;
        }
        for site in &lost {
            record::leave_site(write, self.record, *site)?;
        }
        for arrival in &self.arrivals {
            for site in &old {
                let is_staying = new.contains(site);
                if is_staying && arrival.is_new {
                    document::enter_site(write, arrival.document, arrival.kind, *site)?;
                }
                // A site that the record leaves sees why, but nothing that it may not see.
                if is_staying || !arrival.is_new {
                    announce(write, arrival, *site, is_staying)?;
                }
            }
            for site in &gained {
                document::enter_site(write, arrival.document, arrival.kind, *site)?;
                let origin = arrival.origin.filter(|_| arrival.is_new);
                publish_whole(write, arrival.document, arrival.kind, *site, origin)?;
            }
        }
        let has_moved = !gained.is_empty() || !lost.is_empty();
        if has_moved && !self.is_new {
            self.move_others(write, &gained)?;
            self.hide(write, &lost)?;
        }
        Ok(())
    }

    fn sites_now(
        &self,
        write: &WriteTransaction<'_>,
        old: &[SiteRowId],
    ) -> Result<Vec<SiteRowId>, StoreError> {
        let sites = match (&self.sites, old) {
            (Some(sites), _) => &sites[..],
            (None, [_, ..]) => return Ok(old.to_vec()),
            (None, []) => self.proven.as_slice(),
        };
        let rows = sites.iter().map(|id| site::row_of(write.connection(), *id));
        rows.collect()
    }

    /// Moves the documents in which nothing arrived along with the record.
    fn move_others(
        &self,
        write: &mut WriteTransaction<'_>,
        gained: &[SiteRowId],
    ) -> Result<(), StoreError> {
        for other in document::of_record(write.connection(), self.record)? {
            let arrived = self.arrivals.iter().any(|a| a.document == other.nr);
            let (Some(kind), false) = (other.kind, arrived) else {
                continue;
            };
            for site in gained {
                document::enter_site(write, other.nr, kind, *site)?;
                publish_whole(write, other.nr, kind, *site, None)?;
            }
        }
        Ok(())
    }

    fn hide(&self, write: &WriteTransaction<'_>, lost: &[SiteRowId]) -> Result<(), StoreError> {
        for document in document::of_record(write.connection(), self.record)? {
            let Some(kind) = document.kind else { continue };
            for site in lost {
                document::leave_site(write, document.nr, kind, *site)?;
            }
        }
        Ok(())
    }
}

fn announce(
    write: &mut WriteTransaction<'_>,
    arrival: &DocumentArrival,
    site: SiteRowId,
    may_see_whole: bool,
) -> Result<(), StoreError> {
    if may_see_whole && (arrival.is_new || arrival.changes.len() > CHANGES_APART_MAX) {
        return publish_whole(write, arrival.document, arrival.kind, site, arrival.origin);
    }
    for change in &arrival.changes {
        write.publish(
            FeedKey::Site(site, arrival.kind),
            &NewFeedRow {
                target: FeedTarget::Change(*change),
                document: Some(arrival.document),
                origin: arrival.origin,
            },
        )?;
    }
    Ok(())
}

/// Announces a whole document to a site's readers.
pub(crate) fn publish_whole(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    kind: DocumentKind,
    site: SiteRowId,
    origin: Option<InstallRowId>,
) -> Result<(), StoreError> {
    write.publish(
        FeedKey::Site(site, kind),
        &NewFeedRow {
            target: FeedTarget::Document(document),
            document: Some(document),
            origin,
        },
    )
}
