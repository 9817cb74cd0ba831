//! Quarantined changes, as a person with the duty to handle them sees them.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_record::DocumentId;
use serde_json::json;

use crate::console::Console;
use crate::phone::Phone;
use crate::process::Process;
use crate::world::World;

struct Scene {
    _process: Process,
    world: World,
    ana: Phone,
    eva: Phone,
    person: DocumentId,
    console: Console,
}

/// A person at Norte, and somebody at Sur who writes about them without being entitled.
fn scene(given: &str) -> Scene {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Sur", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    eva.documents.insert(person, ana.documents[&person].clone());
    eva.edit(&mut world, person, &[Edit::put("name.given", given)]);
    eva.sync(&world);
    let marta = world.phone("office", Role::Administrator);
    let process = Process::start(&world, &[]);
    let address = process.address;
    Scene {
        _process: process,
        console: Console::signed_in(address, &marta),
        world,
        ana,
        eva,
        person,
    }
}

impl Scene {
    fn number(&mut self) -> String {
        let list = self.console.get("/v1/quarantine").json();
        let changes = list["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0]["reason"], "not_entitled");
        assert_eq!(changes[0]["device"], self.eva.id().to_string());
        assert_eq!(changes[0].get("writes"), None);
        format!("/v1/quarantine/{}", changes[0]["number"])
    }

    fn told(&mut self) -> Vec<(ChangeState, String)> {
        let verdicts = self.eva.sync(&self.world).verdicts;
        verdicts
            .into_iter()
            .map(|verdict| (verdict.state, verdict.reason))
            .collect()
    }
}

#[test]
fn a_change_is_looked_at_as_plain_text_and_released() {
    let mut scene = scene("Otra\u{202e}<b>\u{7}");
    let path = scene.number();
    let shown = scene.console.get(&path).json();
    assert_eq!(shown["writes"][0]["key"], "name.given");
    assert_eq!(shown["writes"][0]["value"], "Otra\\u{202e}<b>\\u{7}");
    assert_eq!(
        scene
            .console
            .post(&format!("{path}/release"), &json!({}))
            .code(),
        "ok"
    );
    assert_eq!(scene.console.get(&path).code(), "not_found");
    assert_eq!(scene.told(), [(ChangeState::Released, String::new())]);
    scene.ana.sync(&scene.world);
    let given = scene.ana.text(scene.person, "name.given");
    assert_eq!(given.as_deref(), Some("Otra\u{202e}<b>\u{7}"));
    scene.world.assert_whole();
}

#[test]
fn what_a_change_says_is_written_again_beside_what_others_wrote_since() {
    let mut scene = scene("Otra");
    scene.ana.edit(
        &mut scene.world,
        scene.person,
        &[Edit::put("name.given", "Persona")],
    );
    scene.ana.sync(&scene.world);
    let path = scene.number();
    let again = format!("{path}/write-again");
    assert_eq!(
        scene.console.post(&again, &json!({ "reason": " " })).code(),
        "malformed"
    );
    let why = json!({ "reason": "la registró otra vez en Sur" });
    assert_eq!(scene.console.post(&again, &why).code(), "ok");
    assert_eq!(scene.console.post(&again, &why).code(), "not_found");
    let told = scene.told();
    assert_eq!(
        told,
        [(
            ChangeState::WrittenAgain,
            "la registró otra vez en Sur".into()
        )]
    );
    scene.ana.sync(&scene.world);
    let conflicts = scene.ana.documents[&scene.person].conflicts();
    assert_eq!(conflicts.len(), 1);
    let candidates = &conflicts[0].candidates;
    let again = candidates
        .iter()
        .find(|of| of.value.as_text() == Some("Otra"))
        .unwrap();
    let basis = format!("written again for {}", scene.eva.account);
    assert_eq!(again.basis.message(), basis);
    assert_eq!(candidates.len(), 2);
    let status = scene.world.server.administration.status().unwrap();
    assert_eq!((status.quarantined, status.set_aside), (0, 1));
    scene.world.assert_whole();
}

#[test]
fn a_change_is_set_aside_with_a_reason() {
    let mut scene = scene("Otra");
    let path = scene.number();
    let aside = format!("{path}/set-aside");
    assert_eq!(scene.console.post(&aside, &json!({})).code(), "malformed");
    let why = json!({ "reason": "no es ella" });
    assert_eq!(scene.console.post(&aside, &why).code(), "ok");
    assert_eq!(scene.told(), [(ChangeState::SetAside, "no es ella".into())]);
    let release = scene.console.post(&format!("{path}/release"), &json!({}));
    assert_eq!(release.code(), "not_found");
    scene.world.assert_whole();
}

#[test]
fn a_registration_that_was_never_taken_is_written_again() {
    let mut scene = scene("Otra");
    let revoked = scene.ana.id();
    scene
        .world
        .server
        .administration
        .revoke_device(scene.world.now_ms, revoked, None)
        .unwrap();
    let person = scene.ana.register(&mut scene.world, "Persona Dos");
    scene.ana.sync(&scene.world);
    let kept = scene.world.server.administration.quarantined().unwrap();
    let number = kept
        .iter()
        .find(|line| line.kept.document == person)
        .unwrap()
        .number;
    let path = format!("/v1/quarantine/{number}/write-again");
    let why = json!({ "reason": "el teléfono se perdió" });
    assert_eq!(scene.console.post(&path, &why).code(), "ok");
    let mut luz = scene.world.phone("Norte", Role::Volunteer);
    luz.sync(&scene.world);
    // The refused document belongs to its device alone: the values are written into a document that the server
    // founded.
    let written = luz.documents.keys().filter(|id| **id != person);
    let names: Vec<_> = written
        .filter_map(|id| luz.text(*id, "name.given"))
        .collect();
    assert!(names.contains(&"Persona Dos".to_owned()), "{names:?}");
    scene.world.assert_whole();
}
