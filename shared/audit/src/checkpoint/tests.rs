use super::*;

fn checkpoint() -> Checkpoint {
    Checkpoint {
        origin: "puente/1".to_owned(),
        size: 1200,
        root: [5; 32],
    }
}

#[test]
fn a_checkpoint_opens_as_it_was_signed() {
    let signer = NoteSigner::new("puente/1", &[7; 32]);
    let note = checkpoint().sign(&signer);
    let opened = Checkpoint::open(note.as_bytes(), &signer.verifier());
    assert_eq!(opened, Ok(checkpoint()));
    assert_eq!(claimed_origin(note.as_bytes()), Some("puente/1"));
}

#[test]
fn a_signed_text_that_is_no_checkpoint_of_this_log_is_refused() {
    let signer = NoteSigner::new("puente/1", &[7; 32]);
    let key = signer.verifier();
    let root = BASE64.encode(&[5; 32]);
    for text in [
        "puente/1\n".to_owned(),
        format!("puente/1\n01\n{root}\n"),
        format!("puente/1\n+1\n{root}\n"),
        format!("puente/1\n\n{root}\n"),
        format!("puente/1\n99999999999999999999\n{root}\n"),
        format!("puente/1\n{}\n{root}\n", LOG_SIZE_MAX + 1),
        format!("puente/1\n1\n{}\n", &root[..40]),
    ] {
        let opened = Checkpoint::open(signer.sign(&text).as_bytes(), &key);
        assert_eq!(opened, Err(CheckpointError::Malformed), "{text}");
    }
    let of_other = format!("puente/2\n1\n{root}\n");
    let opened = Checkpoint::open(signer.sign(&of_other).as_bytes(), &key);
    assert_eq!(opened, Err(CheckpointError::OtherLog));
    let extended = format!("puente/1\n1\n{root}\nmore\n");
    let opened = Checkpoint::open(signer.sign(&extended).as_bytes(), &key);
    assert!(opened.is_ok());
}
