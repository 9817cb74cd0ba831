//! The harness's records as records of Puente, and the facts that must be the same at both ends.

use std::collections::BTreeSet;
use std::fs;

use puente_client::RecordView;
use puente_record::Value;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

/// A field of the workload and the field of Puente that holds it. Values are stored unchanged, so it matters
/// only that the shape of the field fits and that it is in the core document.
const SINGLE: &[(&str, &str)] = &[
    ("id", ID),
    ("givenNames", "name.given"),
    ("surname1", "name.surname1"),
    ("surname2", "name.surname2"),
    ("alias", "name.quality"),
    ("dateOfBirth", "birth.date"),
    ("dobEstimated", "birth.estimated"),
    ("sex", "sex"),
    ("nationality", "birth.country"),
    ("birthPlace", "birth.municipality"),
    ("documents", "curp.status"),
    ("phone", "arrival.group"),
    ("familyLinks", "household"),
    ("groupSize", "age"),
    ("unaccompaniedMinor", "alone"),
    ("medicalFlags", "urgent_medical"),
    ("destination", "arrival.point"),
    ("status", STATUS),
    ("site", "arrival.mode"),
    ("bed", "household.role"),
    ("consent", "notice.mode"),
    ("notes", "transport.ticket"),
    ("registeredBy", "notice.version"),
    ("registeredAt", "arrival.at"),
    ("updatedAt", "us.arrived_year"),
];

/// The field that holds the workload's own id.
pub(crate) const ID: &str = "arrival.list";

/// The field that the last edit of a record changes.
pub(crate) const STATUS: &str = "status";

/// The field that holds the time when a ping was sent.
pub(crate) const PING: &str = "arrival.row";

/// Fields of the workload that are lists of words, and the sets that hold them.
const SETS: &[(&str, &str)] = &[("languages", "languages"), ("needs", "needs")];

/// The fields of a service in the workload, and the fields of the entry that hold them.
const SERVICE: [(&str, &str); 4] = [
    ("type", "type"),
    ("by", "by"),
    ("qty", "quantity"),
    ("at", "at"),
];

/// The workload, read once.
pub(crate) struct Workload(Vec<String>);

/// One line of the workload.
pub(crate) struct WorkloadLine {
    base: Json,
    edits: Vec<Json>,
    delta: Json,
}

impl Workload {
    /// Reads the file named by `RECORDS`, or the harness's default.
    pub(crate) fn read() -> Self {
        let path = std::env::var("RECORDS").unwrap_or_else(|_| "workload/records.jsonl".into());
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no workload at {path}"));
        Self(text.lines().map(str::to_owned).collect())
    }

    pub(crate) fn line(&self, place: usize) -> WorkloadLine {
        let mut line: Json = serde_json::from_str(&self.0[place]).unwrap();
        let Json::Array(edits) = line["edits"].take() else {
            panic!("edits are a list");
        };
        WorkloadLine {
            base: line["base"].take(),
            edits,
            delta: line["delta"].take(),
        }
    }

    /// A digest of `count` records from `from` on, after their edits.
    pub(crate) fn digest(&self, from: usize, count: usize) -> String {
        let records = (from..from + count).map(|place| self.line(place).edited());
        digest(records.map(|record| facts_of_json(&record)))
    }
}

/// What one edit of the workload writes: fields, or a service with its own fields.
pub(crate) enum Edit {
    Fields(Vec<(String, Value)>),
    Service([(&'static str, String); 4]),
}

impl WorkloadLine {
    /// The workload's own id of the record.
    pub(crate) fn id(&self) -> &str {
        self.base["id"].as_str().unwrap()
    }

    /// The record as it is registered.
    pub(crate) fn registration(&self) -> Vec<(String, Value)> {
        facts_of_json(&self.base)
            .into_iter()
            .map(|(field, value)| (field, Value::from(value)))
            .collect()
    }

    /// The edits that follow the registration.
    pub(crate) fn edits(&self) -> Vec<Edit> {
        let mut now = self.base.clone();
        let edits = self.edits.iter();
        edits.map(|edit| written(&mut now, edit)).collect()
    }

    /// The last edit, which is made later.
    pub(crate) fn delta(&self) -> Edit {
        written(&mut self.base.clone(), &self.delta)
    }

    /// The status that the last edit sets.
    pub(crate) fn delta_status(&self) -> &str {
        self.delta["value"].as_str().unwrap()
    }

    fn edited(&self) -> Json {
        let mut record = self.base.clone();
        for edit in &self.edits {
            written(&mut record, edit);
        }
        record
    }
}

/// Applies an edit to a record of the workload and returns what it writes in Puente. There a service holds its
/// own time; in the workload it only changes the time of the record.
fn written(record: &mut Json, edit: &Json) -> Edit {
    let path = edit["path"].as_str().unwrap();
    let (mut value, at) = (edit["value"].clone(), edit["at"].clone());
    if path == "services" {
        value["at"] = at;
    } else {
        record["updatedAt"] = at;
    }
    match edit["op"].as_str().unwrap() {
        "set" => record[path] = value.clone(),
        "push" => record[path].as_array_mut().unwrap().push(value.clone()),
        "append" => {
            let longer = text(&record[path]) + &text(&value);
            record[path] = longer.into();
        }
        other => panic!("unknown edit {other}"),
    }
    if path == "services" {
        let [kind, by, quantity, at] = SERVICE.map(|(key, _)| text(&value[key]));
        return Edit::Service([
            ("type", kind),
            ("by", by),
            ("quantity", quantity),
            ("at", at),
        ]);
    }
    let set = SETS.iter().find(|(name, _)| *name == path);
    let first = match set {
        Some((_, field)) => ((*field).to_owned(), Value::from(text(&value))),
        None => (field_of(path).to_owned(), Value::from(text(&record[path]))),
    };
    let updated = Value::from(text(&record["updatedAt"]));
    Edit::Fields(vec![first, (field_of("updatedAt").to_owned(), updated)])
}

fn field_of(name: &str) -> &'static str {
    let of = SINGLE.iter().find(|(json, _)| *json == name);
    of.unwrap_or_else(|| panic!("no field for {name}")).1
}

/// Strings as they are, everything else as JSON.
fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What a record says: fields of Puente with their values.
type Facts = BTreeSet<(String, String)>;

fn facts_of_json(record: &Json) -> Facts {
    let mut facts = Facts::new();
    for (name, field) in SINGLE {
        if !record[name].is_null() {
            facts.insert(((*field).to_owned(), text(&record[name])));
        }
    }
    for (name, field) in SETS {
        let members = record[name].as_array().unwrap().iter();
        facts.extend(members.map(|member| ((*field).to_owned(), text(member))));
    }
    for service in record["services"].as_array().unwrap() {
        let said = SERVICE.map(|(key, _)| text(&service[key]));
        facts.insert(("service".to_owned(), said.join(" ")));
    }
    facts
}

/// The same for a record on a device.
pub(crate) fn facts_of_view(view: &RecordView) -> Facts {
    let mut facts = Facts::new();
    for (_, field) in SINGLE {
        if let Some(held) = view.fields.get(*field) {
            facts.insert(((*field).to_owned(), held.values[0].clone()));
        }
    }
    for (_, field) in SETS {
        let members = view.sets.get(*field).into_iter().flatten();
        facts.extend(members.map(|member| ((*field).to_owned(), member.clone())));
    }
    for service in view
        .entries
        .get("service")
        .into_iter()
        .flat_map(|of| of.values())
    {
        let said = SERVICE.map(|(_, field)| service[field].as_str());
        facts.insert(("service".to_owned(), said.join(" ")));
    }
    facts
}

/// One digest of many records, independent of their order.
pub(crate) fn digest(records: impl Iterator<Item = Facts>) -> String {
    let mut lines: Vec<String> = records.map(|facts| format!("{facts:?}")).collect();
    lines.sort_unstable();
    let hash = Sha256::digest(lines.join("\n"));
    data_encoding::HEXLOWER.encode(&hash[..8])
}
