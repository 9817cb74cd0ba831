//! Founds documents again, at the device's site, if they were registered before it had one.
//!
//! A document's id proves where it was founded, and a device without a site founds documents nowhere. Nothing
//! of them has left the device, so at enrolment every document is written anew from the journal, under its
//! final id. Codes stay, because they are on cards already.

use std::collections::HashMap;

use puente_record::id::{DocumentId, SiteId};
use puente_record::list::record_of;
use puente_record::{Opening, Origin};
use rusqlite::Transaction;

use crate::local_signer::LocalSigner;
use crate::store::documents::{self, DocumentRow};
use crate::store::{app_storage, holders, journal};
use crate::write::{WriteContext, empty};
use crate::{Error, Rng};

/// Founds every earlier document at a site.
pub(crate) fn found_again(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    site: SiteId,
    rng: &mut Rng,
) -> Result<(), Error> {
    let here = holders::author(tx)?;
    let mut renamed = HashMap::new();
    // Documents that stand alone come first, because the others point to them.
    for row in documents::founded_nowhere(tx)? {
        let origin = at_site(&row, site, &renamed)?;
        let lines = journal::standing_rows(tx, row.id)?;
        documents::remove(tx, row.id)?;
        let id = origin
            .id(&me.public)
            .ok_or(Error::Damaged("document.opening"))?;
        empty(tx, id, &origin)?;
        for line in lines {
            WriteContext::of_line(tx, me, &line, rng)?.edit(id, &line.edits)?;
        }
        app_storage::rename(tx, &row.id.to_string(), &id.to_string())?;
        renamed.insert(row.id, id);
    }
    holders::act_as(tx, here)
}

fn at_site(
    row: &DocumentRow,
    site: SiteId,
    renamed: &HashMap<DocumentId, DocumentId>,
) -> Result<Origin, Error> {
    let origin = row.origin()?;
    let core = origin.core.map(|core| match origin.opening {
        // This also works when nobody in the row is registered yet.
        Opening::Listed { list, number, .. } => record_of(site, list, number),
        _ => renamed.get(&core).copied().unwrap_or(core),
    });
    let opening = match origin.opening {
        Opening::Made { salt, .. } => Opening::Made { site, salt },
        Opening::Listed { list, number, .. } => Opening::Listed { site, list, number },
        added @ Opening::Added { .. } => added,
    };
    Ok(Origin {
        core,
        opening,
        ..origin
    })
}
