//! What is still open about a person, by the values of a core document, and when the person came.
//!
//! A record is *dormant* when nothing of it is open and the person came more than [`DORMANT_AFTER_DAYS`] days ago. Every
//! concurrent value counts: one phone that says that somebody is still in bed 4 is enough.

use std::collections::BTreeMap;

use crate::date::{Day, Moment};
use crate::id::EntryId;
use crate::key::Key;
use crate::zone::ZoneRule;

/// Days after an arrival, by the days of the site. Two weeks are longer than almost anybody stays at a border shelter.
pub const DORMANT_AFTER_DAYS: i64 = 14;

const DAY_MS: i64 = 86_400_000;

/// Needs that outlast the day on which somebody named them, each with the services that answer it. Water, food or a shower
/// of two weeks ago are not open any more; a promised doctor is.
const LASTING_NEEDS: [(&str, &[&str]); 6] = [
    ("doctor", &["medical"]),
    ("medicine", &["medicine", "medical"]),
    ("legal", &["legal"]),
    ("id_papers", &["id_papers"]),
    ("interpreter", &[]),
    ("coordinator", &[]),
];

/// The values of entries of one kind that matter here, by entry and field.
type Entries = BTreeMap<EntryId, Vec<(String, String)>>;

/// Collects the values of a core document.
#[derive(Debug, Clone, Default)]
pub struct OpenMatters {
    arrived_ms: Option<i64>,
    is_open: bool,
    needs: Vec<&'static [&'static str]>,
    services: Entries,
    stays: Entries,
    referrals: Entries,
    requests: Entries,
}

impl OpenMatters {
    /// Takes one standing value of a key, as stored.
    pub fn see(&mut self, key: Key<'_>, text: &str) {
        match key {
            Key::Field("arrival.at" | "registered_at") => self.came(text),
            Key::Field("urgent_medical") => self.is_open |= matches!(text, "today" | "now"),
            Key::Set { field: "ask", .. } => self.is_open = true,
            Key::Set {
                field: "needs",
                value,
            } => {
                let lasting = LASTING_NEEDS.iter().filter(|(need, _)| *need == value);
                self.needs.extend(lasting.map(|(_, answers)| *answers));
            }
            Key::Entry { kind, id, field } => {
                if (kind, field) == ("arrival", "at") {
                    self.came(text);
                }
                let entries = match kind {
                    "service" => &mut self.services,
                    "stay" => &mut self.stays,
                    "referral" => &mut self.referrals,
                    "rights_request" => &mut self.requests,
                    _ => return,
                };
                let values = entries.entry(id).or_default();
                values.push((field.to_owned(), text.to_owned()));
            }
            _ => {}
        }
    }

    /// Does somebody still have to do something?
    #[must_use]
    pub fn is_open(&self) -> bool {
        let is_given = |answers: &&[&str]| {
            self.services.values().any(|service| {
                let is_of =
                    |field, codes: &[&str]| said(service, field).any(|of| codes.contains(&of));
                is_of("type", answers) && !is_of("outcome", &["not_available", "declined"])
            })
        };
        self.is_open
            || !self.needs.iter().all(is_given)
            || has(&self.services, |of| {
                said(of, "outcome").any(|code| code == "follow_up")
            })
            || has(&self.stays, |of| {
                is_under_way(of, &["out", "no_show"], "check_out")
            })
            || has(&self.referrals, |of| {
                is_under_way(of, &["rejected", "done", "revoked", "expired"], "closed_at")
            })
            || has(&self.requests, |of| {
                said(of, "answered_at").next().is_none()
            })
    }

    /// The latest time at which the person came or was registered, in ms since 1970; `None` if nobody can tell.
    #[must_use]
    pub const fn arrived_ms(&self) -> Option<i64> {
        self.arrived_ms
    }

    fn came(&mut self, text: &str) {
        let moment = text.parse::<Moment>().ok();
        self.arrived_ms = self.arrived_ms.max(moment.map(Moment::unix_ms));
    }
}

/// Is a person who came at `arrived_ms` long gone at `now_ms`, by the days of a site?
#[must_use]
pub fn came_long_ago(arrived_ms: i64, now_ms: i64, zone: &ZoneRule) -> bool {
    let day = |at_ms| day_number(zone.local(Moment::from_unix_ms(at_ms)).day);
    day(now_ms) - day(arrived_ms) > DORMANT_AFTER_DAYS
}

fn day_number(day: Day) -> i64 {
    Moment::midnight(day).unix_ms() / DAY_MS
}

fn has(entries: &Entries, is_open: impl Fn(&[(String, String)]) -> bool) -> bool {
    entries.values().any(|of| is_open(of))
}

fn said<'a>(entry: &'a [(String, String)], field: &'a str) -> impl Iterator<Item = &'a str> {
    let of = entry.iter().filter(move |(each, _)| each == field);
    of.map(|(_, text)| &**text)
}

/// Is one of the states not an end? Without a state, the time of the end tells.
fn is_under_way(entry: &[(String, String)], ends: &[&str], ended_at: &str) -> bool {
    if said(entry, "status").next().is_none() {
        return said(entry, ended_at).next().is_none();
    }
    said(entry, "status").any(|state| !ends.contains(&state))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAY: &str = "stay/00000000000000000000000000000001";

    fn matters(values: &[(&str, &str)]) -> OpenMatters {
        let mut matters = OpenMatters::default();
        for (key, text) in values {
            matters.see(Key::parse(key).unwrap(), text);
        }
        matters
    }

    fn is_open(values: &[(&str, &str)]) -> bool {
        matters(values).is_open()
    }

    #[test]
    fn a_stay_is_open_until_every_phone_says_that_it_ended() {
        let status = format!("{STAY}/status");
        let site = format!("{STAY}/site");
        assert!(is_open(&[(&site, "x")]), "nobody said how it stands");
        assert!(is_open(&[(&site, "x"), (&status, "in")]));
        assert!(
            is_open(&[(&status, "out"), (&status, "in")]),
            "phones differ"
        );
        assert!(!is_open(&[(&site, "x"), (&status, "out")]));
    }

    #[test]
    fn a_promised_doctor_stays_open_until_one_came_and_water_does_not() {
        let service = "service/00000000000000000000000000000002";
        let (kind, outcome) = (format!("{service}/type"), format!("{service}/outcome"));
        assert!(!is_open(&[("set/needs/water", "1")]));
        assert!(is_open(&[("set/needs/doctor", "1")]));
        assert!(!is_open(&[("set/needs/doctor", "1"), (&kind, "medical")]));
        let none_there = [
            ("set/needs/doctor", "1"),
            (&kind, "medical"),
            (&outcome, "not_available"),
        ];
        assert!(is_open(&none_there));
        assert!(is_open(&[(&kind, "legal"), (&outcome, "follow_up")]));
    }

    #[test]
    fn referrals_requests_urgencies_and_questions_are_open() {
        let referral = "referral/00000000000000000000000000000003/status";
        let asked = "rights_request/00000000000000000000000000000004";
        assert!(is_open(&[(referral, "accepted")]));
        assert!(!is_open(&[(referral, "done")]));
        assert!(is_open(&[(&format!("{asked}/type"), "access")]));
        assert!(is_open(&[
            ("urgent_medical", "none"),
            ("urgent_medical", "today")
        ]));
        assert!(is_open(&[("set/ask/household", "1")]));
        assert!(!is_open(&[("urgent_medical", "none")]));
    }

    #[test]
    fn the_latest_arrival_counts_and_days_are_those_of_the_site() {
        let again = "arrival/00000000000000000000000000000005/at";
        let came = matters(&[
            ("arrival.at", "2026-11-01T07:30:00Z"),
            ("registered_at", "no fecha"),
            (again, "2026-11-02T08:00:00Z"),
        ]);
        let arrived_ms = "2026-11-02T08:00:00Z".parse::<Moment>().unwrap().unix_ms();
        assert_eq!(came.arrived_ms(), Some(arrived_ms));
        let zone: ZoneRule = "PST8PDT,M3.2.0,M11.1.0".parse().unwrap();
        let at = |text: &str| text.parse::<Moment>().unwrap().unix_ms();
        // At 07:59 UTC it is still the 16th in Tijuana, the fourteenth day.
        assert!(!came_long_ago(
            arrived_ms,
            at("2026-11-17T07:59:00Z"),
            &zone
        ));
        assert!(came_long_ago(arrived_ms, at("2026-11-17T08:00:00Z"), &zone));
    }
}
