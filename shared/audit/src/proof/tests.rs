use std::convert::Infallible;

use super::*;
use crate::tree::{Frontier, leaf_hash};

/// The hashes of a log as a server stores them, and its root at each size.
fn log(size: u64) -> (Vec<Vec<LeafHash>>, Vec<LeafHash>) {
    let mut tree = Frontier::default();
    let (mut stored, mut roots) = (Vec::new(), vec![tree.root()]);
    for index in 0..size {
        let mut hashes = Vec::new();
        tree.push(leaf_hash(&index.to_be_bytes()), |hash| hashes.push(hash));
        stored.push(hashes);
        roots.push(tree.root());
    }
    (stored, roots)
}

fn read(stored: &[Vec<LeafHash>]) -> impl FnMut(TreeNode) -> Result<LeafHash, Infallible> + '_ {
    |node| {
        let at = node.stored_hash();
        Ok(stored[at.leaf as usize][at.index])
    }
}

const fn head(size: u64, root: LeafHash) -> TreeHead {
    TreeHead { size, root }
}

#[test]
fn a_log_is_an_extension_of_each_of_its_beginnings_and_of_nothing_else() {
    let (stored, roots) = log(40);
    for new in 0..=40_u64 {
        for old in 0..=new {
            let proof = ConsistencyProof::new(old, new, read(&stored)).unwrap();
            let at = |size: u64| head(size, roots[size as usize]);
            assert_eq!(proof.check(at(old), at(new)), Ok(()));
            assert_eq!(proof.check(head(old, [1; 32]), at(new)), Err(ProofError));
            if old > 0 {
                assert_eq!(proof.check(at(old), head(new, [1; 32])), Err(ProofError));
                assert_eq!(
                    proof.check(at(old - 1), at(new)).is_ok(),
                    old == 1 && new == 1
                );
            }
        }
    }
    let beyond = ConsistencyProof::new(41, 40, read(&stored));
    assert_eq!(beyond, Err(ProveError::Range));
}

#[test]
fn a_proof_of_inclusion_stands_by_itself_and_fits_one_entry() {
    let (stored, roots) = log(40);
    for index in 0..40_u64 {
        let entry = index.to_be_bytes();
        let prove = |entry: &[u8]| InclusionProof::new(entry, index, 40, read(&stored)).unwrap();
        let text = prove(&entry).to_text("the checkpoint\n");
        let (proof, checkpoint) = InclusionProof::from_text(&text).unwrap();
        assert_eq!(checkpoint, "the checkpoint\n");
        assert_eq!((proof.index(), proof.entry()), (index, &entry[..]));
        assert_eq!(proof.check(40, roots[40]), Ok(()));
        assert_eq!(proof.check(40, roots[39]), Err(ProofError));
        let of_other = prove(&(index + 1).to_be_bytes());
        assert_eq!(of_other.check(40, roots[40]), Err(ProofError));
    }
    let beyond = InclusionProof::new(b"", 40, 40, read(&stored));
    assert_eq!(beyond, Err(ProveError::Range));
}

#[test]
fn a_text_that_is_no_proof_is_refused() {
    let whole = "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 3\n\nnote\n";
    assert!(InclusionProof::from_text(whole).is_ok());
    for text in [
        "",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 3\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 03\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 3\nAAAA\n\n",
        "c2sp.org/tlog-proof@v2\nextra AAAA\nindex 3\n\n",
    ] {
        assert_eq!(InclusionProof::from_text(text), Err(ProofError), "{text}");
    }
}

#[test]
fn every_hash_of_a_log_is_in_its_tiles() {
    let size = 70_000_u64;
    let (mut tree, mut builder) = (Frontier::default(), crate::tile::TileBuilder::default());
    let mut files = std::collections::BTreeMap::new();
    let mut nodes = Vec::new();
    for index in 0..size {
        let entry = index.to_be_bytes();
        let mut hashes = Vec::new();
        let mut level = 0;
        tree.push(leaf_hash(&entry), |hash| {
            let index = ((index + 1) >> level) - 1;
            nodes.push((TreeNode { level, index }, hash));
            hashes.extend_from_slice(&hash);
            level += 1;
        });
        files.extend(builder.push(&entry, &hashes).unwrap());
    }
    files.extend(builder.finish());
    for (node, hash) in nodes.into_iter().step_by(7) {
        let (file, ..) = node.in_tile(size).unwrap();
        assert_eq!(node.read_from(&files[&file], size), Some(hash), "{node:?}");
    }
    let beyond = TreeNode {
        level: 0,
        index: size,
    };
    assert_eq!(beyond.in_tile(size), None);
}

#[test]
fn what_cannot_be_read_is_no_proof() {
    let proof = ConsistencyProof::new(3, 9, |_| Err("lost"));
    assert_eq!(proof, Err(ProveError::Read("lost")));
}

#[test]
fn sizes_that_no_log_has_and_endless_proofs_are_refused() {
    let size = u64::MAX;
    let endless = ConsistencyProof(vec![Hash([0; 32]); 1_000_000]);
    let small = head(3, [1; 32]);
    assert_eq!(endless.check(small, head(5, [2; 32])), Err(ProofError));
    let none = ConsistencyProof(Vec::new());
    assert_eq!(none.check(small, head(size, [2; 32])), Err(ProofError));
    assert_eq!(
        none.check(head(size, [1; 32]), head(3, [2; 32])),
        Err(ProofError)
    );
    let never = |_| Err("read");
    let range = Err(ProveError::Range);
    assert_eq!(ConsistencyProof::new(3, size, never), range);
    assert_eq!(ConsistencyProof::new(size, 3, never), range);
    let beyond = InclusionProof::new(b"", 3, size, never);
    assert_eq!(beyond, Err(ProveError::Range));
    for (index, hashes) in [(3, 1_000_000), (size, 0), (3, 0)] {
        let proof = InclusionProof {
            index,
            entry: Vec::new(),
            hashes: vec![Hash([0; 32]); hashes],
        };
        assert_eq!(proof.check(9, [1; 32]), Err(ProofError));
        assert_eq!(proof.check(size, [1; 32]), Err(ProofError));
    }
}
