//! Rows of a feed that are read together.

use std::collections::{HashMap, HashSet};

use crate::exchange::scope::CHANGES_APART_MAX;
use crate::store::feed::{FeedRow, FeedTarget};
use crate::store::row_id::DocumentRowId;

/// Documents that are announced whole, or have more changes than are worth sending one by one.
pub(super) fn better_whole(lines: &[FeedRow]) -> HashSet<DocumentRowId> {
    let mut changes: HashMap<DocumentRowId, usize> = HashMap::new();
    let mut whole = HashSet::new();
    for line in lines {
        match line.target {
            FeedTarget::Document(_) => {
                whole.insert(line.document);
            }
            FeedTarget::Change(_) => {
                let count = changes.entry(line.document).or_default();
                *count += 1;
                if *count > CHANGES_APART_MAX {
                    whole.insert(line.document);
                }
            }
            FeedTarget::Verdict(_)
            | FeedTarget::Erased(_)
            | FeedTarget::LeftOut(_)
            | FeedTarget::Asked(_) => {}
        }
    }
    whole
}
