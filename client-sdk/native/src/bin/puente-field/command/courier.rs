use std::path::{Path, PathBuf};

use puente_client::CourierError;
use puente_native::{Store, now_ms, write_whole};
use puente_protocol::bundle::{Content, Piece, pieces};
use serde_json::json;

use crate::failure::Failure;
use crate::say::Answer;

#[derive(clap::Args)]
pub(crate) struct ExportBundle {
    /// The file to write: it must not exist
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl ExportBundle {
    /// Under the lock of syncs: what is sealed here is not sealed there at the same time.
    pub(crate) fn run(self, mut store: Store) -> Result<Answer, Failure> {
        let _alone = store.lock_sync(|| ())?;
        let Store { device, rng, .. } = &mut store;
        let exported = device.export_bundles(now_ms(), rng)?;
        if !exported.bundles.is_empty() {
            write_whole(&self.out, &exported.bundles.concat())?;
        }
        let status = device.status()?;
        let text = match exported.bundles.len() {
            0 if status.revoked || status.needs_attention > 0 => {
                "No hay nada que llevar, pero lo enviado requiere atención; vea «status»."
                    .to_owned()
            }
            0 => "Todo está en el servidor; no hay nada que llevar.".to_owned(),
            _ => format!(
                "{}: lo que falta en el servidor, cifrado para él. Cualquiera puede llevarlo; nadie más puede leerlo.",
                self.out.display()
            ),
        };
        Ok(Answer::new(
            json!({ "bundles": exported.bundles.len(), "segments": exported.segments }),
            text,
        ))
    }
}

#[derive(clap::Args)]
pub(crate) struct Carry {
    /// Bundles of colleagues; they are delivered with the next sync
    files: Vec<PathBuf>,
    /// Write the receipts of what was delivered, to hand them back
    #[arg(long, value_name = "FILE")]
    receipts_out: Option<PathBuf>,
}

impl Carry {
    pub(crate) fn run(self, mut store: Store) -> Result<Answer, Failure> {
        let (mut taken, mut known, mut damaged) = (0, 0, 0);
        let mut refused = None;
        for path in &self.files {
            for bundle in frames(path, Content::Bundle, &mut damaged)? {
                match store.device.carry(&bundle) {
                    Ok(true) => taken += 1,
                    Ok(false) => known += 1,
                    Err(puente_client::Error::Courier(error)) => refused = Some(error),
                    Err(error) => return Err(error.into()),
                }
            }
        }
        let receipts = store.device.receipts()?;
        if let Some(out) = &self.receipts_out {
            write_whole(out, &receipts.concat())?;
        }
        let text = format!(
            "{taken} paquetes más para llevar, {known} ya estaban, {damaged} trozos dañados, {} recibos por devolver",
            receipts.len()
        );
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
    /// Receipts that came back
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl ImportReceipt {
    pub(crate) fn run(self, mut store: Store) -> Result<Answer, Failure> {
        let (mut receipts, mut segments, mut damaged) = (0, 0, 0);
        let mut refused = None;
        for path in &self.files {
            for receipt in frames(path, Content::Receipt, &mut damaged)? {
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
        let text = format!("{receipts} recibos: {segments} envíos ya están en el servidor");
        let mut answer = Answer::new(
            json!({ "receipts": receipts, "segments": segments, "damaged": damaged }),
            text,
        );
        answer.failure = refused.map(refusal).or((damaged > 0).then(damage));
        Ok(answer)
    }
}

/// The frames of a file that hold this; what is damaged blocks nothing behind it.
fn frames(path: &Path, wanted: Content, damaged: &mut u64) -> Result<Vec<Vec<u8>>, Failure> {
    let content = std::fs::read(path).map_err(|source| puente_native::Error::File {
        path: path.to_owned(),
        source,
    })?;
    let mut found = Vec::new();
    for piece in pieces(&content) {
        match piece {
            Piece::Frame(frame) if frame.content == wanted => found.push(frame.bytes.to_vec()),
            Piece::Frame(_) => {}
            Piece::Damaged(_) => *damaged += 1,
        }
    }
    Ok(found)
}

fn refusal(error: CourierError) -> Failure {
    puente_client::Error::from(error).into()
}

fn damage() -> Failure {
    Failure::new(
        "bundle_damaged",
        "Un trozo del archivo llegó dañado; lo demás se tomó. Pida otra copia.",
        "A piece of the file came damaged; the rest was taken. Ask for another copy.",
    )
}
