use crate::search::search_key;

/// Whether a name in a zone may be the one that was typed: one may have fewer words than the other, and the last word of
/// a zone that is full may be cut.
pub(super) fn agrees(zone: &str, typed: &str, is_cut: bool) -> bool {
    let (zone, typed) = (words(zone), words(typed));
    if typed.is_empty() || zone.is_empty() {
        return true;
    }
    let pairs = zone.iter().zip(&typed);
    let mut all_agree = true;
    for (place, (read, said)) in pairs.enumerate() {
        let may_be_cut = is_cut && place + 1 == zone.len();
        all_agree &= read == said || may_be_cut && said.starts_with(read.as_str());
    }
    all_agree
}

/// Words without what transliteration adds: Ñ is N or NXX, Ü is U, UE or UXX, Ä and Ö likewise. Both sides lose the same.
fn words(name: &str) -> Vec<String> {
    let key = search_key(name);
    let words = key.split(' ').filter(|word| !word.is_empty());
    words
        .map(|word| {
            let mut word = word.replace("nxx", "n").replace("uxx", "u");
            // Twice, for Agüero becomes AGUEERO.
            for (written, meant) in [("ue", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u")] {
                word = word.replace(written, meant);
            }
            word
        })
        .collect()
}
