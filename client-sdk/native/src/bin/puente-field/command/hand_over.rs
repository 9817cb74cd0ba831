//! Gives an arrival list to another phone without a network between the two, as a file that only a code opens.

use std::path::PathBuf;

use data_encoding::BASE64;
use puente_client::ListCopy;
use puente_native::{OpenStore, RowNumbers, now_ms, write_whole};
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, localized};

/// The first line of the file. The rest is text too, because every phone can send text.
const HEAD: &[u8] = b"puente-list 2\n";

#[derive(clap::Args)]
pub(crate) struct HandOver {
    list: String,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    rows: Option<RowNumbers>,
}

impl HandOver {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let OpenStore { device, rng, .. } = &mut store;
        let list = device.find_list(&self.list)?;
        let copy = device.copy_list(list, self.rows.as_ref(), rng)?;
        let sealed = copy.seal(rng);
        let text = BASE64.encode(&sealed.file);
        write_whole(&self.out, &[HEAD, text.as_bytes()].concat())?;
        if let (Some(portion), Some(rows)) = (copy.portion_left(), &self.rows) {
            device.leave_rows(list, portion, rows, now_ms(), rng)?;
        }
        let (out, code) = (self.out.display(), &*sealed.code);
        Ok(Answer::new(
            json!({ "list": list, "rows": copy.rows_left(), "code": code }),
            localized(&text!(
                "cli-handed-over",
                path = out.to_string(),
                code = code.as_str()
            )),
        ))
    }
}

/// The content of another phone's file; `None` for any other file.
pub(super) fn sealed(file: &[u8]) -> Option<Vec<u8>> {
    let text = file.strip_prefix(HEAD)?.trim_ascii();
    // Damage is reported when the copy is opened.
    let bytes = BASE64.decode(text).unwrap_or_default();
    Some(bytes)
}

/// Opens the copy with the code that the other person said.
pub(super) fn opened(sealed: &[u8], code: Option<&str>) -> Result<ListCopy, Failure> {
    let code = code.ok_or_else(|| Failure::new("list_code"))?;
    Ok(ListCopy::open(sealed, code)?)
}
