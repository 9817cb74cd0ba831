//! One person, several records: who is linked with whom, and deciding about two records. `puente_record::person` has
//! the rules.

use std::collections::BTreeSet;

use puente_document::{Document, Edit, FieldPath};
use puente_policy::Action;
use puente_record::id::{EntryId, RecordId};
use puente_record::person::{
    PAIR, Pair, PairAnswer, PairReason, PairStatement, pair_field, people,
};
use puente_record::{DocumentKind, Moment, Value, clean_text};

use crate::rights::{may_here, visible};
use crate::store::documents::DocumentRow;
use crate::store::{pairs, people as lines};
use crate::write::WriteContext;
use crate::{Device, Error, PersonSummary, Rng};

/// A person: the records that are linked, and what was decided about each of them and others.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PersonView {
    /// The person's records on this device, by name. One, if it is linked with no other.
    pub records: Vec<PersonSummary>,
    /// What was decided about one of them and another record.
    pub pairs: Vec<PairView>,
}

/// What was decided about a record of a person and another record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PairView {
    /// The person's record.
    pub record: RecordId,
    /// The other record.
    pub other: RecordId,
    /// The other record's code; empty when it is unknown here.
    pub code: String,
    /// What holds: `linked`, `waiting_for_other`, `distinct`, `to_ask` or `disputed`.
    pub state: &'static str,
    /// The link does not count, because somebody said that two of the records are of different people.
    pub contradicts: bool,
    /// On what grounds, a code of the field table.
    pub reason: &'static str,
    /// When, as stored.
    pub at: String,
}

/// A decision about two records.
#[derive(Clone, PartialEq, Eq)]
pub struct PairDecision {
    /// The two records, in any order.
    pub records: [RecordId; 2],
    /// Are they of one person?
    pub answer: PairAnswer,
    /// On what grounds.
    pub reason: PairReason,
    /// The grounds in words; may be empty.
    pub words: String,
}

/// Leaves out the words, which may say something about the person.
impl std::fmt::Debug for PairDecision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairDecision")
            .field("records", &self.records)
            .field("answer", &self.answer)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

impl Device {
    /// The person of a record, as far as this device knows.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when the record is not on this device; otherwise see [`Error::advice`].
    pub fn person(&self, record: RecordId) -> Result<PersonView, Error> {
        let own = self.line(record)?;
        let statements = pairs::around(&self.conn, record)?;
        let found = people(&statements);
        let of_person = found.people.iter().find(|of| of.contains(&record));
        let records = of_person
            .cloned()
            .unwrap_or_else(|| BTreeSet::from([record]));
        let mut held = vec![own];
        for other in records.iter().filter(|other| **other != record) {
            held.extend(lines::line(&self.conn, *other)?);
        }
        held[1..].sort_by(|a, b| a.code.cmp(&b.code));
        let mut views = Vec::new();
        for record in &records {
            for pair in &found.pairs {
                let is_listed = pair
                    .other(*record)
                    .is_some_and(|other| other > *record || !records.contains(&other));
                if is_listed {
                    views.push(self.pair_view(*record, pair, &statements)?);
                }
            }
        }
        Ok(PersonView {
            records: held,
            pairs: views,
        })
    }

    fn pair_view(
        &self,
        record: RecordId,
        pair: &Pair,
        statements: &[PairStatement],
    ) -> Result<PairView, Error> {
        let [one, last] = pair.records;
        let other = if record == one { last } else { one };
        let said: Vec<&PairStatement> = statements
            .iter()
            .filter(|of| of.pair() == pair.records)
            .collect();
        let code = match lines::line(&self.conn, other)? {
            Some(line) => line.code,
            None => {
                let named = said.iter().find(|of| of.other == other);
                named.map(|of| of.code.clone()).unwrap_or_default()
            }
        };
        let reason = said.iter().map(|of| of.reason).min();
        let at = said.iter().map(|of| &of.at).max();
        Ok(PairView {
            record,
            other,
            code,
            state: pair.state.as_str(),
            contradicts: pair.contradicts,
            reason: reason.unwrap_or(PairReason::Other).as_str(),
            at: at.cloned().unwrap_or_default(),
        })
    }

    /// Decides whether two records are of one person. It is written into the core of each in which the person on this
    /// device may say so; a link holds once both say it. Nothing else of the records changes.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when one of them is not on this device, or both are one record; [`Error::NotAllowed`]
    /// for a role that may not link at a site of either, and for a contradiction that only somebody else may decide;
    /// otherwise see [`Error::advice`].
    pub fn decide_pair(
        &mut self,
        decision: &PairDecision,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        let [one, other] = decision.records;
        if one == other {
            return Err(Error::NoSuchRecord);
        }
        let codes = [self.line(one)?.code, self.line(other)?.code];
        let score = self.pair_score(decision.records)?;
        let id = EntryId::of_pair(one, other);
        self.write("", now_ms, rng, |pen| {
            let mut is_written = false;
            for (record, other, code) in [(one, other, &codes[1]), (other, one, &codes[0])] {
                let Some(row) = pen.linkable(record)? else {
                    continue;
                };
                let said = statement(other, code, decision, score, now_ms);
                pen.put_pair(&row, id, &said)?;
                is_written = true;
            }
            match is_written {
                true => Ok(()),
                false => Err(Error::NotAllowed),
            }
        })
    }

    /// Takes back what was decided about two records, in each core in which the person on this device may. Both then
    /// read as before; the history keeps what was said. Returns whether anything was there.
    ///
    /// # Errors
    /// As [`Device::decide_pair`].
    pub fn undecide_pair(
        &mut self,
        records: [RecordId; 2],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<bool, Error> {
        let [one, other] = records;
        let id = EntryId::of_pair(one, other);
        self.write("", now_ms, rng, |pen| {
            let (mut may, mut is_gone) = (false, false);
            for record in records {
                let Some(row) = pen.linkable(record)? else {
                    continue;
                };
                may = true;
                let clear = |field: String| Edit::ClearEntry {
                    kind: PAIR.into(),
                    id,
                    field,
                };
                let held = held_fields(&row.open()?, id);
                let edits: Vec<Edit> = held.into_iter().map(clear).collect();
                if !edits.is_empty() {
                    pen.edit(row.id, &edits)?;
                    is_gone = true;
                }
            }
            match may {
                true => Ok(is_gone),
                false => Err(Error::NotAllowed),
            }
        })
    }
}

impl WriteContext<'_> {
    /// The core of a record, if the person may say there with whom it is one.
    fn linkable(&self, record: RecordId) -> Result<Option<DocumentRow>, Error> {
        let rows = visible(self.tx, record)?;
        let core = rows
            .into_iter()
            .find(|row| row.kind.is_person() && !row.saved.is_empty());
        let core = core.ok_or(Error::NoSuchRecord)?;
        let may = may_here(self.tx, Some(record), DocumentKind::Core, Action::Link)?;
        Ok(may.then_some(core))
    }

    /// Writes the fields of an entry about a pair. Where others have said different things, it decides between them.
    fn put_pair(
        &mut self,
        row: &DocumentRow,
        id: EntryId,
        said: &[(&'static str, Option<String>)],
    ) -> Result<(), Error> {
        let document = row.open()?;
        let disputed: BTreeSet<FieldPath> = document
            .conflicts()
            .into_iter()
            .map(|conflict| conflict.field)
            .collect();
        let held = held_fields(&document, id);
        let kind = || PAIR.to_owned();
        let mut edits = Vec::new();
        for (field, text) in said {
            let path = FieldPath::Entry {
                kind: kind(),
                id,
                field: (*field).to_owned(),
            };
            let field = (*field).to_owned();
            match text {
                Some(text) if disputed.contains(&path) => {
                    edits.push(path.resolved(Value::from(&**text), String::new()));
                }
                Some(text) => edits.push(Edit::PutEntry {
                    kind: kind(),
                    id,
                    field,
                    value: Value::from(&**text),
                }),
                None if held.contains(&field) => edits.push(Edit::ClearEntry {
                    kind: kind(),
                    id,
                    field,
                }),
                None => {}
            }
        }
        self.edit(row.id, &edits)?;
        Ok(())
    }
}

/// The fields of an entry about a pair that have a value in a core.
fn held_fields(document: &Document, id: EntryId) -> BTreeSet<String> {
    let mut entries = document.read().entries;
    let of_kind = entries.get_mut(PAIR);
    let fields = of_kind.and_then(|entries| entries.remove(&id));
    fields.unwrap_or_default().into_keys().collect()
}

/// What a core says about its record and another.
fn statement(
    other: RecordId,
    code: &str,
    decision: &PairDecision,
    score: Option<i32>,
    now_ms: i64,
) -> Vec<(&'static str, Option<String>)> {
    let words = clean_text(&decision.words).into_owned();
    vec![
        (pair_field::RECORD, Some(other.to_string())),
        (pair_field::CODE, Some(code.to_owned())),
        (pair_field::ANSWER, Some(decision.answer.as_str().into())),
        (pair_field::REASON, Some(decision.reason.as_str().into())),
        (
            pair_field::WORDS,
            Some(words).filter(|words| !words.is_empty()),
        ),
        (
            pair_field::AT,
            Some(Moment::from_unix_ms(now_ms).to_string()),
        ),
        (
            pair_field::MODEL,
            score.map(|_| puente_matching::MODEL_VERSION.to_string()),
        ),
        (pair_field::SCORE, score.map(|score| score.to_string())),
    ]
}
