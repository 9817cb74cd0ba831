//! A device written for these tests. It is honest unless a test makes it do otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::http::{Answer, post};
use crate::target::Target;
use crate::wire::document::{DocumentId, Kind, Opening, SiteId, View, Writer};
use crate::wire::exchange::{self, COMPRESSED, Enrolled, Standing};
use crate::wire::name;
use crate::wire::page::Reply;
use crate::wire::segment::{Head, Item, Log, actor};

/// Most exchanges of one sync while the server has rows left.
const ROUNDS_MAX: usize = 200;

#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) key: SigningKey,
    pub(crate) address: SocketAddr,
    pub(crate) account: [u8; 16],
    pub(crate) site: SiteId,
    pub(crate) log: Log,
    pub(crate) standing: Standing,
    /// Documents of which any reply brought something.
    pub(crate) documents: BTreeSet<DocumentId>,
    /// Segments that the server has not acknowledged.
    pub(crate) unsent: BTreeMap<u64, Vec<u8>>,
    pub(crate) rng: ChaCha20Rng,
    written: BTreeMap<(DocumentId, u32), u64>,
}

impl Phone {
    /// Enrols with a fresh code.
    pub(crate) fn enrol(target: &Target, seed: u64, site: &str, role: &str) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let key = SigningKey::from_bytes(&random(&mut rng));
        let code = target.invite(site, role);
        let answer = post(
            target.address,
            "/v1/enrol",
            &exchange::enrolment(&key, &code, "Persona de Prueba"),
        );
        assert_eq!(answer.status, 200, "{:?}", answer.problem());
        let enrolled = Enrolled::read(&answer.body).expect("an enrolment's answer");
        let install = random(&mut rng);
        Self {
            key,
            address: target.address,
            account: enrolled.account,
            site: enrolled.site,
            log: Log::new(install),
            standing: Standing {
                server: enrolled.server,
                counter: 0,
                generation: enrolled.generation,
                cursor: Vec::new(),
            },
            documents: BTreeSet::new(),
            unsent: BTreeMap::new(),
            rng,
            written: BTreeMap::new(),
        }
    }

    pub(crate) fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// The actor and the number of the next change in a document.
    pub(crate) fn writer(&mut self, document: DocumentId, branch: u32) -> Writer {
        let seq = self.written.entry((document, branch)).or_default();
        *seq += 1;
        Writer {
            actor: actor(
                &self.key.verifying_key().to_bytes(),
                &self.log.install,
                &document,
                branch,
            ),
            seq: *seq,
            time_ms: now_ms() as i64,
        }
    }

    /// Founds a document as an honest device does, with additional texts. Returns its view of the document.
    pub(crate) fn begin(
        &mut self,
        kind: Kind,
        home: [u8; 16],
        texts: &[(&str, &str)],
    ) -> (View, Item) {
        let opening = Opening {
            kind,
            home,
            public: self.public(),
            salt: random(&mut self.rng),
        };
        let core = HEXLOWER.encode(&home);
        let begun = opening.begun();
        let mut said = vec![("begun", &*begun), ("kind", kind.word())];
        if matches!(kind, Kind::Contact | Kind::Protection) {
            said.push(("core", &core));
        }
        said.extend(texts);
        let mut view = View::of(opening.id());
        let item = self.edit(&mut view, 0, &said);
        (view, item)
    }

    /// Writes on top of a view, on a branch.
    pub(crate) fn edit(&mut self, view: &mut View, branch: u32, texts: &[(&str, &str)]) -> Item {
        self.edit_because(view, branch, "", texts)
    }

    /// The same, with the message of the change.
    pub(crate) fn edit_because(
        &mut self,
        view: &mut View,
        branch: u32,
        message: &str,
        texts: &[(&str, &str)],
    ) -> Item {
        let writer = self.writer(view.id, branch);
        let raw = view.write(writer, message, texts);
        Item::Change {
            document: view.id,
            branch,
            raw,
        }
    }

    /// Seals items into one segment.
    pub(crate) fn seal(&mut self, items: &[Item]) {
        let head = Head {
            device: name(&[b"device", &self.public()]),
            account: self.account,
            time_ms: now_ms(),
            generation: self.standing.generation,
        };
        let n = self.log.next_n;
        let segment = self.log.seal(&self.key, head, items);
        self.unsent.insert(n, segment);
    }

    /// The body of the next exchange, with at most `segments_max` unacknowledged segments.
    pub(crate) fn body(&mut self, segments_max: usize) -> Vec<u8> {
        self.standing.counter += 1;
        let segments: Vec<_> = self.unsent.values().take(segments_max).cloned().collect();
        let payload = exchange::payload(&self.log.install, &self.standing, &segments);
        let packed = zstd::bulk::compress(&payload, 3).expect("memory takes it");
        exchange::signed(&self.key, &self.standing.server, COMPRESSED, &packed)
    }

    /// One exchange. `Err` is the response of a server that refuses.
    pub(crate) fn exchange(&mut self) -> Result<Reply, Answer> {
        let body = self.body(64);
        let answer = post(self.address, "/v1/sync", &body);
        if answer.status != 200 {
            return Err(answer);
        }
        let reply = Reply::read(&answer.body).expect("pages of an honest server");
        self.unsent = self.unsent.split_off(&reply.next_n);
        self.standing.cursor.clone_from(&reply.cursor);
        self.standing.generation = reply.generation.unwrap_or(self.standing.generation);
        self.documents.extend(&reply.documents);
        Ok(reply)
    }

    /// Exchanges until nothing waits on either side. Returns all verdicts on the way.
    pub(crate) fn sync(&mut self) -> Result<Reply, Answer> {
        let mut whole = Reply::default();
        for _ in 0..ROUNDS_MAX {
            let reply = self.exchange()?;
            whole.verdicts.extend(reply.verdicts);
            whole.documents.extend(reply.documents);
            whole.next_n = reply.next_n;
            if self.unsent.is_empty() && reply.rows_left == 0 {
                break;
            }
        }
        Ok(whole)
    }

    /// Seals items and syncs. Returns their verdicts, by state and reason. Waits whenever the server asks for
    /// it.
    pub(crate) fn bring(&mut self, items: &[Item]) -> Vec<(u64, String)> {
        self.seal(items);
        loop {
            match self.sync() {
                Ok(reply) => return reply.verdicts.into_values().collect(),
                Err(answer) => {
                    let rests_s = answer.retry_after_s().filter(|_| answer.status == 429);
                    let rests_s = rests_s
                        .unwrap_or_else(|| panic!("{}: {:?}", answer.status, answer.problem()));
                    std::thread::park_timeout(Duration::from_secs(rests_s));
                }
            }
        }
    }
}

pub(crate) fn random<const N: usize>(rng: &mut ChaCha20Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
