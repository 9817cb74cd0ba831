//! Files and functions may only be so long. Longer ones are in `ratchet.txt` with their length, which may only
//! fall.

use std::collections::BTreeMap;

use crate::assert_none;
use crate::tree::{File, files_with};

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
/// Files that tools write may have any length.
const GENERATED: &[&str] = &["client-sdk/wasm/driver/contract.ts"];
const RATCHET: &str = include_str!("ratchet.txt");

#[test]
fn files_and_functions_grow_no_longer_than_they_may() {
    let mut lengths = BTreeMap::new();
    for file in files_with(&["rs", "js", "ts", "svelte", "css", "sql"]) {
        if file.is_under(GENERATED) {
            continue;
        }
        let lines = file.text.lines().count();
        if lines > FILE_LINES_MAX {
            lengths.insert(file.path.clone(), lines);
        }
        if file.has_extension(&["rs"]) {
            lengths.extend(long_functions(&file));
        }
    }
    let allowed = allowed();
    let mut findings: Vec<String> = lengths
        .iter()
        .filter(|(name, lines)| allowed.get(name.as_str()).is_none_or(|max| *lines > max))
        .map(|(name, lines)| format!("{name} has {lines} lines"))
        .collect();
    findings.extend(allowed.iter().filter_map(|(name, max)| {
        let lines = lengths.get(*name).copied().unwrap_or(0);
        (lines < *max).then(|| format!("{name} has become shorter: lower {max} in ratchet.txt"))
    }));
    assert_none("at most 400 lines a file and 70 a function", &findings);
}

fn allowed() -> BTreeMap<&'static str, usize> {
    RATCHET
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (lines, name) = line.split_once(' ').expect("a length, a space, a name");
            (name, lines.parse().expect("a length is a number"))
        })
        .collect()
}

/// Finds the end of a function by its indentation: rustfmt closes it at the indentation of its first line.
fn long_functions(file: &File) -> Vec<(String, usize)> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indentation = &line[..line.len() - line.trim_start().len()];
        let close = format!("{indentation}}}");
        let length = lines[start..]
            .iter()
            .position(|line| {
                *line == close
                    || line.ends_with(';')
                        && line.starts_with(indentation)
                        && !line[indentation.len()..].starts_with(' ')
            })
            .map_or(1, |end| end + 1);
        if length > FUNCTION_LINES_MAX {
            found.push((format!("{}::{name}", file.path), length));
        }
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let is_qualifier = |word: &&str| {
        word.starts_with("pub")
            || matches!(*word, "async" | "const" | "unsafe" | "extern" | "\"C\"")
    };
    let mut next = words.next()?;
    while is_qualifier(&next) {
        next = words.next()?;
    }
    if next != "fn" {
        return None;
    }
    words.next()?.split(['(', '<']).next()
}
