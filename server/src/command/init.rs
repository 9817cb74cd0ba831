//! `puente init`

use clap::Args;
use serde_json::json;

use super::data::DataArgs;
use super::invite::{VALID_HOURS, valid_ms};
use super::print::print;
use crate::{Server, entropy};

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Hours for which the first administrator's code is valid.
    #[arg(long, value_name = "H", default_value_t = VALID_HOURS)]
    valid_hours: u32,
}

impl InitArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let mut rng = entropy::rng()?;
        let disk = self.data.create(&mut rng)?;
        let valid_ms = valid_ms(self.valid_hours);
        let created = Server::create(&disk, entropy::now_ms(), valid_ms, &mut rng)?;
        let key_file = self.data.key_file();
        let value = json!({
            "server": created.server,
            "site": created.office,
            "code": created.code,
            "data": self.data.folder(),
            "key_file": key_file,
        });
        let text = format!(
            "Server {} in {}\nIts key is {}: keep a copy apart, nothing opens without it.\nFirst administrator's one-time code: {}\nIt is good for {} hours; `puente invite --role administrator` makes another.",
            created.server,
            self.data.folder().display(),
            key_file.display(),
            created.code,
            self.valid_hours
        );
        print(json, &value, &text)
    }
}
