//! Little on the line, much on the disk.

use crate::scene::{NORTH, Scene, scale};
use crate::wire::segment::Item;

/// What a disk may grow by, whatever compresses well on the line.
const GREW_MIB_MAX: u64 = 48;

#[test]
fn what_compresses_on_the_line_does_not_swell_on_the_disk() {
    let scene = Scene::new();
    let mut hostile = scene.phone(1, NORTH, "volunteer");
    let (mut inputs, mut refused) = (0, None);
    // Lines of a device's log, and items of a version to come.
    for round in 0..12 * scale() {
        for tag in [1, 1_000, 77] {
            let body = vec![round as u8; 60_000];
            let items: Vec<_> = (0..8)
                .map(|_| Item::Other {
                    tag,
                    body: body.clone(),
                })
                .collect();
            inputs += items.len();
            hostile.seal(&items);
        }
        if let Err(answer) = hostile.exchange() {
            refused = answer.problem();
            break;
        }
    }
    eprintln!("after {inputs} items: {refused:?}");
    let figures = scene.end("swelling items", inputs);
    assert!(figures.grew_mib <= GREW_MIB_MAX, "{figures:?}");
}
