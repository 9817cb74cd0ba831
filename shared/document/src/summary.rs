//! Summary: the few parts of a document that lists and scopes need.

use minicbor::{Decode, Encode};
use puente_record::household::{self, HouseholdFacts, JoinedHouseholds};
use puente_record::person::{PAIR, PairStatement};
use puente_record::{HOME_SITE, Key, OpenMatters, RecordId, SiteId, Value};

use crate::document::KeyTexts;
use crate::{Document, Headless, conflict};

mod pairs;

pub use pairs::PairTexts;

/// The fields a summary holds, with where they go.
const CODE: &str = "code";
const GIVEN: &str = "name.given";
const SURNAME1: &str = "name.surname1";
const SURNAME2: &str = "name.surname2";
const SEX: &str = "sex";
const STATUS: &str = "status";
const ALIAS: &str = "name.alias";
/// The fields whose values tell who needs somebody's attention, and one person of a list from another. Ascending.
const FACTS: [&str; 9] = [
    "age",
    "alone",
    "arrival.at",
    "arrival.list",
    "arrival.mode",
    "birth.date",
    "curp",
    "minor.notified_at",
    "urgent_medical",
];

/// The fields that lists show of a record, and its sites. For a contact or protection document only the
/// number of conflicts is set.
#[derive(Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Summary {
    /// Field `code`.
    #[n(0)]
    pub code: Option<String>,
    /// Field `name.given`.
    #[n(1)]
    pub given: Option<String>,
    /// Field `name.surname1`.
    #[n(2)]
    pub surname1: Option<String>,
    /// Field `name.surname2`.
    #[n(3)]
    pub surname2: Option<String>,
    /// Field `sex`.
    #[n(4)]
    pub sex: Option<String>,
    /// Field `status`.
    #[n(5)]
    pub status: Option<String>,
    /// Fields with candidates that wait for a decision.
    #[n(6)]
    pub conflicts: u32,
    /// Every current value of field `home_site` that is a site, ascending. Claims do not count.
    #[n(7)]
    pub home_sites: Vec<SiteId>,
    /// Every candidate of field `household` as stored. Claims count.
    #[n(8)]
    pub households: Vec<String>,
    /// The members of set `household.joined`.
    #[n(9)]
    pub joined: Vec<String>,
    /// The members of set `name.alias`.
    #[n(10)]
    pub aliases: Vec<String>,
    /// Every current value, as stored, of age, birth, company, arrival and urgency, with its field. Of several values of a
    /// field the shown one comes first: a child's age in one of them is enough to look for a child.
    #[n(11)]
    pub facts: Vec<(String, String)>,
    /// When the person came, in ms since 1970, if nothing of the record is open; see [`OpenMatters`].
    #[n(12)]
    pub closed_arrival_ms: Option<i64>,
    /// What it says about this record and others, see [`puente_record::person`].
    #[n(13)]
    pub pairs: Vec<PairTexts>,
}

/// Leaves out everything that is about the person.
impl core::fmt::Debug for Summary {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Summary")
            .field("conflicts", &self.conflicts)
            .field("home_sites", &self.home_sites)
            .finish_non_exhaustive()
    }
}

impl Headless {
    /// [`Document::summary`].
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.0.summary()
    }
}

impl Document {
    /// The summary of the document as it is now.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let (standing, open) = (self.standing(None), self.open_keys(None));
        let conflicts = conflict::undecided(&standing, &open).len();
        let mut summary = Summary {
            conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX),
            ..Summary::default()
        };
        if self.core().is_some() {
            return summary;
        }
        let mut matters = OpenMatters::default();
        for each in &standing {
            let Some(key) = each.key() else {
                continue;
            };
            each.texts.iter().for_each(|text| matters.see(key, text));
            match key {
                // Claims do not count: an author who may not move a record may not show it to another site
                // either.
                Key::Field(HOME_SITE) => {
                    let sites = each.texts.iter().flat_map(|text| text.parse::<SiteId>());
                    summary.home_sites.extend(sites);
                }
                Key::Field(household::FIELD)
                | Key::Claim {
                    field: household::FIELD,
                    ..
                } => summary.households.extend(each.texts.iter().cloned()),
                Key::Set { field, value } => match field {
                    household::JOINED => summary.joined.push(value.to_owned()),
                    ALIAS => summary.aliases.push(value.to_owned()),
                    _ => {}
                },
                Key::Field(field) => summary.take(field, each),
                Key::Entry {
                    kind: PAIR,
                    id,
                    field,
                } => PairTexts::take(&mut summary.pairs, id, field, each, &open),
                _ => {}
            }
        }
        if conflicts == 0 && !matters.is_open() {
            summary.closed_arrival_ms = matters.arrived_ms();
        }
        let disputed = open.get(household::FIELD).into_iter().flatten();
        let disputed = disputed.map(|value| value.text.clone());
        summary.households.extend(disputed);
        summary.home_sites.sort_unstable();
        summary.home_sites.dedup();
        summary.households.sort_unstable();
        summary.households.dedup();
        summary
    }
}

impl Summary {
    /// What it says about households.
    #[must_use]
    pub fn household(&self, record: RecordId) -> HouseholdFacts {
        let values = self
            .households
            .iter()
            .map(|value| Value::from_stored(value));
        let joined = self
            .joined
            .iter()
            .filter_map(|pair| JoinedHouseholds::parse(pair));
        HouseholdFacts {
            record,
            values: values.collect(),
            joined: joined.collect(),
        }
    }

    /// What it says about this record and others. An entry whose id is not that of the two says nothing.
    #[must_use]
    pub fn pairs(&self, record: RecordId) -> Vec<PairStatement> {
        let pairs = self.pairs.iter();
        pairs.filter_map(|pair| pair.statement(record)).collect()
    }

    fn take(&mut self, field: &str, standing: &KeyTexts) {
        if FACTS.contains(&field) {
            let texts = standing.texts.iter().rev();
            self.facts
                .extend(texts.map(|text| (field.to_owned(), text.clone())));
            return;
        }
        let slot = match field {
            CODE => &mut self.code,
            GIVEN => &mut self.given,
            SURNAME1 => &mut self.surname1,
            SURNAME2 => &mut self.surname2,
            SEX => &mut self.sex,
            STATUS => &mut self.status,
            _ => return,
        };
        if let Value::Text(text) = Value::from_stored(standing.shown()) {
            *slot = Some(text);
        }
    }
}
