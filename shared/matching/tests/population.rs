//! The matcher on invented people whom it has not seen.

#[path = "generator/population.rs"]
mod population;

use population::{Generator, HARD};
use puente_matching::{LabelledSet, MODEL, MatchOptions, evaluate};

/// Registrations of a set: enough that one pair more or less does not decide.
const REGISTRATIONS: usize = 4000;

fn set(seed: u64) -> LabelledSet {
    let of = Generator::new(seed, HARD).population(REGISTRATIONS);
    LabelledSet::read(&of.registrations, &of.pairs, Some(&of.truth)).expect("a set")
}

#[test]
fn people_who_come_again_are_found_in_a_set_that_the_model_was_not_fitted_to() {
    let set = set(7);
    let found = evaluate(
        &MODEL,
        &set.features,
        &set.true_pairs,
        MatchOptions::default(),
    );
    assert!(found.frozen.f1 >= 0.90, "{found:?}");
    assert!(found.precise.recall >= 0.80, "{found:?}");
}

#[test]
fn each_part_of_the_model_finds_more() {
    let set = set(11);
    let all = MatchOptions::default();
    let measured = |options| evaluate(&MODEL, &set.features, &set.true_pairs, options).precise;
    let whole = measured(all);
    for (name, options) in [
        (
            "families",
            MatchOptions {
                families: false,
                ..all
            },
        ),
        (
            "group",
            MatchOptions {
                group: false,
                ..all
            },
        ),
        (
            "one to one",
            MatchOptions {
                one_to_one: false,
                ..all
            },
        ),
    ] {
        let without = measured(options);
        assert!(
            without.recall < whole.recall,
            "without {name}: {without:?}, with everything: {whole:?}"
        );
    }
}

#[test]
fn the_order_of_the_registrations_changes_no_score() {
    let set = set(13);
    let forward = evaluate(
        &MODEL,
        &set.features,
        &set.true_pairs,
        MatchOptions::default(),
    );
    let last = set.features.len() as u32 - 1;
    let reversed: Vec<_> = set.features.iter().rev().copied().collect();
    let pairs = set.true_pairs.iter();
    let pairs = pairs
        .map(|(one, other)| (last - other, last - one))
        .collect();
    let backward = evaluate(&MODEL, &reversed, &pairs, MatchOptions::default());
    assert_eq!(forward, backward);
}
