//! Filling what others need: the actors of a document, and the quarantine where changes wait.

use crate::phone::random;
use crate::scene::{NORTH, Scene};
use crate::wire::change::Change;
use crate::wire::document::Kind;
use crate::wire::segment::Item;

#[test]
fn many_small_branches_leave_a_record_writable() {
    let scene = Scene::new();
    let mut honest = scene.phone(1, NORTH, "volunteer");
    let home = honest.site;
    let (mut person, first) = honest.begin(Kind::Core, home, &[("name.given", "Ana")]);
    assert_eq!(honest.bring(&[first]), []);
    let mut inputs = 0;
    // One device, then ten, each with as many branches as a document has room for actors.
    for number in 0..10 {
        let mut hostile = scene.phone(10 + number, NORTH, "volunteer");
        let branches: Vec<_> = (0..300)
            .map(|branch| hostile.edit(&mut person.clone(), branch, &[("notes.x", "1")]))
            .collect();
        inputs += branches.len();
        for part in branches.chunks(100) {
            hostile.seal(part);
        }
        let _ = hostile.sync();
        let edit = honest.edit(&mut person, 0, &[("notes.after", "1")]);
        assert_eq!(honest.bring(&[edit]), [], "after {inputs} branches");
        let mut newcomer = scene.phone(100 + number, NORTH, "volunteer");
        let edit = newcomer.edit(&mut person, 0, &[("notes.new", "1")]);
        assert_eq!(
            newcomer.bring(&[edit]),
            [],
            "a new phone after {inputs} branches"
        );
    }
    scene.end("branches", inputs);
}

#[test]
fn a_change_that_waits_honestly_enters_when_what_it_waits_for_comes() {
    let scene = Scene::new();
    let mut first = scene.phone(1, NORTH, "volunteer");
    let mut second = scene.phone(2, NORTH, "volunteer");
    let home = first.site;
    let (mut person, root) = first.begin(Kind::Core, home, &[("name.given", "Ana")]);
    assert_eq!(first.bring(&[root]), []);
    let mut inputs = 0;
    for number in 0..5 {
        let mut hostile = scene.phone(10 + number, NORTH, "volunteer");
        let orphans: Vec<_> = (0..150)
            .map(|branch| {
                let writer = hostile.writer(person.id, branch);
                let puts = Vec::new();
                let mut change = Change {
                    deps: vec![random(&mut hostile.rng)],
                    actor: writer.actor,
                    seq: writer.seq,
                    start_op: 50,
                    time_ms: writer.time_ms,
                    message: String::new(),
                    puts,
                };
                change.puts.push(crate::wire::change::Put {
                    key: "notes.x".into(),
                    text: Some("1".into()),
                    replaces: Vec::new(),
                });
                Item::Change {
                    document: person.id,
                    branch,
                    raw: change.chunk().1,
                }
            })
            .collect();
        inputs += orphans.len();
        hostile.seal(&orphans);
        let _ = hostile.sync();
    }
    // The second phone got the first one's edit by a file, and syncs before it.
    let before = first.edit(&mut person, 0, &[("notes.first", "1")]);
    let after = second.edit(&mut person, 0, &[("notes.second", "1")]);
    let told = second.bring(&[after]);
    assert!(
        told.iter().all(|(state, _)| *state == 3),
        "it waits: {told:?}"
    );
    // A device that brings the missing change as its own is told nothing about it.
    let mut thief = scene.phone(30, NORTH, "volunteer");
    let told = thief.bring(std::slice::from_ref(&before));
    assert_eq!(told, [(0, "actor_of_another".to_owned())]);
    assert_eq!(first.bring(&[before]), []);
    let told: Vec<_> = second
        .sync()
        .expect("an exchange")
        .verdicts
        .into_values()
        .collect();
    assert!(
        told.iter().all(|(state, _)| *state == 4) && told.len() == 1,
        "it entered: {told:?}"
    );
    scene.end("orphans", inputs);
}
