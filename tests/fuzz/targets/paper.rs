//! What a camera read from a passport, or somebody typed as a CURP.
#![no_main]

use libfuzzer_sys::fuzz_target;
use puente_record::{Curp, Moment, Mrz};

fuzz_target!(|text: &str| {
    let today = Moment::from_unix_ms(1_795_456_800_000).day();
    if let Ok(curp) = text.parse::<Curp>() {
        let _ = (curp.birth_date(), curp.birth_state().len(), curp.implies());
        let _ = (
            curp.agrees_with_surname1(text),
            curp.agrees_with_surname2(text),
            curp.agrees_with_given(text),
        );
        assert_eq!(
            curp.as_str()
                .parse::<Curp>()
                .ok()
                .map(|again| again.as_str().to_owned()),
            Some(curp.as_str().to_owned())
        );
    }
    if let Ok(mrz) = text.parse::<Mrz>() {
        let _ = (mrz.birth(today), mrz.expires(today), mrz.implies(today));
        let _ = (
            mrz.agrees_with_surnames(text),
            mrz.agrees_with_given(text),
            mrz.failed_checks().len(),
            mrz.is_ine(),
        );
    }
});
