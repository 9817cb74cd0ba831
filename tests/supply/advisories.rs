//! No package has a fault that is known: the RustSec database as it is in `deploy/advisories`.

use semver::{Version, VersionReq};
use serde_json::Value;

use crate::assert_none;
use crate::packages::{packages, text};
use crate::rules::{list, root};

struct Advisory {
    package: String,
    id: String,
    /// Versions that are not meant.
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
