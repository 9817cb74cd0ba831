//! What a new server still lacks, and its first recovery key.

use puente_policy::Role;
use serde_json::{Value, json};

use crate::console::{Console, PASSWORD};
use crate::process::Process;
use crate::world::World;

const KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

#[test]
fn an_administrator_sees_what_is_lacking_and_gives_the_first_recovery_key() {
    let mut world = World::new();
    let office = world.phone("office", Role::Administrator);
    let process = Process::start(&world, &[]);
    let mut console = Console::signed_in(process.address, &office);
    let lacking = console.get("/v1/setup").json();
    let sites = lacking["sites"].as_u64().unwrap();
    assert_eq!(lacking["people"], 0);
    assert_eq!(lacking["recovery_key"], Value::Null);
    assert_eq!(lacking["backed_up_ms"], Value::Null);

    let set = |console: &mut Console, key: &str| {
        console.post("/v1/setup/recovery-key", &json!({ "key": key }))
    };
    assert_eq!(set(&mut console, &KEY[..40]).code(), "malformed");
    // A secret key must never get here; if it does, it is not taken.
    let secret = format!("AGE-SECRET{}1{}", "-KEY-", "Q".repeat(58));
    assert_eq!(set(&mut console, &secret).code(), "malformed");
    let set_now = set(&mut console, &format!(" {KEY} ")).json();
    assert_eq!(set_now["recovery_key"], KEY);
    // Every device and session is told of the key.
    console.log_in(PASSWORD);
    // Another takes the server's machine.
    assert_eq!(set(&mut console, KEY).code(), "not_possible");

    world.phone("Norte", Role::Volunteer);
    let closed = world.server.administration.site("Sur").unwrap().facts.id;
    let close = json!({ "is_open": false });
    console.post(&format!("/v1/sites/{closed}"), &close);
    console.log_in(PASSWORD);
    let now = console.get("/v1/setup").json();
    assert_eq!(now["people"], 1);
    assert_eq!(now["sites"].as_u64(), Some(sites - 1));
    world.assert_whole();
}
