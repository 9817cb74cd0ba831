use std::io::{Read, Write};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::{AgeFileError, Identity, Opener, Recipient, Sealer};

fn identity(seed: u8) -> Identity {
    Identity::random(&mut ChaCha20Rng::from_seed([seed; 32]))
}

fn seal(plain: &[u8], recipients: &[Recipient]) -> Vec<u8> {
    let mut rng = ChaCha20Rng::from_seed([9; 32]);
    let mut sealer = Sealer::begin(Vec::new(), recipients, &mut rng).unwrap();
    sealer.write_all(plain).unwrap();
    sealer.finish().unwrap()
}

fn open(sealed: &[u8], identity: Identity) -> Result<Vec<u8>, AgeFileError> {
    let mut plain = Vec::new();
    Opener::begin(sealed, &[identity])?.read_to_end(&mut plain)?;
    Ok(plain)
}

#[test]
fn keys_read_as_they_are_written() {
    let one = identity(1);
    let text = one.recipient().to_string();
    assert!(text.starts_with("age1"), "{text}");
    assert_eq!(text.parse::<Recipient>().unwrap(), one.recipient());
    let file = format!("# made by a test\n\n{}\n", &*one.to_secret_text());
    let again = Identity::read_all(&file).unwrap();
    assert_eq!(again[0].recipient(), one.recipient());
    let mut wrong = text;
    let last = wrong.pop().unwrap();
    wrong.push(if last == 'q' { 'p' } else { 'q' });
    assert!(wrong.parse::<Recipient>().is_err());
    assert!(Identity::read_all("# nothing\n").is_err());
    assert!(Identity::read_all(&one.recipient().to_string()).is_err());
}

#[test]
fn every_recipient_opens_a_file_and_nobody_else() {
    let recipients = [identity(1).recipient(), identity(2).recipient()];
    for length in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        let plain: Vec<u8> = (0..length).map(|place| (place % 251) as u8).collect();
        let sealed = seal(&plain, &recipients);
        assert_eq!(open(&sealed, identity(1)).unwrap(), plain);
        assert_eq!(open(&sealed, identity(2)).unwrap(), plain);
        assert!(matches!(
            open(&sealed, identity(3)),
            Err(AgeFileError::OtherRecipients)
        ));
    }
}

#[test]
fn a_file_cut_anywhere_does_not_open_whole() {
    let sealed = seal(&[7; 70_000], &[identity(1).recipient()]);
    let ends = (0..400).chain((400..sealed.len()).step_by(997));
    for end in ends.chain(sealed.len() - 100..sealed.len()) {
        assert!(open(&sealed[..end], identity(1)).is_err(), "{end}");
    }
}

proptest! {
    #[test]
    fn a_flipped_bit_is_noticed(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut sealed = seal(&[7; 70_000], &[identity(1).recipient()]);
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert!(open(&sealed, identity(1)).is_err());
    }
}

/// Runs Debian's program `age`; `None` where it is not installed.
fn age(arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new("age")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    Some(output.stdout)
}

#[test]
fn the_program_age_opens_what_is_sealed_here_and_the_other_way_round() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("identity");
    std::fs::write(&file, identity(1).to_secret_text().as_bytes()).unwrap();
    let plain: Vec<u8> = (0..150_000_u32).map(|place| (place % 251) as u8).collect();
    let recipients = [identity(2).recipient(), identity(1).recipient()];
    let sealed = seal(&plain, &recipients);
    let arguments = ["--decrypt", "--identity", file.to_str().unwrap()];
    let Some(opened) = age(&arguments, &sealed) else {
        // Not installed: then the format is tested only against this implementation.
        return;
    };
    assert_eq!(opened, plain);
    let to = recipients[1].to_string();
    let theirs = age(&["--encrypt", "--recipient", &to], &plain).unwrap();
    assert_eq!(open(&theirs, identity(1)).unwrap(), plain);
}
