//! A change of a stranger: what the server checks before the document library reads it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use puente_admission::guard::{guard, writes};
use puente_protocol::change::{SlimContext, expand, hash_of, read, slim};

fuzz_target!(|raw: &[u8]| {
    let _ = guard(raw);
    let _ = writes(raw);
    let _ = hash_of(raw);
    let _ = expand(raw, Some(&[1; 16]), 0, |_| None);
    if read(raw).is_ok() {
        let context = SlimContext {
            actor: None,
            time_ms: 0,
            previous: None,
        };
        let again = expand(&slim(raw, &context), None, 0, |_| None);
        assert_eq!(again.as_deref(), Ok(raw));
    }
});
