//! Households: who came together as a family, according to the records.
//!
//! Each record names its own household (field [`FIELD`]), so that one change of one document moves a person.
//! That two households are one is a separate fact, a member of the set [`JOINED`] in the records of both. So no
//! record must be rewritten, and a person who is added to either of them elsewhere at the same time is in the
//! joined household too.
//!
//! The laws, for any records in any order, and facts that came by any path and any number of times:
//! 1. [`households`] depends only on the values of the records.
//! 2. A record that names a household is in exactly one; while concurrent values wait for a decision, it is in
//!    each household that a candidate names, marked as disputed.
//! 3. A join is valid while any record has it; it neither moves nor removes anybody.
//! 4. A person who leaves or is moved takes nobody along.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::id::{HouseholdId, RecordId};
use crate::value::Value;

/// The field with a record's household. Without a value the record belongs to none.
pub const FIELD: &str = "household";

/// The set of pairs of households that are one, see [`JoinedHouseholds`].
pub const JOINED: &str = "household.joined";

impl HouseholdId {
    /// The household that a field's text names: its id in hex; any other text, such as the number of a family
    /// on a list, by its hash.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        text.parse()
            .unwrap_or_else(|_| Self::derived("text", &[text.as_bytes()]))
    }

    /// The household that two records begin, in either order: two people who put the same two together mean the
    /// same household. If one of the two is put with a third record, that is another household, and people see
    /// it.
    #[must_use]
    pub fn of_pair(one: RecordId, other: RecordId) -> Self {
        let (first, second) = (one.min(other), one.max(other));
        Self::derived("pair", &[first.as_bytes(), second.as_bytes()])
    }

    /// The household of a family number on an arrival list: the same on every device that imports the list, and
    /// different from that of the same number on any other list.
    #[must_use]
    pub fn of_group(list: &str, group: &str) -> Self {
        Self::derived("group", &[list.as_bytes(), group.as_bytes()])
    }

    /// The first 16 bytes of `SHA-256("household" ‖ what ‖ each part after its length as eight bytes)`.
    fn derived(what: &str, parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new()
            .chain_update(b"household")
            .chain_update(what.as_bytes());
        for part in parts {
            hash = hash
                .chain_update((part.len() as u64).to_be_bytes())
                .chain_update(part);
        }
        let mut bytes = [0; Self::LENGTH_BYTES];
        bytes.copy_from_slice(&hash.finalize()[..Self::LENGTH_BYTES]);
        Self::from_bytes(bytes)
    }
}

/// Two households that are one. As a member of [`JOINED`] it is written `<id>=<id>`, the lower first, so that
/// everybody writes the same fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JoinedHouseholds(HouseholdId, HouseholdId);

impl JoinedHouseholds {
    /// The pair of two households; `None` if they are the same.
    #[must_use]
    pub fn of(one: HouseholdId, other: HouseholdId) -> Option<Self> {
        (one != other).then(|| Self(one.min(other), one.max(other)))
    }

    /// Reads a member of the set; `None` if it is no pair.
    #[must_use]
    pub fn parse(member: &str) -> Option<Self> {
        let (one, other) = member.split_once('=')?;
        let pair = Self::of(one.parse().ok()?, other.parse().ok()?)?;
        (pair.to_string() == member).then_some(pair)
    }

    /// Both ids, the lower first.
    #[must_use]
    pub const fn both(self) -> [HouseholdId; 2] {
        [self.0, self.1]
    }
}

impl core::fmt::Display for JoinedHouseholds {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}={}", self.0, self.1)
    }
}

/// What one record says about households.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdFacts {
    /// The record's id.
    pub record: RecordId,
    /// Every candidate of [`FIELD`], including missing values.
    pub values: Vec<Value>,
    /// Every pair in [`JOINED`].
    pub joined: Vec<JoinedHouseholds>,
}

/// A household with its members known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// The ids that are one, ascending: the first is its name.
    pub ids: BTreeSet<HouseholdId>,
    /// Its members, and how sure each membership is.
    pub members: BTreeMap<RecordId, Membership>,
}

/// How sure it is that a record belongs to a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Membership {
    /// No value says otherwise.
    Settled,
    /// Concurrent values name another household too, or none.
    Disputed,
}

/// The households of these records, ordered by their first id.
#[must_use]
pub fn households(facts: &[HouseholdFacts]) -> Vec<Household> {
    let mut roots = Roots::default();
    for pair in facts.iter().flat_map(|of| &of.joined) {
        roots.join(*pair);
    }
    let mut found: BTreeMap<HouseholdId, Household> = BTreeMap::new();
    for of in facts {
        let texts = of.values.iter().map(Value::as_text);
        let named: BTreeSet<_> = texts
            .map(|text| text.map(|text| roots.of(HouseholdId::of_text(text))))
            .collect();
        let membership = match named.len() {
            1 => Membership::Settled,
            _ => Membership::Disputed,
        };
        for root in named.into_iter().flatten() {
            let household = found.entry(root).or_insert_with(|| Household {
                ids: BTreeSet::from([root]),
                members: BTreeMap::new(),
            });
            household.members.insert(of.record, membership);
        }
    }
    for id in roots.0.keys().copied().collect::<Vec<_>>() {
        if let Some(household) = found.get_mut(&roots.of(id)) {
            household.ids.insert(id);
        }
    }
    found.into_values().collect()
}

/// For each joined household, a lower one that is the same; the lowest of all is its name.
#[derive(Default)]
struct Roots(BTreeMap<HouseholdId, HouseholdId>);

impl Roots {
    fn of(&self, mut id: HouseholdId) -> HouseholdId {
        while let Some(lower) = self.0.get(&id) {
            id = *lower;
        }
        id
    }

    fn join(&mut self, pair: JoinedHouseholds) {
        let [one, other] = pair.both().map(|id| self.of(id));
        if one != other {
            self.0.insert(one.max(other), one.min(other));
        }
    }
}

#[cfg(test)]
mod tests;
