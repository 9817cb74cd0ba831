use puente_native::{HttpClient, HttpError, OpenStore, now_ms};
use puente_protocol::limits::ACCOUNT_NAME_BYTES_MAX;
use puente_protocol::problem::ProblemCode;
use puente_record::has_no_invisible;
use serde_json::json;

use crate::failure::Failure;
use crate::say::Answer;

#[derive(clap::Args)]
pub(crate) struct Enrol {
    /// The server's address, such as https://puente.example
    #[arg(long, value_name = "URL")]
    server: String,
    /// The one-time code
    #[arg(long)]
    code: String,
    /// Your name as colleagues say it; it stands beside what you write. The device's number if not given
    #[arg(long)]
    name: Option<String>,
    /// Go on although everybody on the way can read what is sent (http:// to another computer)
    #[arg(long)]
    plain_http: bool,
}

impl Enrol {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let line = HttpClient::new(&self.server)?;
        if line.is_readable_on_the_way() && !self.plain_http {
            return Err(Failure::new(
                "plain_http",
                "Con http:// cualquiera en el camino lee los datos; use https://, o --plain-http a sabiendas.",
                "With http:// everybody on the way reads the data; use https://, or --plain-http knowingly.",
            ));
        }
        let name = self.name.unwrap_or_default();
        let name = match name.trim() {
            "" => format!("Dispositivo {}", &store.device.id().to_string()[..8]),
            name => name.to_owned(),
        };
        if name.len() > ACCOUNT_NAME_BYTES_MAX {
            return Err(Failure::new(
                "name_too_long",
                format!("El nombre ocupa más de {ACCOUNT_NAME_BYTES_MAX} bytes."),
                format!("The name takes more than {ACCOUNT_NAME_BYTES_MAX} bytes."),
            ));
        }
        // Before the line is asked: the code is still good then.
        if !has_no_invisible(&name) {
            return Err(HttpError::Refused(ProblemCode::NameRefused).into());
        }
        let request = store.device.enrol_request(&self.code, &name)?;
        let reply = line.enrol(&request)?;
        let OpenStore { device, rng, .. } = &mut store;
        let digits = device.enrolled(&self.server, &name, &reply, now_ms(), rng)?;
        let status = device.status()?;
        let text = format!(
            "Dado de alta: {}\nLas dos pantallas muestran: {digits}",
            status.grants.join(", ")
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
