//! Checks the log: every entry can be read, and every stored hash is the one that the tree has.

use std::collections::HashMap;

use puente_audit::{Commitment, Entry, Frontier, leaf_hash};

use crate::store::{Connection, StoreError, log};

/// The commitments in the entries, each with the index of the first entry that has it.
#[derive(Debug, Default)]
pub(super) struct Commitments(HashMap<Commitment, u64>);

impl Commitments {
    pub(super) fn holds(&self, commitment: &Commitment) -> bool {
        self.0.contains_key(commitment)
    }

    pub(super) fn is_at(&self, commitment: &Commitment, index: u64) -> bool {
        self.0.get(commitment) == Some(&index)
    }
}

pub(super) fn compare(
    connection: &Connection,
    differences: &mut Vec<String>,
) -> Result<Commitments, StoreError> {
    let mut commitments = Commitments::default();
    let mut frontier = Frontier::default();
    log::scan(connection, |index, entry, stored| {
        if index != frontier.size() {
            differences.push(format!("log: entry {} is missing", frontier.size()));
            return Err(StoreError::Damaged("the log has a gap"));
        }
        match Entry::from_bytes(entry) {
            Ok(entry) => {
                if let Some(commitment) = entry.commitment {
                    commitments.0.entry(commitment).or_insert(index);
                }
            }
            Err(_) => differences.push(format!("log: entry {index} does not read")),
        }
        let mut expected = Vec::new();
        frontier.push(leaf_hash(entry), |hash| expected.extend_from_slice(&hash));
        if expected != stored {
            differences.push(format!(
                "log: the hashes of entry {index} are not those of the tree"
            ));
        }
        Ok(())
    })?;
    Ok(commitments)
}
