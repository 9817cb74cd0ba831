//! `puente invite`

use clap::Args;
use puente_policy::Role;
use serde_json::json;

use super::data::Data;
use super::print::print;
use crate::entropy;

#[derive(Debug, Args)]
pub(super) struct Invite {
    #[command(flatten)]
    data: Data,
    /// The site, by name or id.
    #[arg(long)]
    site: String,
    /// volunteer, case-worker, shelter-admin, auditor or administrator
    #[arg(long)]
    role: Role,
    /// Hours for which the code is valid; a week, because people are invited before they travel.
    #[arg(long, value_name = "H", default_value_t = 7 * 24)]
    valid_hours: u32,
}

/// Hours as ms.
pub(super) fn valid_ms(hours: u32) -> i64 {
    i64::from(hours) * 60 * 60 * 1000
}

impl Invite {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let server = self.data.open()?;
        let valid_ms = valid_ms(self.valid_hours);
        let code = server.invite(entropy::now_ms(), &self.site, self.role, valid_ms)?;
        print(json, &json!({ "code": code }), &code)
    }
}
