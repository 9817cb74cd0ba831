//! Members of sets, claims, and the rights to say that something was decided or written again.

use super::*;

#[test]
fn members_of_a_set_are_anybodys() {
    let add = [Edit::Add {
        field: "needs".to_owned(),
        value: "water".to_owned(),
    }];
    let remove = [Edit::Remove {
        field: "needs".to_owned(),
        value: "water".to_owned(),
    }];
    let (mut left, _) = begun();
    let mut right = left.clone();
    left.edit(&author(2, false), &add, &mut rng(2)).unwrap();
    right.edit(&author(3, false), &add, &mut rng(3)).unwrap();
    join(&mut left, &right);
    let saved = left.save();
    let removed = left
        .edit(&author(4, false), &remove, &mut rng(4))
        .unwrap()
        .unwrap();
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &removed),
        Verdict::Accepted
    );
}

#[test]
fn a_claim_is_corrected_by_its_author_and_dropped_by_who_may_decide() {
    let mut document = disagreeing();
    let mut edit = |n: u8, may_resolve: bool, value: &str| {
        let saved = document.save();
        let edits = [Edit::put("age", value)];
        let change = document.edit(&author(n, may_resolve), &edits, &mut rng(u64::from(n)));
        (saved, change.unwrap().unwrap())
    };
    let (saved, claim) = edit(4, false, "33");
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &claim),
        Verdict::Accepted
    );
    let (saved, corrected) = edit(4, false, "34");
    assert_eq!(
        verdict(writes(&[SITE]), Some(&saved), &corrected),
        Verdict::Accepted
    );
    let (saved, decided) = edit(5, true, "35");
    assert_eq!(
        verdict(resolves(&[]), Some(&saved), &decided),
        quarantined(Reason::MayNotResolve)
    );
    assert_eq!(
        verdict(resolves(&[SITE]), Some(&saved), &decided),
        Verdict::Accepted
    );
}

#[test]
fn only_who_decides_may_say_so_and_only_the_servers_device_writes_again() {
    let (document, _) = begun();
    let saved = document.save();
    let said = |message: &str| Crafted {
        message: message.as_bytes().to_vec(),
        ..Crafted::put(&document, 5, "alone", "yes")
    };
    let verdict = |authority: Authority, message: &str| {
        try_as(authority, Some(saved.clone()), &[&said(message).raw()]).verdicts[0]
    };
    let not_yours = quarantined(Reason::BasisNotYours);
    assert_eq!(verdict(writes(&[SITE]), "decided: acta"), not_yours);
    assert_eq!(verdict(resolves(&[OTHER_SITE]), "decided: acta"), not_yours);
    assert_eq!(
        verdict(resolves(&[SITE]), "decided: acta"),
        Verdict::Accepted
    );
    let again = Basis::written_again(puente_record::AccountId::from_bytes([4; 16]));
    assert_eq!(verdict(all_rights(), &again.message()), not_yours);
    let server = Authority {
        may_write_again: true,
        ..all_rights()
    };
    assert_eq!(verdict(server, &again.message()), Verdict::Accepted);
    assert_eq!(verdict(writes(&[SITE]), "mrz"), Verdict::Accepted);
}
