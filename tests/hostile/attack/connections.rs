//! Strangers' connections that hold what honest phones need.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::http::{connect, head};
use crate::scene::{Scene, scale};
use crate::wire::exchange::signed;

/// Connections of one attack in a short run.
const CONNECTIONS: usize = 64;
const DRIPS_FOR: Duration = Duration::from_secs(6);
/// Memory that the server and its trial processes may take together.
const MEMORY_MIB_MAX: u64 = 256;
const DRIP_EVERY: Duration = Duration::from_millis(100);

/// Sends the heads and most of the bodies, then a byte now and then.
fn drip(streams: &mut [(TcpStream, Vec<u8>)], drips_for: Duration) -> usize {
    let began = Instant::now();
    let mut drops = 0;
    while began.elapsed() < drips_for {
        for (stream, rest) in &mut *streams {
            if let Some(byte) = rest.pop() {
                drops += usize::from(stream.write_all(&[byte]).is_ok());
            }
        }
        std::thread::park_timeout(DRIP_EVERY);
    }
    drops
}

#[test]
fn bodies_that_stop_short_and_drip_keep_nobody_waiting() {
    let scene = Scene::new();
    let stranger = scene.phone(1, crate::scene::NORTH, "volunteer");
    let mut unknown = stranger.clone();
    unknown.key = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
    let bytes = 1_900_000;
    let mut streams = Vec::new();
    for number in 0..CONNECTIONS * scale() {
        let body = match number % 4 {
            0 => vec![0; bytes],
            1 => signed(&unknown.key, &stranger.standing.server, 0, &vec![0; bytes]),
            // Its device is known; that the signature is wrong shows only at the end.
            2 => signed(&stranger.key, &stranger.standing.server, 0, &vec![0; bytes]),
            _ => vec![0x70; bytes],
        };
        let path = if number % 4 == 3 {
            "POST /v1/bundles"
        } else {
            "POST /v1/sync"
        };
        let (Ok(mut stream), true) = (connect(scene.target.address), true) else {
            continue;
        };
        let _ = stream.set_write_timeout(Some(Duration::from_millis(300)));
        let _ = stream.write_all(head(path, body.len()).as_bytes());
        let (most, rest) = body.split_at(body.len() - 200);
        let _ = stream.write_all(most);
        streams.push((stream, rest.to_vec()));
    }
    let drops = drip(&mut streams, DRIPS_FOR);
    eprintln!("{drops} drops fell");
    drop(streams);
    let figures = scene.end("dripping bodies", CONNECTIONS * scale());
    assert!(figures.turned_away * 10 <= figures.people, "{figures:?}");
    assert!(figures.people >= 50, "{figures:?}");
    assert!(figures.memory_mib <= MEMORY_MIB_MAX, "{figures:?}");
}

#[test]
fn heads_that_never_end_are_cut() {
    let scene = Scene::new();
    let mut streams = Vec::new();
    for _ in 0..4 * CONNECTIONS * scale() {
        let Ok(mut stream) = connect(scene.target.address) else {
            continue;
        };
        let _ = stream.set_write_timeout(Some(Duration::from_millis(300)));
        let _ = stream.write_all(b"GET /v1/ready HTTP/1.1\r\nX-Slow: ");
        streams.push((stream, vec![b'a'; 1_000]));
    }
    drip(&mut streams, DRIPS_FOR);
    drop(streams);
    let figures = scene.end("endless heads", 4 * CONNECTIONS * scale());
    assert!(figures.people >= 50, "{figures:?}");
}
