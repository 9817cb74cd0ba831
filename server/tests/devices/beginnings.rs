//! Who may found a document, move a record and write beside it. Somebody at another site who knows every id,
//! old heads and lists gains nothing by it, whichever device comes first and however it sends.

use puente_document::{Document, Edit};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::bundle::courier_key;
use puente_record::{DocumentId, DocumentKind, ListId, Origin, SiteId};
use puente_server::RecoverySecret;
use puente_server::administration::AdministrationError;

use crate::phone::{Phone, Reply};
use crate::world::{DAY_MS, World};

const NOT_ITS_BEGINNING: &str = "not_its_beginning";

/// Ana registers people at Norte, where Caro is a case worker. Eva, at Sur, knows everything that they write.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) ana: Phone,
    pub(crate) caro: Phone,
    pub(crate) eva: Phone,
    pub(crate) north: SiteId,
    pub(crate) south: SiteId,
}

impl Scene {
    pub(crate) fn new(eva: Role) -> Self {
        let mut world = World::new();
        let ana = world.phone("Norte", Role::ShelterAdmin);
        let caro = world.phone("Norte", Role::CaseWorker);
        let eva = world.phone("Sur", eva);
        Self {
            north: ana.site,
            south: eva.site,
            world,
            ana,
            caro,
            eva,
        }
    }

    /// A record that Ana founded, and its origin.
    pub(crate) fn founded(&mut self) -> (DocumentId, Origin) {
        let origin = Origin::made(DocumentKind::Core, self.north, self.world.random());
        let edits = [Edit::put("name.given", "Persona Uno")];
        let record = self.ana.found(&mut self.world, &origin, &edits);
        (record, origin)
    }

    /// Eva gets a copy of a document as it is on Ana's phone.
    fn eva_learns(&mut self, document: DocumentId) {
        let of_ana = self.ana.documents[&document].clone();
        self.eva.documents.insert(document, of_ana);
    }

    /// What Eva sends is quarantined for this reason, nobody sees any of it, and Norte has what it had.
    fn refused(&mut self, reason: &str, untouched: &[DocumentId]) {
        let told = self.eva.sync(&self.world);
        assert!(!told.verdicts.is_empty());
        for verdict in &told.verdicts {
            assert_eq!(
                (&*verdict.reason, verdict.state),
                (reason, ChangeState::Quarantined)
            );
        }
        self.unseen(untouched);
    }

    pub(crate) fn unseen(&mut self, untouched: &[DocumentId]) {
        assert!(self.eva.sync(&self.world).whole.is_empty());
        let seen = self.ana.sync(&self.world);
        assert_eq!((seen.whole.len(), seen.changes.len()), (0, 0));
        let mut new = self.world.phone("Norte", Role::ShelterAdmin);
        new.sync(&self.world);
        let mut here: Vec<_> = new.documents.keys().copied().collect();
        let mut untouched = untouched.to_vec();
        here.sort();
        untouched.sort();
        assert_eq!(here, untouched);
        self.world.assert_whole();
    }
}

pub(crate) fn state(reply: &Reply) -> Vec<ChangeState> {
    reply.verdicts.iter().map(|verdict| verdict.state).collect()
}

#[test]
fn nobody_pulls_a_record_by_a_first_change_of_their_own() {
    let mut scene = Scene::new(Role::Volunteer);
    let (record, origin) = scene.founded();
    let contact = scene.ana.create(
        &mut scene.world,
        DocumentKind::Contact,
        Some(record),
        &[Edit::put("phone", "664 111 2233")],
    );
    scene.ana.sync(&scene.world);
    let mine = Origin::made(DocumentKind::Core, scene.south, [1; 16]);
    let as_list = Origin::made(DocumentKind::List, scene.south, [1; 16]);
    let as_contact = Origin::added(DocumentKind::Contact, record, [1; 16]);
    // Founded at Sur, as another kind, as part of itself, and saying word for word what Ana said.
    for said in [mine, as_list, as_contact, origin] {
        scene.eva.begin(&mut scene.world, record, &said, &[]);
        scene.refused(NOT_ITS_BEGINNING, &[record, contact]);
    }
    let edits = [Edit::put("home_site", scene.south.to_string())];
    scene.eva.begin(&mut scene.world, record, &mine, &edits);
    scene.refused(NOT_ITS_BEGINNING, &[record, contact]);
    // Nor the record's other documents.
    let added = Origin::added(DocumentKind::Contact, record, [1; 16]);
    scene.eva.begin(&mut scene.world, contact, &added, &[]);
    scene.refused(NOT_ITS_BEGINNING, &[record, contact]);
    // No administrator answers for it either.
    for line in scene.world.server.administration.quarantined().unwrap() {
        let released =
            scene
                .world
                .server
                .administration
                .release(scene.world.now_ms, line.number, None);
        assert!(matches!(
            released,
            Err(AdministrationError::NotReleasable(_))
        ));
    }
}

#[test]
fn a_list_is_not_pulled_either() {
    let mut scene = Scene::new(Role::Volunteer);
    let list = ListId::from_bytes([7; 16]);
    let origin = Origin::list_part(scene.north, list, 0);
    let part = scene
        .ana
        .found(&mut scene.world, &origin, &[Edit::put("rows", "1")]);
    scene.ana.sync(&scene.world);
    // A person with the list may found it where they may write: Eva may not write at Norte.
    scene.eva.begin(&mut scene.world, part, &origin, &[]);
    scene.refused("not_entitled", &[part]);
    let of_sur = Origin::list_part(scene.south, list, 0);
    scene.eva.begin(&mut scene.world, part, &of_sur, &[]);
    scene.refused(NOT_ITS_BEGINNING, &[part]);
    let own = scene.eva.found(&mut scene.world, &of_sur, &[]);
    assert_ne!(own, part);
    assert!(scene.eva.sync(&scene.world).verdicts.is_empty());
    scene.unseen(&[part]);
}

#[test]
fn a_row_of_a_list_is_another_record_at_another_site() {
    let mut scene = Scene::new(Role::Volunteer);
    let list = ListId::from_bytes([7; 16]);
    let row = |kind, site| Origin::list_row(kind, site, list, 3);
    let phone = [Edit::put("phone", "664 111 2233")];
    // A contact document from the list comes before its core: it is at the site that its id proves.
    let contact = row(DocumentKind::Contact, scene.north);
    let contact = scene.ana.found(&mut scene.world, &contact, &phone);
    assert!(scene.ana.sync(&scene.world).verdicts.is_empty());
    assert_eq!(scene.caro.sync(&scene.world).whole, [contact]);
    let core = row(DocumentKind::Core, scene.north);
    scene
        .eva
        .begin(&mut scene.world, core.id(&[0; 32]).unwrap(), &core, &[]);
    scene.refused("not_entitled", &[contact]);
    let of_sur = row(DocumentKind::Core, scene.south);
    let theirs = scene.eva.found(&mut scene.world, &of_sur, &[]);
    assert!(scene.eva.sync(&scene.world).verdicts.is_empty());
    let ours = scene.ana.found(&mut scene.world, &core, &[]);
    assert_ne!(ours, theirs);
    assert!(scene.ana.sync(&scene.world).verdicts.is_empty());
    scene.unseen(&[contact, ours]);
}

#[test]
fn who_began_a_record_may_not_take_it_back_by_beginning_it_again() {
    let mut scene = Scene::new(Role::ShelterAdmin);
    let (record, origin) = scene.founded();
    scene.ana.edit(
        &mut scene.world,
        record,
        &[Edit::put("home_site", scene.south.to_string())],
    );
    scene.ana.sync(&scene.world);
    assert_eq!(scene.eva.sync(&scene.world).whole, [record]);
    // A first change with the same key and another site founds nothing; the same change again gives nothing.
    let moved = Origin::made(DocumentKind::Core, scene.south, [3; 16]);
    scene.ana.take_new_install(&mut scene.world);
    scene.ana.begin(&mut scene.world, record, &moved, &[]);
    scene.ana.begin(
        &mut scene.world,
        record,
        &origin,
        &[Edit::put("home_site", scene.north.to_string())],
    );
    let told = scene.ana.sync(&scene.world).verdicts;
    assert!(told.iter().any(|told| told.reason == NOT_ITS_BEGINNING));
    scene.ana.branch += 1;
    let again = [Edit::put("name.given", "Persona Dos")];
    scene.ana.begin(&mut scene.world, record, &origin, &again);
    assert!(
        scene.ana.sync(&scene.world).verdicts.is_empty(),
        "it is her beginning"
    );
    assert_eq!(scene.eva.sync(&scene.world).changes, [record]);
    let mut new = scene.world.phone("Norte", Role::ShelterAdmin);
    assert!(
        new.sync(&scene.world).whole.is_empty(),
        "it stays where it was moved"
    );
    // And once her grant has ended, not even that.
    let (now_ms, account) = (scene.world.now_ms, scene.ana.account);
    let server = &scene.world.server;
    let ended = server
        .administration
        .end_grant(now_ms, account, "Norte", Role::ShelterAdmin, None);
    ended.unwrap();
    scene.world.now_ms += 31 * DAY_MS;
    scene.ana.branch += 1;
    scene.ana.begin(&mut scene.world, record, &origin, &again);
    let told = scene.ana.sync(&scene.world).verdicts;
    assert_eq!(told[0].reason, "not_entitled");
    scene.world.assert_whole();
}

#[test]
fn what_comes_first_does_not_decide_what_a_document_is() {
    let mut scene = Scene::new(Role::Volunteer);
    let (record, _) = scene.founded();
    let honest = std::mem::take(&mut scene.ana.items);
    // As after a restore: the server does not know the document yet.
    for said in [
        Origin::made(DocumentKind::List, scene.south, [1; 16]),
        Origin::added(DocumentKind::Protection, record, [1; 16]),
        Origin::made(DocumentKind::Core, scene.south, [1; 16]),
    ] {
        scene.eva.begin(&mut scene.world, record, &said, &[]);
        scene.refused(NOT_ITS_BEGINNING, &[]);
    }
    scene.ana.items = honest;
    assert!(scene.ana.sync(&scene.world).verdicts.is_empty());
    assert_eq!(scene.caro.sync(&scene.world).whole, [record]);
    scene.unseen(&[record]);
}

#[test]
fn a_record_is_moved_by_who_may_write_where_it_is() {
    let mut scene = Scene::new(Role::ShelterAdmin);
    let (record, _) = scene.founded();
    scene.ana.sync(&scene.world);
    scene.eva_learns(record);
    // The administrator of the destination knows the head, and has no rights where the record is.
    scene.eva.edit(
        &mut scene.world,
        record,
        &[Edit::put("home_site", scene.south.to_string())],
    );
    scene.refused("not_entitled", &[record]);
    // A volunteer at the site may write but not move: the first home site is a move too.
    let mut luz = scene.world.phone("Norte", Role::Volunteer);
    luz.sync(&scene.world);
    for site in [scene.south, scene.north] {
        luz.branch += 1;
        luz.documents
            .insert(record, scene.ana.documents[&record].clone());
        luz.edit(
            &mut scene.world,
            record,
            &[Edit::put("home_site", site.to_string())],
        );
        let told = luz.sync(&scene.world).verdicts;
        let told: Vec<_> = told.iter().map(|told| &*told.reason).collect();
        match site == scene.south {
            true => assert_eq!(told, ["may_not_move"]),
            false => assert_eq!(told, ["may_not_move"], "not even to where it is"),
        }
    }
    scene.unseen(&[record]);
}

#[test]
fn a_move_to_a_site_that_nobody_set_up_waits() {
    let mut scene = Scene::new(Role::Volunteer);
    let (record, _) = scene.founded();
    let nowhere = SiteId::from_bytes([9; 16]).to_string();
    scene
        .ana
        .edit(&mut scene.world, record, &[Edit::put("home_site", nowhere)]);
    scene
        .ana
        .edit(&mut scene.world, record, &[Edit::put("age", "30")]);
    let told = scene.ana.sync(&scene.world);
    assert_eq!(state(&told), [ChangeState::Pending; 2]);
    assert_eq!(scene.caro.sync(&scene.world).whole, [record]);
    assert_eq!(scene.caro.text(record, "age"), None);
    scene.world.assert_whole();
}

#[test]
fn what_is_carried_and_what_is_recovered_is_held_against_the_same_rules() {
    let mut scene = Scene::new(Role::Volunteer);
    let secret = [6; 32];
    let set = scene
        .world
        .server
        .administration
        .set_recovery_key(scene.world.now_ms, courier_key(&secret));
    set.unwrap();
    let (record, _) = scene.founded();
    scene.ana.sync(&scene.world);
    let mine = Origin::made(DocumentKind::Core, scene.south, [1; 16]);
    scene.eva.begin(&mut scene.world, record, &mine, &[]);
    scene.eva.seal(&scene.world);
    let known = puente_protocol::segment::KnownSender {
        key: scene.eva.public(),
        previous: puente_protocol::segment::NO_SEGMENT,
        change: &|_, _, _| None,
    };
    let packed =
        puente_protocol::segment::PackedSegment::from_bytes(&scene.eva.segments[&0]).unwrap();
    let opened = packed.open(&known).unwrap();
    let to = courier_key(&secret);
    let sealed = opened.seal_bodies(&record, record, &to, &known, &mut scene.world.rng);
    scene.eva.segments.insert(0, sealed.unwrap().0.to_bytes());
    scene.eva.sync(&scene.world);
    let recovered = scene
        .world
        .server
        .exchanges
        .recover(scene.world.now_ms, &[RecoverySecret::new(secret)])
        .unwrap();
    assert_eq!((recovered.accepted, recovered.quarantined), (0, 1));
    scene.unseen(&[record]);
    let kept = scene.world.server.administration.quarantined().unwrap();
    assert_eq!(kept[0].kept.reason, NOT_ITS_BEGINNING);
}

#[test]
fn a_revoked_devices_foreign_beginning_is_never_released() {
    let mut scene = Scene::new(Role::Volunteer);
    let (record, _) = scene.founded();
    scene.ana.sync(&scene.world);
    let now_ms = scene.world.now_ms;
    scene
        .world
        .server
        .administration
        .revoke_device(now_ms, scene.eva.id(), None)
        .unwrap();
    let mine = Origin::made(DocumentKind::Core, scene.south, [1; 16]);
    scene.eva.begin(&mut scene.world, record, &mine, &[]);
    scene.eva.sync(&scene.world);
    let kept = scene.world.server.administration.quarantined().unwrap();
    assert_eq!(kept[0].kept.reason, NOT_ITS_BEGINNING);
    // Somebody who has seen its values may write them again, as another record.
    let document = Document::load(record, &scene.ana.documents[&record].save()).unwrap();
    assert_eq!(document.roots().len(), 1);
    scene.unseen(&[record]);
}
