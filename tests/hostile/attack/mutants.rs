//! Changes with something broken in them, each beside an honest one.

use rand_chacha::ChaCha20Rng;
use rand_core::Rng as _;

use crate::scene::{NORTH, Scene, scale};
use crate::wire::change::chunk_of;
use crate::wire::document::Kind;
use crate::wire::segment::Item;

/// Exchanges of a short run, and mutants in each.
const EXCHANGES: usize = 40;
const MUTANTS: usize = 50;

/// Memory that the server and its trial processes may take together.
const MEMORY_MIB_MAX: u64 = 256;

#[test]
fn mutated_changes_cost_their_sender_and_nobody_else() {
    let scene = Scene::new();
    let mut hostile = scene.phone(1, NORTH, "volunteer");
    let home = hostile.site;
    let mut told = 0;
    let exchanges = EXCHANGES * scale();
    for _ in 0..exchanges {
        let (mut person, root) = hostile.begin(
            Kind::Core,
            home,
            &[("name.given", "Ana"), ("age", "30"), ("sex", "female")],
        );
        let mut items = vec![root];
        for branch in 1..=MUTANTS {
            let branch = u32::try_from(branch).unwrap();
            let texts = [
                ("name.given", "Eva"),
                ("notes.a", "bbbbbbbb"),
                ("notes.b", "bbbbbbbb"),
                ("age", "31"),
            ];
            let Item::Change { document, raw, .. } =
                hostile.edit(&mut person.clone(), branch, &texts)
            else {
                continue;
            };
            let raw = mutate(raw, &mut hostile.rng);
            items.push(Item::Change {
                document,
                branch,
                raw,
            });
        }
        items.push(hostile.edit(&mut person, 0, &[("notes.honest", "1")]));
        let verdicts = hostile.bring(&items);
        told += verdicts.len();
        assert!(verdicts.len() <= MUTANTS, "an honest change was refused");
        assert!(
            verdicts
                .iter()
                .all(|(state, reason)| *state != 0 || !reason.is_empty())
        );
    }
    println!(
        "{told} of {} mutants were kept aside or wait",
        exchanges * MUTANTS
    );
    let figures = scene.end("mutated changes", exchanges * MUTANTS);
    assert!(figures.memory_mib <= MEMORY_MIB_MAX, "{figures:?}");
}

/// Breaks one to four bytes of a change and makes checksum and length fit again. The part that says whose
/// change it is stays whole: with that broken, the bytes are no change, which is not worth a test.
fn mutate(raw: Vec<u8>, rng: &mut ChaCha20Rng) -> Vec<u8> {
    let length = raw[9..].iter().position(is_last).unwrap_or(0) + 1;
    let mut body = raw[9 + length..].to_vec();
    let head = head_bytes(&body);
    for _ in 0..1 + rng.next_u32() % 4 {
        let at = head + rng.next_u32() as usize % (body.len() - head);
        match rng.next_u32() % 4 {
            0 => body[at] = rng.next_u32() as u8,
            1 => body[at] ^= 1 << (rng.next_u32() % 8),
            2 => body.insert(at, rng.next_u32() as u8),
            _ if body.len() > head + 1 => {
                body.remove(at);
            }
            _ => {}
        }
    }
    chunk_of(&body).1
}

/// Whether this is the last byte of a number.
fn is_last(byte: &u8) -> bool {
    byte & 0x80 == 0
}

/// Length of dependencies, actor, three numbers and the message, as this client writes them.
fn head_bytes(body: &[u8]) -> usize {
    let mut at = 1 + usize::from(body[0]) * 32;
    at += 1 + usize::from(body[at]);
    for _ in 0..3 {
        at += body[at..].iter().position(is_last).unwrap_or(0) + 1;
    }
    at + 1 + usize::from(body[at])
}
