//! A proxy before a server: a test can cut its connections after some bytes, or lead them to another server.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// The direction in which bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

/// A port that forwards to a server.
pub(crate) struct Road {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

struct State {
    to: String,
    cut: Option<Cut>,
}

struct Cut {
    way: Way,
    left: usize,
    told: Sender<()>,
}

impl Road {
    pub(crate) fn new(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            to: String::new(),
            cut: None,
        }));
        let road = Self { url, state };
        road.lead_to(server);
        let state = Arc::clone(&road.state);
        // The thread ends with the test process; it holds only a port.
        thread::spawn(move || {
            for traveller in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                thread::spawn(move || forward(&traveller, &state));
            }
        });
        road
    }

    pub(crate) fn lead_to(&self, server: &str) {
        let to = server.trim_start_matches("http://").to_owned();
        self.state.lock().unwrap().to = to;
    }

    /// Cuts the connection that carries byte `after` from now on. The receiver gets a message when that has
    /// happened.
    pub(crate) fn cut_after(&self, way: Way, after: usize) -> Receiver<()> {
        let (told, cut) = channel();
        self.state.lock().unwrap().cut = Some(Cut {
            way,
            left: after,
            told,
        });
        cut
    }
}

/// The status with which a server answers a path.
#[allow(dead_code, reason = "of the two programs that share this, one asks")]
pub(crate) fn status(url: &str, path: &str) -> u16 {
    let mut stream = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nHost: puente\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

fn forward(traveller: &TcpStream, state: &Arc<Mutex<State>>) {
    let to = state.lock().unwrap().to.clone();
    let Ok(server) = TcpStream::connect(to) else {
        let _ = traveller.shutdown(Shutdown::Both);
        return;
    };
    thread::scope(|scope| {
        scope.spawn(|| carry(traveller, &server, Way::Up, state));
        scope.spawn(|| carry(&server, traveller, Way::Down, state));
    });
}

fn carry(mut from: &TcpStream, mut to: &TcpStream, way: Way, state: &Mutex<State>) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        let (pass, told) = toll(state, way, read);
        let arrived = to.write_all(&buffer[..pass]).is_ok();
        if let Some(told) = told {
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
            let _ = told.send(());
            return;
        }
        if !arrived {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

/// How many of these bytes pass, and whom to tell if they are the last.
fn toll(state: &Mutex<State>, way: Way, bytes: usize) -> (usize, Option<Sender<()>>) {
    let mut state = state.lock().unwrap();
    match &mut state.cut {
        Some(cut) if cut.way == way && cut.left <= bytes => {
            let pass = cut.left;
            (pass, state.cut.take().map(|cut| cut.told))
        }
        Some(cut) if cut.way == way => {
            cut.left -= bytes;
            (bytes, None)
        }
        _ => (bytes, None),
    }
}
