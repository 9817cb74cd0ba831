use super::*;

const SECRET: [u8; 32] = [7; 32];

#[test]
fn a_note_opens_with_its_key_alone() {
    let signer = NoteSigner::new("puente/1", &SECRET);
    let note = signer.sign("puente/1\n5\n");
    let key = signer.verifier();
    assert_eq!(open_note(note.as_bytes(), &key), Ok("puente/1\n5\n"));
    for other in [
        NoteSigner::new("puente/1", &[8; 32]),
        NoteSigner::new("puente/2", &SECRET),
    ] {
        let opened = open_note(note.as_bytes(), &other.verifier());
        assert_eq!(opened, Err(NoteError::OtherKey));
    }
    let changed = note.replace("\n5\n", "\n6\n");
    let opened = open_note(changed.as_bytes(), &key);
    assert_eq!(opened, Err(NoteError::WrongSignature));
}

#[test]
fn a_key_reads_as_it_is_written_and_not_with_another_id() {
    let key = NoteSigner::new("puente/1", &SECRET).verifier();
    let text = key.to_string();
    assert_eq!(text.parse(), Ok(key));
    for wrong in [
        text.replacen("puente/1", "puente/2", 1),
        text.replacen('+', " ", 1),
        text[..text.len() - 4].to_owned(),
        String::new(),
    ] {
        assert_eq!(wrong.parse::<VerifierKey>(), Err(VerifierKeyError));
    }
}

#[test]
fn signatures_of_others_change_nothing() {
    let signer = NoteSigner::new("puente/1", &SECRET);
    let other = NoteSigner::new("witness", &[9; 32]);
    let text = "puente/1\n5\n";
    let line = |signer: &NoteSigner| {
        let note = signer.sign(text);
        note[text.len() + 1..].to_owned()
    };
    let note = format!("{text}\n{}{}", line(&other), line(&signer));
    assert_eq!(open_note(note.as_bytes(), &signer.verifier()), Ok(text));
    let swapped = line(&other).replacen("witness", "puente/1", 1);
    let note = format!("{text}\n{swapped}{}", line(&signer));
    assert_eq!(open_note(note.as_bytes(), &signer.verifier()), Ok(text));
}

#[test]
fn bytes_that_are_no_note_are_refused() {
    let signer = NoteSigner::new("puente/1", &SECRET);
    let key = signer.verifier();
    let note = signer.sign("text\n");
    for length in 0..note.len() {
        assert!(open_note(&note.as_bytes()[..length], &key).is_err());
    }
    for place in 0..note.len() {
        let mut changed = note.clone().into_bytes();
        changed[place] ^= 1;
        assert!(open_note(&changed, &key).is_err(), "byte {place}");
    }
    let long = signer.sign(&"a".repeat(NOTE_BYTES_MAX));
    assert_eq!(open_note(long.as_bytes(), &key), Err(NoteError::Malformed));
    let bell = signer.sign("a\u{7}\n");
    assert_eq!(open_note(bell.as_bytes(), &key), Err(NoteError::Malformed));
}
