//! What somebody might do to an export of the log.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

/// Everything in a folder, by path.
pub(crate) fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for file in fs::read_dir(next).unwrap() {
            let path = file.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => drop(found.insert(path.strip_prefix(folder).unwrap().to_owned())),
            }
        }
    }
    found
}

pub(crate) fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for file in files(from) {
        fs::create_dir_all(to.join(&file).parent().unwrap()).unwrap();
        fs::copy(from.join(&file), to.join(&file)).unwrap();
    }
}

/// The entries of a bundle, each with its length before it.
pub(crate) fn split(bundle: &[u8]) -> Vec<Vec<u8>> {
    let (mut rest, mut entries) = (bundle, Vec::new());
    while let [high, low, ..] = *rest {
        let (entry, after) = rest.split_at(2 + usize::from(u16::from_be_bytes([high, low])));
        entries.push(entry.to_vec());
        rest = after;
    }
    entries
}

/// A way to tamper with a copy of an export, and what is said of it. Go says nothing of what is ours alone.
pub(crate) struct Tampering {
    pub(crate) said: &'static str,
    pub(crate) is_seen_by_go: bool,
    pub(crate) tamper: fn(&Path),
}

pub(crate) fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Makes the bundles anew from the changed entries of all of them, as many as fit.
fn change_entries(folder: &Path, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let paths: Vec<PathBuf> = files(folder)
        .into_iter()
        .filter(|file| file.starts_with("tile/entries"))
        .map(|file| folder.join(file))
        .collect();
    let bundles = paths.iter().map(|path| fs::read(path).unwrap());
    let mut entries: Vec<Vec<u8>> = bundles.flat_map(|bundle| split(&bundle)).collect();
    change(&mut entries);
    let mut rest = entries.as_slice();
    for (place, path) in paths.iter().enumerate() {
        let is_last = place + 1 == paths.len();
        let count = if is_last { rest.len() } else { 256 };
        let (these, after) = rest.split_at(count);
        fs::write(path, these.concat()).unwrap();
        rest = after;
    }
}

pub(crate) const TAMPERINGS: &[Tampering] = &[
    Tampering {
        said: r#""fault":"entry_changed","index":300}"#,
        is_seen_by_go: true,
        tamper: |it| change_entries(it, |entries| *entries[300].last_mut().unwrap() ^= 1),
    },
    Tampering {
        said: r#""fault":"entry_dropped","index":300}"#,
        is_seen_by_go: true,
        tamper: |it| change_entries(it, |entries| drop(entries.remove(300))),
    },
    Tampering {
        said: r#""fault":"entry_inserted","index":300}"#,
        is_seen_by_go: true,
        tamper: |it| {
            change_entries(it, |entries| {
                let mut slipped_in = entries[300].clone();
                *slipped_in.last_mut().unwrap() ^= 1;
                entries.insert(300, slipped_in);
            });
        },
    },
    Tampering {
        said: r#""fault":"entries_reordered","index":10}"#,
        is_seen_by_go: true,
        tamper: |it| change_entries(it, |entries| entries.swap(10, 400)),
    },
    Tampering {
        said: r#""fault":"tile_changed","file":"tile/0/001"}"#,
        is_seen_by_go: true,
        tamper: |it| change(&it.join("tile/0/001"), |bytes| bytes[7] ^= 1),
    },
    Tampering {
        said: r#""fault":"truncated","held":512"#,
        is_seen_by_go: true,
        tamper: |it| fs::remove_dir_all(it.join("tile/entries/002.p")).unwrap(),
    },
    Tampering {
        said: r#""fault":"file_missing","file":"tile/0/000"}"#,
        is_seen_by_go: true,
        tamper: |it| fs::remove_file(it.join("tile/0/000")).unwrap(),
    },
    Tampering {
        said: r#""fault":"file_malformed","file":"tile/entries/000"}"#,
        is_seen_by_go: true,
        tamper: |it| {
            change(&it.join("tile/entries/000"), |bytes| {
                bytes.truncate(bytes.len() - 1);
            });
        },
    },
    Tampering {
        said: r#""fault":"checkpoint","reason":"wrong_signature"}"#,
        is_seen_by_go: true,
        tamper: |it| {
            change(&it.join("checkpoint"), |bytes| {
                let size = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
                bytes[size] = if bytes[size] == b'9' { b'8' } else { b'9' };
            });
        },
    },
    Tampering {
        said: r#""fault":"checkpoint","reason":"wrong_signature"}"#,
        is_seen_by_go: true,
        tamper: |it| {
            let early = fs::read_to_string(it.with_file_name("early").join("checkpoint")).unwrap();
            let path = it.join("checkpoint");
            let ours = fs::read_to_string(&path).unwrap();
            let (text, _) = ours.split_once("\n\n").unwrap();
            let (_, signature) = early.split_once("\n\n").unwrap();
            fs::write(path, format!("{text}\n\n{signature}")).unwrap();
        },
    },
    Tampering {
        said: r#""fault":"checkpoint","reason":"malformed"}"#,
        is_seen_by_go: true,
        tamper: |it| fs::write(it.join("checkpoint"), vec![b'9'; 3_000_000]).unwrap(),
    },
    Tampering {
        said: r#""fault":"no_checkpoint"}"#,
        is_seen_by_go: true,
        tamper: |it| {
            fs::remove_file(it.join("checkpoint")).unwrap();
            fs::create_dir(it.join("checkpoint")).unwrap();
        },
    },
    Tampering {
        said: r#""fault":"no_key"}"#,
        is_seen_by_go: true,
        tamper: |it| fs::remove_file(it.join("log.vkey")).unwrap(),
    },
    Tampering {
        said: r#""fault":"unfinished"}"#,
        is_seen_by_go: false,
        tamper: |it| fs::remove_file(it.join("manifest.json")).unwrap(),
    },
    Tampering {
        said: r#""fault":"manifest"}"#,
        is_seen_by_go: false,
        tamper: |it| change(&it.join("manifest.json"), |bytes| bytes.truncate(20)),
    },
    // Pieces of the earlier export, which were right once.
    Tampering {
        said: r#""fault":"truncated","held":0"#,
        is_seen_by_go: true,
        tamper: |it| {
            let early = it.with_file_name("early");
            fs::remove_dir_all(it.join("tile")).unwrap();
            copy(&early.join("tile"), &it.join("tile"));
        },
    },
    Tampering {
        said: r#""fault":"file_malformed","file":"tile/0/001"}"#,
        is_seen_by_go: true,
        tamper: |it| change(&it.join("tile/0/001"), |bytes| bytes.resize(4_000_000, 0)),
    },
    Tampering {
        said: r#""fault":"count","found":2,"kind":"log_exported","said":1}"#,
        is_seen_by_go: false,
        tamper: |it| {
            let manifest = fs::read_to_string(it.join("manifest.json")).unwrap();
            let fewer = manifest.replace("\"log_exported\": 2", "\"log_exported\": 1");
            assert_ne!(fewer, manifest);
            fs::write(it.join("manifest.json"), fewer).unwrap();
        },
    },
    Tampering {
        said: "\"fault\":\"file_added\",\"file\":\"tile/f\u{fffd}/x\"}",
        is_seen_by_go: false,
        tamper: |it| {
            let folder = it.join("tile").join(OsStr::from_bytes(b"f\xff"));
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("x"), "").unwrap();
        },
    },
    Tampering {
        said: r#""fault":"file_added","file":"tile/0/009"}"#,
        is_seen_by_go: false,
        tamper: |it| fs::write(it.join("tile/0/009"), "").unwrap(),
    },
];
