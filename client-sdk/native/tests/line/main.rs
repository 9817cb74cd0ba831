//! A server that cuts responses, refuses, or sends what is no response of Puente.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod scripted;

use puente_client::StopReason;
use puente_native::{
    HttpClient, HttpError, OpenStore, StoreFolder, SyncCallbacks, SyncOutcome, now_ms, sync,
};
use puente_protocol::problem::ProblemCode;
use tempfile::TempDir;

use scripted::{Reply, Server, pages, person_page};

/// An enrolled store. A test decides what its server answers.
struct Device {
    store: OpenStore,
    _folder: TempDir,
}

impl Device {
    fn enrolled(server: &Server) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = StoreFolder::new(folder.path())
            .create("frase de prueba")
            .unwrap();
        let body = store.device.enrol_request("code", "Eva").unwrap();
        let line = HttpClient::new(&server.url).unwrap();
        let reply = line.enrol(&body).unwrap();
        let OpenStore { device, rng, .. } = &mut store;
        device
            .enrolled(&server.url, "Eva", &reply, now_ms(), rng)
            .unwrap();
        Self {
            store,
            _folder: folder,
        }
    }

    fn sync(&mut self) -> SyncOutcome {
        let around = SyncCallbacks {
            progress: &mut |_| {},
            pause: &mut |_| {},
        };
        self.sync_with(around)
    }

    fn sync_with(&mut self, around: SyncCallbacks<'_>) -> SyncOutcome {
        let line = HttpClient::new(&self.store.device.server_url().unwrap()).unwrap();
        sync(&mut self.store, &line, around).unwrap()
    }

    fn people(&self) -> usize {
        self.store.device.list().unwrap().len()
    }
}

#[test]
fn an_answer_that_is_cut_anywhere_is_gone_on_with() {
    let whole = pages();
    let cuts = (0..whole.len()).step_by(41).chain([whole.len() - 1]);
    for cut in cuts {
        let server = Server::start(move |request, count| match count {
            _ if request.path == "/v1/enrol" => Reply::enrolment(),
            1 => Reply::octets(pages()).cut_at(cut),
            // A device that stored a page sends the cursor behind it.
            _ => Reply::octets(pages().split_off(scripted::bytes_before(&request.cursor()))),
        });
        let mut device = Device::enrolled(&server);
        let synced = device.sync();
        assert_eq!(synced.stop, StopReason::Done, "cut at {cut}");
        assert_eq!(synced.report.round_trips, 2, "cut at {cut}");
        assert_eq!(synced.line, Some(HttpError::Broken));
        assert_eq!(device.people(), scripted::PEOPLE, "cut at {cut}");
        assert_eq!(synced.report.documents_received as usize, scripted::PEOPLE);
    }
}

#[test]
fn rows_that_are_left_are_shown_while_the_answer_comes() {
    let server = Server::start(|request, _| match &*request.path {
        "/v1/enrol" => Reply::enrolment(),
        _ => Reply::octets(pages()),
    });
    let mut device = Device::enrolled(&server);
    let mut shown = Vec::new();
    let around = SyncCallbacks {
        progress: &mut |rows_left| shown.push(rows_left),
        pause: &mut |_| panic!("the line is good"),
    };
    device.sync_with(around);
    assert_eq!(shown, [2, 1]);
}

#[test]
fn a_line_that_stays_broken_ends_the_sync_and_loses_nothing() {
    let server = Server::start(|request, _| match &*request.path {
        "/v1/enrol" => Reply::enrolment(),
        _ => Reply::octets(pages()).cut_at(person_page(0).len() + 3),
    });
    let mut device = Device::enrolled(&server);
    let mut pauses_ms = Vec::new();
    let around = SyncCallbacks {
        progress: &mut |_| {},
        pause: &mut |pause| pauses_ms.push(pause.as_millis()),
    };
    let synced = device.sync_with(around);
    assert_eq!(synced.stop, StopReason::LineBroke);
    assert!(
        pauses_ms.is_sorted() && pauses_ms.len() == 3,
        "{pauses_ms:?}"
    );
    assert!(synced.report.bytes_down > 0);
    // The one page that came whole is not lost.
    assert_eq!(device.people(), 1);
    drop(server);
    let again = device.sync();
    assert_eq!(again.stop, StopReason::LineBroke);
    assert_eq!(again.line, Some(HttpError::Unreachable));
    assert_eq!(device.people(), 1);
}

#[test]
fn garbage_ends_the_sync_as_damaged_and_changes_nothing() {
    for garbage in [
        b"\xff\xff\xff\xff\xff".to_vec(),
        b"\0\0\0\0\0\0".to_vec(),
        b"\0\0\0\x09\0garbage!".to_vec(),
        b"not a page at all".to_vec(),
        b"\0\0\0\x09\x01garbage!".to_vec(),
    ] {
        let server = Server::start(move |request, _| match &*request.path {
            "/v1/enrol" => Reply::enrolment(),
            _ => Reply::octets(garbage.clone()),
        });
        let mut device = Device::enrolled(&server);
        assert_eq!(device.sync().stop, StopReason::Damaged);
        assert_eq!(device.people(), 0);
    }
}

#[test]
fn what_answers_instead_of_the_server_is_told_apart() {
    let problem = serde_json::to_vec(&ProblemCode::UnknownDevice.problem(String::new())).unwrap();
    let refused = HttpError::Refused;
    for (reply, stop, line) in [
        (
            Reply::new(200, "text/html; charset=utf-8", b"<h1>Wi-Fi</h1>".to_vec()),
            StopReason::LineBroke,
            HttpError::NotPuente(200),
        ),
        (
            Reply::new(302, "text/plain", Vec::new()).with("Location: http://127.0.0.1:9/"),
            StopReason::LineBroke,
            HttpError::NotPuente(302),
        ),
        (
            Reply::new(404, "text/plain", b"?".to_vec()),
            StopReason::LineBroke,
            HttpError::NotPuente(404),
        ),
        (
            Reply::new(401, "application/problem+json", problem),
            StopReason::Refused(ProblemCode::UnknownDevice),
            refused(ProblemCode::UnknownDevice),
        ),
        (
            Reply::new(503, "text/html", b"busy".to_vec()),
            StopReason::Refused(ProblemCode::Busy),
            refused(ProblemCode::Busy),
        ),
        (
            Reply::new(
                400,
                "application/problem+json",
                b"{\"code\":\"of_tomorrow\"}".to_vec(),
            ),
            StopReason::LineBroke,
            HttpError::NotPuente(400),
        ),
    ] {
        let server = Server::start(move |request, _| match &*request.path {
            "/v1/enrol" => Reply::enrolment(),
            _ => reply.clone(),
        });
        let mut device = Device::enrolled(&server);
        let synced = device.sync();
        assert_eq!((synced.stop, synced.line), (stop, Some(line)));
        assert_eq!(device.people(), 0);
    }
}

#[test]
fn only_addresses_of_servers_are_taken() {
    for url in [
        "",
        "puente.example",
        "ftp://puente.example",
        "http://",
        "https:///x",
        "http://a b",
    ] {
        assert!(
            matches!(HttpClient::new(url), Err(HttpError::Address)),
            "{url}"
        );
    }
    for (url, readable) in [
        ("https://puente.example/", false),
        ("http://127.0.0.1:8080", false),
        ("http://[::1]:8080", false),
        ("http://localhost:8080", false),
        ("http://10.0.0.5", true),
        ("http://localhost.example", true),
    ] {
        let line = HttpClient::new(url).ok().unwrap();
        assert_eq!(line.is_readable_on_the_way(), readable, "{url}");
    }
}

#[test]
fn pokes_are_events_and_comments_are_not() {
    let stream =
        b": ok\n\n:\n\nevent: poke\ndata:\n\n: \n\r\nevent: poke\r\ndata:\r\n\r\n".to_vec();
    let server = Server::start(move |request, _| {
        assert!(request.head.contains("authorization: puente-device aqid"));
        Reply::new(200, "text/event-stream", stream.clone())
    });
    let line = HttpClient::new(&server.url).unwrap();
    let mut pokes = puente_native::listen(&line, &[1, 2, 3]).unwrap();
    assert_eq!(pokes.wait(), Ok(()));
    assert_eq!(pokes.wait(), Ok(()));
    assert_eq!(pokes.wait(), Err(HttpError::Broken));
}

/// `https://` to a server without TLS: whatever it answers to the handshake, the device sent none of its own
/// data.
#[test]
fn https_to_a_server_without_it_is_said_to_be_that() {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let line = HttpClient::new(&format!("https://{address}")).unwrap();
    assert_eq!(line.exchange(b"x").err(), Some(HttpError::NoTls));
    assert_eq!(line.enrol(b"x").err(), Some(HttpError::NoTls));
}
