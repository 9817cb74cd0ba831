//! `puente invite`

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use puente_policy::Role;
use puente_texts::{Text, text};
use qrcode::QrCode;
use qrcode::render::{svg, unicode::Dense1x2};
use serde_json::json;

use super::data::{DataArgs, of};
use super::failure::failed;
use super::print::{print, time, told};
use crate::administration::role_until;
use crate::entropy;

/// Hours for which a code is valid by default: the invited person is there, or comes tomorrow morning. A slip of paper
/// that is found next week must not work.
pub(super) const VALID_HOURS: u32 = 12;

#[derive(Debug, Args)]
pub(super) struct InviteArgs {
    #[command(flatten)]
    data: DataArgs,
    #[arg(long)]
    site: String,
    #[arg(long)]
    role: Role,
    #[arg(long, value_name = "DATE")]
    last_day: Option<String>,
    #[arg(long, value_name = "H", default_value_t = VALID_HOURS)]
    valid_hours: u32,
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    #[arg(long, value_name = "FILE")]
    qr_out: Option<PathBuf>,
}

/// Converts hours to ms.
pub(super) fn valid_ms(hours: u32) -> i64 {
    i64::from(hours) * 60 * 60 * 1000
}

impl InviteArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let server = self.data.open()?;
        let (now_ms, valid_ms) = (entropy::now_ms(), valid_ms(self.valid_hours));
        let site = server.administration.site(&self.site)?;
        let term = role_until(self.role, self.last_day.as_deref(), &site.facts, now_ms)?;
        let code = server
            .administration
            .invite(now_ms, &self.site, term, valid_ms, None)?;
        let until_ms = now_ms + valid_ms;
        let shown = match &self.server {
            Some(server) => format!("{}/#enrol={code}", server.trim_end_matches('/')),
            None => code.clone(),
        };
        let qr = qr(&shown)?;
        if let Some(file) = &self.qr_out {
            write_svg(file, &qr).map_err(failed(of("cli-wrong-write", file)))?;
        }
        let value = json!({ "code": code, "until_ms": until_ms, "shown": shown });
        let text = format!(
            "{}\n{code}\n{}{}",
            on_terminal(&qr),
            told(&text!("cli-invited", time = time(until_ms))),
            if self.server.is_some() {
                format!("\n{shown}")
            } else {
                String::new()
            },
        );
        print(json, &value, &text)
    }
}

pub(super) fn qr(shown: &str) -> anyhow::Result<QrCode> {
    QrCode::new(shown).map_err(failed(Text::new("cli-wrong-qr")))
}

/// Light on dark, as in most terminals; a camera reads both.
pub(super) fn on_terminal(qr: &QrCode) -> String {
    qr.render::<Dense1x2>()
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark)
        .build()
}

fn write_svg(file: &Path, qr: &QrCode) -> std::io::Result<()> {
    let image = qr
        .render::<svg::Color<'_>>()
        .min_dimensions(400, 400)
        .build();
    let mut out = OpenOptions::new().write(true).create_new(true).open(file)?;
    out.write_all(image.as_bytes())?;
    out.sync_all()
}
