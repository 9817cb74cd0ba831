//! A server, an honest phone that works all the time, and the cost of an attack beside it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::phone::Phone;
use crate::target::Target;
use crate::wire::document::{Kind, View};

pub(crate) const NORTH: &str = "Garita Norte";
pub(crate) const SOUTH: &str = "Garita Sur";

/// The time from one person to the next of the honest volunteer.
const PERSON_EVERY: Duration = Duration::from_millis(40);

/// Multiplies the number of repetitions.
pub(crate) fn scale() -> usize {
    let scale = std::env::var("PUENTE_SCALE").ok();
    scale.and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

/// The seed of everything random.
pub(crate) fn seed() -> u64 {
    let seed = std::env::var("PUENTE_SEED").ok();
    let seed = seed
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_261_129);
    eprintln!("PUENTE_SEED={seed}");
    seed
}

pub(crate) struct Scene {
    pub(crate) target: Target,
    pub(crate) seed: u64,
    honest: Option<JoinHandle<Honest>>,
    is_over: Arc<AtomicBool>,
    began: Instant,
    disk_bytes: u64,
}

/// The cost of an attack.
#[derive(Debug)]
pub(crate) struct Figures {
    /// People registered by the honest phone meanwhile.
    pub(crate) people: usize,
    /// Exchanges of the honest phone that the server put off.
    pub(crate) turned_away: usize,
    pub(crate) memory_mib: u64,
    /// Growth of the disk.
    pub(crate) grew_mib: u64,
}

/// The results of the honest phone.
pub(crate) struct Honest {
    pub(crate) phone: Phone,
    pub(crate) people: Vec<View>,
    slowest: Duration,
    refused: usize,
    turned_away: usize,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let seed = seed();
        let target = Target::start(&[NORTH, SOUTH]);
        let is_over = Arc::new(AtomicBool::new(false));
        let phone = Phone::enrol(&target, seed, NORTH, "volunteer");
        let disk_bytes = target.disk_bytes();
        let over = Arc::clone(&is_over);
        let honest = std::thread::spawn(move || Honest::work(phone, &over));
        Self {
            target,
            seed,
            honest: Some(honest),
            is_over,
            began: Instant::now(),
            disk_bytes,
        }
    }

    /// Another device of this world.
    pub(crate) fn phone(&self, number: u64, site: &str, role: &str) -> Phone {
        Phone::enrol(&self.target, self.seed ^ number << 32, site, role)
    }

    /// Ends the attack: the server must run, and what the honest phone wrote must reach a new device. Prints
    /// the cost of an attack with so many inputs.
    pub(crate) fn end(mut self, attack: &str, inputs: usize) -> Figures {
        self.is_over.store(true, Ordering::Relaxed);
        let mut honest = self
            .honest
            .take()
            .expect("it works until now")
            .join()
            .expect("the honest phone works");
        honest.phone.sync().expect("an honest exchange");
        assert!(self.target.is_running(), "the server ended");
        let mut reader = self.phone(u64::from(u32::MAX), NORTH, "volunteer");
        reader.sync().expect("a new phone reads everything");
        let missing = honest
            .people
            .iter()
            .filter(|person| !reader.documents.contains(&person.id))
            .count();
        let peak = |kib: &std::sync::atomic::AtomicU64| kib.load(Ordering::Relaxed) / 1024;
        let (server_mib, children_mib) = (
            peak(&self.target.peaks.server_kib),
            peak(&self.target.peaks.children_kib),
        );
        let grew_mib = self.target.disk_bytes().saturating_sub(self.disk_bytes) / (1 << 20);
        println!(
            "{attack}: {inputs} inputs in {:.1} s; server {server_mib} MiB, children {children_mib} MiB at most; disk + {grew_mib} MiB; \
             honest changes accepted {} of {}, slowest exchange {:.0} ms, turned away {} times",
            self.began.elapsed().as_secs_f64(),
            honest.people.len() - missing - honest.refused,
            honest.people.len(),
            honest.slowest.as_secs_f64() * 1e3,
            honest.turned_away,
        );
        assert_eq!(
            (missing, honest.refused),
            (0, 0),
            "honest work was lost or refused"
        );
        Figures {
            people: honest.people.len(),
            turned_away: honest.turned_away,
            memory_mib: server_mib + children_mib,
            grew_mib,
        }
    }
}

impl Honest {
    /// Registers one person after the other until the attack is over.
    fn work(mut phone: Phone, is_over: &AtomicBool) -> Self {
        let (mut people, mut slowest, mut refused, mut turned_away) =
            (Vec::new(), Duration::ZERO, 0, 0);
        while !is_over.load(Ordering::Relaxed) {
            let given = format!("Persona {}", people.len());
            let home = phone.site;
            let (person, item) = phone.begin(
                Kind::Core,
                home,
                &[("name.given", &given), ("sex", "female")],
            );
            phone.seal(&[item]);
            people.push(person);
            let began = Instant::now();
            match phone.exchange() {
                Ok(reply) => refused += reply.verdicts.len(),
                Err(answer) => {
                    assert!(
                        matches!(answer.status, 0 | 408 | 429 | 503),
                        "{}: {:?}",
                        answer.status,
                        answer.problem()
                    );
                    turned_away += 1;
                }
            }
            slowest = slowest.max(began.elapsed());
            std::thread::park_timeout(PERSON_EVERY);
        }
        Self {
            phone,
            people,
            slowest,
            refused,
            turned_away,
        }
    }
}
