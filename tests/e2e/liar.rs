//! A server that sends a device what no honest server would. The device survives, holds back what it cannot
//! use, works on, and is complete again with the honest server.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use puente_document::{Authorship, Basis, Document, Edit};
use puente_protocol::page::{Ack, Author, Page, PageChange, PageRow, Signer, WholeDocument};
use puente_protocol::whole;
use puente_record::{AccountId, DeviceId, DocumentId, DocumentKind, InstallId, Origin, SiteId};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::crafted::{body_of, chunk, run, uleb};
use crate::road::Road;
use crate::table::{Ground, no_changes};
use crate::world::{CROSSING, Device, World};

/// Answers every exchange with one page of these rows and then with an empty page.
struct Liar {
    url: String,
    next: Arc<Mutex<Vec<u8>>>,
}

impl Liar {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let next = Arc::new(Mutex::new(Vec::new()));
        let lies = Arc::clone(&next);
        // The thread ends with the test process; it holds only a port.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let body = std::mem::take(&mut *lies.lock().unwrap());
                let nothing = || page(Vec::new(), 1, 0).to_bytes();
                let body = if body.is_empty() { nothing() } else { body };
                answer(stream, &body);
            }
        });
        Self { url, next }
    }
}

/// The key of the device that founded the documents.
const KEY: [u8; 32] = [4; 32];

fn page(rows: Vec<PageRow>, next_n: u64, rows_left: u64) -> Page {
    let author = Author {
        account: AccountId::from_bytes([3; 16]),
        device: DeviceId::of_public_key(&KEY),
        name: "Luis".into(),
        site: SiteId::from_bytes([5; 16]),
        signer: Some(Signer {
            key: KEY,
            install: InstallId::from_bytes([6; 16]),
        }),
    };
    Page {
        ack: Ack {
            next_n,
            receipts: Vec::new(),
        },
        cursor: vec![7; 40],
        grants: None,
        authors: vec![author],
        rows,
        rows_left,
    }
}

fn answer(stream: TcpStream, body: &[u8]) {
    let mut stream = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let from = head.len();
        if stream.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
        let line = head[from..].to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut request = vec![0; length];
    let _ = stream.read_exact(&mut request);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let stream = stream.get_mut();
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(body);
}

fn change(document: DocumentId, raw: &[u8]) -> PageRow {
    PageRow::Change(PageChange {
        vouch: None,
        document,
        author: 0,
        slim: [&[1 << 7], raw].concat(),
        received_ms: None,
    })
}

/// A document as a server sends it, or with everything that its receiver could fill in itself.
fn whole(id: DocumentId, saved: Vec<u8>, is_slim: bool) -> PageRow {
    let (actors, slim) = match is_slim {
        true => whole::slim(&saved, |_| None),
        false => (Vec::new(), saved),
    };
    PageRow::Document(WholeDocument {
        vouch: None,
        document: id,
        kind: DocumentKind::Core,
        record: id,
        actors,
        slim,
        authors: vec![(0, 1)],
        received: None,
    })
}

/// A Deflate stream of zeros that expands some 160 times: matches of the greatest length, and no end.
fn swelling(bytes: usize) -> Vec<u8> {
    let mut bits: Vec<bool> = vec![true, true, false]; // the last block, of fixed codes
    let code = |code: u32, length: u32| (0..length).rev().map(move |bit| code >> bit & 1 == 1);
    bits.extend(code(0b0011_0000, 8)); // a zero
    while bits.len() < bytes * 8 {
        bits.extend(code(0b1100_0101, 8)); // 258 bytes
        bits.extend(code(0, 5)); // from one byte before
    }
    let byte = |bits: &[bool]| {
        bits.iter()
            .rev()
            .fold(0, |byte, bit| byte << 1 | u8::from(*bit))
    };
    bits.chunks(8).map(byte).collect()
}

/// Chunks of documents whose columns expand enormously or claim millions of operations.
fn document_bombs() -> Vec<Vec<u8>> {
    let actors = [&uleb(1)[..], &uleb(16), &[1; 16]].concat();
    let heads = [&uleb(1)[..], &[2; 32]].concat();
    let with = |specification: u64, column: Vec<u8>| {
        let columns = [uleb(1), uleb(specification), uleb(column.len() as u64)].concat();
        chunk(
            0,
            &[&actors[..], &heads, &columns, &uleb(0), &column].concat(),
        )
    };
    let mut bombs = vec![with(0x15 | 0x08, swelling(6 << 20))];
    for count in [30_000_000, 1 << 40] {
        bombs.push(with(0x01, run(count, &uleb(0))));
        bombs.push(with(0x13, run(count, &uleb(1))));
    }
    bombs
}

/// A response with one row a page.
fn singly(rows: Vec<PageRow>, next_n: u64) -> Vec<u8> {
    let count = rows.len() as u64;
    let pages = rows
        .into_iter()
        .enumerate()
        .map(|(n, row)| page(vec![row], next_n, count - n as u64 - 1).to_bytes());
    pages.flatten().collect()
}

/// Everything that an honest server never sends, about this document and about unknown ones.
fn lies(id: DocumentId, ground: &Ground, saved: &[u8], rng: &mut ChaCha20Rng) -> Vec<PageRow> {
    let table = ground.rows(&|row| [row as u8; 16]);
    let mut lies: Vec<PageRow> = table
        .iter()
        .map(|row| change(id, &row.crafted.raw()))
        .collect();
    let put = ground.put([0xcc; 16], "alone", "yes");
    lies.extend(no_changes(&put, saved).iter().map(|raw| change(id, raw)));
    let mut documents = document_bombs();
    for _ in 0..80 {
        let mut damaged = saved.to_vec();
        for _ in 0..3 {
            let at = (rng.next_u64() % damaged.len() as u64) as usize;
            damaged[at] = rng.next_u64() as u8;
        }
        let body = body_of(&damaged).to_vec();
        documents.push(chunk(0, &body));
        documents.push(damaged);
    }
    let strangers = documents.into_iter().enumerate();
    lies.extend(strangers.map(|(n, saved)| {
        let number = u128::try_from(n + 1).unwrap();
        // Two damaged documents, one after the other: one with a valid checksum, one without.
        whole(
            DocumentId::from_bytes(number.to_be_bytes()),
            saved,
            n / 2 % 2 == 0,
        )
    }));
    lies
}

#[test]
fn a_device_survives_a_server_that_lies_and_is_whole_again_afterwards() {
    let world = World::new();
    let server = world.serve();
    let road = Road::new(&server.url);
    let rosa = world.enrolled(&road.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let before = rosa.register("Ana", &[]);
    rosa.sync();
    let sites = world.puente(&["site", "list"]);
    let mut sites = sites["sites"].as_array().unwrap().iter();
    let site = sites.find(|site| site["name"] == CROSSING).unwrap();
    let site: SiteId = site["site"].as_str().unwrap().parse().unwrap();

    let origin = Origin::made(DocumentKind::Core, site, [0xd0; 16]);
    let id = origin.id(&KEY).unwrap();
    let first_actor = [0xa0; 16];
    let authorship = Authorship {
        actor: first_actor,
        time_ms: puente_native::now_ms(),
        basis: Basis::Told,
        may_resolve: false,
    };
    let edits = [Edit::put("age", "30"), Edit::put("name.given", "Berta")];
    let mut rng = ChaCha20Rng::from_seed([5; 32]);
    let (good, _) = Document::create(id, &origin, &authorship, &edits, &mut rng).unwrap();
    let ground = Ground {
        heads: good.heads(),
        first_actor,
    };
    let saved = good.save();
    let lies = lies(id, &ground, &saved, &mut rng);
    let count = lies.len();

    // Rosa's phone has sealed one segment and seals more.
    let liar = Liar::new();
    road.lead_to(&liar.url);
    for reply in [
        page(vec![whole(id, saved, true)], 1, 0).to_bytes(),
        singly(lies.clone(), 1),
        page(lies, 1, 0).to_bytes(),
    ] {
        *liar.next.lock().unwrap() = reply;
        let ended = rosa.run(&["sync"]);
        assert!(ended.exit_code <= 1, "{}", ended.stderr);
        assert_eq!(named(&rosa, &before), "Ana");
    }
    let aside = rosa.ask(&["status"])["pages_aside"].as_u64();
    eprintln!("{count} lies, {aside:?} pages kept aside");
    let after = rosa.register("Celia", &[]);
    road.lead_to(&server.url);
    rosa.sync();
    assert_eq!(world.status("records"), 2);
    assert_eq!(world.status("quarantined"), 0);
    ines.sync();
    for (code, name) in [(&before, "Ana"), (&after, "Celia")] {
        assert_eq!(named(&rosa, code), name);
        assert_eq!(named(&ines, code), name);
    }
    world.puente(&["rebuild", "--verify"]);
}

fn named(device: &Device, code: &str) -> String {
    let listed = device.ask(&["list"]);
    let mut people = listed["records"].as_array().unwrap().iter();
    let person = people.find(|person| person["code"] == code).unwrap();
    person["given"].as_str().unwrap().to_owned()
}
