//! Compares the states of a sync with the README's diagram: random events, including those that no driver
//! sends.

use std::collections::{BTreeMap, BTreeSet};

use puente_admission::Batch;
use puente_policy::Role;
use puente_protocol::enrolment::EnrolReply;
use puente_protocol::identity;
use puente_protocol::page::{Ack, Author, Grant, Grants, Page, PageRow, Signer, WholeDocument};
use puente_protocol::problem::ProblemCode;
use puente_protocol::whole;
use puente_record::Value;
use puente_record::id::{AccountId, ServerId, SiteId};
use rand_core::{Rng as _, SeedableRng as _};

use super::{Effect, Engine, Event, fork, upload};
use crate::store::{documents, enrolment, outbox};
use crate::{Device, Registration, Rng, StoreLocation, Vault};

const NOW_MS: i64 = 1_795_000_000_000;
const SITE: SiteId = SiteId::from_bytes([9; 16]);

/// `from --> to: events`, as in the README's diagram.
type Drawing = BTreeMap<(String, String), BTreeSet<String>>;

/// Kinds of events.
const SYNC_REQUESTED: u64 = 0;
const BYTES: u64 = 1;
const ENDED: u64 = 2;
const LINE_BROKE: u64 = 3;
const REFUSED: u64 = 4;
const PAUSE_ENDED: u64 = 5;
const TAKE_IN: u64 = 6;
const TRIED: u64 = 7;
const KINDS: u64 = 8;

/// A device that gets random events.
struct Walk {
    _folder: tempfile::TempDir,
    device: Device,
    rng: Rng,
    now_ms: i64,
    /// Does its line break often?
    is_unlucky: bool,
    /// One of this many pages is an answer to a copy of this store.
    copies: u64,
    /// People whom another device registered.
    rows: Vec<PageRow>,
    author: Author,
    running: Vec<(i64, Batch)>,
    walked: BTreeSet<(String, String, String)>,
}

fn drawn() -> Drawing {
    let readme = include_str!("../../README.md");
    let (_, drawing) = readme.split_once("stateDiagram-v2").expect("a drawing");
    let (drawing, _) = drawing.split_once("```").expect("its end");
    let mut lines = Drawing::new();
    for line in drawing.lines().filter(|line| line.contains(": ")) {
        let (states, events) = line.split_once(": ").expect("events");
        let (from, to) = states.split_once("-->").expect("an arrow");
        let events = events.split(", ").map(|event| event.trim().to_owned());
        let states = (from.trim().to_owned(), to.trim().to_owned());
        let before = lines.insert(states, events.collect());
        assert!(before.is_none(), "drawn twice: {line}");
    }
    lines
}

fn device(seed: u64) -> (tempfile::TempDir, Device, Rng) {
    let mut rng = Rng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db").to_str().unwrap().to_owned();
    let location = StoreLocation {
        path,
        vfs: None,
        wal: true,
    };
    let (_, key) = Vault::create_with("x", 8, 1, &mut rng);
    let device = Device::create(&location, &key, NOW_MS, &mut rng).unwrap();
    let mut device = (folder, device, rng);
    let reply = EnrolReply {
        server: ServerId::from_bytes([7; 16]),
        account: AccountId::from_bytes([3; 16]),
        site: SITE,
        grants: Grants {
            keys: None,
            generation: 1,
            revoked: false,
            at: vec![Grant {
                site: SITE,
                site_name: "Garita".into(),
                role: Role::Volunteer,
                account: None,
                ends_ms: None,
            }],
            sites: None,
            accounts: None,
        },
        binding: None,
    };
    let reply = reply.to_bytes();
    let enrolled = device
        .1
        .enrolled("http://x/", "Rosa", &reply, NOW_MS, &mut device.2);
    enrolled.unwrap();
    device
}

/// People whom another device registered, as rows from the server.
fn registered_elsewhere(count: usize) -> (Vec<PageRow>, Author) {
    let (_folder, mut other, mut rng) = device(1_000);
    let mut rows = Vec::new();
    for n in 0..count {
        let fields = vec![("name.given".into(), Value::from(format!("Eva{n}").as_str()))];
        let registration = Registration {
            fields,
            basis: String::new(),
        };
        let (record, _) = other.register(&registration, NOW_MS, &mut rng).unwrap();
        let row = documents::load(&other.conn, record).unwrap().unwrap();
        let (actors, slim) = whole::slim(&row.saved, |_| None);
        rows.push(PageRow::Document(WholeDocument {
            vouch: None,
            document: record,
            kind: row.kind,
            record,
            actors,
            slim,
            authors: vec![(0, u32::MAX)],
            received: None,
        }));
    }
    let author = Author {
        account: AccountId::from_bytes([0xaa; 16]),
        device: identity::device_id(&other.me.public),
        name: "Inés".into(),
        site: SITE,
        signer: Some(Signer {
            key: other.me.public,
            install: other.me.install,
        }),
    };
    (rows, author)
}

impl Walk {
    fn below(&mut self, bound: u64) -> u64 {
        self.rng.next_u64() % bound
    }

    /// A page with a few people: from a server that has everything, or from one that knows more of this log
    /// than this store ever wrote.
    fn page(&mut self) -> Page {
        let log = enrolment::install(&self.device.conn, self.device.me.install).unwrap();
        let is_of_a_copy = self.below(self.copies) == 0;
        let many = self.below(3);
        let at = self.below(self.rows.len() as u64);
        let rows = self.rows.iter().cycle().skip(at as usize);
        let rows = rows.take(many as usize).cloned().collect();
        Page {
            ack: Ack {
                next_n: log.next_n + u64::from(is_of_a_copy),
                receipts: Vec::new(),
            },
            grants: None,
            authors: vec![self.author.clone()],
            rows,
            cursor: vec![1],
            rows_left: self.below(3),
        }
    }

    /// Usually an event that the state waits for, sometimes any other.
    fn event(&mut self) -> (&'static str, Event) {
        let expected: &[u64] = match self.device.engine.state_name() {
            "Idle" => &[SYNC_REQUESTED],
            "Answering" if self.is_unlucky => &[BYTES, LINE_BROKE, LINE_BROKE, REFUSED],
            "Answering" => &[BYTES, BYTES, BYTES, BYTES, BYTES, TRIED, TAKE_IN, ENDED],
            "Outrun" => &[ENDED, LINE_BROKE],
            "Pausing" => &[PAUSE_ENDED],
            _ => &[TRIED, TRIED, TAKE_IN],
        };
        let at = self.below(expected.len() as u64);
        let kind = match self.below(8) {
            0 => self.below(KINDS),
            _ => expected[at as usize],
        };
        match kind {
            SYNC_REQUESTED => ("SyncRequested", Event::SyncRequested),
            BYTES => {
                let bytes = self.page().to_bytes();
                let bytes = match self.below(40) {
                    0 => vec![0xff; 64],
                    1 => bytes[..bytes.len() / 2].to_vec(),
                    _ => bytes,
                };
                ("BytesArrived", Event::BytesArrived(bytes))
            }
            ENDED => ("ReplyEnded", Event::ReplyEnded),
            LINE_BROKE => ("LineBroke", Event::LineBroke),
            REFUSED => {
                let codes = [
                    ProblemCode::InstallForked,
                    ProblemCode::TooLarge,
                    ProblemCode::TimedOut,
                    ProblemCode::UnknownDevice,
                    ProblemCode::Busy,
                ];
                let code = codes[self.below(codes.len() as u64) as usize];
                ("ReplyRefused", Event::ReplyRefused(code))
            }
            PAUSE_ENDED => ("PauseEnded", Event::PauseEnded),
            TAKE_IN => ("TakeIn", Event::TakeIn),
            _ if self.running.is_empty() => ("PageTried", tried(-1, None)),
            _ => {
                let (page, batch) = self.running.remove(0);
                let has_died = self.below(12) == 0;
                let outcomes = (!has_died).then(|| puente_admission::join(&batch));
                ("PageTried", tried(page, outcomes))
            }
        }
    }

    fn step(&mut self) {
        // Sometimes somebody registers a person, trials are slow, or the app is restarted.
        if self.below(200) == 0 {
            self.device.engine = Engine::default();
        }
        if self.below(20) == 0 {
            let fields = vec![("name.given".into(), Value::from("Ana"))];
            let registration = Registration {
                fields,
                basis: String::new(),
            };
            let made = self
                .device
                .register(&registration, self.now_ms, &mut self.rng);
            made.unwrap();
        }
        self.now_ms += [0, 10, 3_000][self.below(9).saturating_sub(6) as usize];
        let (name, event) = self.event();
        let from = self.device.engine.state_name();
        let effects = self.device.handle(event, self.now_ms, &mut self.rng);
        let to = self.device.engine.state_name();
        for effect in effects.unwrap() {
            if let Effect::TryPage { page, batch } = effect {
                self.running.push((page, batch));
            }
        }
        if from != to {
            self.walked.insert((from.into(), to.into(), name.into()));
        }
    }
}

fn tried(page: i64, outcomes: Option<Vec<puente_admission::JoinedDocument>>) -> Event {
    Event::PageTried { page, outcomes }
}

#[test]
fn a_fork_leaves_nothing_in_a_log_that_no_server_has() {
    let (_folder, mut device, mut rng) = device(3);
    let fields = vec![("name.given".into(), Value::from("Ana"))];
    let registration = Registration {
        fields,
        basis: String::new(),
    };
    device.register(&registration, NOW_MS, &mut rng).unwrap();
    upload::next_request(&mut device.conn, &device.me, NOW_MS).unwrap();
    let first = device.me.install;
    let sealed = |device: &Device| outbox::one(&device.conn, first, 0).unwrap().is_some();
    assert!(sealed(&device));
    let written =
        fork::start_new_install(&mut device.conn, &mut device.me, NOW_MS, &mut rng).unwrap();
    assert!(written > 0);
    // When the document is purged, nobody would look for its changes there.
    assert!(!sealed(&device));
}

#[test]
fn the_readme_draws_how_each_state_leads_to_the_next() {
    let drawing = drawn();
    let (rows, author) = registered_elsewhere(40);
    let mut walked = BTreeSet::new();
    for seed in 0..40 {
        let (folder, device, rng) = device(seed);
        let mut walk = Walk {
            _folder: folder,
            device,
            rng,
            now_ms: NOW_MS,
            is_unlucky: seed % 4 == 0,
            copies: [6, 60][(seed % 2) as usize],
            rows: rows.clone(),
            author: author.clone(),
            running: Vec::new(),
            walked: BTreeSet::new(),
        };
        for _ in 0..1_000 {
            walk.step();
        }
        walked.append(&mut walk.walked);
    }
    let is_drawn = |(from, to, event): &(String, String, String)| {
        let events = drawing.get(&(from.clone(), to.clone()));
        // A sync can begin anew from every state; the README says this in a sentence, not in the diagram.
        event == "SyncRequested" && from != "Idle" || events.is_some_and(|of| of.contains(event))
    };
    let not_drawn: Vec<_> = walked.iter().filter(|step| !is_drawn(step)).collect();
    assert!(not_drawn.is_empty(), "not in the README: {not_drawn:?}");
    let lines = drawing.iter();
    let lines = lines.flat_map(|((from, to), of)| of.iter().map(move |event| (from, to, event)));
    let never: Vec<_> = lines
        .filter(|(from, to, event)| {
            !walked.contains(&((*from).clone(), (*to).clone(), (*event).clone()))
        })
        .collect();
    assert!(never.is_empty(), "drawn, and never so: {never:?}");
}
