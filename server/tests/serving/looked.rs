//! Looking at quarantined changes: whatever strangers wrote, nothing on the screen moves, disappears or changes
//! direction.

use std::process::Command;

use puente_document::Edit;

use crate::crafted::Crafted;
use crate::hostile::Scene;

/// The most characters that one screen may show of a change: a few values of the greatest length that is shown.
const SHOWN_MAX: usize = 64 * 1024;

fn shown(scene: &Scene, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_puente"))
        .args(arguments)
        .arg("--data")
        .arg(scene.world.folder.path())
        .arg("--key-file")
        .arg(scene.world.folder.path().join("key"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn hostile_values_are_shown_as_they_are_written_and_do_nothing() {
    let mut scene = Scene::new();
    let pid = scene.process.id();
    // The longest value that is allowed, and one that is too long to be read.
    let [long, endless] = [4_000, 30_000].map(|count| "ñ".repeat(count));
    let values = [
        "\u{1b}[2J\u{1b}]0;title\u{7}",
        "rn\r\nnew line\t\u{8}\u{8}",
        "\u{202e}txt.exe\u{2066}\u{200f}",
        "a\u{301}\u{200b}\u{feff}\u{e0041}\u{0}",
        "\u{9b}31m\u{85}",
        &long,
        &endless,
    ];
    let bad: Vec<_> = (100..)
        .zip(values)
        .map(|(branch, value)| {
            let actor = scene.hostile.actor(scene.document, branch);
            // Numbered like an earlier operation, so that it is quarantined.
            let put = scene.ground.put(actor, "alone", value);
            let crafted = Crafted { start_op: 2, ..put };
            (scene.document, branch, crafted.raw())
        })
        .collect();
    scene.hostile.forge(&scene.world, &bad);
    let edit = Edit::put("measured.beside", "1");
    scene
        .hostile
        .edit(&mut scene.world, scene.document, &[edit]);
    let told = scene
        .process
        .sync(&scene.world, &mut scene.hostile)
        .verdicts;
    assert_eq!(told.len(), bad.len());
    let kept = scene.world.server.administration.quarantined().unwrap();
    assert_eq!(kept.len(), bad.len());
    let mut all = String::new();
    for line in &kept {
        let number = line.number.to_string();
        for more in [&[][..], &["--json"]] {
            all += &shown(&scene, &[&["quarantine", "show", &number], more].concat());
        }
    }
    all += &shown(&scene, &["quarantine", "list"]);
    assert!(
        all.contains("\\u{1b}[2J") && all.contains("\\u{202e}txt.exe"),
        "{all}"
    );
    assert!(all.contains(&long) && !all.contains(&endless));
    let strange = all.chars().find(|c| {
        (c.is_control() && *c != '\n') || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    });
    assert_eq!(strange, None);
    assert!(all.chars().count() < 2 * SHOWN_MAX);
    scene.assert_well(pid);
}
