//! Documents that point where no honest one does.

use puente_document::{Authorship, Basis, Document, Edit, actor};
use puente_policy::Role;
use puente_record::{Compartment, DocumentId};

use crate::phone::Phone;
use crate::world::World;

fn create(
    phone: &mut Phone,
    world: &mut World,
    id: DocumentId,
    kind: Compartment,
    core: DocumentId,
) {
    let authorship = Authorship {
        actor: actor(&phone.public(), phone.install, id, phone.branch),
        time_ms: world.now_ms,
        basis: Basis::Told,
        may_resolve: false,
    };
    let edits = [Edit::put("measured.x", "1")];
    let (document, change) =
        Document::create(id, kind, Some(core), &authorship, &edits, &mut world.rng).unwrap();
    phone.documents.insert(id, document);
    phone.queue(id, change.raw);
}

#[test]
fn documents_that_point_at_themselves_at_each_other_and_at_lists_are_only_odd() {
    let mut world = World::new();
    let mut eva = world.phone("Norte", Role::CaseWorker);
    let mut ana = world.phone("Norte", Role::CaseWorker);
    let person = ana.register(&mut world, "Persona Uno");
    let home = [Edit::put("home_site", eva.site.to_string())];
    let list = eva.create(&mut world, Compartment::List, None, &home);
    let ids = [(); 7].map(|()| DocumentId::from_bytes(world.random()));
    let kinds = [Compartment::Contact, Compartment::Protection];
    // One by one, so that each comes before what it points at, and together.
    for (at, one_by_one) in [(0, true), (3, false)] {
        for (id, kind, core) in [
            (ids[at], kinds[0], ids[at]),
            (ids[at + 1], kinds[0], ids[at + 2]),
            (ids[at + 2], kinds[1], ids[at + 1]),
        ] {
            create(&mut eva, &mut world, id, kind, core);
            if one_by_one {
                assert!(eva.sync(&world).verdicts.is_empty());
            }
        }
        assert!(eva.sync(&world).verdicts.is_empty());
    }
    create(&mut eva, &mut world, ids[6], kinds[1], list);
    assert!(eva.sync(&world).verdicts.is_empty());
    ana.sync(&world);
    for id in &ids {
        eva.edit(&mut world, *id, &[Edit::put("measured.x", "2")]);
    }
    assert!(eva.sync(&world).verdicts.is_empty());
    assert_eq!(ana.sync(&world).orphans, 0);
    let mut third = world.phone("Norte", Role::CaseWorker);
    third.sync(&world);
    assert_eq!(third.documents.len(), 2 + ids.len());
    // Erased is what they say they belong to, and no more.
    let erased = world
        .server
        .erasable(&ids[1].to_string(), "un derecho", world.now_ms);
    world.server.erase(erased.unwrap()).unwrap();
    eva.edit(&mut world, ids[2], &[Edit::put("measured.x", "3")]);
    let reply = eva.sync(&world);
    assert_eq!(reply.verdicts[0].reason, "record_erased");
    assert_eq!(reply.erased, [ids[1]]);
    world.restart();
    let mut fourth = world.phone("Norte", Role::CaseWorker);
    fourth.sync(&world);
    assert_eq!(fourth.documents.len(), 2 + ids.len() - 1);
    assert!(fourth.documents.contains_key(&person));
    world.assert_whole();
}
