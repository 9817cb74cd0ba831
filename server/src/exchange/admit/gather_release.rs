//! What a trial needs to know when an administrator releases a change.

use std::collections::HashMap;

use puente_admission::Reason;
use puente_protocol::ChangeState;
use puente_record::DocumentKind;

use super::authority::give_authority;
use super::gather::load_records;
use super::gathered::{GatheredRequest, load_known};
use super::pending::{load_beside, load_history, waiting};
use super::subject::TouchedDocument;
use crate::store::change;
use crate::store::quarantine::{self, QuarantinedChange};
use crate::store::{Connection, StoreError, site};

/// Gathers a quarantined change that is to be released, before all changes that may enter with it: those
/// quarantined because they depend on it, and those that wait.
pub(super) fn gather_release(
    connection: &Connection,
    kept: &QuarantinedChange,
    now_ms: i64,
) -> Result<GatheredRequest<'static>, StoreError> {
    let mut gathered = GatheredRequest::default();
    gathered.subjects.push(TouchedDocument::new(kept.document));
    let places = HashMap::from([(kept.document, 0)]);
    load_known(connection, &[kept.document], &places, &mut gathered)?;
    let known = gathered.subjects[0].known.ok_or(StoreError::Outdated)?;
    gathered.sites = site::set_up_ids(connection)?;
    let mut authors = HashMap::new();
    let mut candidates = Vec::new();
    for stored in change::of_document(connection, known.nr)? {
        if stored.state != ChangeState::Quarantined {
            continue;
        }
        let is_released = stored.nr == kept.nr;
        let follows = Some(Reason::DependsOnQuarantined.as_str());
        if is_released || quarantine::last_reason(connection, stored.nr)?.as_deref() == follows {
            let place = if is_released { 0 } else { candidates.len() };
            let (subject, records) = (&mut gathered.subjects[0], &gathered.records);
            let candidate = waiting(connection, &stored, subject, records, &mut authors)?;
            candidates.insert(place, candidate);
        }
    }
    // It may bring its record to another site.
    if gathered.subjects[0]
        .kind
        .is_some_and(DocumentKind::is_person)
    {
        load_beside(connection, &[kept.document], &mut gathered)?;
    }
    load_history(connection, &mut gathered, 0)?;
    let subject = &mut gathered.subjects[0];
    candidates.append(&mut subject.waiting);
    subject.waiting = candidates;
    load_records(connection, &mut gathered)?;
    give_authority(connection, &mut gathered, now_ms)?;
    let everything = gathered.authorities.everything(connection, false)?;
    let released = gathered.subjects[0].waiting.first_mut();
    let released = released.ok_or(StoreError::Outdated)?;
    released.authority = everything;
    released.share = None;
    Ok(gathered)
}
