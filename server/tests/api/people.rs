//! People, phones and sites, managed by somebody who is signed in.

use puente_policy::Role;
use puente_protocol::enrolment::EnrolRequest;
use puente_protocol::identity::six_digits;
use puente_protocol::problem::ProblemCode;
use puente_record::SiteId;
use puente_record::date::Moment;
use serde_json::{Value, json};

use crate::console::{Console, PASSWORD};
use crate::phone::Phone;
use crate::process::Process;
use crate::world::World;

struct Scene {
    world: World,
    _process: Process,
    norte: SiteId,
    sur: SiteId,
    marta: Console,
    office: Console,
    ana: Phone,
}

/// Marta runs Norte, Ana registers there; somebody at the office runs the server.
fn scene() -> Scene {
    let mut world = World::new();
    let ana = world.phone("Norte", Role::Volunteer);
    let marta = world.phone("Norte", Role::ShelterAdmin);
    let office = world.phone("office", Role::Administrator);
    let process = Process::start(&world, &[]);
    let site = |name| world.server.administration.site(name).unwrap().facts.id;
    Scene {
        norte: site("Norte"),
        sur: site("Sur"),
        marta: Console::signed_in(process.address, &marta),
        office: Console::signed_in(process.address, &office),
        world,
        _process: process,
        ana,
    }
}

fn accounts(reply: &Value) -> Vec<&str> {
    let people = reply["people"].as_array().unwrap();
    people
        .iter()
        .map(|one| one["account"].as_str().unwrap())
        .collect()
}

#[test]
fn a_shelter_admin_sees_who_registers_at_her_site_and_an_administrator_everybody() {
    let mut scene = scene();
    scene.world.phone("Sur", Role::Volunteer);
    let seen = scene.marta.get("/v1/people").json();
    assert_eq!(accounts(&seen), [scene.ana.account.to_string()]);
    assert_eq!(seen["people"][0]["managed"], true);
    assert_eq!(seen["people"][0]["grants"][0]["role"], "volunteer");
    let all = scene.office.get("/v1/people").json();
    assert_eq!(accounts(&all).len(), 4);
}

#[test]
fn one_more_phone_for_tonight_is_invited_without_a_shell() {
    let mut scene = scene();
    let invitation = json!({ "site": scene.norte, "role": "volunteer" });
    let invited = scene.marta.post("/v1/invites", &invitation).json();
    let code = invited["code"].as_str().unwrap().to_owned();
    let key = ed25519_dalek::SigningKey::from_bytes(&scene.world.random());
    let request = EnrolRequest::new(code, "Luz Prueba".into(), &key);
    let reply = scene.world.enrol(&request.to_bytes()).unwrap();
    assert_eq!(reply.site, scene.norte);
    let devices = scene.marta.get("/v1/devices").json();
    let digits = six_digits(reply.server.as_bytes(), &key.verifying_key().to_bytes());
    let mut seen = devices["devices"].as_array().unwrap().iter();
    let new = seen.find(|one| one["people"] == "Luz Prueba").unwrap();
    assert_eq!(new["digits"], digits);
    for hours in [0, 73] {
        let wrong = json!({ "site": scene.norte, "role": "volunteer", "valid_hours": hours });
        assert_eq!(scene.marta.post("/v1/invites", &wrong).code(), "malformed");
    }
}

#[test]
fn a_phone_that_went_silent_is_seen() {
    let mut scene = scene();
    let brought = |scene: &mut Scene| {
        let seen = scene.marta.get("/v1/devices").json();
        let phones = seen["devices"].as_array().unwrap();
        let of_ana = phones
            .iter()
            .find(|one| one["device"] == scene.ana.id().to_string());
        of_ana.unwrap()["brought_ms"].clone()
    };
    assert_eq!(brought(&mut scene), Value::Null);
    scene.ana.register(&mut scene.world, "Persona Uno");
    scene.ana.sync(&scene.world);
    assert_eq!(brought(&mut scene), scene.world.now_ms);
}

#[test]
fn roles_are_given_and_ended_at_ones_own_site_alone() {
    let mut scene = scene();
    let grants = format!("/v1/people/{}/grants", scene.ana.account);
    let at = |site: SiteId, role: &str| json!({ "site": site, "role": role });
    for (role, site, code) in [
        ("case-worker", scene.norte, "ok"),
        ("case-worker", scene.sur, "forbidden"),
        ("shelter-admin", scene.norte, "forbidden"),
    ] {
        assert_eq!(
            scene.marta.post(&grants, &at(site, role)).code(),
            code,
            "{role}"
        );
    }
    let end = format!("{grants}/end");
    assert_eq!(
        scene.marta.post(&end, &at(scene.norte, "volunteer")).code(),
        "ok"
    );
    let seen = scene.marta.get("/v1/people").json();
    let left = seen["people"][0]["grants"].as_array().unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["role"], "case-worker");
    scene.world.assert_whole();
}

#[test]
fn whoever_has_a_role_elsewhere_too_is_ended_by_an_administrator_alone() {
    let mut scene = scene();
    let person = format!("/v1/people/{}", scene.ana.account);
    let elsewhere = json!({ "site": scene.sur, "role": "volunteer" });
    assert_eq!(
        scene
            .office
            .post(&format!("{person}/grants"), &elsewhere)
            .code(),
        "ok"
    );
    let device = format!("/v1/devices/{}/revoke", scene.ana.id());
    for path in [
        &format!("{person}/end"),
        &format!("{person}/one-time-password"),
        &device,
    ] {
        assert_eq!(
            scene.marta.post(path, &json!({})).code(),
            "forbidden",
            "{path}"
        );
    }
    assert_eq!(scene.office.post(&device, &json!({})).code(), "ok");
    assert_eq!(
        scene
            .office
            .post(&format!("{person}/end"), &json!({}))
            .code(),
        "ok"
    );
    let unknown = format!("/v1/people/{}/end", "0".repeat(32));
    assert_eq!(scene.office.post(&unknown, &json!({})).code(), "not_found");
}

#[test]
fn a_lost_phone_is_ended_by_the_shelter_admin_and_gets_nothing_more() {
    let mut scene = scene();
    let device = format!("/v1/devices/{}/revoke", scene.ana.id());
    assert_eq!(scene.marta.post(&device, &json!({})).code(), "ok");
    let devices = scene.marta.get("/v1/devices").json();
    let lost = devices["devices"].as_array().unwrap().iter();
    let lost = lost.filter(|one| one["device"] == scene.ana.id().to_string());
    assert!(lost.clone().count() == 1 && lost.clone().all(|one| one["revoked_ms"].is_i64()));
    let pages = scene.ana.sync(&scene.world).pages;
    let mut told = pages.iter().filter_map(|page| page.grants.as_ref());
    assert!(told.any(|grants| grants.revoked));
}

#[test]
fn whoever_runs_the_server_is_not_made_its_auditor() {
    let mut scene = scene();
    let own = format!("/v1/people/{}/grants", scene.office.account);
    let auditor = json!({ "site": scene.norte, "role": "auditor" });
    assert_eq!(scene.office.post(&own, &auditor).code(), "malformed");
    let ana = format!("/v1/people/{}/grants", scene.ana.account);
    assert_eq!(scene.office.post(&ana, &auditor).code(), "ok");
    let administrator = json!({ "site": scene.norte, "role": "administrator" });
    assert_eq!(scene.office.post(&ana, &administrator).code(), "malformed");
}

#[test]
fn a_forgotten_password_is_replaced_by_one_that_is_good_once() {
    let mut scene = scene();
    let path = format!("/v1/people/{}/one-time-password", scene.ana.account);
    let made = scene.marta.post(&path, &json!({})).json();
    let once = made["password"].as_str().unwrap();
    let mut ana = Console::on(scene.marta.address, &scene.ana);
    assert_eq!(ana.choose(Some(once), "otra frase larga").code(), "ok");
    assert_eq!(ana.log_in("otra frase larga").code(), "ok");
}

#[test]
fn a_site_is_set_up_renamed_and_closed_by_an_administrator() {
    let mut scene = scene();
    let new = json!({ "name": "Puerta México", "kind": "crossing", "zone": "America/Tijuana" });
    assert_eq!(scene.marta.post("/v1/sites", &new).code(), "forbidden");
    let site = scene.office.post("/v1/sites", &new).json();
    // Every device and session is told of the new facts.
    scene.office.log_in(PASSWORD);
    assert_eq!(site["zone"], "America/Tijuana");
    assert_eq!(scene.office.post("/v1/sites", &new).code(), "malformed");
    let path = format!("/v1/sites/{}", site["site"].as_str().unwrap());
    let closed = json!({ "is_open": false, "dif_phones": ["6641234567"] });
    let changed = scene.office.post(&path, &closed).json();
    assert_eq!(
        (&changed["is_open"], &changed["name"]),
        (&json!(false), &json!("Puerta México"))
    );
    scene.marta.log_in(PASSWORD);
    let all = scene.marta.get("/v1/sites").json();
    assert!(all["sites"].as_array().unwrap().contains(&changed));
}

#[test]
fn a_role_for_a_time_is_told_renewed_and_ends_by_itself() {
    let mut scene = scene();
    let grants = format!("/v1/people/{}/grants", scene.ana.account);
    let norte = scene.norte;
    let given =
        |last_day: &str| json!({ "site": norte, "role": "case-worker", "last_day": last_day });
    let role_of_ana = |scene: &mut Scene| {
        let seen = scene.marta.get("/v1/people").json();
        let held = seen["people"][0]["grants"].as_array().unwrap().clone();
        let mut held = held.into_iter();
        held.find(|grant| grant["role"] == "case-worker")
    };
    for wrong in ["2020-02-29", "2099-02-30", "mañana", "2099"] {
        let refused = scene.marta.post(&grants, &given(wrong));
        assert_eq!(refused.code(), "malformed", "{wrong}");
    }
    let logged = |scene: &Scene| {
        scene
            .world
            .server
            .administration
            .status()
            .unwrap()
            .log_entries
    };
    for last_day in ["2098-12-31", "2099-12-31"] {
        assert_eq!(scene.marta.post(&grants, &given(last_day)).code(), "ok");
        let entries = logged(&scene);
        // The answer was lost, or somebody pressed twice.
        assert_eq!(scene.marta.post(&grants, &given(last_day)).code(), "ok");
        assert_eq!(logged(&scene), entries);
        assert_eq!(role_of_ana(&mut scene).unwrap()["last_day"], last_day);
    }
    let told = |scene: &mut Scene| {
        let pages = scene.ana.sync(&scene.world).pages;
        let grants = pages.iter().find_map(|page| page.grants.clone()).unwrap();
        let mut at = grants.at.into_iter();
        at.find(|grant| grant.role == Role::CaseWorker)
    };
    // Norte has no zone: the day ends by the latest clocks of all sites.
    let end_ms = "2100-01-01T08:00:00Z"
        .parse()
        .map(|end: Moment| end.unix_ms());
    let end_ms = end_ms.unwrap();
    assert_eq!(told(&mut scene).unwrap().ends_ms, Some(end_ms));

    let administration = &scene.world.server.administration;
    administration.end_due_grants(end_ms - 1).unwrap();
    assert!(role_of_ana(&mut scene).is_some());
    let entries = logged(&scene);
    // The server was off when it was over.
    let late_ms = end_ms + 5 * 24 * 60 * 60 * 1_000;
    for _ in 0..2 {
        let administration = &scene.world.server.administration;
        administration.end_due_grants(late_ms).unwrap();
    }
    assert_eq!(logged(&scene), entries + 1);
    assert_eq!(role_of_ana(&mut scene), None);
    assert_eq!(told(&mut scene), None);
    let ended: i64 = scene
        .world
        .raw()
        .query_row("SELECT max(until_ms) FROM role_grant", [], |row| row.get(0))
        .unwrap();
    assert_eq!(ended, end_ms, "its grace does not begin later");
    scene.world.assert_whole();
}

#[test]
fn an_invitation_ends_with_the_right_of_whoever_gave_it() {
    let mut scene = scene();
    let invitation = json!({ "site": scene.norte, "role": "volunteer", "last_day": "2099-12-31" });
    let code = |scene: &mut Scene| {
        let invited = scene.marta.post("/v1/invites", &invitation).json();
        invited["code"].as_str().unwrap().to_owned()
    };
    let (first, second) = (code(&mut scene), code(&mut scene));
    let enrol = |scene: &mut Scene, code: &str| {
        let key = ed25519_dalek::SigningKey::from_bytes(&scene.world.random());
        let request = EnrolRequest::new(code.into(), "Luz Prueba".into(), &key).to_bytes();
        (scene.world.enrol(&request), request)
    };
    let (reply, request) = enrol(&mut scene, &first);
    assert!(reply.unwrap().grants.at[0].ends_ms.is_some());
    let norte = scene.norte.to_string();
    let role = Role::ShelterAdmin;
    let administration = &scene.world.server.administration;
    let (now_ms, marta) = (scene.world.now_ms, scene.marta.account);
    administration
        .end_grant(now_ms, marta, &norte, role, None)
        .unwrap();
    let (refused, _) = enrol(&mut scene, &second);
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeWithdrawn);
    // Whoever joined before and lost the answer gets it still.
    assert!(scene.world.enrol(&request).is_ok());
    let administration = &scene.world.server.administration;
    administration
        .add_grant(now_ms, marta, &norte, role, None)
        .unwrap();
    let (renewed, _) = enrol(&mut scene, &second);
    assert!(renewed.is_ok());
    scene.world.assert_whole();
}
