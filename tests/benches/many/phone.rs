//! A device without a store: it speaks the protocol and keeps nothing that it receives.

use ed25519_dalek::SigningKey;
use minicbor::bytes::ByteVec;
use puente_client::{Registration, Rng};
use puente_document::{AuthoredChange, Authorship, Basis, Document, Edit, actor};
use puente_native::{HttpClient, now_ms};
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::events::EventsCredential;
use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::identity::device_id;
use puente_protocol::page::Page;
use puente_protocol::segment::{Item, KnownSender, NO_SEGMENT, Segment, SegmentHash, SegmentHead};
use puente_record::{
    AccountId, DocumentId, DocumentKind, FieldShape, InstallId, Origin, ServerId, SiteId, Value,
    field,
};
use rand_core::Rng as _;

/// Changes of one segment: about 32 KiB of registrations.
const SEGMENT_CHANGES: usize = 24;

/// The author on a phone.
#[derive(Clone)]
pub(crate) struct SharedKey {
    key: SigningKey,
    install: InstallId,
    site: SiteId,
    rng: Rng,
}

pub(crate) struct Phone {
    pub(crate) hand: SharedKey,
    server: ServerId,
    account: AccountId,
    generation: u64,
    cursor: Vec<u8>,
    counter: u64,
    next_n: u64,
    last_hash: SegmentHash,
    line: HttpClient,
}

/// What one exchange cost and brought.
#[derive(Debug, Default)]
pub(crate) struct Cost {
    pub(crate) up_bytes: usize,
    pub(crate) down_bytes: usize,
    pub(crate) rows: usize,
}

impl Phone {
    pub(crate) fn enrol(url: &str, code: String, mut rng: Rng) -> Self {
        let mut random = || {
            let mut bytes = [0; 32];
            rng.fill_bytes(&mut bytes);
            bytes
        };
        let key = SigningKey::from_bytes(&random());
        let install = InstallId::from_slice(&random()[..16]).unwrap();
        let line = HttpClient::new(url).unwrap();
        let body = EnrolRequest::new(code, "many".into(), &key).to_bytes();
        let reply = EnrolReply::from_bytes(&line.enrol(&body).unwrap()).unwrap();
        Self {
            hand: SharedKey {
                key,
                install,
                site: reply.site,
                rng,
            },
            server: reply.server,
            account: reply.account,
            generation: reply.grants.generation,
            cursor: Vec::new(),
            counter: 0,
            next_n: 0,
            last_hash: NO_SEGMENT,
            line,
        }
    }

    /// The body of an exchange with these changes.
    pub(crate) fn request(&mut self, changes: &[Item]) -> Vec<u8> {
        let segments = changes.chunks(SEGMENT_CHANGES);
        let segments = segments.map(|items| self.seal(items.to_vec())).collect();
        self.counter += 1;
        ExchangeRequest {
            install: self.hand.install,
            counter: self.counter,
            generation: self.generation,
            cursor: self.cursor.clone(),
            segments,
        }
        .seal(self.server, &self.hand.key)
    }

    fn seal(&mut self, items: Vec<Item>) -> ByteVec {
        let public = self.hand.key.verifying_key().to_bytes();
        let head = SegmentHead {
            device: device_id(&public),
            install: self.hand.install,
            n: self.next_n,
            account: self.account,
            time_ms: now_ms(),
            generation: self.generation,
        };
        let known = KnownSender {
            key: public,
            previous: self.last_hash,
            change: &|_, _, _| None,
        };
        let segment = Segment { head, items };
        let (packed, hash) = segment.seal(&self.hand.key, &known).unwrap();
        (self.next_n, self.last_hash) = (self.next_n + 1, hash);
        packed.to_bytes().into()
    }

    /// One whole exchange.
    pub(crate) fn exchange(&mut self, body: &[u8]) -> Cost {
        let mut answer = self.line.exchange(body).unwrap();
        let mut cost = Cost {
            up_bytes: body.len(),
            ..Cost::default()
        };
        let mut buffer = Vec::new();
        while let Some(bytes) = answer.next_chunk().unwrap() {
            cost.down_bytes += bytes.len();
            buffer.extend_from_slice(bytes);
            while let Some(page) = Page::take(&mut buffer).unwrap() {
                assert_eq!(page.ack.next_n, self.next_n, "everything is stored");
                cost.rows += page.rows.len();
                self.cursor = page.cursor;
            }
        }
        cost
    }

    pub(crate) fn sync(&mut self, changes: &[Item]) -> Cost {
        let body = self.request(changes);
        self.exchange(&body)
    }

    /// Opens the stream of pokes.
    pub(crate) fn listen(&self) -> puente_native::PokeStream {
        let SharedKey { install, key, .. } = &self.hand;
        let credential = EventsCredential::new(self.server, *install, 1, key);
        puente_native::listen(&self.line, &credential.to_bytes()).unwrap()
    }
}

impl SharedKey {
    fn authorship(&self, document: DocumentId) -> Authorship {
        let public = self.key.verifying_key().to_bytes();
        Authorship {
            actor: actor(&public, self.install, document, 0),
            time_ms: now_ms(),
            basis: Basis::Told,
            may_resolve: false,
        }
    }

    pub(crate) fn register(&mut self, person: &Registration) -> (Document, Item) {
        let mut salt = [0; 16];
        self.rng.fill_bytes(&mut salt);
        let origin = Origin::made(DocumentKind::Core, self.site, salt);
        let id = origin.id(&self.key.verifying_key().to_bytes()).unwrap();
        let edits: Vec<Edit> = {
            let fields = person.fields.iter();
            fields.map(|(name, value)| edit(name, value)).collect()
        };
        let authorship = self.authorship(id);
        let (document, change) =
            Document::create(id, &origin, &authorship, &edits, &mut self.rng).unwrap();
        (document, item(id, change))
    }

    pub(crate) fn edit(&mut self, document: &mut Document, field: &str, value: &str) -> Item {
        let authorship = self.authorship(document.id());
        let edits = [Edit::put(field, value)];
        let change = document.edit(&authorship, &edits, &mut self.rng).unwrap();
        item(document.id(), change.expect("another value"))
    }
}

fn item(document: DocumentId, change: AuthoredChange) -> Item {
    Item::Change {
        document,
        branch: 0,
        raw: change.raw,
    }
}

fn edit(name: &str, value: &Value) -> Edit {
    let of = field(name).unwrap();
    match (of.shape, value.as_text()) {
        (FieldShape::Set, Some(member)) => Edit::Add {
            field: name.to_owned(),
            value: member.to_owned(),
        },
        _ => Edit::Put {
            field: name.to_owned(),
            value: value.clone(),
        },
    }
}
