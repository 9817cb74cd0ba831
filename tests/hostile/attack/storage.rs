//! Requests that are small on the wire and large on disk.

use crate::scene::{NORTH, Scene, scale};
use crate::wire::segment::Item;

/// How much the disk may grow, however well the data compresses on the wire.
const GREW_MIB_MAX: u64 = 48;

#[test]
fn what_compresses_on_the_line_does_not_swell_on_the_disk() {
    let scene = Scene::new();
    let mut hostile = scene.phone(1, NORTH, "volunteer");
    let (mut inputs, mut refused) = (0, None);
    // Entries of a device's log, and items of a future version.
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
