//! A device without a store: it speaks the protocol and keeps documents in memory.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use ed25519_dalek::SigningKey;
use minicbor::bytes::ByteVec;
use puente_admission::{Batch, DocumentBatch, join};
use puente_document::{Authorship, Basis, Document, Edit, actor};
use puente_protocol::change::expand;
use puente_protocol::enrolment::EnrolReply;
use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::identity::Actor;
use puente_protocol::page::{Ack, Author, Grants, Page, PageRow, VerdictRow, WholeDocument};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, KnownSender, NO_SEGMENT, Segment, SegmentHash, SegmentHead};
use puente_record::{
    AccountId, ChangeHash, DeviceId, DocumentId, DocumentKind, InstallId, Origin, ServerId, SiteId,
};

use crate::world::World;

type Sent = HashMap<(DocumentId, Actor, u64), ChangeHash>;

#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) key: SigningKey,
    pub(crate) install: InstallId,
    pub(crate) server: ServerId,
    pub(crate) account: AccountId,
    pub(crate) site: SiteId,
    pub(crate) generation: u64,
    pub(crate) cursor: Vec<u8>,
    pub(crate) counter: u64,
    pub(crate) documents: BTreeMap<DocumentId, Document>,
    pub(crate) branch: u32,
    pub(crate) may_resolve: bool,
    /// Sealed segments that are not acknowledged, by number.
    pub(crate) segments: BTreeMap<u64, Vec<u8>>,
    pub(crate) items: Vec<Item>,
    pub(crate) next_n: u64,
    pub(crate) last_hash: SegmentHash,
    sent: Sent,
}

/// What arrived in one exchange.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) pages: Vec<Page>,
    pub(crate) bytes: usize,
    pub(crate) grants: Option<Grants>,
    pub(crate) whole: Vec<DocumentId>,
    pub(crate) changes: Vec<DocumentId>,
    pub(crate) verdicts: Vec<VerdictRow>,
    pub(crate) erased: Vec<DocumentId>,
    /// Changes that arrived without what they depend on.
    pub(crate) orphans: usize,
}

impl Reply {
    pub(crate) fn ack(&self) -> &Ack {
        &self.pages[0].ack
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pages.iter().all(|page| page.rows.is_empty())
    }
}

impl Phone {
    pub(crate) fn new(key: SigningKey, install: InstallId, reply: &EnrolReply) -> Self {
        Self {
            key,
            install,
            server: reply.server,
            account: reply.account,
            site: reply.site,
            generation: reply.grants.generation,
            cursor: Vec::new(),
            counter: 0,
            documents: BTreeMap::new(),
            branch: 0,
            may_resolve: false,
            segments: BTreeMap::new(),
            items: Vec::new(),
            next_n: 0,
            last_hash: NO_SEGMENT,
            sent: Sent::new(),
        }
    }

    pub(crate) fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    pub(crate) fn id(&self) -> DeviceId {
        DeviceId::of_public_key(&self.public())
    }

    /// The device begins a new log, as after a reinstall. It keeps its documents and its cursor.
    pub(crate) fn take_new_install(&mut self, world: &mut World) {
        self.install = InstallId::from_bytes(world.random());
        self.counter = 0;
        self.next_n = 0;
        self.last_hash = NO_SEGMENT;
        self.segments.clear();
        self.sent.clear();
    }

    fn authorship(&self, world: &World, document: DocumentId) -> Authorship {
        Authorship {
            actor: actor(&self.public(), self.install, document, self.branch),
            time_ms: world.now_ms,
            basis: Basis::Told,
            may_resolve: self.may_resolve,
        }
    }

    pub(crate) fn register(&mut self, world: &mut World, given: &str) -> DocumentId {
        let edits = [Edit::put("name.given", given)];
        self.create(world, DocumentKind::Core, None, &edits)
    }

    pub(crate) fn create(
        &mut self,
        world: &mut World,
        kind: DocumentKind,
        core: Option<DocumentId>,
        edits: &[Edit],
    ) -> DocumentId {
        let salt = world.random();
        let origin = match core {
            None => Origin::made(kind, self.site, salt),
            Some(core) => Origin::added(kind, core, salt),
        };
        self.found(world, &origin, edits)
    }

    /// Founds a document with this origin.
    pub(crate) fn found(
        &mut self,
        world: &mut World,
        origin: &Origin,
        edits: &[Edit],
    ) -> DocumentId {
        let id = origin.id(&self.public()).unwrap();
        self.begin(world, id, origin, edits);
        id
    }

    /// Writes a first change of a document, whether or not this phone may.
    pub(crate) fn begin(
        &mut self,
        world: &mut World,
        id: DocumentId,
        origin: &Origin,
        edits: &[Edit],
    ) -> ChangeHash {
        let authorship = self.authorship(world, id);
        let (document, change) =
            Document::create(id, origin, &authorship, edits, &mut world.rng).unwrap();
        self.documents.entry(id).or_insert(document);
        self.queue(id, change.raw);
        change.hash
    }

    pub(crate) fn edit(&mut self, world: &mut World, id: DocumentId, edits: &[Edit]) -> ChangeHash {
        let authorship = self.authorship(world, id);
        let document = self.documents.get_mut(&id).unwrap();
        let change = document.edit(&authorship, edits, &mut world.rng).unwrap();
        let change = change.expect("an edit that changes something");
        self.queue(id, change.raw);
        change.hash
    }

    pub(crate) fn queue(&mut self, document: DocumentId, raw: Vec<u8>) {
        self.items.push(Item::Change {
            document,
            branch: self.branch,
            raw,
        });
    }

    /// Puts the queued items into one segment.
    pub(crate) fn seal(&mut self, world: &World) {
        let items = std::mem::take(&mut self.items);
        let head = SegmentHead {
            device: self.id(),
            install: self.install,
            n: self.next_n,
            account: self.account,
            time_ms: world.now_ms,
            generation: self.generation,
        };
        let sent = RefCell::new(&self.sent);
        let known = KnownSender {
            key: self.public(),
            previous: self.last_hash,
            change: &|document, actor, seq| sent.borrow().get(&(*document, *actor, seq)).copied(),
        };
        let segment = Segment {
            head,
            items: items.clone(),
        };
        let (packed, hash) = segment.seal(&self.key, &known).unwrap();
        self.segments.insert(self.next_n, packed.to_bytes());
        self.last_hash = hash;
        self.next_n += 1;
        for item in items {
            if let Item::Change { document, raw, .. } = item {
                let (hash, head) = puente_protocol::change::read(&raw).unwrap();
                let actor = head.actor.try_into().unwrap();
                self.sent.insert((document, actor, head.seq), hash);
            }
        }
    }

    /// The next request, with everything that is not acknowledged.
    pub(crate) fn request(&mut self, world: &World) -> Vec<u8> {
        if !self.items.is_empty() {
            self.seal(world);
        }
        self.counter += 1;
        let segments = self.segments.values().cloned();
        ExchangeRequest {
            install: self.install,
            counter: self.counter,
            generation: self.generation,
            cursor: self.cursor.clone(),
            segments: segments.map(ByteVec::from).collect(),
        }
        .seal(self.server, &self.key)
    }

    /// Sends a request and takes in the response.
    pub(crate) fn exchange(&mut self, world: &World) -> Result<Reply, ProblemCode> {
        let request = self.request(world);
        let pages = send(world, &request)?;
        Ok(self.take(pages))
    }

    /// An exchange that must succeed.
    pub(crate) fn sync(&mut self, world: &World) -> Reply {
        self.exchange(world).unwrap()
    }

    pub(crate) fn take(&mut self, pages: Vec<Vec<u8>>) -> Reply {
        let mut reply = Reply::default();
        for bytes in pages {
            reply.bytes += bytes.len();
            let mut buffer = bytes;
            let page = Page::take(&mut buffer).unwrap().expect("a whole page");
            assert!(buffer.is_empty());
            self.take_page(&page, &mut reply);
            reply.pages.push(page);
        }
        assert_eq!(reply.pages.last().unwrap().rows_left, 0);
        reply
    }

    pub(crate) fn take_page(&mut self, page: &Page, reply: &mut Reply) {
        self.cursor.clone_from(&page.cursor);
        self.segments.retain(|n, _| *n >= page.ack.next_n);
        if let Some(grants) = &page.grants {
            self.generation = grants.generation;
            reply.grants = Some(grants.clone());
        }
        for row in &page.rows {
            match row {
                PageRow::Document(whole) => {
                    let got = read_whole(whole, &page.authors);
                    assert_eq!(got.kind(), whole.kind);
                    assert_eq!(got.core().unwrap_or(whole.document), whole.record);
                    let count: u32 = whole.authors.iter().map(|(_, count)| count).sum();
                    assert_eq!(count as usize, got.order().len());
                    for (author, _) in &whole.authors {
                        assert!((*author as usize) < page.authors.len());
                    }
                    self.merge(got);
                    reply.whole.push(whole.document);
                }
                PageRow::Change(change) => {
                    let raw = expand(&change.slim, None, 0, |_| None).unwrap();
                    assert!((change.author as usize) < page.authors.len());
                    let is_held = self
                        .documents
                        .get_mut(&change.document)
                        .is_some_and(|document| document.apply(&[&raw]).is_ok());
                    reply.orphans += usize::from(!is_held);
                    reply.changes.push(change.document);
                }
                PageRow::Verdict(verdict) => reply.verdicts.push(verdict.clone()),
                PageRow::Erased(erased) => reply.erased.push(erased.record),
                PageRow::Elsewhere(of) => panic!("nobody asked where {} is", of.record),
                PageRow::LeftOut(of) => {
                    let held = self.documents.get_mut(&of.document).unwrap();
                    *held = held.without(&of.changes);
                }
            }
        }
    }

    fn merge(&mut self, got: Document) {
        match self.documents.get_mut(&got.id()) {
            None => {
                self.documents.insert(got.id(), got);
            }
            Some(held) => {
                let changes = got.changes();
                let raw: Vec<&[u8]> = changes.iter().map(|(_, raw)| &raw[..]).collect();
                held.apply(&raw).unwrap();
            }
        }
    }

    pub(crate) fn text(&self, id: DocumentId, field: &str) -> Option<String> {
        let reading = self.documents.get(&id)?.read();
        reading.text(field).map(str::to_owned)
    }
}

/// The pages of the server's response.
pub(crate) fn send(world: &World, request: &[u8]) -> Result<Vec<Vec<u8>>, ProblemCode> {
    let mut pages = Vec::new();
    world
        .server
        .exchanges
        .run(world.now_ms, request, &mut |page| {
            pages.push(page);
            Ok(())
        })?;
    Ok(pages)
}

/// A whole document as a device reads it: tried, with its heads filled in.
fn read_whole(whole: &WholeDocument, authors: &[Author]) -> Document {
    let saved = whole.expand(authors);
    assert!(saved.is_some(), "actors of authors that are there");
    let batch = Batch {
        authorities: Vec::new(),
        sites: Vec::new(),
        documents: vec![DocumentBatch {
            document: whole.document,
            saved,
            record_sites: Vec::new(),
            candidates: Vec::new(),
            devices: Vec::new(),
        }],
    };
    let state = join(&batch).remove(0).state.expect("an honest server");
    Document::load(whole.document, &state.saved).unwrap()
}
