//! No package has a known vulnerability, by the RustSec database in `deploy/advisories`.

use puente_record::Moment;
use semver::{Version, VersionReq};
use serde_json::Value;

use crate::assert_none;
use crate::packages::{packages, text};
use crate::rules::{list, root};

struct Advisory {
    package: String,
    id: String,
    /// Versions that are not affected.
    spared: Vec<VersionReq>,
}

impl Advisory {
    fn read(line: &str) -> Self {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [package, id, patched, unaffected] = columns[..] else {
            panic!("not an advisory: {line}");
        };
        let versions = patched.split(';').chain(unaffected.split(';'));
        let versions = versions
            .map(str::trim)
            .filter(|version| !version.is_empty());
        Self {
            package: package.to_owned(),
            id: id.to_owned(),
            spared: versions
                .map(|version| version.parse().expect("a requirement of versions"))
                .collect(),
        }
    }

    fn concerns(&self, package: &Value) -> bool {
        let version: Version = text(package, "version").parse().expect("a version");
        self.package == text(package, "name")
            && !self.spared.iter().any(|spared| spared.matches(&version))
    }
}

#[test]
fn no_package_has_a_known_fault() {
    let file = root().join("deploy/advisories/rustsec.txt");
    let database = std::fs::read_to_string(file).expect("the advisories are there");
    let (first, rest) = database.split_once('\n').expect("lines");
    eprintln!("{}", first.trim_start_matches("# "));
    let lines = rest.lines().filter(|line| !line.starts_with('#'));
    let advisories: Vec<Advisory> = lines.map(Advisory::read).collect();
    assert!(advisories.len() > 1_000, "{}", advisories.len());
    let ignored = list("advisories", "ignore");
    let packages = packages(None);
    let findings: Vec<String> = advisories
        .iter()
        .filter(|advisory| !ignored.contains(&advisory.id))
        .flat_map(|advisory| {
            let concerned = packages.iter().filter(|package| advisory.concerns(package));
            concerned.map(|package| {
                let (name, version) = (text(package, "name"), text(package, "version"));
                format!("{name} {version}: {}", advisory.id)
            })
        })
        .collect();
    assert_none("known faults", &findings);
}

/// Age in days above which the test suggests a newer database.
const TOLD_DAYS: i64 = 60;

/// Age in days above which no new work may rely on this database: a vulnerability may have been known for half a
/// year.
const OLD_DAYS: i64 = 180;

/// The date of the database, in days since 1970.
fn database_day() -> i64 {
    let file = root().join("deploy/advisories/rustsec.txt");
    let database = std::fs::read_to_string(file).expect("the advisories are there");
    let first = database.lines().next().expect("a first line");
    let (_, day) = first.rsplit_once("as of ").expect("a day");
    day_of(day)
}

fn day_of(day: &str) -> i64 {
    let moment: Moment = format!("{day}T00:00:00Z").parse().expect("a day");
    moment.unix_ms().div_euclid(24 * 60 * 60 * 1_000)
}

/// The age of the database on a day, in days, if it is more than `days_max`.
fn too_old(database: i64, at: i64, days_max: i64) -> Option<i64> {
    let age = at - database;
    (age > days_max).then_some(age)
}

/// Present work needs a newer database. What was right when it was written stays right: the age is measured at
/// the last commit of the checkout. By today's date the test only prints a hint.
#[test]
fn the_database_is_not_old_for_what_is_worked_on() {
    let database = database_day();
    let today = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() / (24 * 60 * 60));
    if let Some(age) = too_old(database, today.cast_signed(), TOLD_DAYS) {
        eprintln!(
            "the advisories are {age} days old: take newer ones with `cargo xtask advisories`"
        );
    }
    let git = std::process::Command::new("git")
        .args(["log", "-1", "--format=%cs"])
        .current_dir(root())
        .output();
    let Some(commit) = git.ok().filter(|git| git.status.success()) else {
        eprintln!("no history here: the age of the advisories is not measured");
        return;
    };
    let commit = String::from_utf8_lossy(&commit.stdout);
    let old = too_old(database, day_of(commit.trim()), OLD_DAYS);
    assert_eq!(
        old, None,
        "days that the advisories are older than the last commit"
    );
}

#[test]
fn a_database_is_as_old_as_the_days_since_it_was_taken() {
    let (taken, at) = (day_of("2026-08-21"), day_of("2026-11-29"));
    assert_eq!(too_old(taken, at, TOLD_DAYS), Some(100));
    assert_eq!(too_old(taken, at, OLD_DAYS), None);
    assert_eq!(too_old(at, at + OLD_DAYS + 1, OLD_DAYS), Some(OLD_DAYS + 1));
}

#[test]
fn an_advisory_concerns_the_versions_it_means() {
    let line = "somebody | RUSTSEC-2000-0001 | >= 1.2.3; >= 0.9.1, < 1.0.0 | < 0.5.0";
    let advisory = Advisory::read(line);
    let concerns = |name: &str, version: &str| {
        advisory.concerns(&serde_json::json!({ "name": name, "version": version }))
    };
    assert!(concerns("somebody", "1.2.2") && concerns("somebody", "0.9.0"));
    assert!(!concerns("somebody", "1.2.3") && !concerns("somebody", "0.9.5"));
    assert!(!concerns("somebody", "0.4.9") && !concerns("somebody-else", "1.2.2"));
}
