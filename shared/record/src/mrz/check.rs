use super::MrzFormat;

/// A check digit of the zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MrzCheck {
    /// Of the number.
    Number,
    /// Of the birth date.
    Birth,
    /// Of the expiry date.
    Expiry,
    /// Of the optional data (TD3).
    Optional,
    /// Of all these together.
    Composite,
}

/// The ranges that a check digit covers, and its position; counted from 0 over all lines.
type Rule = (MrzCheck, &'static [(usize, usize)], usize);

const TD1: [Rule; 4] = [
    (MrzCheck::Number, &[(5, 14)], 14),
    (MrzCheck::Birth, &[(30, 36)], 36),
    (MrzCheck::Expiry, &[(38, 44)], 44),
    (
        MrzCheck::Composite,
        &[(5, 30), (30, 37), (38, 45), (48, 59)],
        59,
    ),
];
const TD2: [Rule; 4] = [
    (MrzCheck::Number, &[(36, 45)], 45),
    (MrzCheck::Birth, &[(49, 55)], 55),
    (MrzCheck::Expiry, &[(57, 63)], 63),
    (MrzCheck::Composite, &[(36, 46), (49, 56), (57, 71)], 71),
];
const TD3: [Rule; 5] = [
    (MrzCheck::Number, &[(44, 53)], 53),
    (MrzCheck::Birth, &[(57, 63)], 63),
    (MrzCheck::Expiry, &[(65, 71)], 71),
    (MrzCheck::Optional, &[(72, 86)], 86),
    (MrzCheck::Composite, &[(44, 54), (57, 64), (65, 87)], 87),
];

/// The check digits that do not match. INE's cards are like TD1, but only the digits of single fields are known
/// to follow it.
pub(super) fn failed(format: MrzFormat, zone: &str, is_ine: bool) -> Vec<MrzCheck> {
    let rules: &[Rule] = match format {
        MrzFormat::Td1 => &TD1,
        MrzFormat::Td2 => &TD2,
        MrzFormat::Td3 => &TD3,
    };
    let zone = zone.as_bytes();
    let applies = |check: MrzCheck, digit: u8| match check {
        MrzCheck::Composite => !is_ine,
        // A filler: the number is longer than its field, or there is no optional data.
        MrzCheck::Number | MrzCheck::Optional => digit != b'<',
        MrzCheck::Birth | MrzCheck::Expiry => true,
    };
    rules
        .iter()
        .filter(|(check, ranges, at)| {
            let covered = ranges.iter().flat_map(|(from, to)| &zone[*from..*to]);
            applies(*check, zone[*at]) && digit(covered) != zone[*at]
        })
        .map(|(check, ..)| *check)
        .collect()
}

/// `Σ value(cᵢ) · (7, 3, 1, 7, …) mod 10`; a digit counts as itself, A to Z as 10 to 35, the filler as 0.
fn digit<'z>(characters: impl Iterator<Item = &'z u8>) -> u8 {
    let weighted = characters.zip([7_u32, 3, 1].into_iter().cycle());
    let sum: u32 = weighted
        .map(|(character, weight)| {
            let value = match character {
                b'0'..=b'9' => character - b'0',
                b'A'..=b'Z' => character - b'A' + 10,
                _ => 0,
            };
            u32::from(value) * weight
        })
        .sum();
    b'0' + (sum % 10) as u8
}
