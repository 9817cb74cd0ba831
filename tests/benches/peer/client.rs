//! The commands of the harness: one JSON object a line in, one a line out.

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value as Json, json};

use crate::device::Device;
use crate::live::Live;
use crate::workload::{PING, STATUS, Workload};

/// Longest time of a ping, in s.
const PING_S: u64 = 60;

/// How long one device of a storm waits for the others, in s.
const STORM_S: u64 = 150;

struct Client {
    work: Workload,
    codes: PathBuf,
    device: Arc<Mutex<Device>>,
    url: String,
    live: Option<Live>,
    storm: Vec<Arc<Mutex<Device>>>,
}

pub(crate) fn run(codes: &Path) {
    let mut client = Client {
        work: Workload::read(),
        codes: codes.to_owned(),
        device: Arc::new(Mutex::new(Device::new(codes))),
        url: String::new(),
        live: None,
        storm: Vec::new(),
    };
    say(&json!({"id": 0, "ok": "up"}));
    for line in std::io::stdin().lock().lines() {
        let command: Json = serde_json::from_str(&line.unwrap()).unwrap();
        if command["cmd"] == "quit" {
            break;
        }
        let answer = client.answer(&command);
        say(&json!({"id": command["id"], "ok": answer}));
    }
}

fn say(answer: &Json) {
    println!("{answer}");
    std::io::stdout().flush().unwrap();
}

impl Client {
    fn answer(&mut self, command: &Json) -> Json {
        let number = |key: &str| usize::try_from(command[key].as_u64().unwrap_or(0)).unwrap();
        let places: Vec<usize> = command["list"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|place| usize::try_from(place.as_u64().unwrap()).unwrap())
            .collect();
        match command["cmd"].as_str().unwrap() {
            "init" => json!(1),
            "prepare" => {
                let started = Instant::now();
                let mut device = self.device.lock().unwrap();
                device.prepare(&self.work, number("from"), number("count"));
                json!({"ms": started.elapsed().as_secs_f64() * 1e3})
            }
            "push" => self.timed_sync(command),
            "pull" => {
                let mut answer = self.timed_sync(command);
                answer["n"] = self.device.lock().unwrap().len().into();
                answer
            }
            "disconnect" => {
                self.live = None;
                json!(1)
            }
            "connect" if command["live"].is_null() => self.timed_sync(command),
            "connect" => {
                self.go_to(command);
                let t0 = now_ns();
                self.live = Some(Live::open(&self.device, &self.url, |_| {}));
                json!({"t0": t0})
            }
            "edit" => self.edit(&places, command),
            "reconnect_wait" => {
                let answer = self.timed_sync(command);
                self.check_deltas(&places);
                answer
            }
            "ping_send" => self.ping_send(&places, number("gap") as u64),
            "ping_recv" => self.ping_receive(&places),
            "verify" => {
                let device = self.device.lock().unwrap();
                json!({"n": device.len(), "digest": device.digest()})
            }
            "expect" => json!(self.work.digest(number("from"), number("count"))),
            "usage" => usage(),
            "storm_seed" => Json::Null,
            "storm_prepare" => {
                let (from, each) = (number("from"), number("each"));
                self.storm = (0..number("devices"))
                    .map(|place| {
                        let mut device = Device::new(&self.codes);
                        device.prepare(&self.work, from + place * each, each);
                        Arc::new(Mutex::new(device))
                    })
                    .collect();
                json!(1)
            }
            "storm_go" => self.storm(command, number("total")),
            "storm_verify" => {
                let digests = self
                    .storm
                    .iter()
                    .map(|device| device.lock().unwrap().digest());
                json!(digests.collect::<Vec<_>>())
            }
            other => panic!("unknown command {other}"),
        }
    }

    fn go_to(&mut self, command: &Json) {
        if let Some(url) = command["url"].as_str() {
            url.clone_into(&mut self.url);
            self.device.lock().unwrap().go_to(url);
        }
    }

    fn timed_sync(&mut self, command: &Json) -> Json {
        self.go_to(command);
        let mut device = self.device.lock().unwrap();
        let t0 = now_ns();
        device.sync();
        json!({"t0": t0, "t1": now_ns()})
    }

    fn edit(&mut self, places: &[usize], command: &Json) -> Json {
        {
            let mut device = self.device.lock().unwrap();
            for place in places {
                let line = self.work.line(*place);
                device.write(line.id(), &line.delta());
            }
        }
        if !command["url"].is_null() {
            self.timed_sync(command);
        }
        json!(1)
    }

    fn check_deltas(&self, places: &[usize]) {
        let mut device = self.device.lock().unwrap();
        for place in places {
            let line = self.work.line(*place);
            let record = device.record(line.id());
            let status = device.value(record, STATUS);
            assert_eq!(status.as_deref(), Some(line.delta_status()));
        }
    }

    fn ping_send(&self, places: &[usize], gap_ms: u64) -> Json {
        for place in places {
            let line = self.work.line(*place);
            {
                let mut device = self.device.lock().unwrap();
                device.ping(line.id(), now_ns());
                device.sync();
            }
            thread::sleep(Duration::from_millis(gap_ms));
        }
        json!(1)
    }

    /// Pings arrive in the order in which they were sent, so the search ends at the first that is missing.
    fn ping_receive(&mut self, places: &[usize]) -> Json {
        let mut awaited: Vec<_> = {
            let mut device = self.device.lock().unwrap();
            let lines = places.iter().rev().map(|place| self.work.line(*place));
            lines.map(|line| device.record(line.id())).collect()
        };
        let (told, arrivals) = mpsc::channel();
        self.live = Some(Live::open(&self.device, &self.url, move |device| {
            while let Some(record) = awaited.last() {
                let Some(sent) = device.value(*record, PING) else {
                    break;
                };
                let late_ns = now_ns() - sent.parse::<u64>().unwrap();
                let _ = told.send(late_ns as f64 / 1e6);
                awaited.pop();
            }
        }));
        let within = Duration::from_secs(PING_S);
        let late_ms: Vec<f64> = places
            .iter()
            .map_while(|_| arrivals.recv_timeout(within).ok())
            .collect();
        json!(late_ms)
    }

    /// Every device sends what it has and listens until it has what all of them have.
    fn storm(&self, command: &Json, total: usize) -> Json {
        let url = command["url"].as_str().unwrap();
        for device in &self.storm {
            device.lock().unwrap().go_to(url);
        }
        let t0 = now_ns();
        let ends_ms: Vec<f64> = thread::scope(|scope| {
            let all: Vec<_> = self
                .storm
                .iter()
                .map(|device| scope.spawn(|| until_all_have_all(device, url, total)))
                .collect();
            let ends = all.into_iter().map(|one| one.join().unwrap());
            ends.map(|end| (end - t0) as f64 / 1e6).collect()
        });
        json!({"t0": t0, "ends": ends_ms})
    }
}

/// Runs a device of a storm until it holds every record. Returns the time.
fn until_all_have_all(device: &Arc<Mutex<Device>>, url: &str, total: usize) -> u64 {
    let (synced, news) = mpsc::channel();
    let _live = Live::open(device, url, move |device| {
        let _ = synced.send(device.len());
    });
    let mut held = device.lock().unwrap().len();
    while held < total {
        let within = Duration::from_secs(STORM_S);
        held = news.recv_timeout(within).expect("the others' records");
    }
    now_ns()
}

/// The clock that the harness and its proxy use.
fn now_ns() -> u64 {
    let now = clock_gettime(ClockId::Monotonic);
    u64::try_from(now.tv_sec).unwrap() * 1_000_000_000 + u64::try_from(now.tv_nsec).unwrap()
}

/// Processor time and peak memory of this process so far.
fn usage() -> Json {
    let cpu = clock_gettime(ClockId::ProcessCPUTime);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok())
        .unwrap();
    json!({
        "cpu_s": cpu.tv_sec as f64 + cpu.tv_nsec as f64 / 1e9,
        "maxrss_mb": peak / 1024.0,
    })
}
