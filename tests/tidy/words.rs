//! What has no place in the repository: promises for later, secrets, people.

use crate::assert_none;
use crate::tree::{File, files};

/// All files except those of this test, which must name what it looks for.
fn others() -> Vec<File> {
    let mut files = files();
    files.retain(|file| !file.is_under(&["tests/tidy/"]));
    files
}

fn lines_where(is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    others()
        .iter()
        .flat_map(|file| {
            file.lines()
                .filter(|(_, line)| is_wrong(line))
                // The line itself is not printed: it may hold what nobody should read.
                .map(|(number, _)| format!("{}:{number}", file.path))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn nothing_is_left_for_later_in_a_comment() {
    let is_promise = |line: &str| {
        line.split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| matches!(word, "TODO" | "FIXME" | "XXX"))
    };
    assert_none("open work belongs in an issue", &lines_where(is_promise));
}

#[test]
fn the_repository_names_no_place_outside_itself() {
    let outside = [
        "shared/design",
        "shared/style",
        "shared/domain",
        "shared/data/",
        "shared/bench-peers",
        "/work/",
        "/root/",
    ];
    let findings = lines_where(|line| outside.iter().any(|place| line.contains(place)));
    assert_none("paths that exist on one machine only", &findings);
}

#[test]
fn no_key_or_token_is_committed() {
    let marks = [
        "PRIVATE KEY-----",
        "AGE-SECRET-KEY-",
        "ghp_",
        "github_pat_",
        "xoxb-",
        "xoxp-",
        "PRIVATE+KEY+",
    ];
    let mut findings = lines_where(|line| marks.iter().any(|mark| line.contains(mark)));
    let names = [".pem", ".p12", ".pfx", ".key", ".env"];
    findings.extend(
        files()
            .iter()
            .filter(|file| names.iter().any(|name| file.path.ends_with(name)))
            .map(|file| file.path.clone()),
    );
    assert_none("secrets", &findings);
}

#[test]
fn addresses_of_people_are_on_domains_that_nobody_has() {
    assert_none(
        "e-mail addresses",
        &lines_where(|line| {
            line.split([' ', '"', '<', '>', '(', ')', '`', ',', '\'', '|'])
                .any(is_foreign_address)
        }),
    );
}

/// Reserved by RFC 2606 and RFC 6761.
const RESERVED: &[&str] = &[
    "example",
    "example.com",
    "example.net",
    "example.org",
    "invalid",
    "test",
    "localhost",
];

fn is_foreign_address(word: &str) -> bool {
    let Some((name, domain)) = word.trim_end_matches(['.', ';', ':']).split_once('@') else {
        return false;
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let is_domain = domain.contains('.')
        && domain
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        && domain
            .rsplit('.')
            .next()
            .is_some_and(|top| top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic()));
    let is_reserved = RESERVED
        .iter()
        .any(|reserved| domain == *reserved || domain.ends_with(&format!(".{reserved}")));
    !name.is_empty() && name.chars().all(is_name) && is_domain && !is_reserved
}

#[test]
fn an_address_is_told_from_a_version_and_from_a_reserved_domain() {
    assert!(is_foreign_address("someone@mail.mx"));
    assert!(!is_foreign_address("ana@albergue.example"));
    assert!(!is_foreign_address("playwright-core@1.65.1"));
    assert!(!is_foreign_address("@media"));
}
