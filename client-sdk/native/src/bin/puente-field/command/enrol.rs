use puente_native::{HttpClient, HttpError, OpenStore, now_ms};
use puente_protocol::limits::ACCOUNT_NAME_BYTES_MAX;
use puente_protocol::problem::ProblemCode;
use puente_record::has_no_invisible;
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, localized};

#[derive(clap::Args)]
pub(crate) struct Enrol {
    #[arg(long, value_name = "URL")]
    server: String,
    #[arg(long)]
    code: String,
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    plain_http: bool,
}

impl Enrol {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let line = HttpClient::new(&self.server)?;
        if line.is_readable_on_the_way() && !self.plain_http {
            return Err(Failure::new("plain_http"));
        }
        let name = self.name.unwrap_or_default();
        let name = match name.trim() {
            // Colleagues read this name, whatever the language of this command.
            "" => format!("Dispositivo {}", &store.device.id().to_string()[..8]),
            name => name.to_owned(),
        };
        if name.len() > ACCOUNT_NAME_BYTES_MAX {
            return Err(Failure::new("name_too_long").with("most", ACCOUNT_NAME_BYTES_MAX));
        }
        // Checked before the request, so that the code stays valid.
        if !has_no_invisible(&name) {
            return Err(HttpError::Refused(ProblemCode::NameRefused).into());
        }
        let request = store.device.enrol_request(&self.code, &name)?;
        let reply = line.enrol(&request)?;
        let OpenStore { device, rng, .. } = &mut store;
        let digits = device.enrolled(&self.server, &name, &reply, now_ms(), rng)?;
        let status = device.status()?;
        let text = format!(
            "{}\n{}",
            localized(&text!("cli-enrolled", grants = status.grants.join(", "))),
            localized(&text!("cli-enrolled-digits", digits = digits.as_str())),
        );
        Ok(Answer::new(
            json!({
                "six_digits": digits,
                "server": status.server,
                "device": status.device,
                "grants": status.grants,
            }),
            text,
        ))
    }
}
