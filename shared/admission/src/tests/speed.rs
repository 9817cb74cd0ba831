//! What a trial costs. Run with `--release --ignored --nocapture`; the README states the figures.

use std::time::Instant;

use super::*;

/// A registration at the gate and at intake, and four later edits by two devices.
fn registration(n: u32) -> (DocumentId, Vec<AuthoredChange>) {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&n.to_be_bytes());
    let id = DocumentId::from_bytes(id);
    let edits = (0..24).map(|field| {
        Edit::put(
            format!("field_{field}"),
            format!("value {n} {field}").as_str(),
        )
    });
    let edits: Vec<Edit> = edits.collect();
    let mut rng = rng(u64::from(n));
    let made = Document::create(id, &ORIGIN, &author(1, false), &edits, &mut rng);
    let (mut document, first) = made.unwrap();
    let mut changes = vec![first];
    for edit in 0..4 {
        let edits = [Edit::put(
            format!("field_{edit}"),
            format!("edited {n}").as_str(),
        )];
        let author = author(1 + edit % 2, false);
        changes.push(document.edit(&author, &edits, &mut rng).unwrap().unwrap());
    }
    (id, changes)
}

fn batch(
    registrations: &[(DocumentId, Vec<AuthoredChange>)],
    take: std::ops::Range<usize>,
    saved: Option<&[DocumentOutcome]>,
) -> Batch {
    let documents = registrations
        .iter()
        .enumerate()
        .map(|(n, (document, changes))| DocumentBatch {
            document: *document,
            saved: saved.map(|outcomes| outcomes[n].state.as_ref().unwrap().saved.clone()),
            record_sites: Vec::new(),
            candidates: changes[take.clone()]
                .iter()
                .map(|change| CandidateChange {
                    raw: change.raw.clone(),
                    authority: 0,
                    device: None,
                })
                .collect(),
            devices: Vec::new(),
        });
    Batch {
        authorities: vec![all_rights()],
        documents: documents.collect(),
        sites: vec![SITE],
    }
}

fn stages(registrations: &[(DocumentId, Vec<AuthoredChange>)]) {
    let mut took = [0.0; 6];
    for (id, changes) in registrations {
        let raw: Vec<&[u8]> = changes.iter().map(|change| &change.raw[..]).collect();
        let mut started = Instant::now();
        let mut lap = |n: usize| {
            took[n] += started.elapsed().as_secs_f64() * 1e3;
            started = Instant::now();
        };
        let document = Document::from_changes(*id, &raw).unwrap();
        lap(0);
        let saved = document.save();
        lap(1);
        let document = Document::load(*id, &saved).unwrap();
        lap(2);
        assert!(document.summary().conflicts == 0);
        lap(3);
        assert!(document.order().len() > document.heads().len());
        lap(4);
        assert!(!document.changes().is_empty());
        lap(5);
    }
    println!("from_changes, save, load, summary, order, changes: {took:.0?} ms");
}

#[test]
#[ignore = "measures; says little unoptimised"]
fn two_thousand_documents_of_five_changes() {
    let registrations: Vec<_> = (0..2_000).map(registration).collect();
    let changes: Vec<_> = registrations
        .iter()
        .flat_map(|(_, changes)| changes)
        .collect();
    let started = Instant::now();
    for change in &changes {
        crate::guard(&change.raw).unwrap();
    }
    println!(
        "guard: {:.1} µs a change",
        started.elapsed().as_secs_f64() * 1e6 / changes.len() as f64
    );

    stages(&registrations);
    let new = batch(&registrations, 0..5, None);
    let started = Instant::now();
    let outcomes = trial(&new);
    println!(
        "2,000 new documents of 5 changes: {:.0} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    assert!(
        outcomes
            .iter()
            .flat_map(|outcome| &outcome.verdicts)
            .all(|verdict| *verdict == Verdict::Accepted)
    );

    let firsts = trial(&batch(&registrations, 0..4, None));
    let more = batch(&registrations, 4..5, Some(&firsts));
    let started = Instant::now();
    let outcomes = trial(&more);
    println!(
        "one more change on each: {:.0} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    assert!(
        outcomes
            .iter()
            .all(|outcome| outcome.verdicts == [Verdict::Accepted])
    );

    let whole = batch(&registrations, 0..0, Some(&outcomes));
    let started = Instant::now();
    let joined = crate::join(&whole);
    println!(
        "2,000 whole documents joined: {:.0} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    assert!(joined.iter().all(|joined| joined.state.is_some()));

    let bytes = crate::wire::encode_batch(&new);
    let started = Instant::now();
    crate::wire::decode_batch(&bytes).unwrap();
    println!(
        "batch of {} bytes decoded in {:.1} ms",
        bytes.len(),
        started.elapsed().as_secs_f64() * 1e3
    );
}
