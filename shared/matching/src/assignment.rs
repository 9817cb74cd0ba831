//! Families against families: a person of one group can be only one person of another.
//!
//! Two sisters who come back are each like both of the first time. What decides is not how alike two
//! registrations are, but whether somebody else of the same group is more alike. And if the father is there
//! again, it is likelier that the sister beside him is, too.

use std::collections::BTreeMap;

use puente_record::HouseholdId;

use crate::comparison::Comparison;
use crate::features::MatchFeatures;
use crate::level::FamilyLevel;
use crate::model::MatchModel;
use crate::pairs::ComparedPair;
use crate::score::{ClassScores, MatchOptions};

/// The score from which on a pair counts as evidence for the families of both.
const FAMILY_SCORE_MIN: i32 = 0;
/// A pair below this score changes nothing for others, nor do they change it: it may be left out.
pub(crate) const COMPETITOR_SCORE_MIN: i32 = -500;

/// A pair with its score after all others of the two groups were considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoredPair {
    /// Number of the one registration, lower than the other.
    pub one: u32,
    /// Number of the other.
    pub other: u32,
    /// How they compare, with [`FamilyLevel`].
    pub comparison: Comparison,
    /// How likely each explanation is by itself.
    pub scores: ClassScores,
    /// How much likelier it is the same person than anything else, in hundredths of a nat.
    pub score: i32,
    /// Whether somebody else of the groups is at least as good a match.
    pub has_competitor: bool,
}

/// Who is registered together; somebody alone is a group of their own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Alone(u32),
    Household(HouseholdId),
}

impl Group {
    fn of(number: u32, features: &[MatchFeatures]) -> Self {
        let group = features[number as usize].group;
        group.map_or(Self::Alone(number), Self::Household)
    }
}

/// Scores compared pairs, group against group. The result is in the order of `pairs`.
#[must_use]
pub fn assign(
    model: &MatchModel,
    features: &[MatchFeatures],
    pairs: &[ComparedPair],
    options: MatchOptions,
) -> Vec<ScoredPair> {
    let mut scored: Vec<ScoredPair> = pairs
        .iter()
        .map(|pair| first_score(model, pair, options))
        .collect();
    let mut of_groups: BTreeMap<(Group, Group), Vec<usize>> = BTreeMap::new();
    for (at, pair) in scored.iter().enumerate() {
        let (one, other) = (
            Group::of(pair.one, features),
            Group::of(pair.other, features),
        );
        if pair.score >= COMPETITOR_SCORE_MIN && one != other {
            let key = (one.min(other), one.max(other));
            of_groups.entry(key).or_default().push(at);
        }
    }
    for members in of_groups.values().filter(|members| members.len() > 1) {
        if options.families {
            add_family(model, &mut scored, members, options);
        }
        if options.one_to_one {
            compete(&mut scored, members);
        }
    }
    scored
}

fn first_score(model: &MatchModel, pair: &ComparedPair, options: MatchOptions) -> ScoredPair {
    let scores = ClassScores::new(model, &pair.comparison, options);
    ScoredPair {
        one: pair.one,
        other: pair.other,
        comparison: pair.comparison,
        scores,
        score: scores.score(),
        has_competitor: false,
    }
}

/// The pairs of one person with the other group.
#[derive(Clone, Copy, Default)]
struct PersonPairs {
    /// How many of them match.
    matching: usize,
    /// The best scores above 0.
    best: i32,
    second: i32,
}

/// The pairs of each person of two groups. Everybody is in one of the two, so each pair belongs to two people.
struct GroupPairs {
    of_person: BTreeMap<u32, PersonPairs>,
    matching: usize,
}

impl GroupPairs {
    fn new(scored: &[ScoredPair], members: &[usize]) -> Self {
        let mut of = Self {
            of_person: BTreeMap::new(),
            matching: 0,
        };
        for pair in members.iter().map(|at| &scored[*at]) {
            let matches = usize::from(pair.score >= FAMILY_SCORE_MIN);
            of.matching += matches;
            for person in [pair.one, pair.other] {
                let pairs = of.of_person.entry(person).or_default();
                pairs.matching += matches;
                pairs.second = pairs.second.max(pair.score.min(pairs.best));
                pairs.best = pairs.best.max(pair.score);
            }
        }
        of
    }

    /// Whether two other people of the groups match.
    fn has_other(&self, pair: &ScoredPair) -> bool {
        let [one, other] = [pair.one, pair.other].map(|person| self.of_person[&person].matching);
        let itself = usize::from(pair.score >= FAMILY_SCORE_MIN);
        self.matching + itself > one + other
    }

    /// The best score of another pair with one of the two people; at least 0.
    fn competitor(&self, pair: &ScoredPair) -> i32 {
        let beside = |person| {
            let pairs = self.of_person[&person];
            match pair.score == pairs.best {
                true => pairs.second,
                false => pairs.best,
            }
        };
        beside(pair.one).max(beside(pair.other))
    }
}

/// Raises the pairs beside which another pair of the same two groups matches.
fn add_family(
    model: &MatchModel,
    scored: &mut [ScoredPair],
    members: &[usize],
    options: MatchOptions,
) {
    let before = GroupPairs::new(scored, members);
    for pair in members {
        let pair = &mut scored[*pair];
        if before.has_other(pair) {
            pair.comparison = pair.comparison.with_family(FamilyLevel::Others);
            pair.scores = ClassScores::new(model, &pair.comparison, options);
            pair.score = pair.scores.score();
        }
    }
}

/// Lowers the pairs of which one person has a better match in the other group.
fn compete(scored: &mut [ScoredPair], members: &[usize]) {
    let before = GroupPairs::new(scored, members);
    for pair in members {
        let pair = &mut scored[*pair];
        let competitor = before.competitor(pair);
        pair.score -= competitor;
        pair.has_competitor = competitor > 0 && pair.score <= 0;
    }
}
