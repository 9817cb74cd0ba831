//! Unsent changes as a file that anybody may carry, and files that others gave to carry.

use puente_client::CourierError;
use puente_protocol::bundle::{FrameContent, Piece, pieces};

use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::BytesBeside;
use crate::messages::calls::{ExportBundles, Receipts, TakeFile};
use crate::messages::courier::{CourierFile, FileTaken};

impl Answer for ExportBundles {
    fn answer(self, on: &mut CallContext<'_>) -> Result<CourierFile, Failure> {
        let exported = on.device.export_bundles(on.now_ms, on.rng)?;
        on.reply_file = Some(exported.bundles.concat());
        Ok(CourierFile { file: BytesBeside })
    }
}

impl Answer for Receipts {
    fn answer(self, on: &mut CallContext<'_>) -> Result<CourierFile, Failure> {
        on.reply_file = Some(on.device.receipts()?.concat());
        Ok(CourierFile { file: BytesBeside })
    }
}

/// A damaged or refused piece does not affect the others.
impl Answer for TakeFile {
    fn answer(self, on: &mut CallContext<'_>) -> Result<FileTaken, Failure> {
        let mut taken = FileTaken::default();
        for piece in pieces(on.file) {
            let outcome = match piece {
                Piece::Damaged(_) => {
                    taken.damaged += 1;
                    continue;
                }
                Piece::Frame(frame) if frame.content == FrameContent::Bundle => {
                    on.device.carry(frame.bytes).map(|is_new| match is_new {
                        true => taken.carried += 1,
                        false => taken.known += 1,
                    })
                }
                Piece::Frame(frame) => on.device.take_receipt(frame.bytes).map(|news| {
                    taken.receipts += 1;
                    taken.acknowledged += news;
                }),
            };
            match outcome {
                Err(puente_client::Error::Courier(error)) => taken.refused = Some(error.into()),
                outcome => outcome?,
            }
        }
        let found = taken.carried + taken.known + taken.receipts;
        if found == 0 && taken.refused.is_none() {
            return Err(puente_client::Error::from(CourierError::NotABundle).into());
        }
        Ok(taken)
    }
}
