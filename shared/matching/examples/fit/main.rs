//! Fits the model of `puente-matching` to a labelled set.
//!
//! `fit names PREFIX` prints `src/rarity/names.txt`, `fit model PREFIX VERSION` prints `src/model/frozen.rs`,
//! `fit held-out PREFIX` fits on half of the households and measures on the other half. The set is in
//! `PREFIX.csv.gz`, `PREFIX.pairs.csv.gz` and `PREFIX.truth.csv.gz`.

mod likelihood;
mod names;
mod write;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::File;
use std::io::Read;

use flate2::read::GzDecoder;
use likelihood::{Examples, fit};
use puente_matching::{
    ComparedPair, LabelledSet, MatchModel, MatchOptions, ScoredPair, assign, each_pair, evaluate,
    operating_points,
};

/// Of this many *almost certain* pairs one may be wrong.
const WRONG_MAX_ONE_IN: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let text = match arguments.as_slice() {
        ["names", prefix] => names::common(&read(prefix)?),
        ["model", prefix, version] => {
            let set = read(prefix)?;
            let model = fit_model(&set);
            note(&report(&model, &set));
            write::rust(&model, version.parse()?)
        }
        ["held-out", prefix] => {
            let set = read(prefix)?;
            let [one, other] = halves(&set);
            [(&one, &other), (&other, &one)]
                .map(|(fitted, held_out)| report(&fit_model(fitted), held_out))
                .concat()
        }
        _ => return Err("fit names PREFIX | model PREFIX VERSION | held-out PREFIX".into()),
    };
    print(&text);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the result")]
fn print(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "beside the result")]
fn note(text: &str) {
    eprint!("{text}");
}

fn read(prefix: &str) -> Result<LabelledSet, Box<dyn Error>> {
    let text = |name: &str| -> Result<String, Box<dyn Error>> {
        let mut text = String::new();
        GzDecoder::new(File::open(format!("{prefix}{name}.csv.gz"))?).read_to_string(&mut text)?;
        Ok(text)
    };
    Ok(LabelledSet::read(
        &text("")?,
        &text(".pairs")?,
        Some(&text(".truth")?),
    )?)
}

/// Both halves of the households.
fn halves(set: &LabelledSet) -> [LabelledSet; 2] {
    [0, 1].map(|half| {
        let is_in = |number: u32| {
            let household = set.households[number as usize];
            household.wrapping_mul(2_654_435_761) >> 31 == half
        };
        let numbers: Vec<u32> = (0..set.features.len() as u32)
            .filter(|of| is_in(*of))
            .collect();
        let place = |number: u32| numbers.binary_search(&number).ok().map(|at| at as u32);
        let true_pairs = set.true_pairs.iter();
        LabelledSet {
            features: numbers
                .iter()
                .map(|of| set.features[*of as usize])
                .collect(),
            true_pairs: true_pairs
                .filter_map(|(one, other)| Some((place(*one)?, place(*other)?)))
                .collect(),
            households: numbers
                .iter()
                .map(|of| set.households[*of as usize])
                .collect(),
        }
    })
}

/// Fits without families first, because whether other people of two groups match is known only then.
fn fit_model(set: &LabelledSet) -> MatchModel {
    let mut pairs: Vec<ComparedPair> = Vec::new();
    each_pair(&set.features, |pair| pairs.push(pair));
    let class = |one: u32, other: u32| class_of(set, one, other);
    let mut examples = Examples::default();
    for pair in &pairs {
        examples.add(&pair.comparison, class(pair.one, pair.other));
    }
    let alone = fit(&examples);
    let scored = assign(&alone, &set.features, &pairs, MatchOptions::default());
    let mut examples = Examples::default();
    for pair in &scored {
        examples.add(&pair.comparison, class(pair.one, pair.other));
    }
    let model = fit(&examples);
    let scored = assign(&model, &set.features, &pairs, MatchOptions::default());
    with_thresholds(&model, &scored, &set.true_pairs)
}

fn class_of(set: &LabelledSet, one: u32, other: u32) -> usize {
    if set.true_pairs.contains(&(one, other)) {
        0
    } else if set.households[one as usize] == set.households[other as usize] {
        1
    } else {
        2
    }
}

fn with_thresholds(
    model: &MatchModel,
    scored: &[ScoredPair],
    true_pairs: &BTreeSet<(u32, u32)>,
) -> MatchModel {
    let (_, best, _) = operating_points(scored, true_pairs, 0);
    let mut scores: Vec<(i32, bool)> = scored
        .iter()
        .map(|pair| (pair.score, true_pairs.contains(&(pair.one, pair.other))))
        .collect();
    scores.sort_unstable_by(|one, other| other.cmp(one));
    let mut almost_certain = i32::MAX;
    let (mut right, mut wrong) = (0, 0);
    for (score, is_true) in scores {
        match is_true {
            true => right += 1,
            false => wrong += 1,
        }
        if wrong * WRONG_MAX_ONE_IN <= right {
            almost_certain = score;
        }
    }
    MatchModel::new(model.priors(), model.logs(), almost_certain, best.threshold)
}

fn report(model: &MatchModel, set: &LabelledSet) -> String {
    let mut text = String::new();
    let all = MatchOptions::default();
    for (name, options) in [
        ("all", all),
        (
            "families off",
            MatchOptions {
                families: false,
                ..all
            },
        ),
        (
            "group off",
            MatchOptions {
                group: false,
                ..all
            },
        ),
        (
            "one-to-one off",
            MatchOptions {
                one_to_one: false,
                ..all
            },
        ),
    ] {
        let of = evaluate(model, &set.features, &set.true_pairs, options);
        text += &format!(
            "{name}: compared {} blocking recall {:.4}; frozen F1 {:.4} P {:.4} R {:.4} at {}; best F1 {:.4} at {}; \
             recall {:.4} at precision {:.4} from {}\n",
            of.compared,
            of.blocking_recall,
            of.frozen.f1,
            of.frozen.precision,
            of.frozen.recall,
            of.frozen.threshold,
            of.best.f1,
            of.best.threshold,
            of.precise.recall,
            of.precise.precision,
            of.precise.threshold,
        );
    }
    text
}
