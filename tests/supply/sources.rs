//! Where packages come from, and which may not be used.

use crate::assert_none;
use crate::packages::{packages, text};
use crate::rules::list;

#[test]
fn packages_come_from_the_registry_and_from_here() {
    let registries = list("sources", "allow-registry");
    assert_eq!(registries.len(), 1);
    let findings: Vec<String> = packages(None)
        .iter()
        .filter(|package| {
            // A package without a source is a crate of this workspace.
            let source = package["source"].as_str();
            source.is_some_and(|source| !source.ends_with(&registries[0]))
        })
        .map(|package| format!("{}: {}", text(package, "name"), text(package, "source")))
        .collect();
    assert_none("sources that were not agreed on", &findings);
}

#[test]
fn what_was_banned_is_not_taken_in() {
    let banned = list("bans", "deny");
    assert!(banned.len() > 2);
    let findings: Vec<String> = packages(None)
        .iter()
        .map(|package| text(package, "name").to_owned())
        .filter(|name| banned.contains(name))
        .collect();
    assert_none("packages that were banned", &findings);
}
