//! `puente setup`

use std::net::SocketAddr;

use clap::Args;
use puente_policy::Role;
use puente_texts::text;

use super::invite::{VALID_HOURS, on_terminal, qr, valid_ms};
use super::print::{counted, localized};
use super::serve::{LogFormat, ServeArgs};
use crate::store::site::OFFICE;
use crate::{Server, entropy};

/// Makes a server if there is none, prints where its first administrator begins, and serves. Everything else is done in
/// the browser.
#[derive(Debug, Args)]
pub(super) struct SetupArgs {
    #[command(flatten)]
    serve: ServeArgs,
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    #[arg(long, value_name = "H", default_value_t = VALID_HOURS)]
    valid_hours: u32,
}

impl SetupArgs {
    pub(super) fn log_format(&self) -> LogFormat {
        self.serve.log_format()
    }

    pub(super) fn run(self) -> anyhow::Result<()> {
        let code = self.first_code()?;
        let (server, hours) = (self.server, self.valid_hours);
        self.serve.run(|address| {
            code.map(|code| invitation(&code, server.as_deref(), address, hours))
                .transpose()
        })
    }

    /// A one-time code for the first administrator; `None` if there is one already.
    fn first_code(&self) -> anyhow::Result<Option<String>> {
        let (now_ms, valid_ms) = (entropy::now_ms(), valid_ms(self.valid_hours));
        let data = self.serve.data();
        if !data.is_made() {
            let mut rng = entropy::rng()?;
            let disk = data.create(&mut rng)?;
            return Ok(Some(
                Server::create(&disk, now_ms, valid_ms, &mut rng)?.code,
            ));
        }
        let administration = data.open()?.administration;
        if administration.has_administrator()? {
            return Ok(None);
        }
        // The code that was printed first may have been lost, or be too old.
        let code = administration.invite(now_ms, OFFICE, Role::Administrator, valid_ms, None)?;
        Ok(Some(code))
    }
}

/// What the operator opens in a browser, as text and as a QR code.
fn invitation(
    code: &str,
    server: Option<&str>,
    address: SocketAddr,
    hours: u32,
) -> anyhow::Result<String> {
    let listened = format!("http://{address}");
    let server = server.unwrap_or(&listened).trim_end_matches('/');
    let link = format!("{server}/#enrol={code}");
    Ok([
        on_terminal(&qr(&link)?),
        localized(&text!("cli-setup-open", link = link.as_str())),
        counted("cli-setup-hours", hours.into()),
    ]
    .join("\n"))
}
