//! Connections that are held and not used, while an honest phone works.

use std::io::{BufRead, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use puente_document::Edit;
use puente_policy::Role;

use crate::process::Process;
use crate::stop::listen;
use crate::world::World;

/// Connections that send a byte now and then.
const TRICKLING: usize = 500;

/// Connections that send nothing, per unit of `PUENTE_SCALE`; and the most of them.
const IDLE: usize = 2_500;
const IDLE_MAX: usize = 9_000;

/// Exchanges of the honest phone.
const EXCHANGES: usize = 300;

/// The 99th percentile of an honest exchange. Measured: 24 ms on a busy machine.
const P99_MAX: Duration = Duration::from_secs(1);

/// Resident memory of the server with its children, measured: 205 MiB with 10,000.
const RESIDENT_MIB_MAX: u64 = 256;

fn scale() -> usize {
    let scale = std::env::var("PUENTE_SCALE").ok();
    scale.and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

fn trickling(address: SocketAddr, n: usize) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    // Half of them have not finished their heads; the others announce the largest body allowed.
    let head = if n.is_multiple_of(2) {
        "POST /v1/sync HTTP/1.1\r\nHost: pu"
    } else {
        "POST /v1/sync HTTP/1.1\r\nHost: puente\r\nContent-Length: 2097152\r\n\r\n"
    };
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

#[test]
fn who_holds_connections_keeps_nobody_waiting() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut process = Process::start(&world, &[]);
    let person = ana.register(&mut world, "Persona Uno");
    process.sync(&world, &mut ana);
    let before_mib = process.resident_mib();
    let idle_count = (IDLE * scale()).min(IDLE_MAX);
    let idle: Vec<TcpStream> = (0..idle_count)
        .map(|_| TcpStream::connect(process.address).unwrap())
        .collect();
    let mut slow: Vec<TcpStream> = (0..TRICKLING)
        .map(|n| trickling(process.address, n))
        .collect();
    let mut times = Vec::with_capacity(EXCHANGES);
    for round in 0..EXCHANGES {
        for stream in slow.iter_mut().skip(round % 10).step_by(10) {
            // The server has closed those whose time was up.
            let _ = stream.write_all(b"x");
        }
        ana.edit(
            &mut world,
            person,
            &[Edit::put("name.given", format!("Nombre {round}"))],
        );
        let began = Instant::now();
        process.sync(&world, &mut ana);
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let (p50, p99) = (times[EXCHANGES / 2], times[EXCHANGES * 99 / 100]);
    let resident_mib = process.resident_mib();
    eprintln!(
        "{idle_count} idle and {TRICKLING} trickling connections: honest exchanges p50 {p50:?}, p99 {p99:?}; {before_mib} MiB became {resident_mib} MiB"
    );
    assert!(p99 < P99_MAX, "{p99:?}");
    assert!(resident_mib < RESIDENT_MIB_MAX, "{resident_mib} MiB");
    drop(idle);
    assert!(process.is_running());
}

/// Complete requests without a meaning, as many as one phone can make.
#[test]
fn a_flood_of_tiny_requests_takes_no_memory_and_no_place() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut process = Process::start(&world, &["--behind-proxy"]);
    let floods = 20_000 * scale();
    let request = |from: &str| {
        format!(
            "POST /v1/sync HTTP/1.1\r\nHost: puente\r\nX-Forwarded-For: {from}\r\nContent-Length: 1\r\n\r\n\u{1}"
        )
    };
    let mut statuses = [0_usize; 2];
    let mut flood = Pipeline::new(process.address);
    for _ in 0..floods / Pipeline::DEPTH {
        for status in flood.send(&request("203.0.113.9").repeat(Pipeline::DEPTH)) {
            statuses[usize::from(status == 503)] += 1;
        }
    }
    let [answered, refused] = statuses;
    let resident_mib = process.resident_mib();
    eprintln!(
        "{floods} tiny requests of one address: {answered} were looked at, {refused} asked to wait; {resident_mib} MiB"
    );
    assert!(answered >= 2_000, "an address has a reserve");
    assert!(refused > 0, "and no more than that");
    assert!(resident_mib < RESIDENT_MIB_MAX, "{resident_mib} MiB");
    let mut other = Pipeline::new(process.address);
    assert_eq!(other.send(&request("203.0.113.10")), [400]);
    ana.register(&mut world, "Persona Uno");
    process.sync(&world, &mut ana);
    assert!(process.is_running());
}

/// One device opens hundreds of streams: the oldest ones end, and its last ones are poked.
#[test]
fn a_device_listens_on_a_few_streams_and_takes_nobodys_place() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    let streams = (1..=100).map(|counter| listen(&process, &luz, counter));
    let mut streams: Vec<_> = streams.collect();
    let mut last = streams.split_off(96);
    for mut ended in streams {
        let mut heard = String::new();
        while !heard.ends_with("\r\n0\r\n") {
            assert!(ended.read_line(&mut heard).unwrap() > 0);
        }
    }
    ana.register(&mut world, "Persona Uno");
    process.sync(&world, &mut ana);
    for stream in &mut last {
        let mut heard = String::new();
        while !heard.contains("event: poke") {
            assert!(stream.read_line(&mut heard).unwrap() > 0);
        }
    }
}

/// A connection that sends several requests before it reads the responses.
struct Pipeline {
    stream: std::io::BufReader<TcpStream>,
}

impl Pipeline {
    const DEPTH: usize = 50;

    fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream
            .set_read_timeout(Some(crate::process::PATIENCE))
            .unwrap();
        Self {
            stream: std::io::BufReader::new(stream),
        }
    }

    /// The statuses of the responses.
    fn send(&mut self, requests: &str) -> Vec<u16> {
        self.stream
            .get_mut()
            .write_all(requests.as_bytes())
            .unwrap();
        let count = requests.matches("POST ").count();
        let mut statuses = Vec::with_capacity(count);
        for _ in 0..count {
            let (mut head, mut length) = (String::new(), 0);
            while !head.ends_with("\r\n\r\n") {
                let from = head.len();
                assert!(self.stream.read_line(&mut head).unwrap() > 0, "{head}");
                let line = head[from..].to_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length: ") {
                    length = value.trim().parse().unwrap();
                }
            }
            statuses.push(head.split(' ').nth(1).unwrap().parse().unwrap());
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body).unwrap();
        }
        statuses
    }
}

/// A stream that ended leaves no connection: one device holds as many connections as it may listen on.
#[test]
fn streams_that_ended_leave_no_connections() {
    let mut world = World::new();
    let luz = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    let streams = (1..=60).map(|counter| listen(&process, &luz, counter));
    let mut streams: Vec<_> = streams.collect();
    streams.truncate(56);
    for mut ended in streams {
        // Reads to the end of the connection, not only of the response.
        let mut rest = Vec::new();
        ended.read_to_end(&mut rest).unwrap();
    }
}

/// A child computes and answers, and the kernel lets it do nothing else.
#[test]
fn trial_children_are_confined() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    ana.register(&mut world, "Persona Uno");
    process.sync(&world, &mut ana);
    let children = process.children();
    assert!(!children.is_empty());
    for child in children {
        let read = |name: &str| std::fs::read_to_string(format!("/proc/{child}/{name}")).unwrap();
        let status = read("status");
        let line = |name: &str| {
            let mut lines = status.lines();
            lines.find_map(|line| line.strip_prefix(name).map(str::trim))
        };
        assert_eq!(line("NoNewPrivs:"), Some("1"), "{status}");
        // 2: a filter is installed.
        assert_eq!(line("Seccomp:"), Some("2"), "{status}");
        let limits = read("limits");
        let size = limits
            .lines()
            .find(|line| line.starts_with("Max file size"));
        let size: Vec<&str> = size.unwrap().split_whitespace().collect();
        assert_eq!(size[3], "0", "{limits}");
    }
}

/// The server waits for a second head on a connection as long as for an idle connection, and no longer.
#[test]
#[ignore = "long run"]
fn a_second_head_that_never_ends_is_cut() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &[]);
    let mut slow = Pipeline::new(process.address);
    let health = "POST /v1/nothing HTTP/1.1\r\nHost: puente\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(slow.send(health), [404]);
    slow.stream
        .get_mut()
        .write_all(b"POST /v1/sync HTTP/1.1\r\nHost: pu")
        .unwrap();
    let patience = Some(Duration::from_secs(120));
    slow.stream.get_ref().set_read_timeout(patience).unwrap();
    let began = Instant::now();
    let mut rest = Vec::new();
    slow.stream.read_to_end(&mut rest).unwrap();
    eprintln!("a second head was waited for {:?}", began.elapsed());
    ana.register(&mut world, "Persona Uno");
    process.sync(&world, &mut ana);
}
