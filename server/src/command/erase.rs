//! `puente erase`

use clap::Args;
use puente_record::list::part_of;
use serde_json::json;

use super::data::Data;
use super::print::print;
use crate::administration::AdministrationError;
use crate::{backup, entropy};

#[derive(Debug, Args)]
pub(super) struct Erase {
    #[command(flatten)]
    data: Data,
    /// The record's code, or its id; or the id of a list of arrivals.
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
        let record = erased.record;
        let list = server.list_of(record)?;
        // A long list is several documents, named one after the other; of a person there is no second.
        let mut next = Some(erased);
        for part in 1.. {
            let Some(erased) = next else { break };
            backup::append_tombstone(&tombstones, &erased)?;
            server.erase(erased)?;
            let Some((site, list)) = list else { break };
            let id = part_of(site, list, part).to_string();
            next = match server.erasable(&id, &self.reason, entropy::now_ms()) {
                Ok(more) => Some(more),
                Err(AdministrationError::Missing(_)) => None,
                Err(error) => return Err(error.into()),
            };
        }
        let text = format!(
            "Erased. Devices take it off themselves when they sync.\nThe tombstone is in {}: keep a copy apart from the backups, so that none brings the person back.\nA list of arrivals that names the person still does: erase the list by its id when it has served.",
            tombstones.display()
        );
        let value = json!({ "record": record, "tombstones": tombstones });
        print(json, &value, &text)
    }
}
