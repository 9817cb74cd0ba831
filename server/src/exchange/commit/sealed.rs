//! Sealed bodies that only the recovery key opens: stored when a segment brings them, and written like those of
//! any other change once somebody has opened them.

use puente_protocol::segment::{Item, SealedBody};

use super::{ExchangePlan, SenderContext, WrittenRows, write_documents};
use crate::store::record::{self, RecordRow};
use crate::store::row_id::{InstallRowId, SegmentRowId};
use crate::store::sealed;
use crate::store::sealing::RecordKey;
use crate::store::{StoreError, WriteTransaction};

/// Stores the sealed bodies of a request, after the records that it brings are stored. Nothing of an erased
/// person is stored.
pub(super) fn store_bodies(
    write: &WriteTransaction<'_>,
    plan: &ExchangePlan,
    segments: &[SegmentRowId],
) -> Result<(), StoreError> {
    let mut rng = plan.rng.clone();
    for (segment, nr) in plan.segments.iter().zip(segments) {
        for (item, (content, _)) in segment.items().enumerate() {
            let Item::Sealed(body) = content else {
                continue;
            };
            let known = record_of(write, body)?;
            if known.is_none() && record::exists(write.connection(), body.record())? {
                continue;
            }
            let record = match known {
                Some(record) => record,
                None => {
                    let key = RecordKey::random(&mut rng);
                    record::create(write, body.record(), &key)?;
                    record_of(write, body)?.ok_or(StoreError::Outdated)?
                }
            };
            sealed::insert(write, *nr, item as u64, &record, body)?;
        }
    }
    Ok(())
}

fn record_of(
    write: &WriteTransaction<'_>,
    body: &SealedBody,
) -> Result<Option<RecordRow>, StoreError> {
    Ok(record::find(write.connection(), &[body.record()])?.pop())
}

/// Writes opened bodies. Their segments, at these rows, and their install are already stored.
pub(in crate::exchange) fn commit_recovered(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    plan: &ExchangePlan,
    install: InstallRowId,
    segments: &[SegmentRowId],
) -> Result<(), StoreError> {
    context.check_current(write.connection())?;
    for (nr, segment) in segments.iter().zip(&plan.segments) {
        for (item, (content, _)) in segment.items().enumerate() {
            if matches!(content, Item::Change { .. }) {
                sealed::remove(write, *nr, item as u64)?;
            }
        }
    }
    let mut rows = WrittenRows {
        sender: Some((context.device.nr, install)),
        segments: segments.to_vec(),
        was_let_go: true,
        ..WrittenRows::default()
    };
    write_documents(write, &plan.documents, plan.now_ms, &mut rows)
}
