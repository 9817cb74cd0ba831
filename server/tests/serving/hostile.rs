//! Bytes that break the document library, sent by an enrolled device to a running server: they cost their
//! sender and nobody else.

use std::collections::HashMap;

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::change::hash_of;
use puente_protocol::exchange::seal_payload;
use puente_protocol::problem::ProblemCode;
use puente_record::{ChangeHash, DocumentId};

use crate::crafted::Crafted;
use crate::phone::Phone;
use crate::process::Process;
use crate::table::{Ground, no_changes};
use crate::world::World;

/// Resident memory of the server with its children.
const RESIDENT_MIB_MAX: u64 = 256;

/// A running server, an honest phone, a hostile one, and a document of the honest one that both hold.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) process: Process,
    pub(crate) honest: Phone,
    pub(crate) hostile: Phone,
    pub(crate) document: DocumentId,
    pub(crate) ground: Ground,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let mut world = World::new();
        let mut honest = world.phone("Norte", Role::Volunteer);
        let mut hostile = world.phone("Norte", Role::Volunteer);
        let process = Process::start(&world, &[]);
        let edits = [Edit::put("age", "30"), Edit::put("name.given", "Ana")];
        let kind = puente_record::DocumentKind::Core;
        let document = honest.create(&mut world, kind, None, &edits);
        process.sync(&world, &mut honest);
        process.sync(&world, &mut hostile);
        let ground = Ground {
            heads: honest.documents[&document].heads(),
            first_actor: honest.actor(document, 0),
        };
        Self {
            world,
            process,
            honest,
            hostile,
            document,
            ground,
        }
    }

    /// Sends changes in one segment. Returns the state of each.
    fn send(&mut self, changes: &[(u32, Vec<u8>)]) -> HashMap<ChangeHash, String> {
        let document = self.document;
        let changes = changes.iter().cloned();
        let items: Vec<_> = changes
            .map(|(branch, raw)| (document, branch, raw))
            .collect();
        self.hostile.forge(&self.world, &items);
        let reply = self.process.sync(&self.world, &mut self.hostile);
        let told = reply.verdicts.into_iter();
        told.map(|verdict| {
            assert_eq!(verdict.state, ChangeState::Quarantined);
            (verdict.change, verdict.reason)
        })
        .collect()
    }

    /// Asserts that the server runs, is small and has everything in order: the honest phone writes, and a third
    /// phone that begins now reads all of it.
    pub(crate) fn assert_well(mut self, pid: u32) {
        assert!(self.process.is_running());
        assert_eq!(self.process.id(), pid);
        let resident_mib = self.process.resident_mib();
        eprintln!("{resident_mib} MiB with its children");
        assert!(resident_mib < RESIDENT_MIB_MAX, "{resident_mib} MiB");
        let edit = Edit::put("name.surname1", "Prueba");
        self.honest.edit(&mut self.world, self.document, &[edit]);
        let reply = self.process.sync(&self.world, &mut self.honest);
        assert!(reply.verdicts.is_empty(), "{:?}", reply.verdicts);
        let mut third = self.world.phone("Norte", Role::Volunteer);
        self.process.sync(&self.world, &mut third);
        assert_eq!(third.documents.len(), self.honest.documents.len());
        let (got, held) = (&third.documents, &self.honest.documents);
        assert_eq!(got[&self.document].heads(), held[&self.document].heads());
        self.world.assert_whole();
    }
}

#[test]
fn every_row_of_the_table_is_kept_aside_with_its_reason_and_nobody_else_notices() {
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let branch = |row: usize| 100 + u32::try_from(row).unwrap();
    let rows = scene
        .ground
        .rows(&|row| scene.hostile.actor(scene.document, branch(row)));
    // Alone, and with all the others between two honest changes of the same phone.
    for together in [1, rows.len()] {
        let numbered: Vec<_> = rows.iter().enumerate().collect();
        for group in numbered.chunks(together) {
            let key = format!("measured.before_{together}_{}", group[0].0);
            let edit = Edit::put(key, "1");
            scene
                .hostile
                .edit(&mut scene.world, scene.document, &[edit]);
            let bad: Vec<_> = group
                .iter()
                .map(|(number, row)| (branch(*number), row.crafted.raw()))
                .collect();
            let told = scene.send(&bad);
            if together == 1 {
                let [(number, row)] = group else {
                    unreachable!("one each")
                };
                let reason = told.get(&hash_of(&row.crafted.raw()));
                let reason = reason.map(String::as_str);
                assert_eq!(reason, Some(row.reason), "row {number}");
                assert_eq!(told.len(), 1);
            } else {
                // The server knows them by now: nothing is decided twice.
                assert!(told.is_empty(), "{told:?}");
            }
        }
    }
    let count = rows.len();
    assert_eq!(
        scene
            .world
            .server
            .administration
            .quarantined()
            .unwrap()
            .len(),
        count
    );
    // Both phones see what each of them wrote honestly.
    let reply = scene.process.sync(&scene.world, &mut scene.honest);
    assert_eq!(reply.orphans, 0);
    let (honest, hostile) = (&scene.honest.documents, &scene.hostile.documents);
    let heads = honest[&scene.document].heads();
    assert_eq!(heads, hostile[&scene.document].heads());
    assert_eq!(honest[&scene.document].order().len(), 1 + count + 1);
    scene.assert_well(pid);
}

#[test]
fn bytes_that_are_no_change_are_kept_aside_beside_an_honest_one() {
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let actor = scene.hostile.actor(scene.document, 7);
    let good = scene.ground.put(actor, "alone", "yes");
    let saved = scene.hostile.documents[&scene.document].save();
    let bad = no_changes(&good, &saved);
    let mut changes: Vec<_> = bad.iter().map(|raw| (8, raw.clone())).collect();
    changes.insert(3, (7, good.raw()));
    let told = scene.send(&changes);
    for raw in &bad {
        let reason = told.get(&hash_of(raw)).map(String::as_str);
        assert_eq!(reason, Some("not_one_change"), "{raw:02x?}");
    }
    assert_eq!(told.len(), bad.len());
    let reply = scene.process.sync(&scene.world, &mut scene.honest);
    assert_eq!(reply.changes, [scene.document]);
    assert_eq!(
        scene.honest.text(scene.document, "alone").as_deref(),
        Some("yes")
    );
    scene.assert_well(pid);
}

#[test]
fn a_change_in_anothers_name_takes_nothing_from_them() {
    let mut scene = Scene::new();
    let pid = scene.process.id();
    // The very change that the honest phone writes next, and a different one with the same number, come first.
    let edit = [Edit::put("sex", "f")];
    let mut ahead = scene.honest.clone();
    let next = ahead.edit(&mut scene.world, scene.document, &edit);
    let raw = ahead.documents[&scene.document].changes();
    let raw = raw.into_iter().find(|(hash, _)| *hash == next).unwrap().1;
    let actor = scene.honest.actor(scene.document, 0);
    let instead = Crafted {
        seq: 2,
        ..scene.ground.put(actor, "alone", "no")
    };
    let told = scene.send(&[(0, raw.to_vec()), (0, instead.raw())]);
    let mut reasons: Vec<_> = told.values().map(String::as_str).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["actor_of_another"; 2]);
    let hash = scene.honest.edit(&mut scene.world, scene.document, &edit);
    let reply = scene.process.sync(&scene.world, &mut scene.honest);
    assert!(reply.verdicts.is_empty(), "{:?}", reply.verdicts);
    let reply = scene.process.sync(&scene.world, &mut scene.hostile);
    assert_eq!(reply.changes, [scene.document]);
    assert!(scene.hostile.documents[&scene.document].has(hash));
    scene.assert_well(pid);
}

#[test]
fn later_work_of_a_phone_whose_change_was_kept_enters_on_another_branch() {
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let document = scene.document;
    let actor = scene.hostile.actor(document, 1);
    let bad = Crafted {
        start_op: 2,
        ..scene.ground.put(actor, "alone", "yes")
    };
    let follower = Crafted {
        deps: vec![hash_of(&bad.raw())],
        seq: 2,
        ..scene.ground.put(actor, "household", "H1")
    };
    let told = scene.send(&[(1, bad.raw()), (1, follower.raw())]);
    assert_eq!(told[&hash_of(&bad.raw())], "operation_number");
    assert_eq!(told[&hash_of(&follower.raw())], "depends_on_quarantined");
    scene.hostile.branch = 2;
    let edit = [Edit::put("household", "H1")];
    scene.hostile.edit(&mut scene.world, document, &edit);
    let reply = scene.process.sync(&scene.world, &mut scene.hostile);
    assert!(reply.verdicts.is_empty(), "{:?}", reply.verdicts);
    scene.process.sync(&scene.world, &mut scene.honest);
    assert_eq!(
        scene.honest.text(document, "household").as_deref(),
        Some("H1")
    );
    scene.assert_well(pid);
}

/// A request with any payload, signed as a valid one.
pub(crate) fn signed(phone: &Phone, flags: u8, payload: &[u8]) -> Vec<u8> {
    seal_payload(phone.server, &phone.key, flags, payload)
}

#[test]
fn messages_that_swell_or_nest_are_refused_as_they_are() {
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let before_mib = scene.process.resident_mib();
    let bomb = zstd::bulk::compress(&vec![0; 64 << 20], 19).unwrap();
    let mut nested = vec![0x81; 100_000];
    nested.push(0x00);
    // A list, a text and a byte string that claim 2^60 elements.
    let lengths = [0x9b, 0x7b, 0x5b].map(|head| [&[head, 0x10][..], &[0; 7]].concat());
    let mut payloads = vec![(bomb, 1), (nested, 0)];
    payloads.extend(lengths.map(|length| ([&[0x85][..], &length].concat(), 0)));
    // Honest except for as many empty segments as fit.
    let install = scene.hostile.install;
    let begun = (
        &install,
        1_u64,
        1_u64,
        minicbor::bytes::ByteVec::from(Vec::new()),
    );
    let mut countless = minicbor::to_vec(begun).unwrap();
    countless[0] = 0x85;
    countless.extend([0x9a, 0, 0x3f, 0xff, 0]);
    countless.resize(countless.len() + 0x3f_ff00, 0x40);
    payloads.push((zstd::bulk::compress(&countless, 3).unwrap(), 1));
    for (payload, flags) in payloads {
        let body = signed(&scene.hostile, flags, &payload);
        let answer = scene.process.request("POST /v1/sync", &body);
        let problem = answer.problem();
        assert!(
            matches!(problem, ProblemCode::Malformed | ProblemCode::TooLarge),
            "{problem}"
        );
    }
    let grew_mib = scene.process.resident_mib() - before_mib;
    assert!(grew_mib < 64, "{grew_mib} MiB");
    scene.hostile.counter += 1;
    scene.assert_well(pid);
}
