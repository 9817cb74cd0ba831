use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use puente_client::CourierError;
use puente_native::{OpenStore, now_ms, write_whole};
use puente_protocol::bundle::{FrameContent, Piece, pieces};
use puente_protocol::limits::COURIER_FILE_BYTES_MAX;
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, localized, t};
use crate::words::counted;

#[derive(clap::Args)]
pub(crate) struct ExportBundle {
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl ExportBundle {
    /// Holds the lock of syncs, so that a sync does not seal the same changes at the same time.
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let _alone = store.lock_sync(|| ())?;
        let OpenStore { device, rng, .. } = &mut store;
        let exported = device.export_bundles(now_ms(), rng)?;
        if !exported.bundles.is_empty() {
            write_whole(&self.out, &exported.bundles.concat())?;
        }
        let status = device.status()?;
        let text = match exported.bundles.len() {
            0 if status.revoked || status.needs_attention > 0 => t("cli-export-attention"),
            0 => t("cli-export-nothing"),
            _ => localized(&text!(
                "cli-export-done",
                path = self.out.display().to_string()
            )),
        };
        Ok(Answer::new(
            json!({ "bundles": exported.bundles.len(), "segments": exported.segments }),
            text,
        ))
    }
}

#[derive(clap::Args)]
pub(crate) struct Carry {
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    receipts_out: Option<PathBuf>,
}

impl Carry {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let (mut taken, mut known, mut damaged) = (0, 0, 0);
        let mut refused = None;
        for path in &self.files {
            for bundle in frames(path, FrameContent::Bundle, &mut damaged)? {
                match store.device.carry(&bundle) {
                    Ok(true) => taken += 1,
                    Ok(false) => known += 1,
                    Err(puente_client::Error::Courier(error)) => refused = Some(error),
                    Err(error) => return Err(error.into()),
                }
            }
        }
        let receipts = store.device.receipts()?;
        // A file without receipts could be mistaken for an answer.
        if let Some(out) = self.receipts_out.as_ref().filter(|_| !receipts.is_empty()) {
            write_whole(out, &receipts.concat())?;
        }
        let text = [
            counted("cli-carry-taken", taken),
            counted("cli-carry-known", known),
            counted("cli-carry-damaged", damaged),
            counted("cli-carry-receipts", receipts.len() as u64),
        ]
        .join(", ");
        let mut answer = Answer::new(
            json!({ "taken": taken, "known": known, "damaged": damaged, "receipts": receipts.len() }),
            text,
        );
        answer.failure = refused.map(refusal).or((damaged > 0).then(damage));
        Ok(answer)
    }
}

#[derive(clap::Args)]
pub(crate) struct ImportReceipt {
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl ImportReceipt {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let (mut receipts, mut segments, mut damaged) = (0, 0, 0);
        let mut refused = None;
        for path in &self.files {
            for receipt in frames(path, FrameContent::Receipt, &mut damaged)? {
                match store.device.take_receipt(&receipt) {
                    Ok(news) => {
                        receipts += 1;
                        segments += news;
                    }
                    Err(puente_client::Error::Courier(error)) => refused = Some(error),
                    Err(error) => return Err(error.into()),
                }
            }
        }
        let text = format!(
            "{}: {}",
            counted("cli-receipts", receipts),
            counted("cli-receipts-segments", segments),
        );
        let mut answer = Answer::new(
            json!({ "receipts": receipts, "segments": segments, "damaged": damaged }),
            text,
        );
        answer.failure = refused.map(refusal).or((damaged > 0).then(damage));
        Ok(answer)
    }
}

/// The frames of a file with this content; a damaged frame does not affect those behind it.
fn frames(path: &Path, wanted: FrameContent, damaged: &mut u64) -> Result<Vec<Vec<u8>>, Failure> {
    let content = read(path)?;
    let (mut found, damaged_before) = (Vec::new(), *damaged);
    for piece in pieces(&content) {
        match piece {
            Piece::Frame(frame) if frame.content == wanted => found.push(frame.bytes.to_vec()),
            Piece::Frame(_) => {}
            Piece::Damaged(_) => *damaged += 1,
        }
    }
    if found.is_empty() && *damaged == damaged_before {
        return Err(Failure::new("nothing_in_file").with("path", path.display().to_string()));
    }
    Ok(found)
}

/// Reads a courier's file, up to the largest size that it may have.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut content = Vec::new();
    File::open(path)
        .and_then(|file| {
            let most = COURIER_FILE_BYTES_MAX + 1;
            file.take(most).read_to_end(&mut content)
        })
        .map_err(|source| puente_native::Error::File {
            path: path.to_owned(),
            source,
        })?;
    let with_path = |failure: Failure| Err(failure.with("path", path.display().to_string()));
    match content.len() as u64 {
        0 => with_path(Failure::new("file_empty")),
        1..=COURIER_FILE_BYTES_MAX => Ok(content),
        _ => with_path(Failure::new("file_too_large")),
    }
}

fn refusal(error: CourierError) -> Failure {
    puente_client::Error::from(error).into()
}

fn damage() -> Failure {
    Failure::new("bundle_damaged")
}
