//! Which names are common.

use std::collections::BTreeMap;

use puente_matching::LabelledSet;

/// A name below this share is as rare as all others.
const SHARE_MIN: f64 = 0.001;
/// Rarities are rounded to this many hundredths of a nat.
const STEP: f64 = 10.0;

/// The file with the rarities of given names and surnames.
pub(crate) fn common(set: &LabelledSet) -> String {
    let mut text = String::new();
    for (kind, name) in ["given", "surname"].into_iter().enumerate() {
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for of in &set.features {
            for sound in &of.sounds()[kind] {
                *counts.entry(sound.clone()).or_default() += 1.0;
            }
        }
        text += name;
        text += "\n";
        text += &lines(&counts);
    }
    text
}

fn lines(counts: &BTreeMap<String, f64>) -> String {
    let total: f64 = counts.values().sum();
    let usual: f64 = counts.values().map(|count| (count / total).powi(2)).sum();
    let rarity = |share: f64| ((usual / share).ln() * 50.0 / STEP).round() * STEP;
    let mut by_rarity: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for (name, count) in counts
        .iter()
        .filter(|(_, count)| **count / total >= SHARE_MIN)
    {
        let rarity = rarity(count / total) as i64;
        by_rarity.entry(rarity).or_default().push(name);
    }
    by_rarity
        .entry(rarity(SHARE_MIN / 2.0) as i64)
        .or_default()
        .push("*");
    let lines = by_rarity.iter();
    lines
        .map(|(rarity, names)| format!("{rarity} {}\n", names.join(" ")))
        .collect()
}
