//! Takes the RustSec advisory database into the repository: one line for each advisory, with only what decides
//! whether a version is affected, so that a change shows in a diff.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use crate::command::{command, root, run};

/// The path of the file in the repository.
const FILE: &str = "deploy/advisories/rustsec.txt";

/// Reads `crates/` of the database's folder and writes the file.
///
/// # Errors
/// The folder is not the database, or an advisory in it is not understood.
pub(crate) fn take(database: &Path, as_of: &str) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for krate in fs::read_dir(database.join("crates")).context("no crates/ in there")? {
        for advisory in fs::read_dir(krate?.path())? {
            let path = advisory?.path();
            let text = fs::read_to_string(&path)?;
            let line = line(&text).with_context(|| format!("{}", path.display()))?;
            lines.extend(line);
        }
    }
    if lines.len() < 1_000 {
        bail!("{} advisories are fewer than there are", lines.len());
    }
    lines.sort();
    let mut text = format!("# RustSec advisory database (CC0), as of {as_of}\n");
    text.push_str("# package | advisory | patched versions | unaffected versions\n");
    for line in &lines {
        writeln!(text, "{line}")?;
    }
    fs::write(root().join(FILE), text)?;
    println!("{} advisories as of {as_of} in {FILE}", lines.len());
    Ok(())
}

/// Has npm ask its registry about both lock files. The tests do not run this: the response changes from day to
/// day, and it needs a network.
///
/// # Errors
/// A vulnerability is known, or the registry does not respond.
pub(crate) fn npm_audit() -> anyhow::Result<()> {
    for folder in ["client-sdk/web", "tests/browser"] {
        let mut npm = command("npm", &["audit", "--package-lock-only"]);
        npm.current_dir(root().join(folder));
        run(npm).with_context(|| format!("packages of {folder}"))?;
    }
    Ok(())
}

/// The line of one advisory, or `None` if it was withdrawn.
fn line(advisory: &str) -> anyhow::Result<Option<String>> {
    let front = advisory
        .strip_prefix("```toml\n")
        .and_then(|rest| rest.split_once("\n```"))
        .context("no front matter")?
        .0;
    if front.lines().any(|line| line.starts_with("withdrawn")) {
        return Ok(None);
    }
    let one = |key: &str| {
        let mut quoted = quoted(front, key)?;
        (quoted.len() == 1).then(|| quoted.remove(0))
    };
    let package = one("package").context("no package")?;
    let id = one("id").context("no id")?;
    let versions = |key: &str| quoted(front, key).unwrap_or_default().join("; ");
    Ok(Some(format!(
        "{package} | {id} | {} | {}",
        versions("patched"),
        versions("unaffected")
    )))
}

/// The strings behind `key =`: one string, or a list that may span several lines.
fn quoted(front: &str, key: &str) -> Option<Vec<String>> {
    let from = front.lines().position(|line| {
        let rest = line.strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    })?;
    let mut value = String::new();
    for (index, line) in front.lines().skip(from).enumerate() {
        value.push_str(line);
        let opens = index == 0 && !line.contains('[');
        if opens || line.contains(']') {
            break;
        }
    }
    let strings = value.split('"').skip(1).step_by(2);
    Some(strings.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_about_a_version_is_taken() {
        let advisory = "```toml\n[advisory]\nid = \"RUSTSEC-2000-0001\"\npackage = \"somebody\"\n\
            [versions]\npatched = [\n  \">= 1.2.3\",\n  \">= 0.9, < 1.0\",\n]\nunaffected = []\n```\n# Text";
        let expected = "somebody | RUSTSEC-2000-0001 | >= 1.2.3; >= 0.9, < 1.0 | ";
        assert_eq!(line(advisory).unwrap().unwrap(), expected);
        let withdrawn = advisory.replace("[versions]", "withdrawn = \"2001-01-01\"\n[versions]");
        assert_eq!(line(&withdrawn).unwrap(), None);
        assert!(line("no advisory").is_err());
    }
}
