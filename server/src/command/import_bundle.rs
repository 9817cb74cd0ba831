//! `puente import-bundle`

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use puente_protocol::bundle::{FrameContent, Piece, pieces};
use puente_protocol::limits::COURIER_FILE_BYTES_MAX;
use puente_protocol::problem::ProblemCode;
use puente_texts::{Text, text};
use serde_json::json;

use super::data::{DataArgs, of};
use super::failure::{failed, failure};
use super::print::{counted, print, t};
use crate::{Server, entropy};

#[derive(Debug, Args)]
pub(super) struct ImportBundleArgs {
    #[command(flatten)]
    data: DataArgs,
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    receipt_out: Option<PathBuf>,
}

/// A bundle in a file, and the result.
struct BundleReport {
    file: String,
    bytes: Vec<u8>,
    answer: Option<Result<Vec<u8>, ProblemCode>>,
    next_n: Option<u64>,
    /// Segments in it that the server does not have.
    left: u64,
}

impl ImportBundleArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let server = self.data.open()?;
        let (mut lines, mut damaged) = (Vec::new(), 0);
        for path in &self.files {
            let file = path.display().to_string();
            let content = read(path).map_err(failed(of("cli-wrong-take", path)))?;
            let (before, damaged_before) = (lines.len(), damaged);
            for piece in pieces(&content) {
                match piece {
                    Piece::Frame(frame) if frame.content == FrameContent::Bundle => {
                        lines.push(BundleReport {
                            file: file.clone(),
                            bytes: frame.bytes.to_vec(),
                            answer: None,
                            next_n: None,
                            left: 0,
                        });
                    }
                    Piece::Frame(_) => {}
                    Piece::Damaged(_) => damaged += 1,
                }
            }
            if lines.len() == before && damaged == damaged_before {
                return Err(failure(of("cli-wrong-no_bundle", path)));
            }
        }
        let before = server.administration.status()?.quarantined;
        take_all(&server, &mut lines);
        let aside = server
            .administration
            .status()?
            .quarantined
            .saturating_sub(before);
        let receipts: Vec<u8> = lines
            .iter()
            .filter_map(|line| line.answer.as_ref()?.as_ref().ok())
            .flatten()
            .copied()
            .collect();
        // A file without receipts could be mistaken for an answer.
        if let Some(out) = self.receipt_out.as_ref().filter(|_| !receipts.is_empty()) {
            let write = || {
                let mut file = OpenOptions::new().write(true).create_new(true).open(out)?;
                file.write_all(&receipts)?;
                file.sync_all()
            };
            let written: std::io::Result<()> = write();
            written.map_err(failed(of("cli-wrong-write", out)))?;
        }
        tell(json, &lines, damaged, aside)
    }
}

/// Reads a courier's file, up to the largest size that it may have.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut content = Vec::new();
    let file = File::open(path)?;
    file.take(COURIER_FILE_BYTES_MAX + 1)
        .read_to_end(&mut content)?;
    match content.len() as u64 {
        0 => Err(failure(Text::new("cli-wrong-empty"))),
        1..=COURIER_FILE_BYTES_MAX => Ok(content),
        _ => {
            let most = COURIER_FILE_BYTES_MAX / 1024 / 1024;
            Err(failure(text!("cli-wrong-too_large", most = most)))
        }
    }
}

/// Takes all bundles. Those of one device follow one another: as long as one of them advances a log, the others are
/// offered again.
fn take_all(server: &Server, lines: &mut [BundleReport]) {
    loop {
        let mut moved = false;
        for line in lines.iter_mut() {
            let taken = server.exchanges.take_bundle(entropy::now_ms(), &line.bytes);
            let said = taken.as_ref().ok();
            let said = said.and_then(|receipt| receipt.open(&server.keys().receipt).ok());
            let next_n = said.as_ref().map(|receipt| receipt.next_n);
            moved |= next_n.is_some() && next_n != line.next_n;
            line.next_n = next_n;
            line.left = said.map_or(0, |receipt| receipt.left);
            line.answer = Some(taken.map(|receipt| receipt.as_bytes().to_vec()));
        }
        if !moved {
            return;
        }
    }
}

fn tell(json: bool, lines: &[BundleReport], damaged: usize, aside: u64) -> anyhow::Result<()> {
    let (mut values, mut text, mut refused) = (Vec::new(), Vec::new(), 0);
    for line in lines {
        let (outcome, said) = match &line.answer {
            // What it follows on is in another bundle, which did not come.
            Some(Ok(_)) if line.left > 0 => ("waits".to_owned(), t("cli-bundle-waits")),
            Some(Ok(_)) => ("taken".to_owned(), t("cli-bundle-taken")),
            Some(Err(code)) => (code.to_string(), t(&code.text_key())),
            None => continue,
        };
        refused += usize::from(outcome != "taken");
        text.push(format!("{}: {said}", line.file));
        values.push(json!({ "file": line.file, "outcome": outcome, "next_n": line.next_n }));
    }
    if damaged > 0 {
        text.push(counted("cli-bundle-damaged", damaged as u64));
    }
    if aside > 0 {
        text.push(counted("cli-bundle-aside", aside));
    }
    print(
        json,
        &json!({ "bundles": values, "damaged": damaged, "quarantined": aside }),
        &text.join("\n"),
    )?;
    if refused + damaged > 0 {
        let text = text!("cli-wrong-bundles", n = refused, damaged = damaged);
        return Err(failure(text));
    }
    Ok(())
}
