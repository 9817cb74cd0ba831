use std::collections::BTreeSet;

use super::*;
use crate::tree::{Frontier, leaf_hash};

/// The files of a log of `size` entries, with those that its beginnings left.
fn build(size: u64) -> Vec<(LogFile, Vec<u8>)> {
    let (mut tree, mut builder) = (Frontier::default(), TileBuilder::default());
    let mut files = Vec::new();
    for index in 0..size {
        let entry = index.to_be_bytes();
        let mut hashes = Vec::new();
        tree.push(leaf_hash(&entry), |hash| hashes.extend_from_slice(&hash));
        files.extend(builder.push(&entry, &hashes).unwrap());
    }
    files.extend(builder.finish());
    files
}

#[test]
fn the_files_of_a_log_are_those_that_its_size_names() {
    for size in [0, 1, 255, 256, 257, 512, 65_535, 65_536, 65_537, 70_000] {
        let built: Vec<LogFile> = build(size).into_iter().map(|(file, _)| file).collect();
        let named: Vec<LogFile> = LogFile::of_log(size).collect();
        assert_eq!(built, named, "{size}");
        let unique: BTreeSet<String> = named.iter().map(ToString::to_string).collect();
        assert_eq!(unique.len(), named.len());
    }
}

#[test]
fn the_files_are_those_of_the_library() {
    for size in [1_u64, 256, 300, 66_000] {
        let library = tlog_tiles::Tile::new_tiles(8, 0, size);
        // Of a log that grew at once, the library names each tile of hashes in its last width.
        let paths = library
            .iter()
            .map(|tile| tile.path().replacen("tile/8/", "tile/", 1));
        let named = LogFile::of_log(size)
            .filter(|file| file.content != TileContent::Entries)
            .map(|file| file.to_string());
        let (paths, named): (BTreeSet<_>, BTreeSet<_>) = (paths.collect(), named.collect());
        assert_eq!(paths, named, "{size}");
    }
}

#[test]
fn a_path_names_a_file_of_the_log_or_none() {
    for size in [1, 256, 300, 66_000, 300_000] {
        for file in LogFile::of_log(size) {
            assert_eq!(LogFile::of_path(&file.to_string(), size), Some(file));
        }
    }
    for path in [
        "tile/entries/000",
        "tile/0/000.p/44",
        "tile/0/1",
        "tile/0/001.p/0",
        "tile/0/001.p/43",
        "tile/0/002",
        "tile/+0/000",
        "tile/0/x000/000",
        "tile/7/000",
        "tile/99/000",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/",
        "tile/0",
        "0/000",
        "",
    ] {
        let is_real = path == "tile/entries/000";
        assert_eq!(LogFile::of_path(path, 300).is_some(), is_real, "{path}");
    }
}

#[test]
fn a_bundle_with_an_entry_that_no_log_has_is_damaged() {
    let bundle = |length: usize| {
        let mut bundle = (length as u16).to_be_bytes().to_vec();
        bundle.resize(2 + length, 0);
        bundle
    };
    assert!(entries_of(&bundle(ENTRY_BYTES_MAX)).is_some());
    assert_eq!(entries_of(&bundle(ENTRY_BYTES_MAX + 1)), None);
}

#[test]
fn a_tile_above_holds_the_roots_of_those_below() {
    let files = build(66_000);
    let find = |path: &str| {
        let found = files.iter().find(|(file, _)| file.to_string() == path);
        found.unwrap_or_else(|| panic!("{path}")).1.clone()
    };
    let root = |leaves: &[u8]| {
        let mut tree = Frontier::default();
        let (leaves, _) = leaves.as_chunks();
        leaves.iter().for_each(|leaf| tree.push(*leaf, |_| {}));
        tree.root()
    };
    assert_eq!(&find("tile/1/000")[32..64], root(&find("tile/0/001")));
    assert_eq!(find("tile/2/000.p/1"), root(&find("tile/1/000")));
    let bundle = find("tile/entries/257.p/208");
    let entries = entries_of(&bundle).unwrap();
    assert_eq!(entries.len(), 208);
    assert_eq!(entries[207], 65_999_u64.to_be_bytes());
    assert_eq!(entries_of(&bundle[..bundle.len() - 1]), None);
}

#[test]
fn a_stored_entry_without_its_hashes_makes_no_tile() {
    let mut builder = TileBuilder::default();
    assert_eq!(builder.push(b"entry", &[]), Err(LeafError { index: 0 }));
    let long = vec![0; ENTRY_BYTES_MAX + 1];
    assert_eq!(builder.push(&long, &[0; 32]), Err(LeafError { index: 0 }));
}
