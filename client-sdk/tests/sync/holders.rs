//! Several people on one device.

use puente_client::{Effect, Error, Event};
use puente_policy::{Action, Role};
use puente_protocol::ChangeState;
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::exchange::SealedRequest;
use puente_protocol::page::{Grant, Grants, PageRow, VerdictRow};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::DocumentKind;
use puente_record::id::{AccountId, ServerId};

use crate::scene::{NOW_MS, SERVER, SITE, Scene};

const ROSA: AccountId = AccountId::from_bytes([3; 16]);
const LUIS: AccountId = AccountId::from_bytes([4; 16]);
const MAKER: u32 = 1;
const SECOND: u32 = 2;

fn grant(account: AccountId, role: Role) -> Grant {
    Grant {
        site: SITE,
        site_name: "Garita".into(),
        role,
        account: Some(account),
        ends_ms: None,
    }
}

/// The server's response when Luis joins Rosa on her device.
fn reply(server: ServerId) -> Vec<u8> {
    let at = vec![
        grant(ROSA, Role::Volunteer),
        grant(LUIS, Role::ShelterAdmin),
    ];
    EnrolReply {
        server,
        account: LUIS,
        site: SITE,
        grants: Grants {
            keys: None,
            generation: 2,
            revoked: false,
            at,
            sites: None,
            accounts: None,
        },
        binding: None,
    }
    .to_bytes()
}

/// Rosa's device with Luis on it; she is signed in.
fn shared(seed: u64) -> Scene {
    let mut scene = Scene::new(seed, Role::Volunteer);
    let request = scene.device.holder_request("CODE", "Luis").unwrap();
    let opened = EnrolRequest::open(&request).unwrap();
    assert_eq!(opened.key, scene.key);
    assert!(opened.is_again(), "a restored server tells who was erased");
    assert_eq!(opened.before(), None, "and nobody's account is claimed");
    scene
        .device
        .holder_enrolled(SECOND, "Luis", &reply(SERVER), NOW_MS)
        .unwrap();
    scene
}

fn accounts(scene: &Scene) -> Vec<AccountId> {
    let log = scene.logs.values().next().unwrap();
    log.iter().map(|segment| segment.head().account).collect()
}

/// The accounts that the server was told have left the device.
fn left(scene: &Scene) -> Vec<AccountId> {
    let log = scene.logs.values().flatten();
    let items = log.flat_map(VerifiedSegment::items);
    items
        .filter_map(|(item, _)| match item {
            Item::Left(account) => Some(*account),
            _ => None,
        })
        .collect()
}

#[test]
fn everybody_writes_in_their_own_name_whoever_syncs() {
    let mut scene = shared(61);
    let eva = scene.register("Eva");
    scene.device.sign_in(SECOND).unwrap();
    scene.set(eva, "age", "31");
    scene.register("Leo");
    scene.device.sign_in(MAKER).unwrap();
    scene.register("Sol");
    scene.device.sign_in(SECOND).unwrap();
    scene.sync(Vec::new());
    assert_eq!(accounts(&scene), [ROSA, LUIS, ROSA]);
    let names: Vec<String> = scene
        .device
        .history(eva, None)
        .unwrap()
        .into_iter()
        .filter_map(|change| change.author.map(|author| author.name))
        .collect();
    assert_eq!(names, ["Rosa", "Luis"]);
    assert_eq!(scene.device.status().unwrap().waiting, 0);
}

#[test]
fn everybody_has_their_own_rights_and_the_device_holds_what_anybody_may_read() {
    let mut scene = shared(62);
    let may = |scene: &Scene| {
        let of = |action| scene.device.may(None, DocumentKind::Protection, action);
        (of(Action::Read).unwrap(), of(Action::Write).unwrap())
    };
    assert_eq!(may(&scene), (false, true));
    let eva = scene.register("Eva");
    scene.set(eva, "destination.fear", "yes");
    let reads = |scene: &Scene| {
        let view = scene.device.view(eva, NOW_MS).unwrap();
        view.fields.contains_key("destination.fear")
    };
    scene.sync(Vec::new());
    assert!(!reads(&scene));
    scene.device.sign_in(SECOND).unwrap();
    assert_eq!(may(&scene), (true, true));
    assert!(reads(&scene), "it was not purged: Luis may read it");
}

#[test]
fn what_is_written_again_keeps_the_name_of_whoever_meant_it() {
    let mut scene = shared(63);
    let eva = scene.register("Eva");
    scene.set(eva, "age", "30");
    scene.set(eva, "sex", "female");
    scene.sync(Vec::new());
    let bad = scene.changes()[1];
    scene.device.sign_in(SECOND).unwrap();
    let verdict = VerdictRow {
        document: eva,
        change: bad,
        state: ChangeState::Quarantined,
        reason: "structure".into(),
    };
    let (report, _) = scene.sync(vec![PageRow::Verdict(verdict)]);
    assert_eq!(report.written_again, 1);
    assert_eq!(accounts(&scene).last(), Some(&ROSA));
    assert_eq!(scene.shown(eva, "sex"), "female");
    // Luis is still signed in.
    scene.register("Leo");
    scene.sync(Vec::new());
    assert_eq!(accounts(&scene).last(), Some(&LUIS));
}

#[test]
fn whoever_is_forgotten_cannot_sign_in_and_leaves_everything() {
    let mut scene = shared(64);
    scene.device.sign_in(SECOND).unwrap();
    let leo = scene.register("Leo");
    scene.device.sign_in(MAKER).unwrap();
    scene.device.forget_holder(SECOND).unwrap();
    let refused = scene.device.sign_in(SECOND);
    assert!(matches!(refused, Err(Error::NoSuchPerson)));
    let here = scene.device.holders().unwrap();
    let names: Vec<&str> = here.iter().map(|holder| holder.name.as_str()).collect();
    assert_eq!(names, ["Rosa"]);
    scene.sync(Vec::new());
    assert_eq!(accounts(&scene), [LUIS]);
    assert_eq!(scene.shown(leo, "name.given"), "Leo");
    // Once the server has everything that he wrote, the device tells it, once, that he has left.
    assert_eq!(left(&scene), []);
    scene.sync(Vec::new());
    scene.sync(Vec::new());
    assert_eq!(left(&scene), [LUIS]);
    assert_eq!(accounts(&scene), [LUIS, ROSA]);
}

#[test]
fn a_number_of_somebody_who_was_forgotten_is_good_for_the_next_one() {
    let mut scene = shared(67);
    scene.device.forget_holder(SECOND).unwrap();
    let mut sara = EnrolReply::from_bytes(&reply(SERVER)).unwrap();
    sara.account = AccountId::from_bytes([5; 16]);
    scene
        .device
        .holder_enrolled(SECOND, "Sara", &sara.to_bytes(), NOW_MS)
        .unwrap();
    scene.device.forget_holder(SECOND).unwrap();
    scene.sync(Vec::new());
    let mut gone = left(&scene);
    gone.sort_unstable();
    assert_eq!(gone, [LUIS, AccountId::from_bytes([5; 16])]);
}

#[test]
fn nobody_takes_the_place_of_a_colleague_by_their_code() {
    let mut scene = shared(66);
    scene.register("Eva");
    // A third person gets the code that Luis used, and the server responds as it did for him.
    let refused = scene
        .device
        .holder_enrolled(3, "Sara", &reply(SERVER), NOW_MS);
    assert!(matches!(
        refused,
        Err(Error::Refused(ProblemCode::CodeRefused))
    ));
    assert!(matches!(scene.device.sign_in(3), Err(Error::NoSuchPerson)));
    // The code with which Rosa made the store.
    let mut hers = EnrolReply::from_bytes(&reply(SERVER)).unwrap();
    hers.account = ROSA;
    let refused = scene
        .device
        .holder_enrolled(3, "Sara", &hers.to_bytes(), NOW_MS);
    assert!(matches!(
        refused,
        Err(Error::Refused(ProblemCode::CodeRefused))
    ));
    // A device number that belongs to somebody else.
    let mut another = EnrolReply::from_bytes(&reply(SERVER)).unwrap();
    another.account = AccountId::from_bytes([5; 16]);
    let refused = scene
        .device
        .holder_enrolled(SECOND, "Sara", &another.to_bytes(), NOW_MS);
    assert!(matches!(
        refused,
        Err(Error::Refused(ProblemCode::CodeRefused))
    ));
    for (nr, name) in [(MAKER, "Rosa"), (SECOND, "Luis")] {
        scene.device.sign_in(nr).unwrap();
        let here = scene.device.holders().unwrap();
        let here: Vec<&str> = here
            .iter()
            .filter(|holder| holder.is_here)
            .map(|holder| holder.name.as_str())
            .collect();
        assert_eq!(here, [name]);
    }
}

/// The grants that an exchange brings for the device's accounts.
fn known(accounts: &[AccountId]) -> Grants {
    Grants {
        generation: 5,
        accounts: Some(accounts.to_vec()),
        ..EnrolReply::from_bytes(&reply(SERVER)).unwrap().grants
    }
}

#[test]
fn whom_a_server_forgot_on_a_shared_device_enrols_again_and_nobody_else_does() {
    let mut scene = shared(67);
    let eva = scene.register("Eva");
    scene.sync_told(Vec::new(), Some(known(&[LUIS])));
    // The server knows Luis: with a second account he would lose what he wrote.
    scene.device.sign_in(SECOND).unwrap();
    assert!(!scene.device.status().unwrap().is_unknown);
    let asked = scene.device.enrol_request("CODE", "Luis");
    assert!(matches!(asked, Err(Error::AlreadyEnrolled)));
    // The server does not know Rosa, who made the store, although no new epoch told of a restore.
    scene.device.sign_in(MAKER).unwrap();
    assert!(scene.device.status().unwrap().is_unknown);
    assert_eq!(scene.device.status().unwrap().server_restored_ms, None);
    let asked = scene.device.enrol_request("CODE", "Rosa").unwrap();
    assert!(EnrolRequest::open(&asked).unwrap().is_again());
    let mut hers = EnrolReply::from_bytes(&reply(SERVER)).unwrap();
    hers.account = ROSA;
    hers.grants = known(&[LUIS, ROSA]);
    let (reply, rng) = (hers.to_bytes(), &mut scene.rng);
    let url = "http://x/";
    let enrolled = scene.device.enrolled(url, "Rosa", &reply, NOW_MS, rng);
    enrolled.unwrap();
    assert!(!scene.device.status().unwrap().is_unknown);
    let again = scene.device.enrolled(url, "Rosa", &reply, NOW_MS, rng);
    assert!(matches!(again, Err(Error::AlreadyEnrolled)));
    assert_eq!(scene.shown(eva, "name.given"), "Eva");
}

#[test]
fn after_an_enrolment_the_next_exchange_asks_for_the_grants() {
    let mut scene = shared(68);
    let generation = |scene: &mut Scene| {
        let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
            panic!()
        };
        let sealed = SealedRequest::read(&body).unwrap();
        sealed.open(SERVER, &scene.key).unwrap().generation
    };
    // No server has generation 0. A server that was restored in between says that it does not know an account.
    assert_eq!(generation(&mut scene), 0);
    scene.sync_told(Vec::new(), Some(known(&[ROSA, LUIS])));
    assert_eq!(generation(&mut scene), 5);
}

#[test]
fn a_device_that_is_answered_is_known() {
    let mut scene = Scene::new(69, Role::Volunteer);
    scene.handle(Event::SyncRequested);
    scene.handle(Event::ReplyRefused(ProblemCode::UnknownDevice));
    assert!(scene.device.status().unwrap().is_unknown);
    // The server was restored from a newer backup.
    scene.sync(Vec::new());
    assert!(!scene.device.status().unwrap().is_unknown);
    let asked = scene.device.enrol_request("CODE", "Rosa");
    assert!(matches!(asked, Err(Error::AlreadyEnrolled)));
}

#[test]
fn nobody_joins_by_the_word_of_another_server() {
    let mut scene = Scene::new(65, Role::Volunteer);
    let other = reply(ServerId::from_bytes([1; 16]));
    let refused = scene.device.holder_enrolled(SECOND, "Luis", &other, NOW_MS);
    assert!(matches!(refused, Err(Error::Refused(_))));
    assert!(scene.device.sign_in(SECOND).is_err());
    scene.handle(Event::SyncRequested);
}
