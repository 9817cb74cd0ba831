use super::*;

/// Builds a log of 512-byte frames. Each has its page number, and the database's size in pages if it commits.
fn log(salts: [u8; 8], frames: &[(u32, u32)]) -> Vec<u8> {
    let mut out = Vec::new();
    for word in [MAGIC, 3_007_000, 512, 0] {
        out.extend(word.to_be_bytes());
    }
    out.extend(salts);
    let mut sums = Sums {
        is_big_endian: false,
        pair: [0; 2],
    };
    sums.add(&out);
    out.extend(sums.pair.iter().flat_map(|sum| sum.to_be_bytes()));
    for (page, pages) in frames {
        let head = [page.to_be_bytes(), pages.to_be_bytes()].concat();
        let content = [*page as u8; 512];
        sums.add(&head);
        sums.add(&content);
        out.extend(head);
        out.extend(salts);
        out.extend(sums.pair.iter().flat_map(|sum| sum.to_be_bytes()));
        out.extend(content);
    }
    out
}

const FRAMES: &[(u32, u32)] = &[(1, 0), (2, 2), (3, 3), (1, 0), (2, 3)];
const FRAME_BYTES: usize = FRAME_HEAD_BYTES + 512;

fn found(log: &[u8]) -> Option<PassedOver> {
    passed_over(log).unwrap()
}

#[test]
fn a_sound_log_is_seen_whole() {
    let log = log([7; 8], FRAMES);
    assert_eq!(found(&log), None);
    // Cut anywhere, as a killed writer leaves it.
    for cut in 0..log.len() {
        assert_eq!(found(&log[..cut]), None, "{cut}");
    }
}

#[test]
fn a_bit_anywhere_before_a_commit_is_noticed() {
    let log = log([7; 8], FRAMES);
    for at in 0..log.len() - FRAME_BYTES {
        let mut rotten = log.clone();
        rotten[at] ^= 0x10;
        let found = found(&rotten).unwrap_or_else(|| panic!("byte {at}"));
        let frame = (at + FRAME_BYTES).saturating_sub(HEAD_BYTES) / FRAME_BYTES;
        assert_eq!(found.bad_frame, frame as u64);
        assert!(found.commits >= 1);
    }
}

#[test]
fn what_was_never_committed_is_no_loss() {
    let frames = [FRAMES, &[(4, 0), (5, 0)]].concat();
    let mut log = log([7; 8], &frames);
    let at = log.len() - 2 * FRAME_BYTES;
    log[at + 100] ^= 1;
    assert_eq!(found(&log), None);
}

#[test]
fn frames_of_an_earlier_round_are_no_loss() {
    let earlier = log([6; 8], FRAMES);
    let mut log = log([7; 8], &FRAMES[..2]);
    log.extend(&earlier[log.len()..]);
    assert_eq!(found(&log), None);
}
