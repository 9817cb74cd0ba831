//! What an operator sees of a server: readiness, metrics, log lines.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::problem::ProblemCode;

use crate::process::{Process, request};
use crate::world::World;

/// The value of a metric.
fn figure(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let value = line.unwrap_or_else(|| panic!("no {name} in {text}"));
    value.trim().parse().unwrap()
}

#[test]
fn figures_tell_what_happened_and_name_nobody() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut auditor = world.phone("Norte", Role::Auditor);
    let mut process = Process::start(&world, &["--metrics", "127.0.0.1:0"]);
    let metrics = process.said_url().parse().unwrap();
    let person = ana.register(&mut world, "Persona Secreta");
    process.sync(&world, &mut ana);
    auditor.register(&mut world, "Persona Prohibida");
    process.sync(&world, &mut auditor);
    ana.edit(&mut world, person, &[Edit::put("name.given", "Otra")]);
    process.sync(&world, &mut ana);
    let refused = process.request("POST /v1/sync", b"nonsense");
    assert_eq!(refused.problem(), ProblemCode::UnsupportedVersion);
    let answer = request(metrics, "GET /metrics", b"");
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains("text/plain; version=0.0.4"));
    let text = String::from_utf8(answer.body).unwrap();
    let expected = [
        ("puente_exchanges_total{outcome=\"done\"}", 3.0),
        (
            "puente_exchanges_total{outcome=\"unsupported_version\"}",
            1.0,
        ),
        ("puente_changes_total{verdict=\"accepted\"}", 2.0),
        ("puente_changes_total{verdict=\"quarantined\"}", 1.0),
        ("puente_changes_quarantined", 1.0),
        ("puente_changes_pending", 0.0),
        ("puente_commit_seconds_count", 3.0),
        ("puente_commits_failed_total", 0.0),
        ("puente_trial_children_lost_total", 0.0),
        ("puente_listeners", 0.0),
    ];
    for (name, value) in expected {
        assert_eq!(figure(&text, name), value, "{name} in {text}");
    }
    for name in [
        "puente_trial_children_started_total",
        "puente_received_bytes_total",
        "puente_sent_bytes_total",
        "puente_database_bytes",
        "puente_disk_free_bytes",
    ] {
        assert!(figure(&text, name) > 0.0, "{name}");
    }
    for line in [
        "# HELP puente_exchanges_total Exchanges by what they were answered with.",
        "# TYPE puente_exchanges_total counter",
        "# TYPE puente_commit_seconds histogram",
        "# TYPE puente_listeners gauge",
    ] {
        assert!(text.lines().any(|of| of == line), "{line} in {text}");
    }
    assert!(text.contains("puente_commit_seconds_bucket{le=\"0.0005\"}"));
    let secrets = [
        "Persona".to_owned(),
        person.to_string(),
        ana.id().to_string(),
    ];
    assert!(secrets.iter().all(|secret| !text.contains(secret)));
    assert_eq!(process.request("GET /metrics", b"").status, 404);
}

#[test]
fn figures_are_for_this_machine_only() {
    let world = World::new();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_puente"))
        .args(["serve", "--listen", "127.0.0.1:0", "--metrics", "0.0.0.0:0"])
        .arg("--data")
        .arg(world.folder.path())
        .env("PUENTE_LANGUAGE", "en")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("this machine only"), "{said}");
}

#[test]
fn a_log_line_tells_what_was_asked_and_by_nobody() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let process = Process::start(&world, &["--log", "json"]);
    ana.register(&mut world, "Persona Secreta");
    process.sync(&world, &mut ana);
    let line = process.logged("answered");
    assert_eq!(
        (&line["method"], &line["route"], &line["status"]),
        (&"POST".into(), &"/v1/sync".into(), &200.into())
    );
    assert!(line["bytes"].as_u64().unwrap() > 100);
    assert_eq!(line["span"]["id"].as_str().unwrap().len(), 32);
    // A stranger may put anything into a path and an id.
    let made_up = "GET /Persona?name=Secreta HTTP/1.1\r\nX-Request-Id: Persona Secreta\r\nX-Rest:";
    assert_eq!(process.request(made_up, b"").status, 404);
    let line = process.logged("answered");
    assert_eq!(
        (&line["route"], &line["status"]),
        (&"none".into(), &404.into())
    );
    assert!(!line.to_string().contains("Persona") && !line.to_string().contains("127.0.0.1"));
    let told = "0123456789abcdef0123456789abcdef";
    let head = format!("GET /v1/sync HTTP/1.1\r\nX-Request-Id: {told}\r\nX-Rest:");
    let answer = process.request(&head, b"");
    assert!(answer.head.contains(told), "{}", answer.head);
    assert_eq!(process.logged("answered")["span"]["id"], told);
}

#[test]
fn a_server_is_ready_when_it_can_write() {
    let world = World::new();
    let process = Process::start(&world, &[]);
    let ready = process.request("GET /v1/ready", b"");
    assert_eq!((ready.status, &*ready.body), (200, &b"ready\n"[..]));
    world.assert_whole();
}
