use crate::search::search_key;

/// Whether a name in a zone may be the one that was typed: one may have fewer words, and the last word of a
/// full zone may be cut.
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

/// Words without what transliteration adds: Ñ becomes N or NXX, Ü becomes U, UE or UXX, similarly Ä and Ö. Both
/// sides are reduced in the same way.
fn words(name: &str) -> Vec<String> {
    let key = search_key(name);
    let words = key.split(' ').filter(|word| !word.is_empty());
    words
        .map(|word| {
            let mut word = word.replace("nxx", "n").replace("uxx", "u");
            // Twice, because Agüero becomes AGUEERO.
            for (written, meant) in [("ue", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u")] {
                word = word.replace(written, meant);
            }
            word
        })
        .collect()
}
