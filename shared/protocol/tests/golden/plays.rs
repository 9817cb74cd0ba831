//! The plays of version 1.

mod beginnings;
mod refill;
mod roads;

use minicbor::bytes::ByteVec;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::bundle::{ServerKeys, courier_key};
use puente_protocol::change::{self, SlimContext};
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::page::{
    Ack, ErasedRecord, Grant, Grants, LeftOut, Page, PageChange, PageRow, SegmentReceipt,
    VerdictRow, WholeDocument,
};
use puente_protocol::segment::{Item, NO_SEGMENT};
use puente_protocol::{identity, whole};
use puente_record::DocumentKind;
use sha2::{Digest, Sha256};

mod server;

use super::play::{Play, PlayLine};
use crate::bundle;
use crate::changes::{change_item, marias_items, real};
use crate::people::{CORE, PROTECTION, SERVER, SITE, jorge, maria};

/// The length of a cursor, which is opaque to the device. This is that of a person who reads three compartments
/// at one site and has a private feed: epoch 9, four feeds of 12, authenticator 17, CBOR around them 2.
const CURSOR_BYTES: usize = 76;

pub(crate) fn all() -> Vec<Play> {
    vec![
        enrol(),
        beginnings::again(),
        beginnings::founding(),
        first_push(),
        idle(),
        rows(),
        refill::refill(),
        verdict(),
        erased(),
        proven(),
        left(),
        later_segments(),
        roads::events(),
        roads::bundles(),
        server::recovery(),
        server::site_facts(),
        server::people(),
    ]
}

fn cursor(number: u8) -> Vec<u8> {
    let blocks = (0..3u8).flat_map(|block| Sha256::digest([number, block]));
    blocks.take(CURSOR_BYTES).collect()
}

fn grants() -> Grants {
    Grants {
        generation: 1,
        revoked: false,
        at: vec![Grant {
            site: SITE,
            site_name: "Puente de prueba".into(),
            role: Role::ShelterAdmin,
            account: None,
            ends_ms: None,
        }],
        keys: Some(ServerKeys {
            epoch: 3,
            courier: courier_key(&bundle::SECRET),
            receipt: bundle::receipt_key().verifying_key().to_bytes(),
            recovery: None,
        }),
        sites: None,
        accounts: None,
    }
}

fn page(next_n: u64, rows: Vec<PageRow>, cursor_number: u8) -> Page {
    Page {
        ack: Ack {
            next_n,
            receipts: Vec::new(),
        },
        grants: None,
        authors: Vec::new(),
        rows,
        cursor: cursor(cursor_number),
        rows_left: 0,
    }
}

fn up(note: &str, counter: u64, cursor: Vec<u8>, segments: Vec<Vec<u8>>) -> PlayLine {
    let request = ExchangeRequest {
        install: maria().install,
        counter,
        generation: u64::from(!cursor.is_empty()),
        cursor,
        segments: segments.into_iter().map(ByteVec::from).collect(),
    };
    let sent = request.seal(SERVER, &maria().key);
    let plain = minicbor::to_vec(request).unwrap();
    PlayLine::new("> POST /v1/sync", note, sent, Some(plain))
}

fn down(note: &str, page: &Page) -> PlayLine {
    let plain = minicbor::to_vec(page).unwrap();
    PlayLine::new(
        "< 200 to /v1/sync, one page",
        note,
        page.to_bytes(),
        Some(plain),
    )
}

fn enrol() -> Play {
    let request = EnrolRequest::new(
        "AB3K-9QXR-72MP-55TD".into(),
        maria().name.into(),
        &maria().key,
    );
    let reply = EnrolReply {
        server: SERVER,
        account: maria().account,
        site: SITE,
        grants: grants(),
        binding: None,
    };
    Play {
        name: "enrol",
        story: "María's phone joins with a one-time code.",
        lines: vec![
            PlayLine::new(
                "> POST /v1/enrol",
                "Code, key, name, signature.",
                request.to_bytes(),
                None,
            ),
            PlayLine::new(
                "< 200 to /v1/enrol",
                "Server, account, home site, grants.",
                reply.to_bytes(),
                None,
            ),
        ],
    }
}

fn first_push() -> Play {
    let (packed, _) = maria().seal_first(marias_items());
    let mut reply = page(1, Vec::new(), 1);
    reply.ack.receipts.push(SegmentReceipt {
        n: 0,
        leaf: 4,
        received_ms: None,
    });
    reply.grants = Some(grants());
    Play {
        name: "first-push",
        story: "A registration, two edits and a protection document reach the server for the first time.",
        lines: vec![
            up(
                "Counter 1, no cursor, one segment of four changes.",
                1,
                Vec::new(),
                vec![packed.to_bytes()],
            ),
            down(
                "Segment 0 is in the log as leaf 4; the grants come down.",
                &reply,
            ),
        ],
    }
}

pub(crate) fn idle() -> Play {
    Play {
        name: "idle",
        story: "Nothing is new on either side: what every reconnect costs.",
        lines: vec![
            up("Counter 300: three bytes.", 300, cursor(1), Vec::new()),
            down(
                "The server expects segment 40; nothing else.",
                &page(40, Vec::new(), 1),
            ),
        ],
    }
}

const ALONE: SlimContext<'_> = SlimContext {
    actor: None,
    time_ms: 0,
    previous: None,
};

fn rows() -> Play {
    let actors =
        [maria(), jorge()].map(|person| identity::actor(&person.public(), person.install, CORE, 0));
    let (actors, slim) = whole::slim(&real("saved"), |actor| {
        let place = actors.iter().position(|of| of == actor)?;
        Some((place as u32, 0))
    });
    let document = PageRow::Document(WholeDocument {
        vouch: None,
        document: CORE,
        kind: DocumentKind::Core,
        record: CORE,
        actors,
        slim,
        authors: vec![(0, 2), (1, 1), (0, 1)],
        received: None,
    });
    let change = PageRow::Change(PageChange {
        vouch: None,
        document: CORE,
        author: 1,
        slim: change::slim(&real("colleague_adds_a_need"), &ALONE),
        received_ms: None,
    });
    let mut reply = page(40, vec![document, change], 2);
    reply.authors = vec![maria().author(), jorge().author()];
    Play {
        name: "rows",
        story: "A whole document for a device that has none of it, and one change of a document it holds.",
        lines: vec![
            up("As when idle.", 301, cursor(1), Vec::new()),
            down("Two authors, two rows, the next cursor.", &reply),
        ],
    }
}

fn verdict() -> Play {
    let (hash, _) = change::read(&real("service_after_both"))
        .map(|(hash, head)| (hash, head.seq))
        .unwrap();
    let verdict = |state, reason: &str| {
        PageRow::Verdict(VerdictRow {
            document: CORE,
            change: hash,
            state,
            reason: reason.into(),
        })
    };
    Play {
        name: "verdict",
        story: "A change waits for one that the server has not seen, is accepted, and another time is kept aside and released.",
        lines: vec![
            down(
                "Pending.",
                &page(1, vec![verdict(ChangeState::Pending, "")], 3),
            ),
            down(
                "Accepted.",
                &page(1, vec![verdict(ChangeState::Accepted, "")], 4),
            ),
            down(
                "Quarantined: the device goes on with another branch.",
                &page(
                    1,
                    vec![verdict(ChangeState::Quarantined, "not_entitled")],
                    5,
                ),
            ),
            down(
                "Released by a person at the office.",
                &page(1, vec![verdict(ChangeState::Released, "")], 6),
            ),
            down(
                "Set aside instead.",
                &page(
                    1,
                    vec![verdict(ChangeState::SetAside, "duplicate registration")],
                    7,
                ),
            ),
        ],
    }
}

fn erased() -> Play {
    let erased = PageRow::Erased(ErasedRecord { record: CORE });
    Play {
        name: "erased",
        story: "A person had themselves erased: every device takes the record off itself.",
        lines: vec![down("The record by its core.", &page(40, vec![erased], 8))],
    }
}

fn proven() -> Play {
    let (hash, _) = change::read(&real("colleague_adds_a_need"))
        .map(|(hash, head)| (hash, head.seq))
        .unwrap();
    let received_ms = Some(1_795_000_000_000);
    let row = PageRow::Change(PageChange {
        vouch: None,
        document: CORE,
        author: 0,
        slim: change::slim(&real("colleague_adds_a_need"), &ALONE),
        received_ms,
    });
    let mut reply = page(41, vec![row], 9);
    reply.authors = vec![jorge().author()];
    reply.ack.receipts.push(SegmentReceipt {
        n: 40,
        leaf: 77,
        received_ms,
    });
    let (document, changes) = (CORE, vec![hash]);
    let left_out = PageRow::LeftOut(LeftOut { document, changes });
    Play {
        name: "proven",
        story: "A change that claims to be later than its receipt comes with that, and an administrator leaves it out again.",
        lines: vec![
            down("A receipt with its time, and a row with its own.", &reply),
            down(
                "The document, and what is no part of it any more.",
                &page(41, vec![left_out], 10),
            ),
        ],
    }
}

fn left() -> Play {
    let maria = maria();
    let items = vec![Item::Left(jorge().account)];
    let (left, _) = maria.seal_first(items);
    Play {
        name: "left",
        story: "Jorge gave his key to a shared phone back: it is no device of his any more.",
        lines: vec![up(
            "Whoever is signed in seals it, once all that is Jorge's is on the server.",
            9,
            Vec::new(),
            vec![left.to_bytes()],
        )],
    }
}

fn later_segments() -> Play {
    let items = vec![
        change_item(CORE, real("registered")),
        Item::Log(b"opened".to_vec()),
        Item::Purged(PROTECTION),
        Item::Unknown {
            tag: 700,
            body: b"of a later version".to_vec(),
        },
    ];
    let maria = maria();
    let (whole, hash) = maria.seal_first(items);
    let known = maria.known(NO_SEGMENT);
    let opened = whole.clone().open(&known).unwrap();
    let erased = opened.erase(&CORE, &known).unwrap();
    let void = maria
        .segment(1, vec![Item::Void])
        .seal(&maria.key, &maria.known(hash))
        .unwrap()
        .0;
    Play {
        name: "items",
        story: "Segments with items of every kind, for a server that lost its newest part.",
        lines: vec![
            up(
                "Segment 0: a change, a log, a purge, an item of a later version. Segment 1: void.",
                2,
                Vec::new(),
                vec![whole.to_bytes(), void.to_bytes()],
            ),
            up(
                "The same two, the change erased: the signature holds.",
                3,
                Vec::new(),
                vec![erased.to_bytes(), void.to_bytes()],
            ),
        ],
    }
}
