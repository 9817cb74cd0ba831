//! `puente quarantine`

use clap::Subcommand;
use puente_record::{AccountId, DeviceId, DocumentId, escape_invisible};
use serde_json::json;

use super::data::DataArgs;
use super::print::{counted, print, row, t, table, time};
use crate::administration::{QuarantineSummary, RepairRequest, SetAsideRequest};
use crate::entropy;
use crate::store::row_id::ChangeRowId;

#[derive(Debug, Subcommand)]
pub(super) enum QuarantineCommand {
    List {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        waiting: bool,
    },
    Show {
        #[command(flatten)]
        data: DataArgs,
        number: ChangeRowId,
    },
    Release {
        #[command(flatten)]
        data: DataArgs,
        number: ChangeRowId,
    },
    WriteAgain {
        #[command(flatten)]
        data: DataArgs,
        number: ChangeRowId,
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: AccountId,
        #[arg(long)]
        reason: String,
    },
    SetAsideAll {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        device: DeviceId,
        #[arg(long)]
        and_waiting: bool,
        #[arg(long)]
        reason: String,
    },
    Repair {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        document: DocumentId,
        #[arg(long)]
        device: DeviceId,
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: AccountId,
        #[arg(long)]
        reason: String,
    },
    SetAside {
        #[command(flatten)]
        data: DataArgs,
        number: ChangeRowId,
        #[arg(long)]
        reason: String,
    },
}

/// Keys and values, made safe to show.
fn shown_plain(writes: Vec<(String, Option<String>)>) -> Vec<(String, Option<String>)> {
    let plainly = |(key, value): (String, Option<String>)| {
        (
            escape_invisible(&key),
            value.as_deref().map(escape_invisible),
        )
    };
    writes.into_iter().map(plainly).collect()
}

fn value(line: &QuarantineSummary) -> serde_json::Value {
    json!({
        "number": line.number.get(),
        "reason": line.kept.reason,
        "account": line.kept.account,
        "device": line.kept.device,
        "document": line.kept.document,
        "since_ms": line.kept.at_ms,
    })
}

fn list(data: &DataArgs, is_waiting: bool, json: bool) -> anyhow::Result<()> {
    let server = data.open()?;
    let (name, lines) = match is_waiting {
        false => ("quarantined", server.administration.quarantined()?),
        true => ("waiting", server.administration.waiting()?),
    };
    let row = |line: &QuarantineSummary| {
        vec![
            line.number.to_string(),
            line.kept.reason.clone(),
            line.kept.device.to_string(),
            line.kept.document.to_string(),
            time(line.kept.at_ms),
        ]
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    let values: Vec<_> = lines.iter().map(value).collect();
    print(json, &json!({ name: values }), &table(&rows))
}

fn show(data: &DataArgs, number: ChangeRowId, json: bool) -> anyhow::Result<()> {
    let server = data.open()?;
    let (line, writes) = server
        .administration
        .show_quarantined(entropy::now_ms(), number, None)?;
    let mut shown = value(&line);
    let writes = writes.map(shown_plain);
    shown["writes"] = json!(writes);
    let mut rows: Vec<Vec<String>> = shown
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "writes")
        .map(|(name, value)| row("cli-change-", name, value))
        .collect();
    for (key, value) in writes.into_iter().flatten() {
        rows.push(vec![key, value.unwrap_or_else(|| t("cli-change-deleted"))]);
    }
    print(json, &shown, &table(&rows))
}

fn repair(data: &DataArgs, request: &RepairRequest<'_>, json: bool) -> anyhow::Result<()> {
    let administration = data.open()?.administration;
    let done = administration.repair_document(entropy::now_ms(), request, None)?;
    let said = format!(
        "{}, {}",
        counted("cli-repaired-left", done.left_out),
        counted("cli-repaired-again", done.written_again)
    );
    print(json, &json!(done), &said)
}

impl QuarantineCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        match self {
            Self::List { data, waiting } => list(&data, waiting, json),
            Self::Show { data, number } => show(&data, number, json),
            Self::Release { data, number } => {
                data.open()?
                    .administration
                    .release(entropy::now_ms(), number, None)?;
                print(json, &json!({}), "")
            }
            Self::WriteAgain {
                data,
                number,
                account,
                reason,
            } => {
                let now_ms = entropy::now_ms();
                data.open()?
                    .administration
                    .write_again(now_ms, number, account, None, &reason)?;
                print(json, &json!({}), "")
            }
            Self::SetAsideAll {
                data,
                device,
                and_waiting,
                reason,
            } => {
                let now_ms = entropy::now_ms();
                let request = SetAsideRequest {
                    device,
                    includes_pending: and_waiting,
                    reason: &reason,
                };
                let administration = data.open()?.administration;
                let count = administration.set_aside_all(now_ms, &request, None)?;
                let said = counted("cli-set-aside", count);
                print(json, &json!({ "set_aside": count }), &said)
            }
            Self::Repair {
                data,
                document,
                device,
                account,
                reason,
            } => {
                let request = RepairRequest {
                    document,
                    device,
                    account,
                    reason: &reason,
                };
                repair(&data, &request, json)
            }
            Self::SetAside {
                data,
                number,
                reason,
            } => {
                data.open()?
                    .administration
                    .set_aside(entropy::now_ms(), number, &reason, None)?;
                print(json, &json!({}), "")
            }
        }
    }
}
