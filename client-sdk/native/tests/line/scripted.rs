//! A server on a real socket that answers as a test decides and then closes the connection.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use puente_document::{Authorship, Basis, Document, Edit};
use puente_policy::Role;
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::exchange::SealedRequest;
use puente_protocol::identity::PublicKey;
use puente_protocol::page::{Ack, Author, Grant, Grants, Page, PageRow, Signer, WholeDocument};
use puente_protocol::whole;
use puente_record::{AccountId, DeviceId, DocumentKind, InstallId, Origin, ServerId, SiteId};
use rand_core::SeedableRng as _;

/// The people in [`pages`], one a page.
pub(crate) const PEOPLE: usize = 3;
const SERVER: ServerId = ServerId::from_bytes([7; 16]);
const SITE: SiteId = SiteId::from_bytes([9; 16]);
const TIME_MS: i64 = 1_795_000_000_000;

/// A running server. Dropping it stops it.
pub(crate) struct Server {
    pub(crate) url: String,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// A request as it arrived.
pub(crate) struct Request {
    pub(crate) path: String,
    /// The head of the request, in lower case.
    pub(crate) head: String,
    body: Vec<u8>,
    key: Option<PublicKey>,
}

/// A response to send.
#[derive(Clone)]
pub(crate) struct Reply {
    head: String,
    body: Vec<u8>,
    cut: Option<usize>,
}

impl Server {
    /// Starts a server. `answer` gets each request and the number of exchanges so far, this one included.
    pub(crate) fn start(mut answer: impl FnMut(&Request, usize) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let ends = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&ends);
        let thread = thread::spawn(move || {
            let mut key = None;
            let mut exchanges = 0;
            for stream in listener.incoming() {
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
                let mut stream = stream.unwrap();
                let mut request = read(&stream);
                if request.path == "/v1/enrol" {
                    key = Some(EnrolRequest::open(&request.body).unwrap().key);
                }
                request.key = key;
                exchanges += usize::from(request.path == "/v1/sync");
                let bytes = answer(&request, exchanges).to_bytes();
                // A client that needs no more may have closed the connection.
                let _ = stream.write_all(&bytes);
            }
        });
        Self {
            url,
            ends,
            thread: Some(thread),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.url.trim_start_matches("http://"));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn read(stream: &TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).unwrap() > 2 {}
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let head = head.to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Request {
        path,
        head,
        body,
        key: None,
    }
}

impl Request {
    /// The cursor that the device sent.
    pub(crate) fn cursor(&self) -> Vec<u8> {
        let sealed = SealedRequest::read(&self.body).unwrap();
        sealed.open(SERVER, &self.key.unwrap()).unwrap().cursor
    }
}

impl Reply {
    pub(crate) fn new(status: u16, media_type: &str, body: Vec<u8>) -> Self {
        Self {
            head: format!(
                "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n",
                body.len()
            ),
            body,
            cut: None,
        }
    }

    pub(crate) fn octets(body: Vec<u8>) -> Self {
        Self::new(200, "application/octet-stream", body)
    }

    pub(crate) fn enrolment() -> Self {
        let reply = EnrolReply {
            server: SERVER,
            account: AccountId::from_bytes([1; 16]),
            site: SITE,
            grants: Grants {
                keys: None,
                generation: 1,
                revoked: false,
                at: vec![Grant {
                    site: SITE,
                    site_name: "Puente".into(),
                    role: Role::Volunteer,
                    account: None,
                    ends_ms: None,
                }],
                sites: None,
                accounts: None,
            },
            binding: None,
        };
        Self::octets(reply.to_bytes())
    }

    pub(crate) fn with(mut self, header: &str) -> Self {
        self.head.push_str(header);
        self.head.push_str("\r\n");
        self
    }

    /// Announces the whole length, but ends after so many bytes of the body.
    pub(crate) fn cut_at(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }

    fn to_bytes(&self) -> Vec<u8> {
        let body = &self.body[..self.cut.unwrap_or(self.body.len())];
        [self.head.as_bytes(), b"\r\n", body].concat()
    }
}

/// A whole response: one person a page.
pub(crate) fn pages() -> Vec<u8> {
    (0..PEOPLE).flat_map(person_page).collect()
}

/// Bytes of the response before the place where a device with this cursor goes on.
pub(crate) fn bytes_before(cursor: &[u8]) -> usize {
    let stored = cursor.first().map_or(0, |stored| usize::from(*stored));
    (0..stored).map(|place| person_page(place).len()).sum()
}

/// The page with one person, and the cursor behind it.
pub(crate) fn person_page(place: usize) -> Vec<u8> {
    let number = u8::try_from(place + 1).unwrap();
    let signer = Signer {
        key: [2; 32],
        install: InstallId::from_bytes([2; 16]),
    };
    let kind = DocumentKind::Core;
    let origin = Origin::made(kind, SITE, [number; 16]);
    let document = origin.id(&signer.key).unwrap();
    let edits = [Edit::put("name.given", format!("Persona {number}"))];
    let authorship = Authorship {
        actor: [number; 16],
        time_ms: TIME_MS,
        basis: Basis::Told,
        may_resolve: false,
    };
    let mut rng = puente_client::Rng::from_seed([number; 32]);
    let (saved, _) = Document::create(document, &origin, &authorship, &edits, &mut rng).unwrap();
    let (actors, slim) = whole::slim(&saved.save(), |_| None);
    let page = Page {
        ack: Ack {
            next_n: 0,
            receipts: Vec::new(),
        },
        grants: None,
        authors: vec![Author {
            account: AccountId::from_bytes([2; 16]),
            device: DeviceId::from_bytes([2; 16]),
            name: "Leo".into(),
            site: SITE,
            signer: Some(signer),
        }],
        rows: vec![PageRow::Document(WholeDocument {
            vouch: None,
            document,
            kind,
            record: document,
            actors,
            slim,
            authors: vec![(0, 1)],
            received: None,
        })],
        cursor: vec![number],
        rows_left: (PEOPLE - place - 1) as u64,
    };
    page.to_bytes()
}
