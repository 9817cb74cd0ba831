//! The model does not change by itself.

use puente_matching::{MODEL, MODEL_VERSION};

/// The digest of each version that there ever was, in order. Whoever fits again adds a line.
const DIGESTS: &[&str] = &["304a0bb8588810f114f006581889f142f8b6e773f177b3892bbe89624a686c02"];

#[test]
fn the_numbers_are_those_of_the_version() {
    let digest: String = MODEL
        .digest()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(MODEL_VERSION as usize, DIGESTS.len());
    assert_eq!(Some(&&*digest), DIGESTS.last());
}
