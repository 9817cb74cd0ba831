//! Common names: that two people share one says less.

use std::sync::LazyLock;

/// For each list a line `given` or `surname`, then lines of a rarity and the keys of the names that have it.
/// The key `*` stands for all others.
pub(crate) const NAMES: &str = include_str!("rarity/names.txt");

/// Rarity of the names of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rarity(Option<NameKind>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameKind {
    Given,
    Surname,
}

/// The names of one kind by their keys, and the rarity of all others.
#[derive(Default)]
struct CommonNames {
    names: Vec<(&'static str, i16)>,
    others: i16,
}

static GIVEN: LazyLock<CommonNames> = LazyLock::new(|| CommonNames::read("given"));
static SURNAMES: LazyLock<CommonNames> = LazyLock::new(|| CommonNames::read("surname"));

impl Rarity {
    pub(crate) const GIVEN: Self = Self(Some(NameKind::Given));
    pub(crate) const SURNAME: Self = Self(Some(NameKind::Surname));
    /// For what is no name of its own.
    pub(crate) const NONE: Self = Self(None);

    /// Half the logarithm of how much rarer than usual a name is, by its phonetic key, in hundredths of a nat:
    /// negative for common names. Half, because the whole hurts where it must be most precise.
    pub(crate) fn of(self, key: &str) -> i16 {
        match self.0 {
            Some(NameKind::Given) => GIVEN.of(key),
            Some(NameKind::Surname) => SURNAMES.of(key),
            None => 0,
        }
    }
}

impl CommonNames {
    fn read(kind: &str) -> Self {
        let mut of = Self::default();
        let mut is_inside = false;
        for line in NAMES.lines() {
            let mut words = line.split(' ');
            let first = words.next().unwrap_or_default();
            let Ok(rarity) = first.parse() else {
                is_inside = first == kind;
                continue;
            };
            if !is_inside {
                continue;
            }
            for name in words {
                match name {
                    "*" => of.others = rarity,
                    name => of.names.push((name, rarity)),
                }
            }
        }
        of.names.sort_unstable();
        of
    }

    fn of(&self, key: &str) -> i16 {
        let place = self.names.binary_search_by_key(&key, |(name, _)| name);
        place.map_or(self.others, |at| self.names[at].1)
    }
}
