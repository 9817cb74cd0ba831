//! Families: who belongs together, in one tap. `puente_record::household` has the rules.

use std::collections::BTreeSet;

use puente_document::Edit;
use puente_policy::Action;
use puente_record::household::{self, FIELD, JOINED, JoinedHouseholds, Membership};
use puente_record::id::{HouseholdId, RecordId};
use puente_record::{DocumentKind, MissingReason, Value};

use crate::store::{documents, enrolment, households};
use crate::write::{WriteContext, may};
use crate::{Device, Error, PersonSummary, Rng};

/// The field with a person's role in their household.
const ROLE: &str = "household.role";

/// A household with its members on this device.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct HouseholdView {
    /// All ids of this household. The first one names it.
    pub ids: Vec<HouseholdId>,
    /// Its members on this device, by name.
    pub members: Vec<MemberView>,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct MemberView {
    /// The person.
    #[serde(flatten)]
    pub person: PersonSummary,
    /// Their role in the household, a code of the field table; empty if nobody said.
    pub role: String,
    /// Do concurrent values also name another household, or none? See [`Device::conflicts`].
    pub disputed: bool,
}

impl Device {
    /// The households of a record, with their members on this device. Empty when it has none, several while it
    /// is disputed.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn households(&self, record: RecordId) -> Result<Vec<HouseholdView>, Error> {
        let found = households::around(&self.conn, &[record])?;
        let of = found.into_iter();
        of.filter(|household| household.members.contains_key(&record))
            .map(|household| self.described(household))
            .collect()
    }

    fn described(&self, household: household::Household) -> Result<HouseholdView, Error> {
        let mut members = Vec::with_capacity(household.members.len());
        for (record, membership) in household.members {
            let Some(person) = crate::store::people::line(&self.conn, record)? else {
                continue;
            };
            let role = match documents::load(&self.conn, record)? {
                Some(row) if !row.saved.is_empty() => {
                    let reading = row.open()?.read();
                    reading.text(ROLE).unwrap_or_default().to_owned()
                }
                _ => String::new(),
            };
            members.push(MemberView {
                person,
                role,
                disputed: membership == Membership::Disputed,
            });
        }
        members.sort_by(|a, b| {
            let name = |of: &MemberView| {
                let person = &of.person;
                [
                    &person.surname1,
                    &person.surname2,
                    &person.given,
                    &person.code,
                ]
                .map(String::clone)
            };
            name(a).cmp(&name(b))
        });
        Ok(HouseholdView {
            ids: household.ids.into_iter().collect(),
            members,
        })
    }

    /// Records that two people are of one family. A person without a household joins the other's; two without
    /// one begin one; two households become one without rewriting anybody else.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`], [`Error::NotAllowed`]; otherwise see [`Error::advice`].
    pub fn same_family(
        &mut self,
        one: RecordId,
        other: RecordId,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write("", now_ms, rng, |pen| pen.same_family(one, other))
    }

    /// Takes people out of their household. A single person then belongs to none; several together form a new
    /// one. Nobody else is changed.
    ///
    /// # Errors
    /// As [`Device::same_family`].
    pub fn leave_household(
        &mut self,
        records: &[RecordId],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write("", now_ms, rng, |pen| {
            let value = match records {
                [_] => Value::Missing(MissingReason::NotApplicable),
                _ => Value::Text(HouseholdId::from_bytes(pen.random()).to_string()),
            };
            for record in records {
                pen.put_household(*record, value.clone())?;
            }
            Ok(())
        })
    }

    /// Takes back that the household of a record is the same as others. People who were put into it stay. A
    /// statement made elsewhere without knowledge of this stands.
    ///
    /// # Errors
    /// As [`Device::same_family`].
    pub fn part_households(
        &mut self,
        record: RecordId,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write("", now_ms, rng, |pen| {
            let ids = households::ids_of(pen.tx, record)?;
            let around = households::around(pen.tx, &[record])?;
            let members: BTreeSet<RecordId> = around
                .iter()
                .flat_map(|household| household.members.keys().copied())
                .collect();
            for member in members {
                for pair in households::joins_of(pen.tx, member)? {
                    let is_mine = pair.both().iter().any(|id| ids.contains(id));
                    if is_mine && pen.may_write_core(member)? {
                        let (field, value) = (JOINED.to_owned(), pair.to_string());
                        let edit = Edit::Remove { field, value };
                        pen.write_edits(member, DocumentKind::Core, &[edit])?;
                    }
                }
            }
            Ok(())
        })
    }
}

impl WriteContext<'_> {
    pub(crate) fn same_family(&mut self, one: RecordId, other: RecordId) -> Result<(), Error> {
        let [mine, theirs] = [self.shown_household(one)?, self.shown_household(other)?];
        if one == other {
            return Ok(());
        }
        match (mine, theirs) {
            (Shown::In(text), Shown::In(other_text)) => {
                let ids = [&text, &other_text].map(|text| HouseholdId::of_text(text));
                self.join(one, other, ids)
            }
            (Shown::In(text), _) => self.put_household(other, Value::Text(text)),
            (_, Shown::In(text)) => self.put_household(one, Value::Text(text)),
            (mine, theirs) => {
                let begun = HouseholdId::of_pair(one, other);
                let is_first = [mine, theirs] == [Shown::Never, Shown::Never]
                    && !households::is_known(self.tx, begun)?;
                let id = match is_first {
                    true => begun,
                    // Somebody began a household before and left it: that one must not come back.
                    false => HouseholdId::from_bytes(self.random()),
                };
                for record in [one, other] {
                    self.put_household(record, Value::Text(id.to_string()))?;
                }
                Ok(())
            }
        }
    }

    /// Makes two households one. Every member here states it, if the user may write their record, because any
    /// of them may go elsewhere.
    fn join(&mut self, one: RecordId, other: RecordId, ids: [HouseholdId; 2]) -> Result<(), Error> {
        let Some(pair) = JoinedHouseholds::of(ids[0], ids[1]) else {
            return Ok(());
        };
        let around = households::around(self.tx, &[one, other])?;
        let is_joined = |of: &household::Household| ids.iter().all(|id| of.ids.contains(id));
        if around.iter().any(is_joined) {
            return Ok(());
        }
        let concerned = around
            .iter()
            .filter(|household| ids.iter().any(|id| household.ids.contains(id)));
        let members: BTreeSet<RecordId> = concerned
            .flat_map(|household| household.members.keys().copied())
            .collect();
        for member in members {
            let is_named = member == one || member == other;
            if is_named || self.may_write_core(member)? {
                let (field, value) = (JOINED.to_owned(), pair.to_string());
                let edit = Edit::Add { field, value };
                self.write_edits(member, DocumentKind::Core, &[edit])?;
            }
        }
        Ok(())
    }

    fn may_write_core(&self, record: RecordId) -> Result<bool, Error> {
        let enrolled = enrolment::enrolment(self.tx)?.is_some();
        Ok(!enrolled || may(self.tx, record, DocumentKind::Core, Action::Write)?)
    }

    fn put_household(&mut self, record: RecordId, value: Value) -> Result<(), Error> {
        let field = FIELD.to_owned();
        self.write_edits(record, DocumentKind::Core, &[Edit::Put { field, value }])
    }

    fn shown_household(&self, record: RecordId) -> Result<Shown, Error> {
        let row = documents::load(self.tx, record)?.filter(|row| !row.saved.is_empty());
        let document = row.ok_or(Error::NoSuchRecord)?.open()?;
        let shown = match document.read().value(FIELD) {
            None => Shown::Never,
            Some(Value::Missing(_)) => Shown::None,
            Some(Value::Text(text)) => return Ok(Shown::In(text.clone())),
        };
        // Automerge's choice among several candidates is arbitrary, so a candidate that names a household
        // counts as well.
        let candidates = document.summary().household(record).values;
        let named = candidates.iter().filter_map(Value::as_text).min();
        Ok(named.map_or(shown, |text| Shown::In(text.to_owned())))
    }
}

/// The household that a record shows.
#[derive(PartialEq, Eq)]
enum Shown {
    Never,
    None,
    In(String),
}
