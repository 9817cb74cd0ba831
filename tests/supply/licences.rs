//! Everything linked in has a permissive licence, so that a shelter may do with it what it likes.

use crate::assert_none;
use crate::packages::packages;
use crate::rules::list;

#[test]
fn every_dependency_is_under_a_permissive_licence() {
    let permissive = list("licenses", "allow");
    let mut findings: Vec<String> = ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"]
        .iter()
        .flat_map(|target| packages(Some(target)))
        .filter_map(|package| {
            let licence = package["license"].as_str().unwrap_or("none given");
            (!is_permissive(licence, &permissive))
                .then(|| format!("{}: {licence}", package["name"]))
        })
        .collect();
    findings.sort();
    findings.dedup();
    assert_none("licences that were not agreed on", &findings);
}

/// Reads an SPDX expression as far as crates use them: alternatives of conjunctions. If it has parentheses,
/// every licence in it must be permissive.
pub(crate) fn is_permissive(expression: &str, permissive: &[String]) -> bool {
    let is_nested = expression.contains('(');
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    let is_known = |licence: &str| permissive.iter().any(|known| known == licence.trim());
    let mut alternatives = expression
        .split(" OR ")
        .map(|alternative| alternative.split(" AND ").all(is_known));
    if is_nested {
        alternatives.all(|is_fine| is_fine)
    } else {
        alternatives.any(|is_fine| is_fine)
    }
}
