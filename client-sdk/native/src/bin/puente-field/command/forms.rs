use std::fmt::Write as _;
use std::path::PathBuf;

use puente_client::Device;
use puente_native::{OpenStore, now_ms};
use puente_protocol::device_log::DeviceLogKind;
use puente_record::RecordCode;
use puente_record::field;
use puente_texts::{Catalogues, Text, text};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, localized};
use crate::words;

/// What somebody writes on a line, then what is ticked.
const LINES: [&str; 5] = [
    "name.given",
    "name.surname1",
    "name.surname2",
    "age",
    "birth.date",
];
const TICKED: [&str; 3] = ["sex", "alone", "urgent_medical"];

/// Blank forms with reserved codes, as a page that any browser prints.
#[derive(clap::Args)]
pub(crate) struct Forms {
    #[arg(long, default_value_t = 10)]
    count: u16,
    #[arg(long)]
    cards: bool,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Forms {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let codes = device.reserve_codes(self.count.into(), now_ms(), rng)?;
        let page = self.page(device, &codes)?;
        // Logged before there is anything to print.
        let kind = match self.cards {
            true => DeviceLogKind::BlankCardsPrinted,
            false => DeviceLogKind::BlankFormsPrinted,
        };
        device.log_print(
            kind,
            u32::try_from(codes.len()).unwrap_or(u32::MAX),
            None,
            now_ms(),
        )?;
        std::fs::write(&self.out, page).map_err(|source| puente_native::Error::File {
            path: self.out.clone(),
            source,
        })?;
        let written: Vec<String> = codes.iter().map(ToString::to_string).collect();
        let path = self.out.display().to_string();
        let text = text!("cli-forms-written", n = written.len(), path = path);
        Ok(Answer::new(json!({ "codes": written }), localized(&text)))
    }

    fn page(&self, device: &Device, codes: &[RecordCode]) -> Result<String, Failure> {
        let site = device
            .sites()?
            .here()
            .map_or_else(String::new, |site| site.name.clone());
        let mut page = String::from(HEAD);
        for code in codes {
            let _ = write!(page, "<article><h2>{} {code}</h2>", escaped(&site));
            if !self.cards {
                form(&mut page);
            }
            let _ = write!(
                page,
                "<div class=card>{}<p><b>{code}</b><br>{}</p></div></article>",
                qr(*code),
                in_both(&Text::new("paper-card_keep"))
            );
        }
        Ok(page)
    }
}

fn form(page: &mut String) {
    for id in LINES {
        let _ = write!(page, "<p class=line>{}</p>", label(id));
    }
    for of in TICKED.into_iter().filter_map(field) {
        let _ = write!(page, "<p><b>{}</b>", label(of.id));
        for code in of.codes.into_iter().flat_map(|list| list.codes) {
            let _ = write!(page, " ☐&nbsp;{} / {}", escaped(code.es), escaped(code.en));
        }
        page.push_str("</p>");
    }
    for key in ["paper-when", "paper-written_by"] {
        let _ = write!(page, "<p class=line>{}</p>", in_both(&Text::new(key)));
    }
    let _ = write!(page, "<p><b>{}</b></p>", in_both(&Text::new("paper-minor")));
}

fn label(id: &str) -> String {
    match words::label_text(id) {
        puente_texts::Argument::Text(text) => in_both(&text),
        _ => escaped(id),
    }
}

/// A text in every language: whoever fills the form may read either.
fn in_both(text: &Text) -> String {
    let said = Catalogues::embedded().languages();
    let said: Vec<String> = said
        .map(|language| escaped(&language.format(text)))
        .collect();
    said.join(" / ")
}

fn qr(code: RecordCode) -> String {
    let symbol = QrCode::with_error_correction_level(code.to_string(), EcLevel::Q);
    let symbol = symbol.expect("eleven characters fit into the smallest symbol");
    symbol
        .render::<svg::Color<'_>>()
        .min_dimensions(90, 90)
        .build()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

const HEAD: &str = "<!doctype html><meta charset=utf-8><title>Puente</title><style>
body{font:11pt sans-serif}article{break-inside:avoid;border-bottom:1px dashed #000;padding:.4cm 0}
h2{font-size:13pt;margin:0}p{margin:.15cm 0}.line{border-bottom:1px solid #000;min-height:.8cm;font-size:9pt}
.card{display:flex;align-items:center;gap:.4cm}.card svg{width:2.2cm;height:2.2cm}</style>";
