//! A document that somebody filled, and what remains of it for the others.

use std::collections::BTreeSet;

use super::*;
use crate::RewriteAs;

/// A flood of branches, and others who wrote before, beside and on top of it.
struct Filled {
    document: Document,
    flood: BTreeSet<ChangeHash>,
}

fn filled() -> Filled {
    let base = begun(&[put("name.given", "Ana"), put("age", "30")]);
    let mut document = base.clone();
    let mut flood = BTreeSet::new();
    for n in 100..140 {
        let mut branch = base.clone();
        flood.insert(write(&mut branch, n, &[put("alone", "yes")]).unwrap().hash);
        join(&mut document, &branch);
    }
    Filled { document, flood }
}

fn repaired(document: &Document, flood: &BTreeSet<ChangeHash>) -> (Document, usize) {
    let hand = RewriteAs {
        actor_of: &|place| [200 + u8::try_from(place).unwrap(); 16],
        basis_of: &|_| Basis::Device,
    };
    let repaired = document.repaired(flood, &hand).unwrap();
    let mut kept = repaired.kept;
    let again = repaired.written_again.iter();
    let again: Vec<&[u8]> = again
        .filter_map(|(_, new)| Some(&new.as_ref()?.raw[..]))
        .collect();
    kept.apply(&again).unwrap();
    (kept, again.len())
}

#[test]
fn what_others_wrote_on_top_of_a_flood_is_there_without_it() {
    let Filled {
        mut document,
        flood,
    } = filled();
    let mut other = document.clone();
    write(
        &mut document,
        2,
        &[put("age", "31"), put("name.given", "Luz")],
    );
    write(&mut document, 2, &[put("sex", "f")]);
    write(&mut other, 3, &[put("age", "32")]);
    join(&mut document, &other);
    let (left, again) = repaired(&document, &flood);
    assert_eq!(again, 3);
    assert_eq!(left.read().text("sex"), Some("f"));
    assert_eq!(left.read().text("name.given"), Some("Luz"));
    assert_eq!(left.read().text("alone"), None);
    // Concurrent values are still concurrent: the repair decided nothing.
    let conflicts = left.conflicts();
    assert_eq!(conflicts.len(), 1);
    let texts: BTreeSet<_> = conflicts[0]
        .candidates
        .iter()
        .map(|of| of.value.as_text())
        .collect();
    assert_eq!(texts, [Some("31"), Some("32")].into());
    assert_eq!(left.order().len(), 1 + 3);
}

#[test]
fn a_decision_on_top_of_a_flood_decides_still() {
    let Filled {
        mut document,
        flood,
    } = filled();
    let mut other = document.clone();
    write(&mut document, 2, &[put("age", "31")]);
    write(&mut other, 3, &[put("age", "32")]);
    join(&mut document, &other);
    let shown = document.read().text("age").unwrap().to_owned();
    let resolve = Edit::Resolve {
        field: "age".to_owned(),
        value: shown.as_str().into(),
        reason: "acta".to_owned(),
    };
    decide(&mut document, 4, &[resolve]).unwrap();
    let (left, _) = repaired(&document, &flood);
    assert!(left.conflicts().is_empty());
    assert_eq!(left.read().text("age"), Some(&*shown));
}

#[test]
fn what_only_said_the_same_as_the_flood_is_said_without_it() {
    let Filled {
        mut document,
        flood,
    } = filled();
    write(&mut document, 2, &[put("alone", "no")]);
    let (left, again) = repaired(&document, &flood);
    assert_eq!((again, left.read().text("alone")), (1, Some("no")));
    // Nothing remains when every change is taken out.
    let all: BTreeSet<_> = document.order().into_iter().collect();
    let hand = RewriteAs {
        actor_of: &|_| [200; 16],
        basis_of: &|_| Basis::Device,
    };
    assert!(document.repaired(&all, &hand).is_none());
}
