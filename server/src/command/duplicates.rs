//! `puente duplicates`

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use flate2::read::GzDecoder;
use puente_matching::{
    Evaluation, LabelledSet, MODEL, MODEL_VERSION, MatchOptions, OperatingPoint, evaluate,
};
use serde_json::{Value, json};

use super::data::of;
use super::failure::{failed, failure};
use super::print::{print, t, table};
use crate::entropy;

/// What the name of a file of true pairs ends in, without and with compression.
const PAIRS: [&str; 2] = [".pairs.csv", ".pairs.csv.gz"];

#[derive(Debug, Args)]
pub(super) struct DuplicatesArgs {
    /// A folder with labelled sets, or the path of one of them without `.csv`.
    #[arg(long, value_name = "DIR")]
    evaluate: PathBuf,
}

impl DuplicatesArgs {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        let mut values = Vec::new();
        let mut texts = Vec::new();
        for set in sets(&self.evaluate)? {
            let (value, rows) = measured(&set)?;
            values.push(value);
            texts.push(format!("{}\n{}", set.display(), table(&rows)));
        }
        let value = json!({ "model": MODEL_VERSION, "sets": values });
        print(json, &value, &texts.join("\n\n"))
    }
}

/// The paths of the sets without `.csv`, in the order of their names.
fn sets(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut sets = Vec::new();
    for entry in fs::read_dir(path).map_err(failed(of("cli-wrong-read", path)))? {
        let name = entry?.file_name();
        let name = name.to_str().unwrap_or_default();
        let set = PAIRS.iter().find_map(|end| name.strip_suffix(end));
        sets.extend(set.map(|set| path.join(set)));
    }
    if sets.is_empty() {
        return Err(failure(of("cli-duplicates-no_set", path)));
    }
    sets.sort();
    sets.dedup();
    Ok(sets)
}

/// Reads one table of a set, compressed or not.
fn table_text(set: &Path, what: &str) -> anyhow::Result<String> {
    let named = |end: &str| {
        let mut name = set.as_os_str().to_owned();
        name.push(what);
        name.push(end);
        PathBuf::from(name)
    };
    let (plain, compressed) = (named(".csv"), named(".csv.gz"));
    let read = |path: &Path| -> io::Result<String> {
        let mut text = String::new();
        match path == compressed {
            true => GzDecoder::new(File::open(path)?).read_to_string(&mut text)?,
            false => File::open(path)?.read_to_string(&mut text)?,
        };
        Ok(text)
    };
    let path = match plain.exists() {
        true => plain,
        false => compressed.clone(),
    };
    read(&path).map_err(failed(of("cli-wrong-read", &path)))
}

/// Each ablation by the name of what is left out.
fn ablations() -> [(&'static str, MatchOptions); 4] {
    let all = MatchOptions::default();
    [
        ("all", all),
        (
            "families_off",
            MatchOptions {
                families: false,
                ..all
            },
        ),
        (
            "group_off",
            MatchOptions {
                group: false,
                ..all
            },
        ),
        (
            "one_to_one_off",
            MatchOptions {
                one_to_one: false,
                ..all
            },
        ),
    ]
}

/// What one set says, for programs and for people.
fn measured(set: &Path) -> anyhow::Result<(Value, Vec<Vec<String>>)> {
    let (registrations, pairs) = (table_text(set, "")?, table_text(set, ".pairs")?);
    let mut value = json!({ "set": set.display().to_string() });
    let mut rows = vec![
        [
            "what",
            "f1",
            "precision",
            "recall",
            "threshold",
            "best_f1",
            "best_threshold",
            "recall_99",
            "threshold_99",
            "compared",
            "cpu",
        ]
        .map(|column| t(&format!("cli-duplicates-{column}")))
        .to_vec(),
    ];
    for (name, options) in ablations() {
        let before = entropy::process_cpu();
        let labelled = LabelledSet::read(&registrations, &pairs, None)
            .map_err(failed(of("cli-wrong-read", set)))?;
        let found = evaluate(&MODEL, &labelled.features, &labelled.true_pairs, options);
        let cpu_s = (entropy::process_cpu() - before).as_secs_f64();
        value["records"] = labelled.features.len().into();
        value["true_pairs"] = labelled.true_pairs.len().into();
        value[name] = of_evaluation(&found, cpu_s);
        rows.push(row(name, &found, cpu_s));
    }
    Ok((value, rows))
}

fn of_evaluation(found: &Evaluation, cpu_s: f64) -> Value {
    let of_point = |point: &OperatingPoint| {
        json!({
            "threshold": point.threshold,
            "precision": point.precision,
            "recall": point.recall,
            "f1": point.f1,
        })
    };
    json!({
        "compared": found.compared,
        "blocking_recall": found.blocking_recall,
        "frozen": of_point(&found.frozen),
        "best": of_point(&found.best),
        "precision_99": of_point(&found.precise),
        "cpu_s": cpu_s,
    })
}

fn row(name: &str, found: &Evaluation, cpu_s: f64) -> Vec<String> {
    let share = |share: f64| format!("{share:.4}");
    let nats = |hundredths: i32| format!("{:.2}", f64::from(hundredths) / 100.0);
    vec![
        t(&format!("cli-duplicates-{name}")),
        share(found.frozen.f1),
        share(found.frozen.precision),
        share(found.frozen.recall),
        nats(found.frozen.threshold),
        share(found.best.f1),
        nats(found.best.threshold),
        share(found.precise.recall),
        nats(found.precise.threshold),
        found.compared.to_string(),
        format!("{cpu_s:.2}"),
    ]
}
