//! Tests of the whole crate: honest devices, crafted changes, and both together.

mod beside;
pub(crate) mod crafted;
mod crowd;
mod entitlement;
mod honest;
mod hostile;
mod limits;
mod mutation;
mod open_key;
mod saved;
mod speed;
mod structure;
pub(crate) mod table;

use puente_document::{AuthoredChange, Authorship, Basis, Document, Edit};
use puente_record::{DocumentId, DocumentKind, Origin, SiteId};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use crate::{
    Authority, Batch, CandidateChange, DocumentBatch, DocumentOutcome, DocumentState, Verdict,
    trial,
};

pub(crate) const ID: DocumentId = DocumentId::from_bytes([7; 16]);
pub(crate) const SITE: SiteId = SiteId::from_bytes([0xa1; 16]);
pub(crate) const OTHER_SITE: SiteId = SiteId::from_bytes([0xb2; 16]);

/// What the document of [`begun`] is; the device with [`PUBLIC_KEY`] begins it.
pub(crate) const ORIGIN: Origin = Origin::made(DocumentKind::Core, SITE, [3; 16]);
pub(crate) const PUBLIC_KEY: [u8; 32] = [1; 32];

pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

pub(crate) fn below(rng: &mut ChaCha20Rng, end: usize) -> usize {
    (rng.next_u64() % end as u64) as usize
}

pub(crate) fn author(n: u8, may_resolve: bool) -> Authorship {
    Authorship {
        actor: [n; 16],
        time_ms: 1_795_000_000_000 + i64::from(n),
        basis: Basis::Told,
        may_resolve,
    }
}

/// A core document at [`SITE`], by device 1.
pub(crate) fn begun() -> (Document, AuthoredChange) {
    let edits = [Edit::put("name.given", "Ana"), Edit::put("age", "30")];
    Document::create(ID, &ORIGIN, &author(1, false), &edits, &mut rng(1)).unwrap()
}

pub(crate) fn write(document: &mut Document, n: u8, field: &str, value: &str) -> AuthoredChange {
    let edits = [Edit::put(field, value)];
    let mut rng = rng(u64::from(n));
    document
        .edit(&author(n, true), &edits, &mut rng)
        .unwrap()
        .unwrap()
}

/// An authority with every right at both sites.
pub(crate) fn all_rights() -> Authority {
    let sites = vec![SITE, OTHER_SITE];
    Authority {
        writes: sites.clone(),
        resolves: sites.clone(),
        links: sites.clone(),
        moves: sites,
        may_write_again: false,
    }
}

/// Changes to one document, all by one author.
pub(crate) fn batch_as(authority: Authority, saved: Option<Vec<u8>>, raw: &[&[u8]]) -> Batch {
    let candidates = raw.iter().map(|raw| CandidateChange {
        raw: raw.to_vec(),
        authority: 0,
        device: None,
    });
    let document = DocumentBatch {
        document: ID,
        saved,
        record_sites: Vec::new(),
        candidates: candidates.collect(),
        devices: Vec::new(),
    };
    Batch {
        authorities: vec![authority],
        documents: vec![document],
        sites: vec![SITE, OTHER_SITE],
    }
}

/// Tries changes to one document, all by one author.
pub(crate) fn try_as(
    authority: Authority,
    saved: Option<Vec<u8>>,
    raw: &[&[u8]],
) -> DocumentOutcome {
    let mut outcomes = trial(&batch_as(authority, saved, raw));
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0)
}

pub(crate) fn try_all(saved: Option<Vec<u8>>, raw: &[&[u8]]) -> DocumentOutcome {
    try_as(all_rights(), saved, raw)
}

/// Checks that the resulting document saves, loads and takes an honest edit, which is admitted in turn.
pub(crate) fn assert_sound(state: &DocumentState) {
    let mut document = Document::load(ID, &state.saved).unwrap();
    assert_eq!(document.order(), state.order);
    assert_eq!(document.heads(), state.heads);
    let change = write(&mut document, 250, "later", "yes");
    let again = Document::load(ID, &document.save()).unwrap();
    assert_eq!(again.read(), document.read());
    let mut there = all_rights();
    there.writes.extend(&state.sites); // a mutant may have moved the record
    let outcome = try_as(there, Some(state.saved.clone()), &[&change.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted]);
}

/// `PUENTE_SCALE`, which multiplies the length of long tests.
pub(crate) fn scale() -> usize {
    let scale = std::env::var("PUENTE_SCALE").ok();
    scale.and_then(|scale| scale.parse().ok()).unwrap_or(1)
}
