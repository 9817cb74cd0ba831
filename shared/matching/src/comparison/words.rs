//! Given names against given names, surnames against surnames.

use crate::level::{GivenLevel, SurnameLevel};
use crate::names::{NameWord, WORDS_MAX, WordMatch};

/// How the words of the shorter list are found among those of the longer.
struct WordPairs {
    /// How many are found.
    count: usize,
    /// The least alike of them.
    least: WordMatch,
    /// The most alike of them.
    most: WordMatch,
    /// Whether the first is found as the first.
    first: bool,
    /// Hundredths of a nat.
    rarity: i16,
}

/// Pairs each word of the shorter list with the most similar one that is left.
fn pair(shorter: &[NameWord], longer: &[NameWord]) -> WordPairs {
    let mut pairs = WordPairs {
        count: 0,
        least: WordMatch::Exact,
        most: WordMatch::Different,
        first: false,
        rarity: 0,
    };
    let mut taken = [false; WORDS_MAX];
    for (at, word) in shorter.iter().enumerate() {
        let mut best = (WordMatch::Different, 0);
        for (place, candidate) in longer.iter().enumerate() {
            if taken[place] {
                continue;
            }
            let found = word.against(candidate);
            if found > best.0 {
                best = (found, place);
            }
            if found == WordMatch::Exact {
                break;
            }
        }
        let (found, place) = best;
        if found == WordMatch::Different {
            continue;
        }
        taken[place] = true;
        pairs.count += 1;
        pairs.least = pairs.least.min(found);
        pairs.most = pairs.most.max(found);
        pairs.first |= at == 0 && place == 0;
        if found >= WordMatch::Sound {
            pairs.rarity += word.rarity.min(longer[place].rarity);
        }
    }
    pairs
}

/// The shorter list before the longer. Two of one length stand in a fixed order, so that nothing depends on which
/// registration is named first.
fn ordered<'w>(one: &'w [NameWord], other: &'w [NameWord]) -> (&'w [NameWord], &'w [NameWord]) {
    let texts = |words: &'w [NameWord]| words.iter().map(NameWord::text);
    let is_ordered =
        one.len() < other.len() || one.len() == other.len() && texts(one).le(texts(other));
    match is_ordered {
        true => (one, other),
        false => (other, one),
    }
}

/// Words of given names, and all of them as one word.
type GivenNames<'w> = (&'w [NameWord], &'w NameWord);

pub(super) fn given_level(one: GivenNames<'_>, other: GivenNames<'_>) -> (GivenLevel, i16) {
    let (shorter, longer) = ordered(one.0, other.0);
    if shorter.is_empty() {
        return (GivenLevel::Missing, 0);
    }
    let pairs = pair(shorter, longer);
    let level = if pairs.count < shorter.len() {
        if shorter.len() != longer.len() && one.1.against(other.1) >= WordMatch::Close {
            GivenLevel::Together
        } else if pairs.count == 0 {
            GivenLevel::Different
        } else {
            GivenLevel::SomeShared
        }
    } else if pairs.least == WordMatch::Initial {
        match pairs.most >= WordMatch::Sound {
            true => GivenLevel::SubsetClose,
            false => GivenLevel::Initials,
        }
    } else if shorter.len() == longer.len() {
        match pairs.least {
            WordMatch::Exact if shorter.len() > 1 => GivenLevel::ExactSeveral,
            WordMatch::Exact => GivenLevel::Exact,
            WordMatch::Sound => GivenLevel::Sound,
            WordMatch::Nickname => GivenLevel::Nickname,
            _ => GivenLevel::Close,
        }
    } else {
        match pairs.least {
            WordMatch::Sound | WordMatch::Exact if pairs.first => GivenLevel::SubsetFirst,
            WordMatch::Sound | WordMatch::Exact => GivenLevel::SubsetOther,
            _ => GivenLevel::SubsetClose,
        }
    };
    (level, pairs.rarity)
}

pub(super) fn surname_level(one: &[NameWord], other: &[NameWord]) -> (SurnameLevel, i16) {
    let (shorter, longer) = ordered(one, other);
    match (shorter, longer) {
        ([first, second, ..], _) => of_both(first, second, longer),
        ([single], [first]) => of_single(single, first),
        ([single], [first, rest @ ..]) => of_alone(single, first, rest),
        _ => (SurnameLevel::Missing, 0),
    }
}

/// Initials of surnames count as agreement but for an edit.
fn rarity_of(found: WordMatch, one: &NameWord, other: &NameWord) -> i16 {
    match found >= WordMatch::Sound {
        true => one.rarity.min(other.rarity),
        false => 0,
    }
}

fn of_single(single: &NameWord, first: &NameWord) -> (SurnameLevel, i16) {
    match single.against(first) {
        WordMatch::Different => (SurnameLevel::Different, 0),
        found @ (WordMatch::Exact | WordMatch::Sound) => {
            (SurnameLevel::Single, rarity_of(found, single, first))
        }
        _ => (SurnameLevel::SingleClose, 0),
    }
}

fn of_alone(single: &NameWord, first: &NameWord, rest: &[NameWord]) -> (SurnameLevel, i16) {
    let as_first = single.against(first);
    let second = rest.iter().map(|word| (single.against(word), word));
    let (as_second, word) = second
        .max_by_key(|(found, _)| *found)
        .unwrap_or((WordMatch::Different, first));
    if as_second > as_first {
        return (
            SurnameLevel::SecondAlone,
            rarity_of(as_second, single, word),
        );
    }
    match as_first {
        WordMatch::Different => (SurnameLevel::Different, 0),
        WordMatch::Exact | WordMatch::Sound => {
            (SurnameLevel::FirstAlone, rarity_of(as_first, single, first))
        }
        _ => (SurnameLevel::FirstAloneClose, 0),
    }
}

/// Both sides have two or more. A third one, such as a husband's, may stand for the second.
fn of_both(first: &NameWord, second: &NameWord, longer: &[NameWord]) -> (SurnameLevel, i16) {
    let straight = first.against(&longer[0]);
    let best_of = |word: &NameWord, among: &[NameWord]| {
        let found = among.iter().map(|of| word.against(of)).max();
        found.unwrap_or(WordMatch::Different)
    };
    let seconds = best_of(second, &longer[1..]);
    let rarity = rarity_of(straight, first, &longer[0])
        + match seconds >= WordMatch::Sound {
            true => second.rarity,
            false => 0,
        };
    if straight > WordMatch::Different && seconds > WordMatch::Different {
        let level = match straight.min(seconds) {
            WordMatch::Exact => SurnameLevel::BothExact,
            WordMatch::Sound => SurnameLevel::BothSound,
            _ => SurnameLevel::BothClose,
        };
        return (level, rarity);
    }
    let crossed = best_of(first, &longer[1..]);
    let crossed_back = second.against(&longer[0]);
    if crossed > WordMatch::Different && crossed_back > WordMatch::Different {
        let sounds = |found: WordMatch, word: &NameWord| match found >= WordMatch::Sound {
            true => word.rarity,
            false => 0,
        };
        let rarity = sounds(crossed, first) + sounds(crossed_back, second);
        return (SurnameLevel::BothSwapped, rarity);
    }
    let level = if straight > WordMatch::Different {
        SurnameLevel::FirstOnly
    } else if seconds > WordMatch::Different {
        SurnameLevel::SecondOnly
    } else if crossed.max(crossed_back) > WordMatch::Different {
        SurnameLevel::CrossOnly
    } else {
        SurnameLevel::Different
    };
    (level, rarity)
}
