//! Somebody at another site knows a record's ids, heads and all its history, and wants the record.

use data_encoding::HEXLOWER;
use rand_core::Rng as _;

use crate::phone::{Phone, random};
use crate::scene::{NORTH, SOUTH, Scene, scale};
use crate::wire::document::{Kind, Opening, View};
use crate::wire::segment::Item;

/// Changes of a short run.
const ATTEMPTS: usize = 400;

/// A record of the other site: its core and the documents that belong to it.
struct Victim {
    phone: Phone,
    documents: Vec<(Kind, View, String)>,
}

impl Victim {
    fn new(scene: &Scene) -> Self {
        let mut phone = scene.phone(1, NORTH, "volunteer");
        let home = phone.site;
        let (core, first) = phone.begin(
            Kind::Core,
            home,
            &[("name.given", "Ana"), ("sex", "female")],
        );
        let (contact, second) =
            phone.begin(Kind::Contact, core.id, &[("phone.own", "+526560000000")]);
        let (protection, third) =
            phone.begin(Kind::Protection, core.id, &[("protection.threats", "yes")]);
        let (list, fourth) = phone.begin(Kind::List, home, &[("list.name", "Vuelo 1")]);
        assert_eq!(
            phone.bring(&[first, second, third, fourth]),
            [],
            "an honest registration"
        );
        let begun = |home: [u8; 16], phone: &Phone| {
            format!(
                "1/{}/{}",
                HEXLOWER.encode(&home),
                HEXLOWER.encode(&phone.public()[..16])
            )
        };
        let of_core = begun(home, &phone);
        let documents = vec![
            (Kind::Core, core, of_core.clone()),
            (Kind::Contact, contact, of_core.clone()),
            (Kind::Protection, protection, of_core.clone()),
            (Kind::List, list, of_core),
        ];
        Self { phone, documents }
    }
}

/// One change of the kind that an attacker wants accepted and must not.
fn attempt(phone: &mut Phone, victim: &Victim, branch: u32) -> Item {
    let draw = phone.rng.next_u64();
    let pick = |of: u64, shift: u32| (draw >> shift) % of;
    let (kind, view, begun) = &victim.documents[pick(4, 0) as usize];
    let own = HEXLOWER.encode(&phone.site);
    let core = HEXLOWER.encode(&victim.documents[0].1.id);
    let salt: [u8; 16] = random(&mut phone.rng);
    let as_if = match pick(5, 8) {
        0 => begun.clone(),
        1 => format!("1/{own}/{}", HEXLOWER.encode(&salt)),
        2 => format!("1/{}", HEXLOWER.encode(&salt)),
        3 => format!("2/{own}/{core}/{}", pick(300, 16)),
        _ => String::new(),
    };
    let claimed = match pick(6, 24) {
        0..3 => kind.word(),
        3 => "core",
        4 => "contact",
        _ => "list",
    };
    let mut texts = Vec::new();
    // A first change, on old heads or on the newest ones.
    let mut seen = match pick(3, 32) {
        0 => view.clone(),
        _ => {
            texts.push(("kind", claimed));
            if !as_if.is_empty() {
                texts.push(("begun", &as_if));
            }
            if matches!(claimed, "contact") || matches!(kind, Kind::Contact | Kind::Protection) {
                texts.push(("core", &core));
            }
            View::of(view.id)
        }
    };
    if pick(4, 40) > 0 {
        texts.push(("home_site", &own));
    }
    if texts.is_empty() || pick(2, 48) == 0 {
        texts.push(("name.given", "Tomada"));
    }
    phone.edit(&mut seen, branch, &texts)
}

/// Checks the promises afterwards: the record is where it was, and nobody else has any of it.
fn assert_untaken(scene: &Scene, mut victim: Victim, attackers: &mut [Phone]) {
    for attacker in attackers {
        attacker.sync().expect("an exchange");
        for (kind, view, _) in &victim.documents {
            assert!(
                !attacker.documents.contains(&view.id),
                "{kind:?} reached another site"
            );
        }
    }
    let mut witness = scene.phone(7, SOUTH, "shelter-admin");
    witness.sync().expect("an exchange");
    let mut colleague = scene.phone(8, NORTH, "shelter-admin");
    colleague.sync().expect("an exchange");
    let mut edits = Vec::new();
    for (kind, view, _) in &mut victim.documents {
        assert!(
            !witness.documents.contains(&view.id),
            "{kind:?} reached the other site's administrator"
        );
        assert!(
            colleague.documents.contains(&view.id),
            "{kind:?} left its own site"
        );
        edits.push(victim.phone.edit(view, 0, &[("notes.after", "1")]));
    }
    assert_eq!(
        victim.phone.bring(&edits),
        [],
        "the record stays writable for who made it"
    );
}

#[test]
fn nobody_elsewhere_takes_reads_or_writes_a_record_whose_id_they_know() {
    let scene = Scene::new();
    let victim = Victim::new(&scene);
    let mut attackers = [
        scene.phone(2, SOUTH, "volunteer"),
        scene.phone(3, SOUTH, "shelter-admin"),
    ];
    let attempts = ATTEMPTS * scale();
    for attacker in &mut attackers {
        let mut entered = 0;
        for part in 0..attempts.div_ceil(50) {
            let branches = (0..50).map(|number| u32::try_from(part * 50 + number).unwrap());
            let items: Vec<_> = branches
                .map(|branch| attempt(attacker, &victim, branch))
                .collect();
            entered += items.len() - attacker.bring(&items).len();
        }
        assert_eq!(
            entered, 0,
            "changes of strangers that entered without a verdict"
        );
    }
    assert_untaken(&scene, victim, &mut attackers);
    scene.end("takeover", 2 * attempts);
}

#[test]
fn a_document_for_a_foreign_record_is_seen_by_nobody() {
    let scene = Scene::new();
    let mut victim = Victim::new(&scene);
    let mut attacker = scene.phone(2, SOUTH, "case-worker");
    let core = victim.documents[0].1.id;
    let mut dropped = Vec::new();
    for kind in [Kind::Contact, Kind::Protection] {
        let (view, item) = attacker.begin(kind, core, &[("notes.false", "1")]);
        attacker.bring(&[item]);
        dropped.push(view.id);
    }
    let mut colleague = scene.phone(4, NORTH, "shelter-admin");
    for phone in [&mut colleague, &mut victim.phone] {
        phone.sync().expect("an exchange");
        assert!(
            dropped.iter().all(|id| !phone.documents.contains(id)),
            "a foreign drop flows to the record's site"
        );
    }
    assert_untaken(&scene, victim, std::slice::from_mut(&mut attacker));
    scene.end("foreign drops", dropped.len());
}

#[test]
fn whoever_began_a_record_does_not_pull_it_along_to_another_site() {
    let scene = Scene::new();
    let mut author = scene.phone(5, NORTH, "volunteer");
    let home = author.site;
    let salt: [u8; 16] = random(&mut author.rng);
    let opening = Opening {
        kind: Kind::Core,
        home,
        public: author.public(),
        salt,
    };
    let mut view = View::of(opening.id());
    let first = author.edit(
        &mut view,
        0,
        &[
            ("begun", &opening.begun()),
            ("kind", "core"),
            ("name.given", "Ana"),
        ],
    );
    assert_eq!(author.bring(&[first]), []);
    let south = scene.phone(6, SOUTH, "volunteer").site;
    // A second first change of one's own document: with a site in it, or with the opening of another site.
    let elsewhere = Opening {
        home: south,
        ..opening
    };
    let south = HEXLOWER.encode(&south);
    for (branch, begun) in [(1, opening.begun()), (2, elsewhere.begun())] {
        let texts = [("begun", &*begun), ("kind", "core"), ("home_site", &*south)];
        let item = author.edit(&mut View::of(view.id), branch, &texts);
        let verdicts = author.bring(&[item]);
        assert_eq!(verdicts.len(), 1, "{verdicts:?}");
    }
    let mut witness = scene.phone(7, SOUTH, "shelter-admin");
    witness.sync().expect("an exchange");
    assert!(!witness.documents.contains(&view.id));
    scene.end("own record, other site", 2);
}
