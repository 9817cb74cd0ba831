//! An arrival list as somebody sent it: text or a workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;
use puente_lists::{Answers, read};
use puente_record::Moment;

fuzz_target!(|bytes: &[u8]| {
    let today = Moment::from_unix_ms(1_795_456_800_000).day();
    let _ = read(bytes, &Answers::default(), today);
});
