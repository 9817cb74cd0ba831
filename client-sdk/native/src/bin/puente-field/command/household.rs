use clap::Subcommand;
use puente_client::{Device, HouseholdView, Rng};
use puente_native::{OpenStore, code_of, now_ms};
use puente_record::{RecordId, Value, entry_kind, field};
use serde_json::json;

use super::record_of;
use crate::failure::Failure;
use crate::say::{Answer, t};
use crate::words;

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Household {
    record: Option<String>,
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Subcommand)]
enum Act {
    Join {
        one: String,
        other: String,
    },
    Leave {
        #[arg(required = true)]
        records: Vec<String>,
    },
    Split {
        record: String,
    },
    With {
        record: String,
        other: String,
        relation: String,
    },
    Separate {
        record: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        relation: Option<String>,
        #[arg(long)]
        when: Option<String>,
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        #[arg(long, value_name = "PLACE")]
        at: Option<String>,
        #[arg(long, value_name = "ID=VALUE", value_parser = super::pair)]
        field: Vec<(String, String)>,
    },
    Role {
        record: String,
        role: String,
    },
}

impl Household {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let Some(act) = self.act else {
            let record = self
                .record
                .expect("clap wants a record where there is no command");
            return shown(&store.device, &record);
        };
        let OpenStore { device, rng, .. } = &mut store;
        let now_ms = now_ms();
        let of = match act {
            Act::Join { one, other } => {
                let records = [record_of(device, &one)?, record_of(device, &other)?];
                device.same_family(records[0], records[1], now_ms, rng)?;
                one
            }
            Act::Leave { mut records } => {
                let all: Result<Vec<_>, _> =
                    records.iter().map(|said| record_of(device, said)).collect();
                device.leave_household(&all?, now_ms, rng)?;
                records.swap_remove(0)
            }
            Act::Split { record } => {
                device.part_households(record_of(device, &record)?, now_ms, rng)?;
                record
            }
            Act::With {
                record,
                other,
                relation,
            } => {
                let of = [record_of(device, &record)?, record_of(device, &other)?];
                let other = device.line(of[1])?.code;
                let said = [("record", Some(other)), ("relation", Some(relation))];
                add(device, of[0], "companion", said.into(), now_ms, rng)?;
                record
            }
            Act::Separate {
                record,
                name,
                relation,
                when,
                on,
                at,
                field,
            } => {
                let mut said = vec![
                    ("name", Some(name)),
                    ("relation", relation),
                    ("separated_when", when),
                    ("separated_on", on),
                    ("separated_at", at),
                ];
                said.extend(field.iter().map(|(id, text)| (&**id, Some(text.clone()))));
                let of = record_of(device, &record)?;
                add(device, of, "separated_family", said, now_ms, rng)?;
                record
            }
            Act::Role { record, role } => {
                let list = field("household.role").and_then(|of| of.codes);
                let role = list.map_or(&*role, |list| code_of(list, &role)).to_owned();
                let fields = [("household.role".to_owned(), Value::Text(role))];
                device.set(record_of(device, &record)?, &fields, "", now_ms, rng)?;
                record
            }
        };
        shown(&store.device, &of)
    }
}

/// Adds an entry of what was said, with codes where people say words.
fn add(
    device: &mut Device,
    record: RecordId,
    kind: &str,
    said: Vec<(&str, Option<String>)>,
    now_ms: i64,
    rng: &mut Rng,
) -> Result<(), Failure> {
    let of = entry_kind(kind);
    let said: Vec<(&str, String)> = said
        .into_iter()
        .filter_map(|(id, text)| {
            let text = text?;
            let list = of.and_then(|of| of.field(id)?.codes);
            let text = list
                .map_or(text.trim(), |list| code_of(list, text.trim()))
                .to_owned();
            Some((id, text))
        })
        .collect();
    let fields: Vec<(&str, &str)> = said.iter().map(|(id, text)| (*id, &**text)).collect();
    device.add_entry(record, kind, &fields, now_ms, rng)?;
    Ok(())
}

fn shown(device: &Device, said: &str) -> Result<Answer, Failure> {
    let record = record_of(device, said)?;
    let households = device.households(record)?;
    let text = match &households[..] {
        [] => t("cli-household-none"),
        all => {
            let or = format!("{}\n", t("cli-household-or"));
            all.iter().map(members).collect::<Vec<_>>().join(&or)
        }
    };
    let object = json!({ "record": record, "households": households });
    Ok(Answer::new(object, text))
}

/// The members, one a line.
pub(super) fn members(household: &HouseholdView) -> String {
    let rows: Vec<Vec<String>> = household
        .members
        .iter()
        .map(|member| {
            vec![
                format!("  {}", member.person.code),
                words::name(&member.person),
                words::value(field("household.role"), &member.role),
                match member.disputed {
                    true => format!("⚠ {}", t("cli-household-disputed")),
                    false => String::new(),
                },
            ]
        })
        .collect();
    words::table(&rows)
}
