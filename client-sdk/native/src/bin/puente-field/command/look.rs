use std::fmt::Write as _;

use puente_client::{Device, Error as DeviceError, PersonSummary, RecordView, StoreStatus};
use puente_native::{OpenStore, now_ms};
use puente_record::person::PAIR;
use puente_record::{ENTRY_KINDS, FIELDS, FieldType, escape_invisible, field};
use puente_texts::text;
use serde_json::json;

use super::record_of;
use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::{json, words};

pub(crate) fn list(device: &Device) -> Result<Answer, Failure> {
    people(device, device.list()?)
}

#[derive(clap::Args)]
pub(crate) struct Find {
    #[arg(required = true)]
    text: Vec<String>,
}

impl Find {
    pub(crate) fn run(self, device: &Device) -> Result<Answer, Failure> {
        people(device, device.find(&self.text.join(" "))?)
    }
}

#[derive(clap::Args)]
pub(crate) struct Recall {
    code: String,
}

impl Recall {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        store.device.recall(&self.code, now_ms())?;
        Ok(Answer::new(json!({ "recalled": true }), t("cli-recalled")))
    }
}

fn people(device: &Device, people: Vec<PersonSummary>) -> Result<Answer, Failure> {
    let mut records = Vec::with_capacity(people.len());
    let mut rows = Vec::with_capacity(people.len());
    for person in people {
        let state = device.state(person.record)?;
        records.push(json::person(&person, state));
        let conflicts = match person.conflicts {
            0 => String::new(),
            many => localized(&text!("cli-conflicts", n = many)),
        };
        rows.push(vec![
            person.code.clone(),
            words::name(&person),
            words::value(field("sex"), &person.sex),
            words::state(state),
            conflicts,
        ]);
    }
    let text = if rows.is_empty() {
        t("cli-nobody")
    } else {
        words::table(&rows)
    };
    Ok(Answer::new(json!({ "records": records }), text))
}

#[derive(clap::Args)]
pub(crate) struct Show {
    record: String,
}

impl Show {
    pub(crate) fn run(self, device: &Device) -> Result<Answer, Failure> {
        let record = record_of(device, &self.record)?;
        let view = device.view(record, now_ms())?;
        let conflicts = device.conflicts(Some(record))?;
        let households = device.households(record)?;
        let mut text = text(device, &view)?;
        for household in households.iter().filter(|of| of.members.len() > 1) {
            let _ = write!(
                text,
                "{}:\n{}",
                t("cli-show-family"),
                super::household::members(household)
            );
        }
        let person = device.person(record)?;
        text.push_str(&super::pair::lines(&person.pairs));
        let mut object = json::record(&view, &conflicts);
        object["person"] = serde_json::to_value(&person).expect("plain data");
        object["households"] = serde_json::to_value(&households).expect("plain data");
        Ok(Answer::new(object, text))
    }
}

pub(super) fn text(device: &Device, view: &RecordView) -> Result<String, Failure> {
    let mut rows = Vec::new();
    let known = FIELDS.iter().map(|field| field.id);
    let later = view
        .fields
        .keys()
        .chain(view.sets.keys())
        .map(String::as_str);
    for id in known.chain(later.filter(|id| field(id).is_none())) {
        let of = field(id);
        let mut said: Vec<String> = Vec::new();
        if let Some(single) = view.fields.get(id) {
            said.extend(single.values.iter().map(|value| words::value(of, value)));
            if single.conflict {
                said.push(format!("⚠ {}", t("cli-show-others")));
            }
        }
        let members = view.sets.get(id).into_iter().flatten();
        said.extend(members.map(|member| words::value(of, member)));
        if of.is_some_and(|of| of.kind == FieldType::Site) {
            said = named_sites(device, said)?;
        }
        if !said.is_empty() {
            rows.push(vec![format!("  {}", words::label(id)), said.join(", ")]);
        }
    }
    // What was decided about pairs is told in words of its own.
    for (kind, entries) in view.entries.iter().filter(|(kind, _)| *kind != PAIR) {
        let described = ENTRY_KINDS.iter().find(|known| known.id == *kind);
        for fields in entries.values() {
            let known = described.map_or(&[][..], |kind| kind.fields);
            let known = known.iter().map(|of| of.id);
            let later = fields.keys().map(String::as_str);
            let later = later.filter(|id| described.and_then(|kind| kind.field(id)).is_none());
            let said: Vec<String> = known
                .chain(later)
                .filter_map(|id| Some((id, fields.get(id)?)))
                .map(|(id, value)| words::value(described.and_then(|kind| kind.field(id)), value))
                .collect();
            rows.push(vec![format!("  {}", words::kind(kind)), said.join(" · ")]);
        }
    }
    let mut text = format!("{}\n{}", words::state(view.state), words::table(&rows));
    text.push_str(&super::site::odd_of(device, view, |_, _| true)?.text);
    Ok(text)
}

fn named_sites(device: &Device, sites: Vec<String>) -> Result<Vec<String>, Failure> {
    let known = device.sites()?;
    let named = |id: String| {
        let site = known.named(&id);
        site.map_or(id, |site| site.name.clone())
    };
    Ok(sites.into_iter().map(named).collect())
}

pub(crate) fn status(device: &Device) -> Result<Answer, Failure> {
    let status = device.status()?;
    let mut text = words::table(&rows(&status));
    if status.revoked {
        let _ = writeln!(text, "{}", t("cli-status-revoked"));
    }
    if status.is_unknown {
        let _ = writeln!(text, "{}", t("cli-status-unknown"));
    }
    let mut json = serde_json::to_value(&status).expect("a status has a JSON form");
    let mut changes = Vec::new();
    for of in device.attention()? {
        // A note for others belongs to a record that is not here.
        let code = match device.line(of.record) {
            Err(DeviceError::NoSuchRecord) => of.record.to_string(),
            line => line?.code,
        };
        let fields: Vec<String> = of.fields.iter().map(|key| words::label(key)).collect();
        let _ = writeln!(
            text,
            "⚠ {code}, {}: {}. {} ({})",
            words::at(of.time_ms),
            fields.join(", "),
            words::outcome(of.outcome),
            escape_invisible(&of.reason)
        );
        let mut change = serde_json::to_value(&of).expect("plain data");
        change["code"] = code.into();
        changes.push(change);
    }
    json["attention"] = changes.into();
    Ok(Answer::new(json, text))
}

fn rows(status: &StoreStatus) -> Vec<Vec<String>> {
    let none = || "—".to_owned();
    let always = [
        (
            "cli-status-server",
            status.server.clone().unwrap_or_else(none),
        ),
        (
            "cli-status-person",
            status.name.clone().unwrap_or_else(none),
        ),
        ("cli-status-roles", status.grants.join(", ")),
        ("cli-status-records", status.records.to_string()),
        ("cli-status-documents", status.documents.to_string()),
        ("cli-status-waiting", status.waiting.to_string()),
        ("cli-status-attention", status.needs_attention.to_string()),
        ("cli-status-pending", status.pending.to_string()),
        ("cli-status-conflicts", status.conflicts.to_string()),
        (
            "cli-status-contact",
            status.last_contact_ms.map_or_else(none, words::at),
        ),
        ("cli-status-device", status.device.to_string()),
    ];
    let counted = [
        ("cli-status-aside", status.pages_aside),
        ("cli-status-carried", status.carried.waiting),
        ("cli-status-carried_refused", status.carried.refused),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    let counted = counted.map(|(key, count)| (key, count.to_string()));
    let restored = status.server_restored_ms.map(words::at);
    let restored = restored.map(|at| ("cli-status-restored", at));
    let rows = always.into_iter().chain(counted).chain(restored);
    rows.map(|(key, said)| vec![t(key), said]).collect()
}
