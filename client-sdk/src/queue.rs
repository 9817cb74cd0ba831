//! The queue: what waits for somebody on this device, as cases. A case says why it is there, since when, how much harm
//! waiting does, and what can be done.
//!
//! The rules are functions of facts; [`Device::queue`] only gathers the facts. Of people it reads the index for lists, so
//! that a queue costs what is in it, not what is on the device.

use puente_policy::Action;
use puente_record::id::RecordId;
use puente_record::{Day, DocumentKind, FindingCode, MergePolicy, Moment, Statements, findings};

use crate::rights::may_here;
use crate::store::people;
use crate::{Device, Error, FieldConflict, ListSummary, PersonSummary};

/// Why something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CaseReason {
    /// The person may be a child who came alone, and nobody has noted that the offices for children were told.
    MinorAlone,
    /// The person came alone, and nobody knows whether this is a child.
    MinorUnclear,
    /// The person needs care now.
    UrgentNow,
    /// The person needs care today.
    UrgentToday,
    /// The server did not accept changes of this device.
    Refused,
    /// Fields have concurrent values.
    Conflict,
    /// People on a list have neither come nor been noted as absent.
    ListOpen,
    /// Changes of this device are not on the server yet.
    Unsent,
}

/// How much harm waiting does. The first one is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Harm {
    /// Each minute counts.
    Now,
    /// Within the shift.
    Today,
    /// When there is time.
    Later,
}

/// Something that the person on this device can do about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CaseAnswer {
    /// Call the offices for children, and note it.
    CallOffices,
    /// Open the record, and change what has been done.
    OpenRecord,
    /// Decide between the values.
    Decide,
    /// See the values; somebody else decides.
    SeeValues,
    /// Read what the server said, and tell a coordinator.
    SeeRefusal,
    /// Open the list.
    OpenList,
    /// Sync now.
    Send,
}

/// What a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseSubject {
    /// A person.
    Person(Box<PersonSummary>),
    /// An arrival list.
    List(ListSummary),
    /// This device.
    Device,
}

/// Something that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Why it is here.
    pub why: CaseReason,
    /// How much harm waiting does.
    pub harm: Harm,
    /// Since when, in ms since 1970 by the clock of whoever wrote it; absent when nobody knows.
    pub since_ms: Option<i64>,
    /// How many of what the reason names: fields, people, changes.
    pub count: u64,
    /// What it is about.
    pub subject: CaseSubject,
    /// What can be done, the most useful one first.
    pub answers: Vec<CaseAnswer>,
}

/// The cases of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// The most harmful first, then the oldest; at most as many of each reason as were asked for.
    pub cases: Vec<Case>,
    /// How many there are of each reason that has any.
    pub totals: Vec<(CaseReason, u64)>,
}

impl Device {
    /// What waits for somebody, with at most `most` cases of each reason. `now_ms` decides who is a child today.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn queue(&self, most: usize, now_ms: i64) -> Result<Queue, Error> {
        let mut cases = Vec::new();
        if may_here(&self.conn, None, DocumentKind::Core, Action::Read)? {
            let today = self.sites()?.today(now_ms);
            for (line, facts) in people::watched(&self.conn)? {
                let why = reasons(&line, &facts.statements(), today);
                cases.extend(why.into_iter().map(|why| of_person(why, line.clone())));
            }
            cases.extend(
                people::lines_in_conflict(&self.conn)?
                    .into_iter()
                    .map(of_conflicts),
            );
            cases.extend(self.lists()?.into_iter().filter_map(of_list));
        }
        cases.extend(self.refused()?);
        let status = self.status()?;
        cases.extend(of_unsent(status.waiting, status.last_contact_ms));
        let mut reasons = ReasonCases::gather(cases, most);
        for of in &mut reasons {
            if of.why == CaseReason::Conflict {
                self.read_conflicts(&mut of.oldest)?;
            }
        }
        Ok(Queue::of(reasons))
    }

    /// Adds to cases of conflicts what the documents say. Only those that are shown are worth opening.
    fn read_conflicts(&self, cases: &mut [Case]) -> Result<(), Error> {
        for case in cases {
            let CaseSubject::Person(line) = &case.subject else {
                continue;
            };
            let (record, kind) = (line.record, DocumentKind::Core);
            let may = may_here(&self.conn, Some(record), kind, Action::Resolve)?;
            disagreement(case, &self.conflicts(Some(record))?, may);
        }
        Ok(())
    }

    /// A case for each record of which the server refused something, whether or not its line is here.
    fn refused(&self) -> Result<Vec<Case>, Error> {
        let mut by_record: Vec<(RecordId, u64, i64)> = Vec::new();
        for change in self.attention()? {
            if !matches!(change.outcome, "quarantined" | "set_aside") {
                continue;
            }
            match by_record
                .iter_mut()
                .find(|(record, ..)| *record == change.record)
            {
                Some((_, count, since_ms)) => {
                    *count += 1;
                    *since_ms = change.time_ms.min(*since_ms);
                }
                None => by_record.push((change.record, 1, change.time_ms)),
            }
        }
        let mut cases = Vec::with_capacity(by_record.len());
        for (record, count, since_ms) in by_record {
            cases.push(Case {
                why: CaseReason::Refused,
                harm: Harm::Today,
                since_ms: Some(since_ms),
                count,
                subject: people::line(&self.conn, record)?.map_or(CaseSubject::Device, |line| {
                    CaseSubject::Person(Box::new(line))
                }),
                answers: vec![CaseAnswer::SeeRefusal],
            });
        }
        Ok(cases)
    }
}

/// The cases of one reason.
struct ReasonCases {
    why: CaseReason,
    total: u64,
    /// The oldest first, those of unknown age last; at most as many as are shown.
    oldest: Vec<Case>,
}

impl ReasonCases {
    /// By reason, in the order of the reasons.
    fn gather(cases: Vec<Case>, most: usize) -> Vec<Self> {
        let mut reasons: Vec<Self> = Vec::new();
        for case in cases {
            let place = reasons.partition_point(|of| of.why < case.why);
            if reasons.get(place).is_none_or(|of| of.why != case.why) {
                let empty = Self {
                    why: case.why,
                    total: 0,
                    oldest: Vec::new(),
                };
                reasons.insert(place, empty);
            }
            reasons[place].add(case, most);
        }
        reasons
    }

    fn add(&mut self, case: Case, most: usize) {
        self.total += 1;
        let age = |of: &Case| of.since_ms.unwrap_or(i64::MAX);
        let place = self.oldest.partition_point(|of| age(of) <= age(&case));
        if place < most {
            self.oldest.insert(place, case);
            self.oldest.truncate(most);
        }
    }
}

impl Queue {
    fn of(reasons: Vec<ReasonCases>) -> Self {
        let mut queue = Self {
            cases: Vec::new(),
            totals: reasons.iter().map(|of| (of.why, of.total)).collect(),
        };
        let mut cases: Vec<Case> = reasons.into_iter().flat_map(|of| of.oldest).collect();
        for harm in [Harm::Now, Harm::Today, Harm::Later] {
            queue
                .cases
                .extend(cases.extract_if(.., |case| case.harm == harm));
        }
        queue
    }
}

/// Why somebody must look at a person, by the values of the record's core. A person may be several cases.
fn reasons(line: &PersonSummary, said: &Statements, today: Day) -> Vec<CaseReason> {
    // The zone matters for nights alone, and no finding about a child has one.
    let found = findings(said, today, &puente_record::ZoneRule::WESTMOST);
    let mut why = Vec::new();
    for finding in found {
        match finding.code {
            FindingCode::MinorAlone => why.push(CaseReason::MinorAlone),
            FindingCode::MinorUnclear => why.push(CaseReason::MinorUnclear),
            _ => {}
        }
    }
    match &*line.urgent_medical {
        "now" => why.push(CaseReason::UrgentNow),
        "today" => why.push(CaseReason::UrgentToday),
        _ => {}
    }
    why
}

fn of_person(why: CaseReason, line: PersonSummary) -> Case {
    let (harm, answers) = match why {
        CaseReason::MinorAlone => (
            Harm::Now,
            vec![CaseAnswer::CallOffices, CaseAnswer::OpenRecord],
        ),
        CaseReason::UrgentNow => (Harm::Now, vec![CaseAnswer::OpenRecord]),
        _ => (Harm::Today, vec![CaseAnswer::OpenRecord]),
    };
    Case {
        why,
        harm,
        since_ms: arrived_ms(&line),
        count: 1,
        subject: CaseSubject::Person(Box::new(line)),
        answers,
    }
}

/// A case for the fields in conflict of a record. What they are is not known before its documents are opened.
fn of_conflicts(line: PersonSummary) -> Case {
    Case {
        why: CaseReason::Conflict,
        harm: Harm::Later,
        since_ms: arrived_ms(&line),
        count: u64::from(line.conflicts),
        subject: CaseSubject::Person(Box::new(line)),
        answers: vec![CaseAnswer::SeeValues],
    }
}

/// Adds what the open documents say: since when values differ, whether one is about a risk, and who decides.
fn disagreement(case: &mut Case, conflicts: &[FieldConflict], may_decide: bool) {
    let began = conflicts.iter().filter_map(|conflict| {
        let mut times: Vec<i64> = conflict.candidates.iter().map(|of| of.time_ms).collect();
        times.sort_unstable();
        // With the second value they began to differ.
        times.get(1).copied()
    });
    if let Some(began_ms) = began.min() {
        case.since_ms = Some(began_ms);
    }
    let is_risk = |conflict: &FieldConflict| {
        puente_record::field(&conflict.field).is_some_and(|of| of.merge == MergePolicy::SaferWins)
    };
    if conflicts.iter().any(is_risk) {
        case.harm = Harm::Today;
    }
    if may_decide {
        case.answers = vec![CaseAnswer::Decide];
    }
}

fn of_list(list: ListSummary) -> Option<Case> {
    (list.missing > 0).then(|| Case {
        why: CaseReason::ListOpen,
        harm: Harm::Later,
        since_ms: None,
        count: u64::from(list.missing),
        subject: CaseSubject::List(list),
        answers: vec![CaseAnswer::OpenList],
    })
}

fn of_unsent(waiting: u64, last_contact_ms: Option<i64>) -> Option<Case> {
    (waiting > 0).then(|| Case {
        why: CaseReason::Unsent,
        harm: Harm::Later,
        since_ms: last_contact_ms,
        count: waiting,
        subject: CaseSubject::Device,
        answers: vec![CaseAnswer::Send],
    })
}

fn arrived_ms(line: &PersonSummary) -> Option<i64> {
    Some(line.arrived_at.parse::<Moment>().ok()?.unix_ms())
}

#[cfg(test)]
mod tests;
