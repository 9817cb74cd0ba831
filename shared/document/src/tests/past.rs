use super::*;
use crate::EditError;

#[test]
fn a_form_that_stood_open_overwrites_nothing_it_did_not_show() {
    let mut document = begun(&[put("age", "30")]);
    let seen = document.heads();
    let mut other = document.clone();
    write(&mut other, 3, &[put("age", "31")]);
    join(&mut document, &other);
    let mut rng = rng(9);
    let edits = [put("age", "32"), put("sex", "f")];
    let change = document
        .edit_at(&seen, &author(2, false), &edits, &mut rng)
        .unwrap()
        .unwrap();
    assert_eq!(change.deps, seen);
    let [conflict] = &document.conflicts()[..] else {
        panic!("one conflict")
    };
    assert_eq!(conflict.candidates.len(), 2);
    assert_eq!(document.read().text("sex"), Some("f"));
}

#[test]
fn writing_in_the_past_goes_on_from_the_authors_own_changes() {
    let mut document = begun(&[put("age", "30")]);
    let seen = document.heads();
    let own = write(&mut document, 2, &[put("sex", "f")]).unwrap();
    let mut rng = rng(9);
    let change = document
        .edit_at(&seen, &author(2, false), &[put("age", "31")], &mut rng)
        .unwrap()
        .unwrap();
    assert_eq!((change.seq, change.deps), (own.seq + 1, vec![own.hash]));
    let unknown = document.edit_at(
        &[ChangeHash::from_bytes([0; 32])],
        &author(2, false),
        &[],
        &mut rng,
    );
    assert_eq!(unknown, Err(EditError::UnknownHeads));
}

#[test]
fn after_a_quarantined_beginning_a_document_begins_again() {
    let core = DocumentId::from_bytes([8; 16]);
    let kind = DocumentKind::Contact;
    let phone = [put("phone", "+526641112233")];
    let origin = Origin::added(kind, core, [3; 16]);
    let (document, first) =
        Document::create(ID, &origin, &author(1, false), &phone, &mut rng(1)).unwrap();
    let mut left = document.without(&[first.hash]);
    assert!(left.heads().is_empty());
    assert_eq!(left.origin(), Some(origin));
    let again = write(&mut left, 2, &phone).unwrap();
    assert_eq!(again.seq, 1);
    let built = Document::from_changes(ID, &[&again.raw]).unwrap();
    assert_eq!(built.read(), document.read());
    assert_eq!(built.origin(), Some(origin));
}

#[test]
fn a_document_with_a_hundred_heads_is_joined_step_by_step() {
    let base = begun(&[]);
    let mut document = base.clone();
    for n in 0..100 {
        let mut device = base.clone();
        write(&mut device, n + 2, &[put("age", &n.to_string())]);
        join(&mut document, &device);
    }
    assert_eq!(document.heads().len(), 100);
    let first = decide(&mut document, 200, &[put("age", "7000")]).unwrap();
    assert!(first.deps.len() <= crate::limits::CHANGE_DEPENDENCIES_MAX);
    let [conflict] = &document.conflicts()[..] else {
        panic!("one conflict")
    };
    assert_eq!(conflict.candidates.len(), 100 - first.deps.len() + 1);
    let second = decide(&mut document, 200, &[put("age", "7001")]).unwrap();
    assert!(second.deps.len() <= crate::limits::CHANGE_DEPENDENCIES_MAX);
    assert!(document.conflicts().is_empty());
    assert_eq!(document.heads(), [second.hash]);
}
