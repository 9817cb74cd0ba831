//! Contact and protection documents: every site where the record ever was decides.

use super::entitlement::{quarantined, writes};
use super::*;
use crate::Reason;

/// Tries a contact document's changes, by an author with these rights, when the record was at these
/// sites.
fn judge_contact(authority: Authority, ever: Vec<SiteId>, raw: &[&[u8]]) -> DocumentOutcome {
    let candidates = raw.iter().map(|raw| CandidateChange {
        raw: raw.to_vec(),
        authority: 0,
        device: None,
    });
    let document = DocumentBatch {
        document: ID,
        saved: None,
        record_sites: ever,
        candidates: candidates.collect(),
        devices: Vec::new(),
    };
    trial(&Batch {
        authorities: vec![authority],
        documents: vec![document],
        sites: vec![SITE, OTHER_SITE],
    })
    .remove(0)
}

#[test]
fn a_contact_document_goes_by_every_site_at_which_its_record_ever_was() {
    let core = DocumentId::from_bytes([8; 16]);
    let edits = [Edit::put("phone", "664"), Edit::put("home_site_note", "x")];
    let origin = Origin::added(DocumentKind::Contact, core, [3; 16]);
    let made = Document::create(ID, &origin, &author(1, false), &edits, &mut rng(1));
    let (mut document, first) = made.unwrap();
    let edit = write(&mut document, 1, "phone", "665");
    let raw: [&[u8]; 2] = [&first.raw, &edit.raw];
    for ever in [vec![SITE], vec![SITE, OTHER_SITE]] {
        let outcome = judge_contact(writes(&[SITE]), ever, &raw);
        assert_eq!(outcome.verdicts, [Verdict::Accepted; 2]);
        let state = outcome.state.unwrap();
        assert_eq!(
            (state.kind, state.core),
            (DocumentKind::Contact, Some(core))
        );
        assert_eq!((state.sites, state.ever), (vec![], vec![]));
    }
    // The record may still come to a site of the author, also while it is unknown: the change waits.
    for ever in [vec![SITE], vec![]] {
        let outcome = judge_contact(writes(&[OTHER_SITE]), ever, &raw);
        assert_eq!(outcome.verdicts, [Verdict::WAITS; 2]);
        assert_eq!(outcome.state, None);
    }
    // An author who may write nowhere is refused at once.
    let outcome = judge_contact(Authority::default(), vec![], &raw);
    let refused = quarantined(Reason::NotEntitled);
    assert_eq!(outcome.verdicts[0], refused);
}

#[test]
fn what_a_list_says_of_somebody_is_at_the_site_that_its_id_proves_before_there_is_a_record() {
    let list = puente_record::ListId::from_bytes([7; 16]);
    let origin = Origin::list_row(DocumentKind::Contact, SITE, list, 3);
    let edits = [Edit::put("phone", "664")];
    let made = Document::create(ID, &origin, &author(1, false), &edits, &mut rng(1));
    let raw: [&[u8]; 1] = [&made.unwrap().1.raw];
    let accepted = judge_contact(writes(&[SITE]), vec![], &raw);
    assert_eq!(accepted.verdicts, [Verdict::Accepted]);
    let waits = judge_contact(writes(&[OTHER_SITE]), vec![], &raw);
    assert_eq!(waits.verdicts, [Verdict::WAITS]);
    let moved = judge_contact(writes(&[OTHER_SITE]), vec![OTHER_SITE], &raw);
    assert_eq!(moved.verdicts, [Verdict::Accepted]);
}
