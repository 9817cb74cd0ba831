//! Trials in child processes.

use puente_admission::Batch;
use puente_document::Edit;
use puente_policy::Role;
use puente_server::Limits;
use puente_server::TrialRunner;

use crate::world::{TrialAt, World, children};

#[test]
fn children_decide_as_the_server_itself_would() {
    let mut world = World::with(TrialAt::Children, Limits::default());
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    for n in 0..450 {
        ana.register(&mut world, &format!("Persona {n}"));
    }
    ana.sync(&world);
    assert_eq!(luz.sync(&world).whole.len(), 450);
    let person = *luz.documents.keys().next().unwrap();
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    luz.sync(&world);
    assert_eq!(ana.sync(&world).changes, [person]);
    world.assert_whole();
}

#[test]
fn a_child_can_take_no_more_than_its_limits() {
    let trial = TrialRunner::Children(children(env!("CARGO_BIN_EXE_puente")));
    assert!(trial.run(&[Batch::default()]).unwrap().is_empty());
    let TrialRunner::Children(pool) = &trial else {
        unreachable!("made above")
    };
    let ids = pool.idle_ids();
    assert_eq!(ids.len(), 1);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", ids[0])).unwrap();
    let soft = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..]
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(soft("Max address space"), (512 * 1024 * 1024).to_string());
    assert_eq!(soft("Max core file size"), "0");
    assert_eq!(soft("Max open files"), "16");
    let cpu_s: u64 = soft("Max cpu time").parse().unwrap();
    assert!((1..=10).contains(&cpu_s), "{cpu_s} s");
    let environment = std::fs::read(format!("/proc/{}/environ", ids[0])).unwrap();
    assert_eq!(
        environment, b"MIMALLOC_ARENA_RESERVE=65536\0",
        "a child inherits nothing"
    );
    let status = std::fs::read_to_string(format!("/proc/{}/status", ids[0])).unwrap();
    let size = status.lines().find(|line| line.starts_with("VmSize:"));
    let size_kib: u64 = size
        .unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    assert!(size_kib < 256 * 1024, "a limit is none once it is passed");
    drop(trial);
    assert!(!std::path::Path::new(&format!("/proc/{}", ids[0])).exists());
}
