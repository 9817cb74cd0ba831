use puente_audit::{LeafHash, TreeNode, leaf_hash};
use puente_record::ServerId;

use super::*;

const SECRET: [u8; 32] = [7; 32];
const SERVER: ServerId = ServerId::from_bytes([1; 16]);

const LOG: LogName = LogName {
    server: SERVER,
    epoch: 0,
};

fn next(signer: &LogSigner, tree: &Frontier) -> Checkpoint {
    Checkpoint {
        origin: signer.last.origin.clone(),
        size: tree.size(),
        root: tree.root(),
    }
}

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
            let at = node.stored_hash();
            Ok::<_, ()>(self.stored[at.leaf as usize][at.index])
        };
        let proof = ConsistencyProof::new(signer.signed_size(), self.tree.size(), read).unwrap();
        signer.sign(next(signer, &self.tree), &proof)
    }
}

fn open(state: &Path) -> Result<LogSigner, LogSignerError> {
    LogSigner::open(&SECRET, state, LOG)
}

#[test]
fn what_extends_the_signed_log_is_signed_and_nothing_else_after_a_restart_too() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    LogSigner::create_state(&SECRET, &state, LOG).unwrap();
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
    let set_back = signer.sign(next(&signer, &shorter.tree), &proof);
    assert!(matches!(set_back, Err(LogSignerError::NoExtension { .. })));
    let mut of_other = next(&signer, &log("ours", 500).tree);
    of_other.origin = LogName { epoch: 1, ..LOG }.to_string();
    let other_name = signer.sign(of_other, &proof);
    assert!(matches!(other_name, Err(LogSignerError::OtherLog { .. })));
}

#[test]
fn two_processes_do_not_sign_with_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    LogSigner::create_state(&SECRET, &state, LOG).unwrap();
    let _first = open(&state).unwrap();
    assert!(matches!(open(&state), Err(LogSignerError::InUse(_))));
}

#[test]
fn without_knowing_what_was_signed_last_nothing_is_signed() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let is_refused = |opened: Result<LogSigner, LogSignerError>| {
        matches!(opened, Err(LogSignerError::NoState(_)))
    };
    assert!(is_refused(open(&state)));
    LogSigner::create_state(&SECRET, &state, LOG).unwrap();
    log("ours", 3).sign(&mut open(&state).unwrap()).unwrap();
    let made_again = LogSigner::create_state(&[8; 32], &state, LOG);
    assert!(matches!(made_again, Err(LogSignerError::NoState(_))));
    assert!(is_refused(LogSigner::open(&[8; 32], &state, LOG)));
    let server = ServerId::from_bytes([2; 16]);
    let of_other = LogName { server, epoch: 0 };
    assert!(is_refused(LogSigner::open(&SECRET, &state, of_other)));
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
    LogSigner::create_state(&SECRET, &state, LOG).unwrap();
    log("ours", 300).sign(&mut open(&state).unwrap()).unwrap();
    let mut restored = LogSigner::open(&SECRET, &state, LogName { epoch: 1, ..LOG }).unwrap();
    log("ours", 200).sign(&mut restored).unwrap();
    drop(restored);
    assert!(matches!(open(&state), Err(LogSignerError::NoState(_))));
}
