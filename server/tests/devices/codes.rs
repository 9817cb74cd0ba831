//! One-time codes and enrolment.

use ed25519_dalek::SigningKey;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::enrolment::EnrolRequest;
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::Item;
use puente_record::{AccountId, InstallId};

use crate::phone::Phone;
use crate::world::{DAY_MS, World};

fn request(code: &str, key: &SigningKey) -> Vec<u8> {
    named(code, "Ana Prueba", key)
}

fn named(code: &str, name: &str, key: &SigningKey) -> Vec<u8> {
    EnrolRequest::new(code.into(), name.into(), key).to_bytes()
}

#[test]
fn a_code_is_good_for_one_device_and_answers_it_again() {
    let mut world = World::new();
    let code = world.invite("Norte", Role::Volunteer);
    let key = SigningKey::from_bytes(&world.random());
    let other = SigningKey::from_bytes(&world.random());
    let first = world.enrol(&request(&code, &key)).unwrap();
    let again = world.enrol(&request(&code, &key)).unwrap();
    assert_eq!(first, again, "the reply was lost and the device asks again");
    assert_eq!(first.grants.at.len(), 1);
    assert_eq!(first.grants.at[0].role, Role::Volunteer);
    assert_eq!(first.grants.at[0].site_name, "Norte");
    let refused = world.enrol(&request(&code, &other));
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
    assert_eq!(world.server.administration.status().unwrap().devices, 1);
    world.assert_whole();
}

#[test]
fn the_first_administrator_enrols_with_the_code_of_init() {
    let mut world = World::new();
    let key = SigningKey::from_bytes(&world.random());
    let reply = world.enrol(&request(&world.created.code, &key)).unwrap();
    assert_eq!(reply.site, world.created.office);
    assert_eq!(reply.grants.at[0].role, Role::Administrator);
}

#[test]
fn a_code_ends_with_its_time_and_after_ten_wrong_guesses() {
    let mut world = World::new();
    let key = SigningKey::from_bytes(&world.random());
    let late = world.invite("Norte", Role::Volunteer);
    let guessed = world.invite("Norte", Role::Volunteer);
    let mut wrong = guessed.clone();
    let last = if wrong.pop() == Some('0') { '1' } else { '0' };
    wrong.push(last);
    for _ in 0..10 {
        let refused = world.enrol(&request(&wrong, &key));
        assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
    }
    let refused = world.enrol(&request(&guessed, &key));
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
    world.now_ms += DAY_MS;
    let refused = world.enrol(&request(&late, &key));
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
    let refused = world.enrol(&request("not a code", &key));
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
}

#[test]
fn a_second_person_on_the_phone_writes_in_their_own_name() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let code = world.invite("Norte", Role::CaseWorker);
    let reply = world.enrol(&request(&code, &ana.key)).unwrap();
    assert_ne!(reply.account, ana.account);
    assert!(reply.grants.generation > ana.generation);
    let whose: Vec<_> = reply
        .grants
        .at
        .iter()
        .map(|grant| (grant.account, grant.role))
        .collect();
    assert_eq!(
        whose,
        [
            (Some(ana.account), Role::Volunteer),
            (Some(reply.account), Role::CaseWorker)
        ]
    );
    ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    ana.account = reply.account;
    let person = ana.register(&mut world, "Persona Dos");
    ana.sync(&world);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let reply = luz.sync(&world);
    let authors: Vec<_> = reply.pages[0].authors.iter().map(|a| a.account).collect();
    assert_eq!(authors.len(), 2);
    assert!(reply.whole.contains(&person));
    world.assert_whole();
}

/// Makes the server one that was restored from a backup made before anybody enrolled.
fn forget_devices(world: &mut World) {
    let forgotten = "DELETE FROM device_account; DELETE FROM role_grant; DELETE FROM invite;
         DELETE FROM device; DELETE FROM account;";
    world.database.run(forgotten);
    world.restart();
}

#[test]
fn whoever_left_a_phone_is_not_written_for_there_any_more() {
    let mut world = World::new();
    let mut phone = world.phone("Norte", Role::Volunteer);
    let ana = phone.account;
    let code = world.invite("Norte", Role::CaseWorker);
    let luz = world
        .enrol(&named(&code, "Luz Prueba", &phone.key))
        .unwrap();
    phone.account = luz.account;
    let person = phone.register(&mut world, "Persona Uno");
    phone.sync(&world);
    let before = phone.generation;
    phone.account = ana;
    phone.items = vec![
        Item::Left(luz.account),
        Item::Left(AccountId::from_bytes([9; 16])),
    ];
    // The response goes by the rights of the accounts that stay.
    let reply = phone.sync(&world);
    let grants = reply.grants.unwrap();
    assert!(grants.generation > before, "no generation comes twice");
    let whose: Vec<_> = grants.at.iter().map(|of| (of.account, of.role)).collect();
    assert_eq!(whose, [(Some(ana), Role::Volunteer)]);
    // What she wrote stays; nobody writes in her name on this phone any more.
    phone.account = luz.account;
    phone.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    let reply = phone.sync(&world);
    assert_eq!(reply.verdicts[0].reason, "account_not_bound");
    world.assert_whole();
}

#[test]
fn a_used_code_makes_no_second_person_of_the_same_phone() {
    let mut world = World::new();
    let code = world.invite("Norte", Role::Volunteer);
    let key = SigningKey::from_bytes(&world.random());
    let reply = world.enrol(&named(&code, "Ana Prueba", &key)).unwrap();
    let refused = world.enrol(&named(&code, "Luz Prueba", &key));
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
    // The response was lost: the same person asks once more, with a space that a keyboard added.
    let again = world.enrol(&named(&code, "Ana Prueba ", &key)).unwrap();
    assert_eq!(again, reply);
    let mut ana = Phone::new(key.clone(), InstallId::from_bytes(world.random()), &reply);
    ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    // She must have the response, or she could not write: so this request comes from somebody else, whatever
    // the name.
    let refused = world.enrol(&named(&code, "Ana Prueba", &key));
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
    let accounts = world.server.administration.accounts().unwrap();
    assert_eq!(accounts.len(), 1, "nobody was made of a refused code");
    world.assert_whole();
}

#[test]
fn a_device_that_a_restored_server_does_not_know_is_the_same_person_again() {
    let mut world = World::new();
    let key = SigningKey::from_bytes(&world.random());
    let colleague = SigningKey::from_bytes(&world.random());
    let enrolled = |world: &World, key: &SigningKey| {
        let code = world.invite("Norte", Role::Volunteer);
        world.enrol(&request(&code, key)).unwrap()
    };
    let [before, of_colleague] = [&key, &colleague].map(|key| enrolled(&world, key));
    forget_devices(&mut world);
    let again = |world: &World, key: &SigningKey, account, binding| {
        let code = world.invite("Norte", Role::Volunteer);
        EnrolRequest::again(code, "Ana Prueba".into(), account, binding, key).to_bytes()
    };
    // Whatever binding the request shows, the account of another device goes to nobody.
    for (account, binding) in [
        (of_colleague.account, of_colleague.binding),
        (of_colleague.account, before.binding),
        (of_colleague.account, None),
        (before.account, of_colleague.binding),
        (AccountId::from_bytes([5; 16]), before.binding),
    ] {
        let stranger = SigningKey::from_bytes(&world.random());
        for key in [&stranger, &key] {
            let asked = again(&world, key, account, binding);
            assert_ne!(world.enrol(&asked).unwrap().account, account);
        }
        forget_devices(&mut world);
    }
    let asked = again(&world, &key, before.account, before.binding);
    let reply = world.enrol(&asked).unwrap();
    assert_eq!(reply.account, before.account, "its log names it so");
    let known = reply.grants.accounts.clone().unwrap();
    assert!(known.contains(&before.account));
    assert!(!known.contains(&of_colleague.account));
    assert_eq!(world.enrol(&asked).unwrap(), reply);
    // An account that belongs to somebody is given to nobody else, not even with the same key.
    let asked = again(&world, &key, before.account, before.binding);
    assert_ne!(world.enrol(&asked).unwrap().account, before.account);
    world.assert_whole();
}

#[test]
fn a_revoked_device_cannot_enrol_again() {
    let mut world = World::new();
    let ana = world.phone("Norte", Role::Volunteer);
    world
        .server
        .administration
        .revoke_device(world.now_ms, ana.id(), None)
        .unwrap();
    let code = world.invite("Norte", Role::Volunteer);
    let refused = world.enrol(&request(&code, &ana.key));
    assert_eq!(refused.unwrap_err(), ProblemCode::CodeRefused);
    // The code still works for somebody else.
    let other = SigningKey::from_bytes(&world.random());
    world.enrol(&request(&code, &other)).unwrap();
}

#[test]
fn a_stranger_is_told_nothing_but_that() {
    let mut world = World::new();
    let ana = world.phone("Norte", Role::Volunteer);
    let key = SigningKey::from_bytes(&world.random());
    let reply = world
        .enrol(&request(&world.invite("Norte", Role::Volunteer), &key))
        .unwrap();
    let stranger = SigningKey::from_bytes(&world.random());
    let mut unknown = Phone::new(stranger, InstallId::from_bytes([1; 16]), &reply);
    assert_eq!(
        unknown.exchange(&world).unwrap_err(),
        ProblemCode::UnknownDevice
    );
    let mut misled = ana;
    misled.server = puente_record::ServerId::from_bytes([3; 16]);
    assert_eq!(
        misled.exchange(&world).unwrap_err(),
        ProblemCode::BadSignature
    );
}

/// The name is shown on other people's screens and terminals.
#[test]
fn a_name_that_cannot_be_shown_is_refused_and_the_code_stays_good() {
    let mut world = World::new();
    let code = world.invite("Norte", Role::Volunteer);
    let key = SigningKey::from_bytes(&world.random());
    for trick in [
        "\u{1b}[2J",
        "\n",
        "\u{202e}",
        "\u{2066}",
        "\u{9b}",
        "\u{7f}",
        "\u{200b}",
    ] {
        let name = format!("Ana{trick}");
        let body = EnrolRequest::new(code.clone(), name, &key).to_bytes();
        let refused = world.enrol(&body).unwrap_err();
        assert_eq!(refused, ProblemCode::NameRefused, "{trick:?}");
    }
    world.enrol(&request(&code, &key)).unwrap();
}
