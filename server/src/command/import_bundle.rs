//! `puente import-bundle`

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use puente_protocol::bundle::{FrameContent, Piece, pieces};
use puente_protocol::limits::COURIER_FILE_BYTES_MAX;
use puente_protocol::problem::ProblemCode;
use serde_json::json;

use super::data::DataArgs;
use super::print::print;
use crate::{Server, entropy};

#[derive(Debug, Args)]
pub(super) struct ImportBundleArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Files of bundles, in any order.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where the receipts go, for the way back.
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
            let content = read(path).with_context(|| format!("{file} cannot be taken"))?;
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
                bail!("{file} holds no bundle: is it the right file?");
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
            write().with_context(|| format!("{} cannot be written", out.display()))?;
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
        0 => bail!("it is empty: copy it again"),
        1..=COURIER_FILE_BYTES_MAX => Ok(content),
        _ => bail!(
            "it has more than {} MiB, which no file of bundles has: is it the right file?",
            COURIER_FILE_BYTES_MAX / 1024 / 1024
        ),
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
        let outcome = match &line.answer {
            // The segments before it are in another bundle, which did not come.
            Some(Ok(_)) if line.left > 0 => "waits".to_owned(),
            Some(Ok(_)) => "taken".to_owned(),
            Some(Err(code)) => code.to_string(),
            None => continue,
        };
        refused += usize::from(outcome != "taken");
        text.push(format!("{}: {outcome}", line.file));
        values.push(json!({ "file": line.file, "outcome": outcome, "next_n": line.next_n }));
    }
    if damaged > 0 {
        text.push(format!("{damaged} damaged pieces"));
    }
    if aside > 0 {
        text.push(format!(
            "{aside} changes were kept aside: see `puente quarantine list`"
        ));
    }
    print(
        json,
        &json!({ "bundles": values, "damaged": damaged, "quarantined": aside }),
        &text.join("\n"),
    )?;
    if refused + damaged > 0 {
        bail!("{refused} bundles were not taken and {damaged} pieces are damaged: keep the files");
    }
    Ok(())
}
