//! `puente quarantine`

use clap::Subcommand;
use puente_record::{AccountId, DeviceId, DocumentId, escape_invisible};
use serde_json::json;

use super::data::DataArgs;
use super::print::{print, row, table, time};
use crate::administration::QuarantineSummary;
use crate::entropy;
use crate::store::row_id::ChangeRowId;

#[derive(Debug, Subcommand)]
pub(super) enum QuarantineCommand {
    /// Everything that is kept aside.
    List {
        #[command(flatten)]
        data: DataArgs,
        /// What waits instead: for other changes, for its record, or for room in its document.
        #[arg(long)]
        waiting: bool,
    },
    /// One change with what it writes. That it was shown is an entry of the log.
    Show {
        #[command(flatten)]
        data: DataArgs,
        /// Its number in the list.
        number: ChangeRowId,
    },
    /// Let a change enter although its author might not make it.
    Release {
        #[command(flatten)]
        data: DataArgs,
        /// Its number in the list.
        number: ChangeRowId,
    },
    /// Write what a change says again in the name of an administrator, and leave the change out.
    WriteAgain {
        #[command(flatten)]
        data: DataArgs,
        /// Its number in the list.
        number: ChangeRowId,
        /// The account that answers for it; it manages quarantine.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: AccountId,
        /// Why; the author's device shows it.
        #[arg(long)]
        reason: String,
    },
    /// Set all changes of one device aside for good.
    SetAsideAll {
        #[command(flatten)]
        data: DataArgs,
        /// The device.
        #[arg(long)]
        device: DeviceId,
        /// And those that wait.
        #[arg(long)]
        and_waiting: bool,
        /// Why; stays with each of them.
        #[arg(long)]
        reason: String,
    },
    /// Leave all that one device wrote out of a document that it filled, and write again what others wrote
    /// on top. Revoke the device first.
    Repair {
        #[command(flatten)]
        data: DataArgs,
        /// The document.
        #[arg(long)]
        document: DocumentId,
        /// The device.
        #[arg(long)]
        device: DeviceId,
        /// The account that answers for it; it manages quarantine.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: AccountId,
        /// Why; the authors' devices show it.
        #[arg(long)]
        reason: String,
    },
    /// Set a change aside for good that is kept aside or waits.
    SetAside {
        #[command(flatten)]
        data: DataArgs,
        /// Its number in the list, that of what waits among them.
        number: ChangeRowId,
        /// Why; stays with it.
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
        .map(|(name, value)| row(name, value))
        .collect();
    for (key, value) in writes.into_iter().flatten() {
        rows.push(vec![key, value.unwrap_or_else(|| "(deleted)".to_owned())]);
    }
    print(json, &shown, &table(&rows))
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
                let of = (device, and_waiting);
                let count = data
                    .open()?
                    .administration
                    .set_aside_all(now_ms, of, &reason, None)?;
                let said = format!("{count} changes set aside");
                print(json, &json!({ "set_aside": count }), &said)
            }
            Self::Repair {
                data,
                document,
                device,
                account,
                reason,
            } => {
                let now_ms = entropy::now_ms();
                let of = (document, device);
                let done = data
                    .open()?
                    .administration
                    .repair_document(now_ms, of, account, None, &reason)?;
                let said = format!(
                    "{} changes left out, {} changes of others written again",
                    done.left_out, done.written_again
                );
                print(json, &json!(done), &said)
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
