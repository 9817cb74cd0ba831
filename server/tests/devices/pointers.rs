//! Documents that point to documents that no honest device would name.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_record::{DocumentKind, Origin};

use crate::world::World;

#[test]
fn documents_that_point_at_others_than_a_person_wait_unseen() {
    let mut world = World::new();
    let mut eva = world.phone("Norte", Role::CaseWorker);
    let mut ana = world.phone("Norte", Role::CaseWorker);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    let list = eva.create(&mut world, DocumentKind::List, None, &[]);
    let kinds = [DocumentKind::Contact, DocumentKind::Protection];
    let edits = [Edit::put("measured.x", "1")];
    // To a document that nobody has, to a list, to another contact document: one by one, and together.
    let nobody = puente_record::DocumentId::from_bytes(world.random());
    let mut pointing = Vec::new();
    for one_by_one in [true, false] {
        let of_nobody = eva.create(&mut world, kinds[0], Some(nobody), &edits);
        let of_list = eva.create(&mut world, kinds[1], Some(list), &edits);
        if one_by_one {
            eva.sync(&world);
        }
        let of_another = eva.create(&mut world, kinds[0], Some(of_nobody), &edits);
        let told = eva.sync(&world).verdicts;
        assert!(told.iter().all(|told| told.state == ChangeState::Pending));
        pointing.extend([of_nobody, of_list, of_another]);
    }
    // No document can point to itself or to one that points back: the id depends on what the document points
    // to.
    let itself = Origin::added(kinds[0], pointing[0], [1; 16]);
    assert_ne!(itself.id(&eva.public()), Some(pointing[0]));
    ana.sync(&world);
    assert_eq!(ana.documents.len(), 2);
    for id in &pointing {
        eva.edit(&mut world, *id, &[Edit::put("measured.x", "2")]);
    }
    eva.sync(&world);
    assert_eq!(world.server.administration.status().unwrap().pending, 12);
    let mut third = world.phone("Norte", Role::CaseWorker);
    third.sync(&world);
    assert_eq!(third.documents.len(), 2);
    assert!(third.documents.contains_key(&person));
    // Erased is what they say they belong to, and no more.
    let erased =
        world
            .server
            .administration
            .erasable(&nobody.to_string(), "un derecho", world.now_ms);
    world.server.administration.erase(erased.unwrap()).unwrap();
    eva.edit(&mut world, pointing[0], &[Edit::put("measured.x", "3")]);
    let reply = eva.sync(&world);
    assert_eq!(reply.verdicts[0].reason, "record_erased");
    assert_eq!(reply.erased, [nobody]);
    world.restart();
    world.assert_whole();
}
