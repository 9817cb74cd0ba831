//! Writes the first corpora from the golden fixtures, as `TARGET/…` in the folder `PUENTE_CORPUS`, or in
//! `corpus` if it is not set.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;

/// Codes of invented people's documents: the specimens of ICAO 9303, and a CURP.
const PAPERS: &[&str] = &[
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    "PUXB571021HNELXR00",
];

fn main() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = here.join("../fixtures");
    let corpora = std::env::var_os("PUENTE_CORPUS").map_or_else(|| here.join("corpus"), PathBuf::from);
    let put = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpora.join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    };
    let changes = fs::read_to_string(fixtures.join("changes/automerge-0.12.txt")).unwrap();
    for (name, hex) in changes.lines().filter_map(|line| line.split_once(' ')) {
        if let Ok(raw) = HEXLOWER.decode(hex.as_bytes()) {
            put("change", name, &raw);
        }
    }
    for file in fs::read_dir(fixtures.join("wire/v1")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let messages = messages(&fs::read_to_string(&path).unwrap());
        for (number, (title, plain, sent)) in messages.into_iter().enumerate() {
            let name = format!("{name}-{number}");
            let plain = if plain.is_empty() {
                sent.clone()
            } else {
                plain
            };
            let flagged = [&[0], &plain[..]].concat();
            match &*title {
                title if title.contains("/v1/bundles") || title.contains("receipt") => {
                    put("bundle", &name, &sent);
                    put("bundle", &format!("{name}-plain"), &flagged);
                }
                title if title.starts_with('>') => {
                    // The part after version, flags, device and signature.
                    put("exchange", &name, sent.get(82..).unwrap_or(&sent));
                    put("exchange", &format!("{name}-plain"), &flagged);
                    put("segment", &name, &plain);
                }
                _ => {
                    put("page", &name, sent.get(4..).unwrap_or(&sent));
                    put("page", &format!("{name}-plain"), &flagged);
                }
            }
        }
    }
    for file in fs::read_dir(fixtures.join("arrivals")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        put("list", &name, &fs::read(&path).unwrap());
    }
    for (number, paper) in PAPERS.iter().enumerate() {
        put("paper", &number.to_string(), paper.as_bytes());
    }
}

/// Title, plain bytes and sent bytes of each message of a transcript.
fn messages(text: &str) -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let mut messages = Vec::new();
    let mut part = "";
    for row in text.lines() {
        if row.starts_with(['>', '<']) {
            messages.push((row.to_owned(), Vec::new(), Vec::new()));
        } else if let Some(name) = row.strip_suffix(':') {
            part = name;
        } else if let (Some(hex), Some((_, plain, sent))) =
            (row.strip_prefix("  "), messages.last_mut())
        {
            let bytes = HEXLOWER.decode(hex.as_bytes()).unwrap();
            if part == "plain" { plain } else { sent }.extend(bytes);
        }
    }
    messages
}
