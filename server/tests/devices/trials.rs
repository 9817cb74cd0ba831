//! Trials in child processes.

use puente_document::Edit;
use puente_policy::Role;
use puente_server::server::Limits;

use crate::world::{TrialAt, World};

#[test]
fn children_decide_as_the_server_itself_would() {
    let mut world = World::with(TrialAt::Children, Limits::default());
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    for n in 0..450 {
        ana.register(&mut world, &format!("Persona {n}"));
    }
    ana.sync(&world);
    assert_eq!(luz.sync(&world).whole.len(), 450);
    let person = *luz.documents.keys().next().unwrap();
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    luz.sync(&world);
    assert_eq!(ana.sync(&world).changes, [person]);
    world.assert_whole();
}
