use puente_client::Device;
use puente_native::{OpenStore, now_ms};
use puente_record::{
    ENTRY_KINDS, EntryId, EntryKind, Field, FieldType, MissingReason, Moment, RecordId, Value,
    entry_kind,
};
use puente_texts::{Text, text};
use serde_json::json;

use super::{missing_pair, pair, record_of, typed_for};
use crate::failure::Failure;
use crate::say::{Answer, in_every_language};
use crate::{json, words};

/// What a record may have several of: services, stays, identity papers, telephones, consents.
#[derive(clap::Subcommand)]
pub(crate) enum Entry {
    Add(Add),
    Set(Set),
    TakeBack(TakeBack),
    List(List),
}

#[derive(clap::Args)]
pub(crate) struct Add {
    record: String,
    kind: String,
    #[command(flatten)]
    said: Said,
}

#[derive(clap::Args)]
pub(crate) struct Set {
    record: String,
    kind: String,
    entry: String,
    #[arg(long, value_name = "FIELD")]
    without: Vec<String>,
    #[command(flatten)]
    said: Said,
}

#[derive(clap::Args)]
pub(crate) struct TakeBack {
    record: String,
    kind: String,
    entry: String,
}

/// What is said in an entry.
#[derive(clap::Args)]
struct Said {
    #[arg(value_name = "FIELD=VALUE", value_parser = pair)]
    fields: Vec<(String, String)>,
    #[arg(long, value_name = "FIELD=REASON", value_parser = missing_pair)]
    missing: Vec<(String, MissingReason)>,
    #[arg(long, default_value = "told", value_parser = super::write::BASES)]
    basis: String,
}

#[derive(clap::Args)]
pub(crate) struct List {
    record: Option<String>,
}

impl Entry {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        match self {
            Self::Add(add) => {
                let record = record_of(&store.device, &add.record)?;
                let kind = kind_of(&add.kind)?;
                let mut fields = add.said.values(kind, &[], &store.device)?;
                fill(&mut fields, kind, &store.device)?;
                put(&mut store, record, kind, None, &fields, &add.said.basis)
            }
            Self::Set(set) => {
                let record = record_of(&store.device, &set.record)?;
                let kind = kind_of(&set.kind)?;
                let entry = entry_of(&store.device, record, kind, &set.entry)?;
                let fields = set.said.values(kind, &set.without, &store.device)?;
                put(
                    &mut store,
                    record,
                    kind,
                    Some(entry),
                    &fields,
                    &set.said.basis,
                )
            }
            Self::TakeBack(which) => {
                let record = record_of(&store.device, &which.record)?;
                let kind = kind_of(&which.kind)?;
                let entry = entry_of(&store.device, record, kind, &which.entry)?;
                let OpenStore { device, rng, .. } = &mut store;
                device.take_back_entry(record, kind.id, entry, now_ms(), rng)?;
                written(device, record, kind, entry)
            }
            Self::List(list) => match list.record {
                None => Ok(kinds()),
                Some(record) => {
                    let record = record_of(&store.device, &record)?;
                    entries(&store.device, record)
                }
            },
        }
    }
}

/// The values that fields of an entry get; `None` takes a value away.
type FieldValues = Vec<(String, Option<Value>)>;

impl Said {
    fn values(
        &self,
        kind: &EntryKind,
        without: &[String],
        device: &Device,
    ) -> Result<FieldValues, Failure> {
        let said = self.fields.iter().map(|(id, text)| {
            let of = field_of(kind, id)?;
            Ok((id.clone(), Some(typed_for(device, of, text)?)))
        });
        let missing = self.missing.iter().map(|(id, reason)| {
            field_of(kind, id)?;
            Ok((id.clone(), Some(Value::Missing(*reason))))
        });
        let without = without.iter().map(|id| {
            field_of(kind, id)?;
            Ok((id.clone(), None))
        });
        let values = said.chain(missing).chain(without);
        let values: FieldValues = values.collect::<Result<_, Failure>>()?;
        if values.is_empty() {
            return Err(Failure::new("nothing_said"));
        }
        Ok(values)
    }
}

/// Adds what the system knows about a new entry: when, and by whom.
fn fill(fields: &mut FieldValues, kind: &EntryKind, device: &Device) -> Result<(), Failure> {
    let is_silent = |fields: &FieldValues, id: &str| fields.iter().all(|(said, _)| said != id);
    let takes_moment = kind
        .field("at")
        .is_some_and(|of| of.kind == FieldType::Moment);
    // Only the person knows when an earlier arrival was.
    if takes_moment && kind.id != "arrival" && is_silent(fields, "at") {
        let now = Moment::from_unix_ms(now_ms()).to_string();
        fields.push(("at".to_owned(), Some(Value::Text(now))));
    }
    if kind.id == "vulnerability" && is_silent(fields, "active") {
        fields.push(("active".to_owned(), Some(Value::from("yes"))));
    }
    let name = device.status()?.name.unwrap_or_default();
    for id in ["by", "set_by"] {
        let is_system = |of: &Field| of.asked == puente_record::FormStage::System;
        let takes_name = kind.field(id).is_some_and(is_system);
        if takes_name && !name.is_empty() && is_silent(fields, id) {
            fields.push((id.to_owned(), Some(Value::from(&*name))));
        }
    }
    Ok(())
}

fn put(
    store: &mut OpenStore,
    record: RecordId,
    kind: &EntryKind,
    entry: Option<EntryId>,
    fields: &FieldValues,
    basis: &str,
) -> Result<Answer, Failure> {
    let now_ms = now_ms();
    let basis = super::write::basis_message(basis);
    let OpenStore { device, rng, .. } = store;
    let id = device.put_entry(record, kind.id, entry, fields, &basis, now_ms, rng)?;
    written(device, record, kind, id)
}

/// The answer to a command that wrote in an entry.
fn written(
    device: &Device,
    record: RecordId,
    kind: &EntryKind,
    id: EntryId,
) -> Result<Answer, Failure> {
    let state = device.state(record)?;
    let mut text = format!("{}: {id}\n{}\n", words::kind(kind.id), words::state(state));
    // Findings about a child are shown whatever the entry is about.
    let path = format!("{}/{id}/", kind.id);
    let odd = super::site::odd(device, record, |field, code| {
        field.starts_with(&path) || super::site::is_of_child(code)
    })?;
    text.push_str(&odd.text);
    let mut answer = json!({ "record": record, "entry": id, "findings": odd.json });
    if let (Some(answer), serde_json::Value::Object(more)) =
        (answer.as_object_mut(), json::state(state))
    {
        answer.extend(more);
    }
    Ok(Answer::new(answer, text))
}

fn kind_of(said: &str) -> Result<&'static EntryKind, Failure> {
    entry_kind(said).ok_or_else(|| {
        let known: Vec<&str> = ENTRY_KINDS.iter().map(|kind| kind.id).collect();
        Failure::new("no_such_kind").with("known", known.join(", "))
    })
}

fn field_of(kind: &EntryKind, said: &str) -> Result<&'static Field, Failure> {
    kind.field(said).ok_or_else(|| {
        let known: Vec<&str> = kind.fields.iter().map(|of| of.id).collect();
        let text = text!(
            "cli-entry-fields",
            kind = words::kind_text(kind.id),
            known = known.join(", ")
        );
        Failure::with_text("no_such_field", text)
    })
}

fn entry_of(
    device: &Device,
    record: RecordId,
    kind: &EntryKind,
    said: &str,
) -> Result<EntryId, Failure> {
    let view = device.view(record, now_ms())?;
    let ids = view.entries.get(kind.id).into_iter().flatten();
    let said = said.trim().to_lowercase();
    let found: Vec<EntryId> = ids
        .map(|(id, _)| *id)
        .filter(|id| !said.is_empty() && id.to_string().starts_with(&said))
        .collect();
    match found[..] {
        [id] => Ok(id),
        _ => Err(Failure::new("which_entry")),
    }
}

fn kinds() -> Answer {
    let rows: Vec<Vec<String>> = ENTRY_KINDS
        .iter()
        .map(|kind| {
            let fields: Vec<&str> = kind.fields.iter().map(|of| of.id).collect();
            vec![kind.id.into(), words::kind(kind.id), fields.join(" ")]
        })
        .collect();
    let kinds: Vec<_> = ENTRY_KINDS
        .iter()
        .map(|kind| {
            let fields: Vec<&str> = kind.fields.iter().map(|of| of.id).collect();
            let mut object = in_every_language(&Text::new(format!("entry-{}", kind.id)));
            object.insert("kind".to_owned(), kind.id.into());
            object.insert("fields".to_owned(), fields.into());
            object
        })
        .collect();
    Answer::new(json!({ "kinds": kinds }), words::table(&rows))
}

fn entries(device: &Device, record: RecordId) -> Result<Answer, Failure> {
    let view = device.view(record, now_ms())?;
    let mut rows = Vec::new();
    for (kind, entries) in &view.entries {
        for (id, fields) in entries {
            for (name, value) in fields {
                let path = format!("{kind}/{id}/{name}");
                let value = words::value(words::described(&path), value);
                let short = id.to_string()[..8].to_owned();
                rows.push(vec![kind.clone(), short, words::label(&path), value]);
            }
        }
    }
    let json = json::record(&view, &[]);
    let json = json!({ "record": record, "entries": json["entries"] });
    Ok(Answer::new(json, words::table(&rows)))
}
