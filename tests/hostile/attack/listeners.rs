//! Event streams by the hundred, of one device.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::http::connect;
use crate::scene::{NORTH, Scene, scale};
use crate::wire::exchange::listening;

/// Streams of a short run.
const STREAMS: u64 = 300;

/// Streams that one device may have open, however many it opens.
const LIVE_MAX: usize = 4;

/// Time within which the device learns that a stream ended.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

/// Reads what is there. Returns whether the stream is still open.
fn is_live(stream: &mut TcpStream) -> bool {
    let _ = stream.set_read_timeout(Some(Duration::from_millis(5)));
    let mut bytes = [0; 512];
    loop {
        match stream.read(&mut bytes) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(error) => {
                return matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
            }
        }
    }
}

#[test]
fn one_device_listens_with_few_streams_however_many_it_opens() {
    let scene = Scene::new();
    let hostile = scene.phone(1, NORTH, "volunteer");
    let (mut live, mut ended) = (Vec::new(), 0);
    let streams = STREAMS * scale() as u64;
    for counter in 1..=streams {
        let credential = listening(
            &hostile.key,
            &hostile.log.install,
            &hostile.standing.server,
            counter,
        );
        let Ok(mut stream) = connect(scene.target.address) else {
            continue;
        };
        let head = format!(
            "GET /v1/events HTTP/1.1\r\nHost: puente\r\nConnection: close\r\nAuthorization: Puente-Device {credential}\r\n\r\n"
        );
        let _ = stream.write_all(head.as_bytes());
        live.push(stream);
        if live.len() >= 250 {
            let before = live.len();
            live.retain_mut(is_live);
            ended += before - live.len();
        }
    }
    std::thread::park_timeout(TOLD_WITHIN);
    live.retain_mut(is_live);
    println!(
        "{} of {streams} streams live, {ended} had ended before",
        live.len()
    );
    assert!(live.len() <= LIVE_MAX, "{} streams live", live.len());
    let figures = scene.end("event streams", streams as usize);
    assert!(figures.people >= 10, "{figures:?}");
}
