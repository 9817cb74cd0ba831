//! Who may enrol, what a revoked device can still do, and what becomes of a copied store.

use crate::world::{CROSSING, SHELTER, World, number};

#[test]
fn a_code_works_once_and_both_screens_show_the_same_digits() {
    let world = World::new();
    let server = world.serve();
    let code = world.invite(CROSSING, "volunteer");
    let rosa = world.device("rosa");
    let enrolled = rosa.ask(&["enrol", "--server", &server.url, "--code", &code]);
    let digits = enrolled["six_digits"].as_str().unwrap();
    assert!(digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit()));
    let grants = enrolled["grants"].as_array().unwrap();
    assert_eq!(grants.len(), 1);
    assert!(grants[0].as_str().unwrap().contains(CROSSING));
    let luis = world.device("luis");
    for code in [&code, "AAAAA-AAAA-AAAA-AAAA-AAAA", "nonsense"] {
        let enrol = ["enrol", "--server", &server.url, "--code", code];
        assert_eq!(luis.fail(&enrol), "code_refused");
    }
    let enrol = ["enrol", "--server", &server.url, "--code", &code];
    assert_eq!(rosa.fail(&enrol), "already_enrolled");
}

#[test]
fn a_revoked_device_gets_nothing_and_what_it_sends_is_kept_aside() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    rosa.register("Eva", &[]);
    rosa.sync();
    let device = rosa.ask(&["status"])["device"].clone();
    world.puente(&["device", "revoke", device.as_str().unwrap()]);
    let late = rosa.register("Leo", &[]);
    ines.register("Sol", &[]);
    ines.sync();
    let refused = rosa.run(&["sync"]);
    assert_eq!(refused.exit_code, 1, "what was sent is in no record");
    assert_eq!(refused.json["stop"], "revoked");
    assert_eq!(refused.json["error"]["code"], "device_revoked");
    assert_eq!(number(&refused.json, "documents_received"), 0);
    assert_eq!(number(&refused.json, "changes_acknowledged"), 1);
    assert_eq!(number(&refused.json, "quarantined"), 1);
    assert_eq!(world.status("quarantined"), 1);
    assert_eq!(world.status("records"), 2);
    let status = rosa.ask(&["status"]);
    assert_eq!(status["revoked"], true);
    assert_eq!(number(&status, "needs_attention"), 1);
    assert_eq!(status["attention"][0]["reason"], "device_revoked");
    // It keeps only the records that it is asked about, until somebody has looked.
    let people = rosa.everything();
    assert_eq!(people.len(), 1);
    assert_eq!(rosa.ask(&["show", &late])["state"], "needs_attention");
    let aside = world.puente(&["quarantine", "list"]);
    assert_eq!(aside["quarantined"][0]["reason"], "device_revoked");
    assert_eq!(aside["quarantined"][0]["device"], device);
    ines.sync();
    assert_eq!(ines.everything().len(), 2);
    let number = aside["quarantined"][0]["number"].to_string();
    world.puente(&["quarantine", "release", &number]);
    assert_eq!(rosa.run(&["sync"]).json["stop"], "revoked");
    // A found phone reveals nothing.
    assert_eq!(rosa.fail(&["show", &late]), "no_such_record");
    assert!(rosa.everything().is_empty());
    ines.sync();
    assert_eq!(ines.everything().len(), 3);
}

#[test]
fn a_copied_store_becomes_another_installation_and_neither_loses_anything() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    rosa.register("Eva", &[]);
    rosa.sync();
    let copy = rosa.copy("rosa-copy");
    rosa.register("Leo", &[]);
    copy.register("Sol", &[]);
    rosa.sync();
    copy.sync();
    rosa.register("Paz", &[]);
    copy.register("Luz", &[]);
    for device in [&rosa, &copy, &rosa, &ines] {
        device.sync();
    }
    let people = ines.everything();
    assert_eq!(people.len(), 5);
    assert_eq!(rosa.everything(), people);
    assert_eq!(copy.everything(), people);
    assert_eq!(world.status("quarantined"), 0);
}

#[test]
fn a_role_at_another_site_opens_that_site_too() {
    let world = World::new();
    let server = world.serve();
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let omar = world.enrolled(&server.url, "omar", SHELTER, "shelter-admin");
    omar.register("Eva", &[]);
    omar.sync();
    ines.sync();
    assert!(ines.everything().is_empty());
    let accounts = world.puente(&["account", "list"]);
    let accounts = accounts["accounts"].as_array().unwrap();
    let account = accounts.iter().find(|of| of["name"] == "ines").unwrap();
    let account = account["account"].as_str().unwrap();
    let role = [
        "--account",
        account,
        "--site",
        SHELTER,
        "--role",
        "case-worker",
    ];
    world.puente(&[&["grant", "add"], &role[..]].concat());
    ines.sync();
    ines.sync();
    assert_eq!(ines.everything(), omar.everything());
    world.puente(&[&["grant", "end"], &role[..]].concat());
    ines.sync();
    ines.sync();
    assert!(ines.everything().is_empty());
}
