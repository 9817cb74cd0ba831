//! The wire as plays: who sends what to whom, byte for byte, with keys that never change.
//!
//! A released play never changes. `PUENTE_BLESS=1 cargo test -p puente-protocol golden` writes what the code
//! sends today. A difference in a `plain` line is a change of the wire; a difference only in a compressed line
//! is another version of zstd.

mod play;
mod plays;

use std::path::PathBuf;

use play::{Play, PlayLine};
use puente_protocol::bundle::{SealedBundle, SignedReceipt};
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::events::EventsCredential;
use puente_protocol::exchange::SealedRequest;
use puente_protocol::page::Page;

use crate::bundle;
use crate::people::{SERVER, maria};

/// The play as it was released, or the present one if it is to be blessed.
fn stored(play: &Play) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/wire/v1");
    let path = PathBuf::from(folder).join(play.name).with_extension("txt");
    if std::env::var_os("PUENTE_BLESS").is_some() {
        std::fs::write(&path, play.to_text()).unwrap();
        return play.to_text();
    }
    std::fs::read_to_string(&path).expect("the play was written")
}

#[test]
fn every_play_is_said_byte_for_byte() {
    for play in plays::all() {
        assert_eq!(stored(&play), play.to_text(), "{}", play.name);
    }
}

#[test]
fn every_released_line_is_still_understood() {
    for play in plays::all() {
        let lines = Play::lines_of(&stored(&play));
        assert_eq!(lines.len(), play.lines.len());
        for line in lines {
            understand(&line);
        }
    }
}

fn understand(line: &PlayLine) {
    let plain = match line.title.as_str() {
        "> POST /v1/enrol" => EnrolRequest::open(&line.bytes).unwrap().to_bytes(),
        "< 200 to /v1/enrol" => EnrolReply::from_bytes(&line.bytes).unwrap().to_bytes(),
        "> POST /v1/sync" => {
            let sealed = SealedRequest::read(&line.bytes).unwrap();
            let request = sealed.open(SERVER, &maria().public()).unwrap();
            minicbor::to_vec(request).unwrap()
        }
        "< 200 to /v1/sync, one page" => {
            let mut buffer = line.bytes.clone();
            let page = Page::take(&mut buffer).unwrap().unwrap();
            assert!(buffer.is_empty());
            minicbor::to_vec(page).unwrap()
        }
        "> POST /v1/bundles" => {
            let sealed = SealedBundle::read(&line.bytes).unwrap();
            minicbor::to_vec(sealed.open(SERVER, &bundle::SECRET).unwrap()).unwrap()
        }
        "< 200 to /v1/bundles" => {
            let signed = SignedReceipt::read(&line.bytes).unwrap();
            let key = bundle::receipt_key().verifying_key().to_bytes();
            minicbor::to_vec(signed.open(&key).unwrap()).unwrap()
        }
        "> GET /v1/events, Authorization" => {
            let credential = EventsCredential::from_bytes(&line.bytes).unwrap();
            credential.verify(SERVER, &maria().public()).unwrap();
            credential.to_bytes()
        }
        other => panic!("nobody says {other}"),
    };
    match &line.plain {
        Some(stored) => assert_eq!(plain, *stored),
        None => assert!(line.bytes.ends_with(&plain)),
    }
}

#[test]
fn an_idle_exchange_of_one_site_costs_at_most_300_bytes() {
    let play = plays::idle();
    let bytes: usize = play.lines.iter().map(|line| line.bytes.len()).sum();
    assert_eq!(play.lines.len(), 2);
    assert!(bytes <= 300, "{bytes}");
}
