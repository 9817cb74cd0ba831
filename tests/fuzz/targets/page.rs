//! What a server sends; the first byte is the flags.
#![no_main]

use libfuzzer_sys::fuzz_target;
use puente_protocol::enrolment::EnrolReply;
use puente_protocol::page::{Page, PageRow};

fuzz_target!(|bytes: &[u8]| {
    let _ = EnrolReply::from_bytes(bytes);
    let mut buffer = (bytes.len() as u32).to_be_bytes().to_vec();
    buffer.extend_from_slice(bytes);
    if let Ok(Some(page)) = Page::take(&mut buffer) {
        for row in &page.rows {
            if let PageRow::Document(whole) = row {
                let _ = whole.expand(&page.authors);
            }
        }
        let mut again = page.to_bytes();
        assert_eq!(Page::take(&mut again), Ok(Some(page)));
    }
});
