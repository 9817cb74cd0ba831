use std::fmt::Write as _;

use puente_client::{Device, Error as DeviceError, PersonSummary, RecordView, StoreStatus};
use puente_native::now_ms;
use puente_record::{ENTRY_KINDS, FIELDS, FieldType, escape_invisible, field};
use serde_json::json;

use super::record_of;
use crate::failure::Failure;
use crate::say::Answer;
use crate::{json, words};

pub(crate) fn list(device: &Device) -> Result<Answer, Failure> {
    people(device, device.list()?)
}

#[derive(clap::Args)]
pub(crate) struct Find {
    /// Names, or how they begin or sound
    #[arg(required = true)]
    text: Vec<String>,
}

impl Find {
    pub(crate) fn run(self, device: &Device) -> Result<Answer, Failure> {
        people(device, device.find(&self.text.join(" "))?)
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
            1 => "1 conflicto".into(),
            many => format!("{many} conflictos"),
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
        "Nadie.".to_owned()
    } else {
        words::table(&rows)
    };
    Ok(Answer::new(json!({ "records": records }), text))
}

#[derive(clap::Args)]
pub(crate) struct Show {
    /// The record's code
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
                "Con su familia:\n{}",
                super::household::members(household)
            );
        }
        let mut object = json::record(&view, &conflicts);
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
                said.push("⚠ hay otros valores".into());
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
    for (kind, entries) in &view.entries {
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
            let label = described.map_or(kind.as_str(), |kind| kind.label_es);
            rows.push(vec![format!("  {label}"), said.join(" · ")]);
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
        text.push_str("Este dispositivo fue dado de baja: avise a la oficina.\n");
    }
    if status.is_unknown {
        text.push_str("El servidor volvió de un respaldo y no conoce este dispositivo: use «enrol» con un código nuevo; no se pierde nada.\n");
    }
    let mut json = serde_json::to_value(&status).expect("a status has a JSON form");
    let mut changes = Vec::new();
    for of in device.attention()? {
        // A note for others stands on no record that is here.
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
    let mut rows = vec![
        vec![
            "Servidor".into(),
            status.server.clone().unwrap_or_else(none),
        ],
        vec!["Persona".into(), status.name.clone().unwrap_or_else(none)],
        vec!["Funciones".into(), status.grants.join(", ")],
        vec!["Registros".into(), status.records.to_string()],
        vec!["Documentos".into(), status.documents.to_string()],
        vec!["Cambios por enviar".into(), status.waiting.to_string()],
        vec![
            "Requieren atención".into(),
            status.needs_attention.to_string(),
        ],
        vec!["Esperan allá a otros".into(), status.pending.to_string()],
        vec!["Conflictos".into(), status.conflicts.to_string()],
        vec![
            "Último contacto".into(),
            status.last_contact_ms.map_or_else(none, words::at),
        ],
        vec!["Dispositivo".into(), status.device.to_string()],
    ];
    if status.pages_aside > 0 {
        rows.push(vec![
            "Recibido sin poder usarse".into(),
            status.pages_aside.to_string(),
        ]);
    }
    if status.carried.waiting > 0 {
        rows.push(vec![
            "Paquetes de otros por entregar".into(),
            status.carried.waiting.to_string(),
        ]);
    }
    if status.carried.refused > 0 {
        rows.push(vec![
            "Paquetes de otros que el servidor no recibió".into(),
            status.carried.refused.to_string(),
        ]);
    }
    if let Some(ms) = status.server_restored_ms {
        rows.push(vec![
            "⚠ Servidor vuelto de un respaldo".into(),
            words::at(ms),
        ]);
    }
    rows
}
