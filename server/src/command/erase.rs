//! `puente erase`

use clap::Args;
use serde_json::json;

use super::data::Data;
use super::print::print;
use crate::{backup, entropy};

#[derive(Debug, Args)]
pub(super) struct Erase {
    #[command(flatten)]
    data: Data,
    /// The record's code, or its id.
    record: String,
    /// Why, in words that name nobody; stays for ever.
    #[arg(long)]
    reason: String,
}

impl Erase {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let tombstones = self.data.tombstones();
        let server = self.data.open()?;
        let erased = server.erasable(&self.record, &self.reason, entropy::now_ms())?;
        backup::append_tombstone(&tombstones, &erased)?;
        let record = erased.record;
        server.erase(erased)?;
        let text = format!(
            "Erased. The tombstone is in {}: keep a copy apart from the backups, so that none brings the person back.",
            tombstones.display()
        );
        let value = json!({ "record": record, "tombstones": tombstones });
        print(json, &value, &text)
    }
}
