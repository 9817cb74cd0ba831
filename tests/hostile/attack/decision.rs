//! Deciding between the values of others without the right to.

use crate::scene::{NORTH, Scene, scale};
use crate::wire::document::Kind;

#[test]
fn branches_at_old_heads_that_join_do_not_decide() {
    let scene = Scene::new();
    let mut one = scene.phone(1, NORTH, "volunteer");
    let mut other = scene.phone(2, NORTH, "volunteer");
    let mut hostile = scene.phone(3, NORTH, "volunteer");
    let home = one.site;
    let rounds = 10 * scale();
    for round in 0..rounds {
        let (person, root) = one.begin(Kind::Core, home, &[("name.given", "Ana")]);
        let (mut left, mut right) = (person.clone(), person.clone());
        let first = one.edit(&mut left, 0, &[("birth.date", "1990-05-03")]);
        assert_eq!(one.bring(&[root, first]), []);
        let second = other.edit(&mut right, 0, &[("birth.date", "1990-03-05")]);
        assert_eq!(other.bring(&[second]), []);
        // Each branch replaces the one value that it sees: with the same value on both, or with the rival's.
        let mine = if round % 2 == 0 {
            ["1991-01-01", "1991-01-01"]
        } else {
            ["1990-03-05", "1990-05-03"]
        };
        let items = [
            hostile.edit(&mut left, 1, &[("birth.date", mine[0])]),
            hostile.edit(&mut right, 2, &[("birth.date", mine[1])]),
        ];
        assert_eq!(
            hostile.bring(&items),
            [],
            "edits at old heads are honest for all a server knows"
        );
        let mut joined = left.joined(&right);
        let join = hostile.edit(&mut joined, 3, &[("birth.date", "1991-01-01")]);
        let told = hostile.bring(&[join]);
        assert_eq!(told, [(0, "may_not_resolve".to_owned())], "round {round}");
    }
    scene.end("decisions", rounds * 3);
}

#[test]
fn nobody_writes_on_grounds_that_are_not_theirs() {
    let scene = Scene::new();
    let mut hostile = scene.phone(1, NORTH, "volunteer");
    let home = hostile.site;
    let (mut person, root) = hostile.begin(Kind::Core, home, &[("name.given", "Ana")]);
    assert_eq!(hostile.bring(&[root]), []);
    let grounds = [
        "decided: porque sí",
        "written again for 00000000000000000000000000000000",
    ];
    for (branch, grounds) in grounds.iter().enumerate() {
        let branch = u32::try_from(branch).unwrap() + 1;
        let item = hostile.edit_because(&mut person.clone(), branch, grounds, &[("sex", "female")]);
        let told = hostile.bring(&[item]);
        assert_eq!(told, [(0, "basis_not_yours".to_owned())], "{grounds}");
    }
    let item = hostile.edit(&mut person, 0, &[("sex", "female")]);
    assert_eq!(hostile.bring(&[item]), []);
    scene.end("grounds", grounds.len());
}
