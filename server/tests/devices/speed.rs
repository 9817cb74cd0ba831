//! The CPU time that the server takes, without a network.

use std::path::Path;
use std::time::Instant;

use puente_document::Edit;
use puente_policy::Role;
use puente_server::Limits;

use crate::phone::{Phone, send};
use crate::world::{TrialAt, World};

/// Fields of a registration, without its site.
const FIELDS: usize = 27;

fn field(n: usize) -> String {
    format!("measured.field_{}", n % FIELDS)
}

/// CPU time of a process so far, in ms; 0 if `is_wanted` rejects it.
fn cpu_ms(stat: &Path, is_wanted: impl Fn(&str) -> bool) -> f64 {
    let Ok(stat) = std::fs::read_to_string(stat.join("stat")) else {
        return 0.0;
    };
    let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 2..].split(' ').collect();
    if !is_wanted(fields[1]) {
        return 0.0;
    }
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    // A tick is 10 ms.
    ticks as f64 * 10.0
}

fn own_cpu_ms() -> f64 {
    cpu_ms(Path::new("/proc/self"), |_| true)
}

fn children_cpu_ms() -> f64 {
    let own = std::process::id().to_string();
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes
        .map(|process| cpu_ms(&process.path(), |parent| parent == own))
        .sum()
}

fn measured<T>(what: &str, run: impl FnOnce() -> T) -> T {
    // Reading all processes takes time itself: so this comes first before the run, and last after it.
    let children = children_cpu_ms();
    let (own, wall) = (own_cpu_ms(), Instant::now());
    let result = run();
    let wall = wall.elapsed().as_secs_f64() * 1000.0;
    let own = own_cpu_ms() - own;
    let children = children_cpu_ms() - children;
    println!("{what}: {wall:.1} ms, CPU {own:.0} ms and children {children:.0} ms");
    result
}

fn records() -> usize {
    let scale = std::env::var("PUENTE_SCALE")
        .ok()
        .and_then(|s| s.parse().ok());
    2_000 * scale.unwrap_or(1)
}

fn fill(world: &mut World, phone: &mut Phone, records: usize) {
    for n in 0..records {
        let edits: Vec<Edit> = (0..FIELDS)
            .map(|index| Edit::put(field(index), format!("valor {index} {}", n % 97)))
            .collect();
        let core = puente_record::DocumentKind::Core;
        let person = phone.create(world, core, None, &edits);
        for edit in 0..4 {
            phone.edit(
                world,
                person,
                &[Edit::put(field(n + 5 * edit), format!("otro valor {edit}"))],
            );
        }
        if phone.items.len() >= 150 {
            phone.seal(world);
        }
    }
}

#[test]
#[ignore = "long run"]
fn a_push_and_a_first_pull_of_many_records_cost_little() {
    let records = records();
    let mut world = World::with(TrialAt::Children, Limits::default());
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    fill(&mut world, &mut ana, records);
    while !ana.items.is_empty() || !ana.segments.is_empty() {
        let later: Vec<_> = ana
            .segments
            .split_off(&ana.segments.keys().nth(90).copied().unwrap_or(u64::MAX))
            .into_iter()
            .collect();
        let request = ana.request(&world);
        println!(
            "{} bytes up, {} segments",
            request.len(),
            ana.segments.len()
        );
        let pages = measured("push", || send(&world, &request).unwrap());
        println!("{} bytes down", pages.iter().map(Vec::len).sum::<usize>());
        ana.take(pages);
        ana.segments.extend(later);
    }
    let status = world.server.administration.status().unwrap();
    assert_eq!(status.records, records as u64);
    let request = luz.request(&world);
    let pages = measured("first pull", || send(&world, &request).unwrap());
    let largest = pages.iter().map(Vec::len).max().unwrap();
    println!(
        "{} bytes in {} pages, the largest {largest}",
        pages.iter().map(Vec::len).sum::<usize>(),
        pages.len()
    );
    luz.take(pages);
    assert_eq!(luz.documents.len(), records);
    let requests: Vec<_> = (0..1000).map(|_| luz.request(&world)).collect();
    let mut pages = Vec::new();
    measured("1000 idle exchanges", || {
        for request in &requests {
            pages = send(&world, request).unwrap();
        }
    });
    println!(
        "{} bytes up, {} bytes down",
        requests[0].len(),
        pages[0].len()
    );
    let people: Vec<_> = luz
        .documents
        .keys()
        .copied()
        .step_by(records / 100)
        .collect();
    for person in &people {
        luz.edit(
            &mut world,
            *person,
            &[Edit::put("name.given", "otro nombre")],
        );
    }
    let request = luz.request(&world);
    let pages = measured("100 changed, up", || send(&world, &request).unwrap());
    println!("{} bytes up", request.len());
    luz.take(pages);
    let request = ana.request(&world);
    let pages = measured("100 changed, down", || send(&world, &request).unwrap());
    println!("{} bytes down", pages.iter().map(Vec::len).sum::<usize>());
    measured("verify", || world.assert_whole());
}
