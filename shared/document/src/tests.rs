//! Tests of the whole crate: several devices that write in one document and exchange changes.

mod conflicts;
mod history;
mod households;
mod limits;
mod merging;
mod past;
mod proposals;
mod repairs;
mod versions;
mod writing;

use std::collections::BTreeMap;

use puente_record::{ChangeHash, DocumentId, DocumentKind, EntryId, Origin, SiteId};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use crate::{AuthoredChange, Authorship, Basis, Document, Edit};

const ID: DocumentId = DocumentId::from_bytes([7; 16]);

/// The founding site of every document in these tests.
const SITE: SiteId = SiteId::from_bytes([0xa1; 16]);

/// A core document at [`SITE`]. These tests do not check which key opens its id.
const CORE: Origin = Origin::made(DocumentKind::Core, SITE, [3; 16]);

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn below(rng: &mut ChaCha20Rng, end: usize) -> usize {
    (rng.next_u64() % end as u64) as usize
}

/// An author on device `n`, with or without the right to decide.
fn author(n: u8, may_resolve: bool) -> Authorship {
    Authorship {
        actor: [n; 16],
        time_ms: 1_795_000_000_000 + i64::from(n),
        basis: Basis::Told,
        may_resolve,
    }
}

/// A core document with these edits, by device 1.
fn begun(edits: &[Edit]) -> Document {
    let author = author(1, false);
    let made = Document::create(ID, &CORE, &author, edits, &mut rng(1));
    made.unwrap().0
}

fn write(document: &mut Document, n: u8, edits: &[Edit]) -> Option<AuthoredChange> {
    let mut rng = rng(u64::from(n));
    document.edit(&author(n, false), edits, &mut rng).unwrap()
}

fn decide(document: &mut Document, n: u8, edits: &[Edit]) -> Option<AuthoredChange> {
    let mut rng = rng(u64::from(n));
    document.edit(&author(n, true), edits, &mut rng).unwrap()
}

/// Gives a document all changes of another.
fn join(into: &mut Document, from: &Document) {
    let changes = from.changes();
    let raw: Vec<&[u8]> = changes.iter().map(|(_, raw)| &raw[..]).collect();
    into.apply(&raw).unwrap();
}

/// Gives each of two documents all changes of both.
fn meet(left: &mut Document, right: &mut Document) {
    join(left, right);
    join(right, left);
}

fn put(field: &str, value: &str) -> Edit {
    Edit::put(field, value)
}

/// Devices that write and exchange at random.
struct Crowd {
    documents: Vec<Document>,
    written: Vec<AuthoredChange>,
    rng: ChaCha20Rng,
}

impl Crowd {
    fn new(seed: u64, devices: u8) -> Self {
        let mut rng = rng(seed);
        let first = author(1, false);
        let edits = [put("name.given", "Ana"), put("sex", "f")];
        let (document, change) = Document::create(ID, &CORE, &first, &edits, &mut rng).unwrap();
        Self {
            documents: vec![document; usize::from(devices)],
            written: vec![change],
            rng,
        }
    }

    fn run(mut self, steps: usize) -> Self {
        for _ in 0..steps {
            let device = below(&mut self.rng, self.documents.len());
            if below(&mut self.rng, 3) == 0 {
                let other = self.documents[below(&mut self.rng, self.documents.len())].clone();
                join(&mut self.documents[device], &other);
            } else {
                self.write(device);
            }
        }
        self
    }

    fn write(&mut self, device: usize) {
        let who = author(device as u8 + 1, below(&mut self.rng, 4) == 0);
        let edits: Vec<Edit> = (0..=below(&mut self.rng, 3)).map(|_| self.edit()).collect();
        // An edit that the device may not make in its present state is skipped.
        if let Ok(Some(change)) = self.documents[device].edit(&who, &edits, &mut self.rng) {
            self.written.push(change);
        }
    }

    fn edit(&mut self) -> Edit {
        let field = ["name.given", "sex", "age", "later.field"][below(&mut self.rng, 4)].to_owned();
        let text = ["Ana", "Luz", "m", ""][below(&mut self.rng, 4)];
        let id = EntryId::from_bytes([below(&mut self.rng, 2) as u8; 16]);
        let kind = ["service", "later_kind"][below(&mut self.rng, 2)].to_owned();
        let member = ["water", "food/warm"][below(&mut self.rng, 2)].to_owned();
        match below(&mut self.rng, 8) {
            0 | 1 => put(&field, text),
            2 => Edit::Clear { field },
            3 => Edit::Add {
                field: "needs".to_owned(),
                value: member,
            },
            4 => Edit::Remove {
                field: "needs".to_owned(),
                value: member,
            },
            5 => Edit::PutEntry {
                kind,
                id,
                field: "type".to_owned(),
                value: text.into(),
            },
            6 => Edit::ClearEntry {
                kind,
                id,
                field: "type".to_owned(),
            },
            _ => Edit::Resolve {
                field,
                value: text.into(),
                reason: "acta".to_owned(),
            },
        }
    }

    /// All changes of all devices, in one document.
    fn together(&self) -> Document {
        let raw: Vec<&[u8]> = self.written.iter().map(|change| &change.raw[..]).collect();
        Document::from_changes(ID, &raw).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, below(&mut self.rng, at + 1));
        }
    }

    /// For each change all its ancestors.
    fn ancestors(&self) -> BTreeMap<ChangeHash, Vec<ChangeHash>> {
        let mut all: BTreeMap<ChangeHash, Vec<ChangeHash>> = BTreeMap::new();
        for change in &self.written {
            let mut own = change.deps.clone();
            own.extend(change.deps.iter().flat_map(|dep| all[dep].clone()));
            all.insert(change.hash, own);
        }
        all
    }
}
