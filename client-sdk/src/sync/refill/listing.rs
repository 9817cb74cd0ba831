//! The listing of carried changes: who wrote them, and under which vouch they came down.

use std::collections::{BTreeSet, HashMap, HashSet};

use minicbor::bytes::ByteArray;
use puente_protocol::segment::{ListingGroup, Vouch, WrittenBy};
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId};
use rusqlite::Transaction;

use crate::Error;
use crate::store::authors::{self, Authorships};
use crate::store::journal;

/// The authors of some changes, each with all other changes that are covered by the same vouch. What nobody is
/// known to have written is listed under this account and device.
pub(super) fn listing_groups(
    tx: &Transaction<'_>,
    document: DocumentId,
    written: &Authorships,
    changes: &[ChangeHash],
    account: AccountId,
    device: DeviceId,
) -> Result<Vec<ListingGroup>, Error> {
    let own = journal::earlier(tx, document)?;
    let changes: HashSet<ChangeHash> = changes.iter().copied().collect();
    let mut unnamed = changes.clone();
    let vouches: BTreeSet<Option<Vouch>> = written
        .runs()
        .filter(|run| run.changes.iter().any(|change| changes.contains(change)))
        .map(|run| run.vouch)
        .collect();
    let mut groups = Vec::new();
    for vouch in vouches {
        let mut by = Vec::new();
        for run in written.runs().filter(|run| run.vouch == vouch) {
            let author = authors::load_named(tx, run.author)?;
            let mut parts: HashMap<_, Vec<u8>> = HashMap::new();
            for change in run.changes {
                unnamed.remove(&change);
                if vouch.is_some() || changes.contains(&change) {
                    let part = parts.entry(own.get(&change).copied()).or_default();
                    part.extend_from_slice(change.as_bytes());
                }
            }
            by.extend(parts.into_iter().map(|(own, changes)| WrittenBy {
                account: author.account,
                device: author.device,
                key: author.key.map(ByteArray::from),
                changes: changes.into(),
                own,
            }));
        }
        groups.push(ListingGroup {
            vouch: vouch.map(ByteArray::from),
            by,
        });
    }
    // The server does not take a change that the listing does not name. If its author is unknown here, somebody
    // has to decide about it.
    if !unnamed.is_empty() {
        let hashes = unnamed.iter().flat_map(ChangeHash::as_bytes);
        groups.push(ListingGroup {
            vouch: None,
            by: vec![WrittenBy {
                account,
                device,
                key: None,
                changes: hashes.copied().collect::<Vec<u8>>().into(),
                own: None,
            }],
        });
    }
    Ok(groups)
}
