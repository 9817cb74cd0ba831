//! Checks segments: every signature holds, every install's log is a chain, and every change is where its
//! segment says.

use std::collections::HashMap;

use puente_audit::commit_public;
use puente_protocol::segment::{NO_SEGMENT, Statement};

use super::log::Commitments;
use crate::store::check::{self, SegmentChange, SignedSegment};
use crate::store::row_id::{InstallRowId, SegmentRowId};
use crate::store::{Connection, StoreError};

pub(super) fn compare(
    connection: &Connection,
    commitments: &Commitments,
    differences: &mut Vec<String>,
) -> Result<(), StoreError> {
    let mut brought: HashMap<SegmentRowId, Vec<SegmentChange>> = HashMap::new();
    check::segment_changes(connection, |change| {
        brought.entry(change.segment).or_default().push(change);
    })?;
    let mut before: Option<(InstallRowId, u64, [u8; 32])> = None;
    check::segments(connection, |segment| {
        let nr = segment.nr;
        let Ok(statement) = Statement::verify(&segment.signed, &segment.signature, &segment.key)
        else {
            differences.push(format!("segment {nr}: the signature does not fit"));
            before = None;
            return;
        };
        let (n, previous) = match before {
            Some((install, n, hash)) if install == segment.install => (n + 1, hash),
            _ => (0, NO_SEGMENT),
        };
        if !is_in_place(&segment, &statement, n, previous) {
            differences.push(format!("segment {nr}: does not follow on the one before"));
        }
        if !commitments.is_at(&commit_public(&statement.hash()), segment.leaf) {
            differences.push(format!("segment {nr}: its receipt is not in the log"));
        }
        for change in brought.remove(&nr).unwrap_or_default() {
            let place = usize::try_from(change.item).unwrap_or(usize::MAX);
            let is_brought = match &change.listed {
                None => statement.has_change(place, &change.document, change.branch, &change.hash),
                Some(listed) => {
                    statement.has_carried_change(place, &change.document, listed, &change.hash)
                }
            };
            if !is_brought {
                differences.push(format!("change {}: its segment brought another", change.nr));
            }
        }
        before = Some((segment.install, segment.n, statement.hash()));
    })?;
    for change in brought.into_values().flatten() {
        differences.push(format!("change {}: its segment is missing", change.nr));
    }
    Ok(())
}

fn is_in_place(segment: &SignedSegment, statement: &Statement, n: u64, previous: [u8; 32]) -> bool {
    segment.n == n
        && statement.head().n == n
        && statement.previous() == previous
        && statement.hash() == segment.hash
        && statement.head().install == segment.install_id
}
