//! Arrival lists: shows them as phones share them, and registers people row by row.

use puente_client::{Device, ListRow, ListView, Registration, RowRegistration, RowState};
use puente_native::{OpenStore, RowNumbers, now_ms};
use puente_record::{MissingReason, Value, escape_invisible, field};
use puente_texts::{Argument, Text, text};
use serde_json::json;

use super::hand_over::HandOver;
use super::{look, missing_pair, pair, typed};
use crate::failure::Failure;
use crate::say::{self, Answer, localized, t};
use crate::words;

#[derive(clap::Args)]
pub(crate) struct List {
    #[command(subcommand)]
    of: Option<Of>,
}

#[derive(clap::Subcommand)]
enum Of {
    Show(Show),
    HandOver(HandOver),
}

#[derive(clap::Args)]
struct Show {
    list: String,
    #[arg(long)]
    missing: bool,
}

impl List {
    pub(crate) fn run(self, store: OpenStore) -> Result<Answer, Failure> {
        match self.of {
            Some(Of::Show(show)) => show.run(&store.device),
            Some(Of::HandOver(hand_over)) => hand_over.run(store),
            None => look::list(&store.device),
        }
    }
}

pub(crate) fn lists(device: &Device) -> Result<Answer, Failure> {
    let lists = device.lists()?;
    let rows = lists.iter().map(|line| {
        vec![
            line.list.to_string()[..8].to_owned(),
            escape_invisible(&line.names.join(" · ")),
            words::counted("cli-list-rows", line.rows.into()),
            words::counted("cli-list-taken", line.taken.into()),
            words::counted("cli-list-absent", line.absent.into()),
            words::counted("cli-list-missing", line.missing.into()),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let text = if rows.is_empty() {
        t("cli-list-none")
    } else {
        words::table(&rows)
    };
    Ok(Answer::new(json!({ "lists": lists }), text))
}

impl Show {
    fn run(self, device: &Device) -> Result<Answer, Failure> {
        let mut view = device.list_view(device.find_list(&self.list)?)?;
        if self.missing {
            view.rows.retain(|row| row.state == RowState::Missing);
        }
        let json = serde_json::to_value(&view).expect("a list has a JSON form");
        Ok(Answer::new(json, text(&view)))
    }
}

fn text(view: &ListView) -> String {
    let line = &view.line;
    let mut text = format!(
        "{} ({}): {}, {}, {}, {}\n",
        escape_invisible(&line.names.join(" · ")),
        &line.list.to_string()[..8],
        words::counted("cli-list-rows", line.rows.into()),
        words::counted("cli-list-taken", line.taken.into()),
        words::counted("cli-list-absent", line.absent.into()),
        words::counted("cli-list-missing", line.missing.into()),
    );
    for portion in &view.portions {
        let whose = match portion.is_own {
            true => t("cli-list-this_phone"),
            false => t("cli-list-other_phone"),
        };
        let by = match &*portion.by {
            "" => t("cli-list-unopened"),
            by => escape_invisible(by),
        };
        text.push_str(&format!("  {}: {by} ({whose})\n", portion.rows));
    }
    let rows = view.rows.iter().map(|row| {
        let state = match row.state {
            RowState::Taken => "cli-row-taken",
            RowState::Registered => "cli-row-registered",
            RowState::Absent => "cli-row-absent",
            RowState::Missing => "cli-row-missing",
        };
        let by = row.by.clone().unwrap_or_else(|| {
            let portion = view.portions.iter().find(|portion| portion.has(row.number));
            portion
                .map(|portion| match &*portion.by {
                    "" => format!("({})", t("cli-list-other_phone")),
                    by => format!("({by})"),
                })
                .unwrap_or_default()
        });
        let contested = match row.is_contested {
            true => format!("⚠ {}", t("cli-row-contested")),
            false => String::new(),
        };
        vec![
            row.number.to_string(),
            name(row),
            t(state),
            by,
            row.code.clone(),
            contested,
        ]
    });
    text + &words::table(&rows.collect::<Vec<_>>())
}

fn name(row: &ListRow) -> String {
    let said = |id: &str| row.fields.iter().find(|(name, _)| name == id);
    let parts = [
        "name.given",
        "name.surname1",
        "name.surname2",
        "sex",
        "age",
        "birth.date",
    ];
    let parts = parts.into_iter().filter_map(|id| {
        let (id, text) = said(id)?;
        Some(words::value(field(id), text))
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The row with this printed number.
fn place(view: &ListView, number: u32) -> Result<&ListRow, Failure> {
    let mut rows = view.rows.iter();
    let row = rows.find(|row| row.number == number);
    row.ok_or_else(|| puente_client::Error::NoSuchRow.into())
}

/// What the gate asks of somebody whose name is on the list.
#[derive(clap::Args)]
pub(crate) struct Take {
    list: String,
    row: u32,
    #[arg(long, allow_negative_numbers = true)]
    age: Option<String>,
    #[arg(long)]
    alone: Option<String>,
    #[arg(long, value_name = "WHEN")]
    urgent_medical: Option<String>,
    #[arg(long, value_name = "ID=VALUE", value_parser = pair)]
    field: Vec<(String, String)>,
    #[arg(long, value_name = "ID=REASON", value_parser = missing_pair)]
    missing: Vec<(String, MissingReason)>,
}

impl Take {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let list = device.find_list(&self.list)?;
        let view = device.list_view(list)?;
        let row = place(&view, self.row)?;
        let of_other = view
            .portions
            .iter()
            .find(|portion| !portion.is_own && portion.has(row.number));
        if let Some(portion) = of_other {
            let by: Argument = match &*portion.by {
                "" => Text::new("cli-list-other_phone").into(),
                by => escape_invisible(by).into(),
            };
            say::aside(&localized(&text!("cli-take-of_other", by = by)));
        }
        let asked = [
            ("age", self.age),
            ("alone", self.alone),
            ("urgent_medical", self.urgent_medical),
        ];
        let asked = asked
            .into_iter()
            .filter_map(|(id, said)| Some((id.to_owned(), said?)));
        let said = asked.chain(self.field).map(|(id, text)| {
            let value = typed(device, &id, text.trim())?;
            Ok((id, value))
        });
        let missing = self
            .missing
            .into_iter()
            .map(|(id, reason)| Ok((id, Value::Missing(reason))));
        let asked = Registration {
            fields: said.chain(missing).collect::<Result<_, Failure>>()?,
            basis: String::new(),
        };
        let taken = device.take_row(list, row.place, &asked, now_ms(), rng)?;
        let is_new = matches!(taken, RowRegistration::Registered(..));
        let before = match is_new {
            true => String::new(),
            false => format!("  {}", t("cli-take-known")),
        };
        let odd = super::site::odd(device, row.record, |_, _| true)?;
        Ok(Answer::new(
            json!({
                "row": row.number,
                "record": row.record,
                "code": row.code,
                "registered": is_new,
                "findings": odd.json,
            }),
            format!("{}  {}{before}\n{}", row.code, name(row), odd.text),
        ))
    }
}

#[derive(clap::Args)]
pub(crate) struct Absent {
    list: String,
    row: u32,
}

impl Absent {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let list = device.find_list(&self.list)?;
        let view = device.list_view(list)?;
        let row = place(&view, self.row)?;
        device.mark_absent(list, row.place, now_ms(), rng)?;
        Ok(Answer::new(
            json!({ "row": row.number, "state": "absent" }),
            format!("{}  {}", row.number, t("cli-row-absent")),
        ))
    }
}

#[derive(clap::Args)]
pub(crate) struct Claim {
    list: String,
    rows: RowNumbers,
}

impl Claim {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let list = device.find_list(&self.list)?;
        device.claim_rows(list, &self.rows, now_ms(), rng)?;
        let rows = self.rows.to_string();
        Ok(Answer::new(
            json!({ "list": list, "rows": rows }),
            format!("{rows}  {}", t("cli-list-this_phone")),
        ))
    }
}
