//! Which records the links make one person, and which links contradict what is said to be different.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pair, PairReason, PairState, PairStatement, by_pair};
use crate::id::RecordId;

/// The people that statements about pairs make of records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// The records of each person who has several, ascending.
    pub people: Vec<BTreeSet<RecordId>>,
    /// Every pair about which something was decided, ascending.
    pub pairs: Vec<Pair>,
}

/// The people of these records.
#[must_use]
pub fn people(statements: &[PairStatement]) -> People {
    let by_pair = by_pair(statements);
    let mut pairs: Vec<Pair> = by_pair
        .iter()
        .map(|(records, of)| Pair {
            records: *records,
            state: PairState::of(of),
            contradicts: false,
        })
        .collect();
    let distinct: Vec<[RecordId; 2]> = pairs
        .iter()
        .filter(|pair| pair.state == PairState::Distinct)
        .map(|pair| pair.records)
        .collect();
    let mut linked: Vec<(Grounds<'_>, usize)> = (0..)
        .zip(&pairs)
        .filter(|(_, pair)| pair.state == PairState::Linked)
        .map(|(place, pair)| (Grounds::of(&by_pair[&pair.records], pair.records), place))
        .collect();
    linked.sort_unstable();
    let mut groups = Groups::default();
    for (_, place) in linked {
        let pair = &mut pairs[place];
        pair.contradicts = !groups.join(pair.records, &distinct);
    }
    People {
        people: groups.members.into_values().collect(),
        pairs,
    }
}

/// How well founded a link is; the best first. Ids decide between equal ones, so that every device comes to
/// the same people.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Grounds<'a> {
    reason: PairReason,
    at: &'a str,
    records: [RecordId; 2],
}

impl<'a> Grounds<'a> {
    fn of(statements: &[&'a PairStatement], records: [RecordId; 2]) -> Self {
        let strongest = statements.iter().map(|of| of.reason).min();
        let first = statements.iter().map(|of| &*of.at).min();
        Self {
            reason: strongest.unwrap_or(PairReason::Other),
            at: first.unwrap_or_default(),
            records,
        }
    }
}

/// Records put together so far: each with the lowest of its group, and each group by its lowest.
#[derive(Default)]
struct Groups {
    lowest: BTreeMap<RecordId, RecordId>,
    members: BTreeMap<RecordId, BTreeSet<RecordId>>,
}

impl Groups {
    fn of(&self, record: RecordId) -> RecordId {
        self.lowest.get(&record).copied().unwrap_or(record)
    }

    /// Puts two groups together, unless that makes one person of records that are of different people.
    fn join(&mut self, records: [RecordId; 2], distinct: &[[RecordId; 2]]) -> bool {
        let [one, other] = records.map(|record| self.of(record));
        if one == other {
            return true;
        }
        let divides = |pair: &[RecordId; 2]| {
            let [left, right] = pair.map(|record| self.of(record));
            [left, right] == [one, other] || [right, left] == [one, other]
        };
        if distinct.iter().any(divides) {
            return false;
        }
        let mut all = BTreeSet::from([one, other]);
        for group in [one, other] {
            all.extend(self.members.remove(&group).unwrap_or_default());
        }
        let lowest = one.min(other);
        for record in &all {
            self.lowest.insert(*record, lowest);
        }
        self.members.insert(lowest, all);
        true
    }
}
