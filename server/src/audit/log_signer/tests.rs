use puente_audit::{LeafHash, TreeNode, leaf_hash};

use super::*;

const SECRET: [u8; 32] = [7; 32];
const SERVER: ServerId = ServerId::from_bytes([1; 16]);

/// A log whose entries follow from a word.
struct Log {
    stored: Vec<Vec<LeafHash>>,
    tree: Frontier,
}

fn log(word: &str, size: u64) -> Log {
    let (mut tree, mut stored) = (Frontier::default(), Vec::new());
    for index in 0..size {
        let mut hashes = Vec::new();
        let leaf = leaf_hash(format!("{word} {index}").as_bytes());
        tree.push(leaf, |hash| hashes.push(hash));
        stored.push(hashes);
    }
    Log { stored, tree }
}

impl Log {
    fn sign(&self, signer: &mut LogSigner) -> Result<String, LogSignerError> {
        let read = |node: TreeNode| {
            let (leaf, place) = node.place();
            Ok::<_, ()>(self.stored[leaf as usize][place])
        };
        let proof = ConsistencyProof::new(signer.signed_size(), self.tree.size(), read).unwrap();
        signer.sign(&self.tree, &proof)
    }
}

fn open(state: &Path) -> Result<LogSigner, LogSignerError> {
    LogSigner::open(&SECRET, state, SERVER, 0)
}

#[test]
fn what_extends_the_signed_log_is_signed_and_nothing_else_after_a_restart_too() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    LogSigner::create_state(&SECRET, &state, SERVER, 0).unwrap();
    let mut signer = open(&state).unwrap();
    let note = log("ours", 300).sign(&mut signer).unwrap();
    let checkpoint = Checkpoint::open(note.as_bytes(), &signer.verifier()).unwrap();
    assert_eq!(checkpoint.size, 300);
    drop(signer);
    // Somebody replaces the database, and with it all that this process asks.
    let mut signer = open(&state).unwrap();
    let forked = log("theirs", 400).sign(&mut signer);
    assert!(matches!(
        forked,
        Err(LogSignerError::NoExtension {
            signed: 300,
            asked: 400
        })
    ));
    let same_size = log("theirs", 300).sign(&mut signer);
    assert!(matches!(same_size, Err(LogSignerError::NoExtension { .. })));
    assert!(log("ours", 300).sign(&mut signer).is_ok());
    assert!(log("ours", 400).sign(&mut signer).is_ok());
    let shorter = log("ours", 350);
    let proof = ConsistencyProof::new(0, 350, |_| Err(())).unwrap();
    let set_back = signer.sign(&shorter.tree, &proof);
    assert!(matches!(set_back, Err(LogSignerError::NoExtension { .. })));
}

#[test]
fn without_knowing_what_was_signed_last_nothing_is_signed() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let is_refused = |opened: Result<LogSigner, LogSignerError>| {
        matches!(opened, Err(LogSignerError::NoState(_)))
    };
    assert!(is_refused(open(&state)));
    LogSigner::create_state(&SECRET, &state, SERVER, 0).unwrap();
    log("ours", 3).sign(&mut open(&state).unwrap()).unwrap();
    let made_again = LogSigner::create_state(&[8; 32], &state, SERVER, 0);
    assert!(matches!(made_again, Err(LogSignerError::NoState(_))));
    assert!(is_refused(LogSigner::open(&[8; 32], &state, SERVER, 0)));
    let other = ServerId::from_bytes([2; 16]);
    assert!(is_refused(LogSigner::open(&SECRET, &state, other, 0)));
    let note = fs::read_to_string(&state).unwrap();
    fs::write(&state, note.replace("\n3\n", "\n2\n")).unwrap();
    assert!(is_refused(open(&state)));
    fs::write(&state, "").unwrap();
    assert!(is_refused(open(&state)));
}

#[test]
fn a_restored_server_begins_another_log_and_never_returns_to_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    LogSigner::create_state(&SECRET, &state, SERVER, 0).unwrap();
    log("ours", 300).sign(&mut open(&state).unwrap()).unwrap();
    let mut restored = LogSigner::open(&SECRET, &state, SERVER, 1).unwrap();
    log("ours", 200).sign(&mut restored).unwrap();
    drop(restored);
    assert!(matches!(open(&state), Err(LogSignerError::NoState(_))));
}
