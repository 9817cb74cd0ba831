use std::collections::BTreeMap;

use super::*;
use crate::tile::TileBuilder;

type Files = BTreeMap<String, Vec<u8>>;

/// A log as somebody may have it: entries, files and the root.
#[derive(Clone)]
struct Log {
    entries: Vec<Vec<u8>>,
    files: Files,
    root: LeafHash,
}

fn entries(size: usize) -> Vec<Vec<u8>> {
    let entry = |index: usize| format!("entry {index}").into_bytes();
    (0..size).map(entry).collect()
}

fn log(entries: Vec<Vec<u8>>) -> Log {
    let (mut tree, mut builder) = (Frontier::default(), TileBuilder::default());
    let mut files = Files::new();
    let mut keep = |built: Vec<(LogFile, Vec<u8>)>| {
        files.extend(
            built
                .into_iter()
                .map(|(file, bytes)| (file.to_string(), bytes)),
        );
    };
    for entry in &entries {
        let mut hashes = Vec::new();
        tree.push(leaf_hash(entry), |hash| hashes.extend_from_slice(&hash));
        keep(builder.push(entry, &hashes).unwrap());
    }
    keep(builder.finish());
    Log {
        entries,
        files,
        root: tree.root(),
    }
}

impl Log {
    fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            origin: "puente/1".to_owned(),
            size: self.entries.len() as u64,
            root: self.root,
        }
    }

    fn verify(&self, pin: Option<Checkpoint>) -> Vec<LogFault> {
        let mut verifier = LogVerifier::new(self.checkpoint(), pin, |_, _| {});
        while let Some(file) = verifier.expects() {
            verifier.take(self.files.get(&file.to_string()).map(Vec::as_slice));
        }
        verifier.finish()
    }

    /// This log with its bundles made from other entries, and its own tiles and root.
    fn with_bundles(&self, entries: Vec<Vec<u8>>) -> Self {
        let other = log(entries);
        let mut forged = self.clone();
        for (path, bytes) in &mut forged.files {
            if path.starts_with("tile/entries") {
                // A bundle of another width has another name: the forger names it as it must be named.
                let stem = path.split(".p/").next().unwrap();
                let found = other.files.iter().find(|(name, _)| name.starts_with(stem));
                *bytes = found.map(|it| it.1.clone()).unwrap_or_default();
            }
        }
        forged
    }
}

/// Sizes with partial and whole tiles on one and two levels.
const SIZES: [usize; 6] = [1, 200, 256, 700, 1024, 66_000];

#[test]
fn a_log_as_it_was_signed_has_no_fault() {
    for size in SIZES {
        let log = log(entries(size));
        assert_eq!(log.verify(None), [], "{size}");
        for pinned in [0, 1, size / 2, size] {
            let pin = self::log(entries(pinned)).checkpoint();
            assert_eq!(log.verify(Some(pin)), [], "{size} after {pinned}");
        }
    }
    assert_eq!(log(Vec::new()).verify(None), []);
}

#[test]
fn every_entry_is_shown_with_its_index() {
    let log = log(entries(700));
    let mut seen = Vec::new();
    let mut verifier = LogVerifier::new(log.checkpoint(), None, |index, entry: &[u8]| {
        assert_eq!(entry, format!("entry {index}").as_bytes());
        seen.push(index);
    });
    while let Some(file) = verifier.expects() {
        verifier.take(log.files.get(&file.to_string()).map(Vec::as_slice));
    }
    assert_eq!(verifier.finish(), []);
    assert!(seen.into_iter().eq(0..700));
}

/// Entries of the log of 700 that lie first, last and in the middle of whole and partial bundles.
const PLACES: [usize; 8] = [0, 1, 100, 255, 256, 511, 512, 699];

#[test]
fn a_changed_entry_is_named() {
    let log = log(entries(700));
    for place in PLACES {
        let mut changed = log.entries.clone();
        changed[place][0] ^= 1;
        let index = place as u64;
        let faults = log.with_bundles(changed).verify(None);
        assert_eq!(faults, [LogFault::EntryChanged { index }]);
    }
}

#[test]
fn a_dropped_entry_is_named() {
    let log = log(entries(700));
    for place in PLACES {
        let mut rest = log.entries.clone();
        rest.remove(place);
        let index = place as u64;
        let faults = log.with_bundles(rest).verify(None);
        assert_eq!(faults, [LogFault::EntryDropped { index }], "{place}");
    }
}

#[test]
fn an_entry_dropped_from_one_bundle_alone_is_named() {
    let log = log(entries(700));
    let mut forged = log.clone();
    let bundle = forged.files.get_mut("tile/entries/001").unwrap();
    let length = 2 + usize::from(bundle[1]);
    bundle.drain(..length);
    assert_eq!(forged.verify(None), [LogFault::EntryDropped { index: 256 }]);
}

#[test]
fn an_inserted_entry_is_named() {
    let log = log(entries(700));
    for place in PLACES {
        let mut more = log.entries.clone();
        more.insert(place, b"slipped in".to_vec());
        let index = place as u64;
        let faults = log.with_bundles(more).verify(None);
        assert_eq!(faults, [LogFault::EntryInserted { index }], "{place}");
    }
}

#[test]
fn entries_in_another_order_are_named() {
    let log = log(entries(700));
    for (one, other) in [(0, 1), (3, 200), (255, 256), (10, 699), (600, 601)] {
        let mut swapped = log.entries.clone();
        swapped.swap(one, other);
        let index = one as u64;
        let faults = log.with_bundles(swapped).verify(None);
        assert_eq!(faults, [LogFault::EntriesReordered { index }]);
    }
}

#[test]
fn an_earlier_end_is_named() {
    let log = log(entries(700));
    let mut cut = log.clone();
    cut.files.remove("tile/entries/002.p/188");
    let truncated = |held| LogFault::Truncated { held, size: 700 };
    assert!(cut.verify(None).contains(&truncated(512)));
    cut.files
        .retain(|path, _| !path.starts_with("tile/entries"));
    assert!(cut.verify(None).contains(&truncated(0)));
    let shorter = log.with_bundles(entries(650)).verify(None);
    assert!(shorter.contains(&LogFault::EntryDropped { index: 650 }));
}

#[test]
fn each_file_that_is_missing_cut_or_changed_is_named_or_its_entries_are() {
    for size in [200, 700, 66_000] {
        let log = log(entries(size));
        // Of the large log some of each level.
        let is_tried = |file: &LogFile| size < 1000 || file.index % 128 == 1 || file.width < 256;
        for file in LogFile::of_log(size as u64).filter(is_tried) {
            let path = file.to_string();
            let is_tile = file.content != TileContent::Entries;
            let mut forged = log.clone();
            let bytes = forged.files.remove(&path).unwrap();
            let faults = forged.verify(None);
            assert!(faults.contains(&LogFault::FileMissing { file }), "{path}");
            let mut cut = bytes.clone();
            cut.pop();
            forged.files.insert(path.clone(), cut);
            let faults = forged.verify(None);
            assert!(faults.contains(&LogFault::FileMalformed { file }), "{path}");
            let (mut changed, place) = (bytes, 5);
            changed[place] ^= 1;
            forged.files.insert(path.clone(), changed);
            let expected = match is_tile {
                true => LogFault::TileChanged { file },
                false => LogFault::EntryChanged {
                    index: file.index * TILE_WIDTH,
                },
            };
            assert_eq!(forged.verify(None), [expected], "{path}");
        }
    }
}

#[test]
fn a_rewritten_log_does_not_fit_its_checkpoint() {
    for size in SIZES {
        let log = log(entries(size));
        let mut other = entries(size);
        other[size / 2] = b"rewritten".to_vec();
        let mut forged = self::log(other);
        forged.root = log.root;
        assert_eq!(forged.verify(None), [LogFault::OtherRoot], "{size}");
    }
}

#[test]
fn an_entry_changed_with_the_tiles_over_it_is_named_as_far_as_the_root_tells() {
    let log = log(entries(700));
    let mut other = entries(700);
    other[300] = b"rewritten".to_vec();
    let rewritten = self::log(other);
    let mut forged = log.clone();
    for path in ["tile/entries/001", "tile/1/000.p/2"] {
        forged
            .files
            .insert(path.into(), rewritten.files[path].clone());
    }
    let faults = forged.verify(None);
    assert!(faults.contains(&LogFault::EntryChanged { index: 300 }));
    assert!(
        faults
            .iter()
            .any(|it| matches!(it, LogFault::TileChanged { .. }))
    );
}

#[test]
fn a_log_that_is_signed_and_no_extension_of_the_pin_is_a_fork() {
    for size in SIZES {
        let mut other = entries(size);
        other[0] = b"rewritten".to_vec();
        let forked = log(other);
        let pin = log(entries(size)).checkpoint();
        let pinned = size as u64;
        assert_eq!(forked.verify(Some(pin)), [LogFault::Forked { pinned }]);
    }
}

#[test]
fn a_log_shorter_than_the_pin_was_put_back() {
    let pin = log(entries(700)).checkpoint();
    let faults = log(entries(600)).verify(Some(pin));
    let pinned = 700;
    assert_eq!(faults, [LogFault::SmallerThanPin { pinned, size: 600 }]);
}

#[test]
fn changed_entries_are_no_fork() {
    let log = log(entries(700));
    let pin = self::log(entries(650)).checkpoint();
    let mut changed = log.entries.clone();
    changed[3] = b"changed".to_vec();
    let faults = log.with_bundles(changed).verify(Some(pin));
    assert_eq!(faults, [LogFault::EntryChanged { index: 3 }]);
}

#[test]
fn a_size_that_no_log_has_ends_after_some_missing_files() {
    let checkpoint = Checkpoint {
        origin: "puente/1".to_owned(),
        size: u64::MAX,
        root: [0; 32],
    };
    let mut verifier = LogVerifier::new(checkpoint, None, |_, _| {});
    while verifier.expects().is_some() {
        verifier.take(None);
    }
    assert!(!verifier.finish().is_empty());
}

#[test]
fn a_fork_is_told_first_however_many_entries_were_changed() {
    let pin = log(entries(1024)).checkpoint();
    let mut other = entries(66_000);
    other[0] = b"rewritten".to_vec();
    let forked = log(other);
    let mut changed = forked.entries.clone();
    let last = changed.len() - 1;
    changed[last - 2 * FAULTS_MAX..last]
        .iter_mut()
        .for_each(|entry| entry.push(0));
    let faults = forked.with_bundles(changed).verify(Some(pin));
    assert_eq!(faults[0], LogFault::Forked { pinned: 1024 });
    assert_eq!(faults.len(), FAULTS_MAX);
}

#[test]
fn a_large_log_that_is_cut_says_where() {
    let size = 160_000;
    let mut log = log(entries(size as usize));
    let held = 10;
    let files = LogFile::of_log(size).filter(|file| {
        let is_low = !matches!(file.content, TileContent::Hashes(1..));
        is_low && file.index >= held
    });
    for file in files {
        log.files.remove(&file.to_string());
    }
    let held = held * TILE_WIDTH;
    assert_eq!(log.verify(None)[0], LogFault::Truncated { held, size });
}
