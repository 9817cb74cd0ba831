//! Who may do what over HTTP, written down a second time: every endpoint that is about records or the system,
//! for every role, at the record's site and at another site.

use puente_document::Edit;
use puente_policy::Role;
use puente_record::{DocumentId, RecordCode};
use serde_json::json;

use crate::console::Console;
use crate::process::Process;
use crate::world::World;

/// `ok`: may. `purpose`: may, with a purpose. `no`: is refused. `none`: is told that there is nothing.
const EXPECTED: &str = "
    role           site   queue  record   state    conflicts history  search   decide  list  show  release again aside all  repair people phones sites invite boss  give  lost  setup key        site
    volunteer      Norte  no     ok       ok       ok        ok       ok       no      no    no    no      no    no    no   no     no     no     no    no     no    no    no    no    no         no
    case-worker    Norte  no     ok       ok       ok        ok       ok       no      no    no    no      no    no    no   no     no     no     no    no     no    no    no    no    no         no
    shelter-admin  Norte  ok     ok       ok       ok        ok       ok       ok      no    no    no      no    no    no   no     ok     ok     ok    ok     no    ok    none  no    no         no
    auditor        Norte  no     none     none     none      none     no       none    no    no    no      no    no    no   no     no     no     no    no     no    no    no    no    no         no
    administrator  Norte  no     none     none     none      none     no       none    ok    none  none    none  none  ok   none   ok     ok     ok    ok     ok    ok    none  ok    malformed  ok
    volunteer      Sur    no     none     none     none      none     ok       none    no    no    no      no    no    no   no     no     no     no    no     no    no    no    no    no         no
    case-worker    Sur    no     purpose  purpose  purpose   purpose  purpose  none    no    no    no      no    no    no   no     no     no     no    no     no    no    no    no    no         no
    shelter-admin  Sur    ok     purpose  purpose  purpose   purpose  purpose  none    no    no    no      no    no    no   no     ok     ok     ok    no     no    none  none  no    no         no
    auditor        Sur    no     none     none     none      none     no       none    no    no    no      no    no    no   no     no     no     no    no     no    no    no    no    no         no
    administrator  Sur    no     none     none     none      none     no       none    ok    none  none    none  none  ok   none   ok     ok     ok    ok     ok    ok    none  ok    malformed  ok
";

fn word(code: &str) -> &str {
    match code {
        // The decision is about an outdated state: somebody without the right would not have got this far.
        "ok" | "outdated" => "ok",
        "purpose_needed" => "purpose",
        "forbidden" => "no",
        "not_found" => "none",
        other => other,
    }
}

#[test]
fn every_endpoint_is_open_to_whom_the_grid_says() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let code = RecordCode::generate([3; 16]).to_string();
    let person = ana.register(&mut world, "Persona Uno");
    ana.edit(&mut world, person, &[Edit::put("code", &*code)]);
    ana.sync(&world);
    luz.sync(&world);
    ana.edit(&mut world, person, &[Edit::put("sex", "female")]);
    luz.edit(&mut world, person, &[Edit::put("sex", "male")]);
    ana.sync(&world);
    luz.sync(&world);
    let process = Process::start(&world, &[]);
    let address = process.address;
    let record = format!("/v1/records/{person}");
    let decision = json!({ "decisions": [{
        "document": person, "field": "sex", "seen": [], "reason": "acta",
        "decide": { "value": "female" },
    }] });
    let why = json!({ "reason": "acta" });
    let unknown = DocumentId::from_bytes([9; 16]);
    let of_device = json!({ "device": luz.id(), "reason": "acta" });
    let norte = world.server.administration.site("Norte").unwrap().facts.id;
    let at_norte = |role| json!({ "site": norte, "role": role });
    let give = format!("/v1/people/{}/grants", luz.account);
    let mut lines = EXPECTED.lines().filter(|line| !line.trim().is_empty());
    let names: Vec<&str> = lines.next().unwrap().split_whitespace().skip(2).collect();
    let mut asked = 0;
    for line in lines {
        let mut cells = line.split_whitespace();
        let role: Role = cells.next().unwrap().parse().unwrap();
        let site = cells.next().unwrap();
        let phone = world.phone(site, role);
        let mut console = Console::signed_in(address, &phone);
        for (name, expected) in names.iter().zip(cells) {
            let reply = match *name {
                "queue" => console.get("/v1/conflicts"),
                "record" => console.get(&record),
                "state" => console.get(&format!("{record}/state?at_ms={}", i64::MAX)),
                "conflicts" => console.get(&format!("{record}/conflicts")),
                "history" => console.get(&format!("{record}/history")),
                "search" => console.post("/v1/records/search", &json!({ "code": code })),
                "decide" => console.post(&format!("{record}/decisions"), &decision),
                "list" => console.get("/v1/quarantine"),
                "show" => console.get("/v1/quarantine/7"),
                "release" => console.post("/v1/quarantine/7/release", &json!({})),
                "again" => console.post("/v1/quarantine/7/write-again", &why),
                "aside" => console.post("/v1/quarantine/7/set-aside", &why),
                "all" => console.post("/v1/quarantine/set-aside", &of_device),
                "repair" => console.post(&format!("/v1/documents/{unknown}/repair"), &of_device),
                "people" => console.get("/v1/people"),
                "phones" => console.get("/v1/devices"),
                "sites" => console.get("/v1/sites"),
                "invite" => console.post("/v1/invites", &at_norte(Role::CaseWorker)),
                "boss" => console.post("/v1/invites", &at_norte(Role::Administrator)),
                "give" => console.post(&give, &at_norte(Role::CaseWorker)),
                "lost" => console.post(&format!("/v1/devices/{unknown}/revoke"), &json!({})),
                "site" => console.post(&format!("/v1/sites/{norte}"), &json!({})),
                "setup" => console.get("/v1/setup"),
                "key" => console.post("/v1/setup/recovery-key", &json!({ "key": "age1" })),
                other => unreachable!("{other}"),
            };
            assert_eq!(word(&reply.code()), expected, "{role} at {site}: {name}");
            asked += 1;
        }
    }
    assert_eq!(asked, Role::ALL.len() * 2 * names.len());
    world.assert_whole();
}
