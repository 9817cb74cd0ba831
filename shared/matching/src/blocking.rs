//! Blocking keys: only registrations that share one are compared.

use crate::features::MatchFeatures;
use crate::hash::hash;
use crate::names::NameWord;
use crate::rarity::Rarity;

/// The most bytes of a key before it is hashed.
const KEY_BYTES_MAX: usize = 64;

/// The kind of a key. It is part of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum BlockingKind {
    /// The sixteen characters of a CURP that follow from the person's data.
    Curp,
    /// Those of its names and birth date.
    CurpStart,
    /// A number of another paper.
    Paper,
    /// Telephone number and an initial.
    Phone,
    /// A given name and a surname in either order, and three years of birth.
    NamesYear,
    /// The same with the state of origin.
    NamesState,
    /// The same with the municipality of origin.
    NamesMunicipality,
    /// The same alone, for rare names.
    Names,
    /// A given name and both surnames in either order.
    NamesSurnames,
    /// Both surnames in either order, and three years of birth.
    SurnamesYear,
    /// A given name or a surname with the state of origin and the first sound of the other: one of the two names
    /// may be misspelt.
    NameState,
    /// The birth date and the start of a name.
    Birth,
    /// A given name with day and month of birth in either order and the decade.
    NameBirth,
}

impl BlockingKind {
    /// How many registrations may share a key of this kind; one that more share tells nothing and is skipped.
    #[must_use]
    pub const fn shared_max(self) -> usize {
        match self {
            Self::Curp | Self::CurpStart | Self::Paper => 1000,
            Self::Phone => 100,
            Self::Names => 60,
            _ => 250,
        }
    }
}

/// The bytes of one key while it is composed.
struct KeyBytes {
    bytes: [u8; KEY_BYTES_MAX],
    count: usize,
}

impl KeyBytes {
    fn new(kind: BlockingKind) -> Self {
        let mut of = Self {
            bytes: [0; KEY_BYTES_MAX],
            count: 0,
        };
        of.push(&[kind as u8]);
        of
    }

    fn push(&mut self, part: &[u8]) -> &mut Self {
        for byte in part.iter().chain(&[0]) {
            if let Some(slot) = self.bytes.get_mut(self.count) {
                *slot = *byte;
                self.count += 1;
            }
        }
        self
    }

    /// Two parts in an order that does not depend on which is named first.
    fn push_pair(&mut self, one: &[u8], other: &[u8]) -> &mut Self {
        let (one, other) = (one.min(other), one.max(other));
        self.push(one).push(other)
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.count]
    }
}

/// Gives each blocking key of a registration, as bytes that contain parts of names and numbers. Whoever keeps
/// keys outside of the memory stores a keyed hash of them. A key may be given twice.
pub fn blocking_keys(of: &MatchFeatures, mut take: impl FnMut(BlockingKind, &[u8])) {
    let mut give = |kind: BlockingKind, fill: &dyn Fn(&mut KeyBytes)| {
        let mut key = KeyBytes::new(kind);
        fill(&mut key);
        take(kind, key.as_bytes());
    };
    identity_keys(of, &mut give);
    let given = of.names.given.as_slice();
    let surnames = of.names.surnames.as_slice();
    for word in &given[..given.len().min(2)] {
        name_keys(of, word.skeleton(), &mut give);
        for name in word.stands_for() {
            if let Some(name) = NameWord::new(name, Rarity::NONE) {
                name_keys(of, name.skeleton(), &mut give);
            }
        }
    }
    if given.len() > 1 {
        name_keys(of, of.names.given_joined.skeleton(), &mut give);
    }
    if let [first, second, ..] = surnames
        && of.birth.is_known()
    {
        for year in years(of) {
            give(BlockingKind::SurnamesYear, &|key| {
                key.push_pair(first.skeleton(), second.skeleton())
                    .push(&year);
            });
        }
    }
    birth_keys(of, &mut give);
    state_keys(of, &mut give);
}

type Give<'g> = &'g mut dyn FnMut(BlockingKind, &dyn Fn(&mut KeyBytes));

fn identity_keys(of: &MatchFeatures, give: Give<'_>) {
    if let (Some(key), Some(start)) = (of.curp.key(), of.curp.start()) {
        give(BlockingKind::Curp, &|to| {
            to.push(key);
        });
        give(BlockingKind::CurpStart, &|to| {
            to.push(start);
        });
    }
    for number in of.papers.keys() {
        give(BlockingKind::Paper, &|key| {
            key.push(&number.to_be_bytes());
        });
    }
    if let Some(digits) = of.phone.digits() {
        for word in of.names.given.as_slice() {
            give(BlockingKind::Phone, &|key| {
                key.push(digits).push(&[word.initial()]);
            });
        }
    }
}

/// The keys of a given name with each of two surnames. Pairs are unordered, so that swapped fields meet.
fn name_keys(of: &MatchFeatures, given: &[u8], give: Give<'_>) {
    let surnames = of.names.surnames.as_slice();
    for surname in surnames.iter().take(2) {
        let pair = (given, surname.skeleton());
        if of.birth.is_known() {
            for year in years(of) {
                give(BlockingKind::NamesYear, &|key| {
                    key.push_pair(pair.0, pair.1).push(&year);
                });
            }
        }
        for (kind, place) in [
            (BlockingKind::NamesState, of.place.state),
            (BlockingKind::NamesMunicipality, of.place.municipality),
        ] {
            if place != 0 {
                give(kind, &|key| {
                    key.push_pair(pair.0, pair.1).push(&place.to_be_bytes());
                });
            }
        }
        give(BlockingKind::Names, &|key| {
            key.push_pair(pair.0, pair.1);
        });
    }
    if let [first, second, ..] = surnames {
        give(BlockingKind::NamesSurnames, &|key| {
            key.push(given)
                .push_pair(first.skeleton(), second.skeleton());
        });
    }
    if of.birth.day != 0 {
        let (day, month) = (of.birth.day, of.birth.month);
        let decade = (of.birth.year / 10).to_be_bytes();
        give(BlockingKind::NameBirth, &|key| {
            key.push(given)
                .push(&[day.min(month), day.max(month)])
                .push(&decade);
        });
    }
}

fn state_keys(of: &MatchFeatures, give: Give<'_>) {
    let state = of.place.state.to_be_bytes();
    if of.place.state == 0 {
        return;
    }
    for given in of.names.given.as_slice().iter().take(2) {
        for surname in of.names.surnames.as_slice().iter().take(2) {
            for (name, initial) in [(given, surname.initial()), (surname, given.initial())] {
                give(BlockingKind::NameState, &|key| {
                    key.push(name.skeleton()).push(&[initial]).push(&state);
                });
            }
        }
    }
}

fn birth_keys(of: &MatchFeatures, give: Give<'_>) {
    if of.birth.day == 0 {
        return;
    }
    let date = [
        &of.birth.year.to_be_bytes()[..],
        &[of.birth.month, of.birth.day],
    ]
    .concat();
    let words = of.names.given.as_slice().iter().take(2);
    let words = words.chain(of.names.surnames.as_slice().iter().take(2));
    for start in words.filter_map(|word: &NameWord| word.skeleton().get(..2)) {
        give(BlockingKind::Birth, &|key| {
            key.push(&date).push(start);
        });
    }
}

/// The year in two divisions by three, so that neighbouring years meet in one of them.
fn years(of: &MatchFeatures) -> [[u8; 3]; 2] {
    let year = of.birth.year;
    let of = |tag: u8, year: u16| [tag, year.to_be_bytes()[0], year.to_be_bytes()[1]];
    [of(0, year / 3), of(1, (year + 1) / 3)]
}

/// The hashes of all keys with their kinds, each once, in the order of the hashes.
#[must_use]
pub fn blocking_hashes(of: &MatchFeatures) -> Vec<(u64, BlockingKind)> {
    let mut hashes = Vec::with_capacity(48);
    blocking_keys(of, |kind, key| hashes.push((hash(key), kind)));
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
