//! An arrival list to another phone with no network between the two: a file that only a code opens.

use std::path::PathBuf;

use data_encoding::BASE64;
use puente_client::ListCopy;
use puente_native::{OpenStore, RowNumbers, now_ms, write_whole};
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, told};

/// The first line of the file. What follows is text too, for every phone can send that.
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
            told(&text!(
                "cli-handed-over",
                path = out.to_string(),
                code = code.as_str()
            )),
        ))
    }
}

/// What a file of another phone holds; none for any other file.
pub(super) fn sealed(file: &[u8]) -> Option<Vec<u8>> {
    let text = file.strip_prefix(HEAD)?.trim_ascii();
    // What is damaged is told when it is opened.
    let bytes = BASE64.decode(text).unwrap_or_default();
    Some(bytes)
}

/// Opens it with the code that was said.
pub(super) fn opened(sealed: &[u8], code: Option<&str>) -> Result<ListCopy, Failure> {
    let code = code.ok_or_else(|| Failure::new("list_code"))?;
    Ok(ListCopy::open(sealed, code)?)
}
