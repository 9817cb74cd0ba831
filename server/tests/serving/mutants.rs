//! Valid changes and messages with something broken in them, sent to a running server: the same process
//! continues, stays small, and accepts the honest change beside each.

use puente_document::Edit;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use rustix::process::{Pid, Signal, kill_process};

use crate::crafted::{body_of, chunk};
use crate::hostile::{Scene, signed};
use crate::mutate::{below, lying_frames, mutated};

/// Exchanges of a short run, and mutants in each.
const EXCHANGES: usize = 20;
const MUTANTS: usize = 25;

/// Messages of a short run.
const MESSAGES: usize = 600;

fn scale() -> usize {
    let scale = std::env::var("PUENTE_SCALE").ok();
    scale.and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

#[test]
fn mutated_changes_are_decided_one_by_one_and_the_honest_one_beside_them_enters() {
    let mut rng = ChaCha20Rng::from_seed([31; 32]);
    let mut fates = [0_usize; 2];
    for round in 0..scale() {
        let mut scene = Scene::new();
        let pid = scene.process.id();
        for exchange in 0..EXCHANGES {
            let document = scene.document;
            let changes: Vec<_> = (0..MUTANTS)
                .map(|mutant| {
                    let branch = u32::try_from(100 + exchange * MUTANTS + mutant).unwrap();
                    let actor = scene.hostile.actor(document, branch);
                    let rows = scene.ground.rows(&|_| actor);
                    let good = scene.ground.put(actor, "alone", "yes").raw();
                    let other = rows[below(&mut rng, rows.len())].crafted.raw();
                    let body = mutated(body_of(&good), body_of(&other), &mut rng);
                    (document, branch, chunk(1, &body))
                })
                .collect();
            scene.hostile.forge(&scene.world, &changes);
            let key = format!("measured.at_{round}_{exchange}");
            let edit = Edit::put(&*key, "1");
            let honest = scene.hostile.edit(&mut scene.world, document, &[edit]);
            let reply = scene.process.sync(&scene.world, &mut scene.hostile);
            let told = reply.verdicts.iter();
            assert!(told.clone().all(|verdict| verdict.change != honest));
            assert!(told.clone().all(|verdict| !verdict.reason.is_empty()));
            fates[0] += told.len();
            fates[1] += MUTANTS - told.len();
            let reply = scene.process.sync(&scene.world, &mut scene.honest);
            assert_eq!(reply.orphans, 0);
            assert!(scene.honest.documents[&document].has(honest));
        }
        scene.assert_well(pid);
    }
    let [kept, entered] = fates;
    eprintln!("{kept} mutants were kept aside or wait, {entered} entered");
    assert!(entered > 0, "mutants that stay valid test the most");
}

#[test]
fn mutated_messages_are_answered_and_leave_no_trace() {
    let mut rng = ChaCha20Rng::from_seed([32; 32]);
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let before_mib = scene.process.resident_mib();
    let edit = Edit::put("measured.here", "1");
    scene
        .hostile
        .edit(&mut scene.world, scene.document, &[edit]);
    let whole = scene.hostile.request(&scene.world);
    let plain = match whole[1] {
        0 => whole[82..].to_vec(),
        _ => zstd::stream::decode_all(&whole[82..]).unwrap(),
    };
    let mut statuses = std::collections::BTreeMap::<u16, usize>::new();
    let mut send = |head: &str, body: &[u8]| {
        let answer = scene.process.request(head, body);
        *statuses.entry(answer.status).or_default() += 1;
        assert!(
            answer.status < 500 || answer.status == 503,
            "{}",
            answer.head
        );
    };
    for number in 0..MESSAGES * scale() {
        // Unsigned, signed by the phone, and signed and packed.
        let (flags, payload) = match number % 3 {
            0 => {
                send("POST /v1/sync", &mutated(&whole, &plain, &mut rng));
                continue;
            }
            1 => (0, mutated(&plain, &whole, &mut rng)),
            _ => (
                1,
                zstd::bulk::compress(&mutated(&plain, &whole, &mut rng), 3).unwrap(),
            ),
        };
        send("POST /v1/sync", &signed(&scene.hostile, flags, &payload));
        if number % 10 == 0 {
            send("POST /v1/bundles", &payload);
            send("POST /v1/enrol", &payload);
        }
    }
    for frame in lying_frames(&plain) {
        send("POST /v1/sync", &signed(&scene.hostile, 1, &frame));
    }
    eprintln!("statuses: {statuses:?}");
    let grew_mib = scene.process.resident_mib().saturating_sub(before_mib);
    assert!(grew_mib < 64, "{grew_mib} MiB");
    scene.assert_well(pid);
}

#[test]
fn a_child_that_dies_is_replaced_and_nobody_notices() {
    let mut scene = Scene::new();
    let pid = scene.process.id();
    for round in 0..5 {
        let children = scene.process.children();
        assert!(!children.is_empty());
        for child in children {
            let child = Pid::from_raw(child.try_into().unwrap()).unwrap();
            kill_process(child, Signal::KILL).unwrap();
        }
        let key = format!("measured.after_{round}");
        let edit = Edit::put(&*key, "1");
        scene.honest.edit(&mut scene.world, scene.document, &[edit]);
        let reply = scene.process.sync(&scene.world, &mut scene.honest);
        assert!(reply.verdicts.is_empty(), "{:?}", reply.verdicts);
    }
    scene.assert_well(pid);
}
