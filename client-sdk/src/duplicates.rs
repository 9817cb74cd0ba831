//! Records on this device that may be of one person. They are only proposed: people decide, and what they decided is not
//! asked again.

use std::collections::BTreeMap;

use puente_document::DocumentReading;
use puente_matching::{
    BirthDate, Explanation, MODEL, MatchBand, MatchFeatures, MatchOptions, MatchReason, Paper,
    PaperKind, Registration, Sex, assign, each_pair, explain,
};
use puente_record::household::Membership;
use puente_record::id::{HouseholdId, RecordId};
use puente_record::person::{Pair, PairState, PairStatement, pair_of, people as people_of};
use puente_record::{DocumentKind, EntryId};

use crate::rights::visible;
use crate::store::{households, pairs, people};
use crate::{Device, Error, PersonSummary};

/// The code of [`puente_record::code_list::BIRTH_STATES`] for everybody born abroad: it says nothing of where.
const BORN_ABROAD: &str = "NE";
/// Two records that somebody said to be of different people are proposed again when this much more speaks for one person
/// than at that time, in hundredths of a nat: a factor of twenty.
const NEWS_MIN: i32 = 300;

/// Two records that may be of one person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DuplicateCandidate {
    /// The two, in the order of lists.
    pub people: [PersonSummary; 2],
    /// How likely it is, the key of a text: `band-almost_certain`, `band-look_closely` or `band-maybe_relative`.
    pub band: &'static str,
    /// How much likelier one person is than anything else, in hundredths of a nat.
    pub score: i32,
    /// Up to five reasons, the weightiest first.
    pub reasons: Vec<DuplicateReason>,
    /// What it could be instead, the key of a text such as `rival-relative`.
    pub rival: &'static str,
    /// What was decided, when it does not settle the matter: `to_ask`, `disputed`, `waiting_for_other`, or `distinct`
    /// when much has come since that speaks for one person.
    pub decided: Option<&'static str>,
}

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct DuplicateReason {
    /// The key of its text, such as `birth-day_month_swapped`.
    pub key: &'static str,
    /// How much it speaks for one person (positive) or for something else, in hundredths of a nat.
    pub weight: i32,
}

impl Device {
    /// The pairs of records on this device that may be of one person, the likeliest first, without those that somebody
    /// decided. It reads every record that the user may see: seconds for thousands of them.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn duplicates(&self) -> Result<Vec<DuplicateCandidate>, Error> {
        let mut people = Vec::new();
        let mut features = Vec::new();
        for person in people::all(&self.conn)? {
            if let Some(of) = self.match_features(person.record)? {
                people.push(person);
                features.push(of);
            }
        }
        let mut pairs = Vec::new();
        each_pair(&features, |pair| pairs.push(pair));
        let mut scored = assign(&MODEL, &features, &pairs, MatchOptions::default());
        scored.retain(|pair| MODEL.band(pair) > MatchBand::Unlikely);
        scored.sort_by_key(|pair| (core::cmp::Reverse(pair.score), pair.one, pair.other));
        let decided = DecidedPairs::of(&pairs::all(&self.conn)?);
        let mut candidates = Vec::new();
        for pair in &scored {
            let both = [pair.one, pair.other].map(|number| number as usize);
            let of = both.map(|number| people[number].clone());
            let before = decided.get(of[0].record, of[1].record);
            let is_settled = match before {
                None => false,
                Some(EarlierAnswer::OnePerson) => true,
                Some(EarlierAnswer::As(PairState::Distinct, score)) => {
                    !is_news(score, score_alone(&both.map(|number| features[number])))
                }
                Some(EarlierAnswer::As(..)) => false,
            };
            if !is_settled {
                candidates.push(candidate(of, pair.score, explain(&MODEL, pair), before));
            }
        }
        Ok(candidates)
    }

    /// How much likelier it is that two records are of one person than anything else, by themselves; in hundredths of a
    /// nat. `None` when they have nothing in common, or the user may not read one of them.
    pub(crate) fn pair_score(&self, records: [RecordId; 2]) -> Result<Option<i32>, Error> {
        let mut features = Vec::new();
        for record in records {
            features.extend(self.match_features(record)?);
        }
        Ok(score_alone(&features))
    }

    /// What is compared of a record; `None` if the user may not read its core.
    fn match_features(&self, record: RecordId) -> Result<Option<MatchFeatures>, Error> {
        let (mut core, mut contact) = (None, None);
        for row in visible(&self.conn, record)? {
            let place = match row.kind {
                DocumentKind::Core => &mut core,
                DocumentKind::Contact => &mut contact,
                _ => continue,
            };
            if !row.saved.is_empty() {
                *place = Some(row.open()?.read());
            }
        }
        let group = self.household_of(record)?;
        Ok(core.map(|core| features(&core, contact.as_ref(), group)))
    }

    /// The household of a record, if it is sure.
    fn household_of(&self, record: RecordId) -> Result<Option<HouseholdId>, Error> {
        let around = households::around(&self.conn, &[record])?;
        let sure = around
            .iter()
            .find(|of| of.members.get(&record) == Some(&Membership::Settled));
        Ok(sure.and_then(|of| of.ids.first().copied()))
    }
}

/// What was decided about the pairs of this device.
struct DecidedPairs {
    /// The person of each record that is linked with others, by a number.
    person: BTreeMap<RecordId, usize>,
    /// What holds for each pair, and how much spoke for one person when it was decided.
    pairs: BTreeMap<[RecordId; 2], (PairState, Option<i32>)>,
}

/// What was decided about two records.
#[derive(Clone, Copy)]
enum EarlierAnswer {
    /// Links make one person of them, over others too.
    OnePerson,
    /// This, when so much spoke for one person.
    As(PairState, Option<i32>),
}

impl DecidedPairs {
    fn of(statements: &[PairStatement]) -> Self {
        let found = people_of(statements);
        let mut scores: BTreeMap<[RecordId; 2], Option<i32>> = BTreeMap::new();
        for of in statements {
            let score = scores.entry(of.pair()).or_default();
            *score = (*score).max(of.score);
        }
        let state = |pair: Pair| {
            let score = scores.get(&pair.records).copied().flatten();
            (pair.records, (pair.state, score))
        };
        let numbered = found.people.iter().enumerate();
        Self {
            person: numbered
                .flat_map(|(number, records)| records.iter().map(move |of| (*of, number)))
                .collect(),
            pairs: found.pairs.into_iter().map(state).collect(),
        }
    }

    fn get(&self, one: RecordId, other: RecordId) -> Option<EarlierAnswer> {
        let [left, right] = [one, other].map(|record| self.person.get(&record));
        if left.is_some() && left == right {
            return Some(EarlierAnswer::OnePerson);
        }
        let pair = self.pairs.get(&pair_of(one, other));
        pair.map(|(state, score)| EarlierAnswer::As(*state, *score))
    }
}

/// How much likelier it is that these two are one person than anything else, without regard to others; in hundredths of a
/// nat. `None` when they have nothing in common.
fn score_alone(features: &[MatchFeatures]) -> Option<i32> {
    let mut pairs = Vec::new();
    each_pair(features, |pair| pairs.push(pair));
    let scored = assign(&MODEL, features, &pairs, MatchOptions::default());
    scored.first().map(|pair| pair.score)
}

/// Has much come since a decision that speaks for one person?
fn is_news(before: Option<i32>, now: Option<i32>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => now.saturating_sub(before) >= NEWS_MIN,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

fn candidate(
    people: [PersonSummary; 2],
    score: i32,
    explanation: Explanation,
    before: Option<EarlierAnswer>,
) -> DuplicateCandidate {
    let reason = |of: MatchReason| DuplicateReason {
        key: of.key,
        weight: of.weight,
    };
    DuplicateCandidate {
        people,
        band: explanation.band.key(),
        score,
        reasons: explanation.reasons.into_iter().map(reason).collect(),
        rival: explanation.rival,
        decided: match before {
            Some(EarlierAnswer::As(state, _)) => Some(state.as_str()),
            Some(EarlierAnswer::OnePerson) | None => None,
        },
    }
}

fn features(
    core: &DocumentReading,
    contact: Option<&DocumentReading>,
    group: Option<HouseholdId>,
) -> MatchFeatures {
    let said = |field| core.text(field).unwrap_or_default();
    let country = said("birth.country");
    let date = core.text("birth.date").and_then(|text| text.parse().ok());
    MatchFeatures::new(&Registration {
        given: said("name.given"),
        surname1: said("name.surname1"),
        surname2: said("name.surname2"),
        sex: match said("sex") {
            "female" => Some(Sex::Female),
            "male" => Some(Sex::Male),
            "x" => Some(Sex::X),
            _ => None,
        },
        birth: date.map(|date| BirthDate {
            date,
            is_estimated: said("birth.estimated") == "yes",
        }),
        curp: said("curp"),
        papers: &papers(core, country),
        phone: contact.and_then(|of| of.text("phone")).unwrap_or_default(),
        country,
        state: match said("birth.state") {
            BORN_ABROAD => "",
            state => state,
        },
        municipality: said("birth.municipality"),
        group,
    })
}

/// The papers whose numbers tell who somebody is.
fn papers<'d>(core: &'d DocumentReading, birth_country: &'d str) -> Vec<Paper<'d>> {
    let entries = core.entries.get("identity_paper");
    let of_entry = |(_, fields): (&EntryId, &'d puente_document::EntryFields)| {
        let said = |id| fields.get(id).and_then(|field| field.value.as_text());
        let kind = match said("type")? {
            "dpi" => PaperKind::national(said("country").unwrap_or(birth_country)),
            "pasaporte" => PaperKind::Renewable,
            _ => return None,
        };
        let number = said("number")?;
        Some(Paper { kind, number })
    };
    entries.into_iter().flatten().filter_map(of_entry).collect()
}
