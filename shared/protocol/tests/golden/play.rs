//! The text form of a play.

use data_encoding::HEXLOWER;

const HEX_DIGITS_A_LINE: usize = 96;

/// A few messages between a device and its server.
pub(crate) struct Play {
    pub(crate) name: &'static str,
    /// What happens, for people to read.
    pub(crate) story: &'static str,
    pub(crate) lines: Vec<PlayLine>,
}

/// One message.
pub(crate) struct PlayLine {
    /// `>` if the device sends it, `<` if the server does; then the path.
    pub(crate) title: String,
    /// What is worth knowing about its bytes.
    pub(crate) note: String,
    pub(crate) bytes: Vec<u8>,
    /// The CBOR inside, if it was compressed.
    pub(crate) plain: Option<Vec<u8>>,
}

impl PlayLine {
    pub(crate) fn new(title: &str, note: &str, bytes: Vec<u8>, plain: Option<Vec<u8>>) -> Self {
        Self {
            title: title.into(),
            note: note.into(),
            plain: plain.filter(|plain| !bytes.ends_with(plain)),
            bytes,
        }
    }
}

impl Play {
    pub(crate) fn to_text(&self) -> String {
        let mut text = format!("# {}\n", self.story);
        for line in &self.lines {
            text += &format!("\n{}  ({} bytes)\n", line.title, line.bytes.len());
            text += &format!("# {}\n", line.note);
            if let Some(plain) = &line.plain {
                text += &wrapped("plain", plain);
            }
            text += &wrapped("sent", &line.bytes);
        }
        text
    }

    /// The messages of a stored play.
    pub(crate) fn lines_of(text: &str) -> Vec<PlayLine> {
        let mut lines: Vec<PlayLine> = Vec::new();
        let mut part = "";
        for row in text.lines() {
            if row.starts_with(['>', '<']) {
                let title = row.split("  (").next().unwrap();
                lines.push(PlayLine::new(title, "", Vec::new(), None));
            } else if let Some(name) = row.strip_suffix(':') {
                part = name;
            } else if let Some(hex) = row.strip_prefix("  ") {
                let bytes = HEXLOWER.decode(hex.as_bytes()).unwrap();
                let line = lines.last_mut().unwrap();
                match part {
                    "plain" => line.plain.get_or_insert_default().extend(bytes),
                    _ => line.bytes.extend(bytes),
                }
            }
        }
        lines
    }
}

fn wrapped(name: &str, bytes: &[u8]) -> String {
    let hex = HEXLOWER.encode(bytes);
    let rows = hex.as_bytes().chunks(HEX_DIGITS_A_LINE);
    let rows: String = rows
        .map(|row| format!("  {}\n", str::from_utf8(row).unwrap()))
        .collect();
    format!("{name}:\n{rows}")
}
