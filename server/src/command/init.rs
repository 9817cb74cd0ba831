//! `puente init`

use clap::Args;
use puente_texts::text;
use serde_json::json;

use super::data::{DataArgs, of};
use super::invite::{VALID_HOURS, valid_ms};
use super::print::{counted, localized, print};
use crate::{Server, entropy};

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[command(flatten)]
    data: DataArgs,
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
            "data": disk.place(),
            "key_file": key_file,
        });
        let server = text!("cli-made-server", path = disk.place());
        let text = [
            localized(&server.with("server", created.server.to_string())),
            localized(&of("cli-made-key", &key_file)),
            localized(&text!("cli-made-code", code = created.code.as_str())),
            counted("cli-made-hours", self.valid_hours.into()),
        ];
        let text = text.join("\n");
        print(json, &value, &text)
    }
}
