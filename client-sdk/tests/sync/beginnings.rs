//! The id of a document says who founded it, even if a server was deceived or lies; and what happens to records
//! registered before the device had a site.

use puente_client::{Event, Registration, StopReason};
use puente_document::{Document, Edit};
use puente_policy::Role;
use puente_protocol::change::{SlimContext, slim};
use puente_protocol::page::{Author, PageChange, PageRow, Signer};
use puente_record::id::{InstallId, SiteId};
use puente_record::{DocumentKind, Origin, Value};

use crate::run::*;
use crate::scene::*;

fn by(key: [u8; 32]) -> Author {
    Author {
        signer: Some(Signer {
            key,
            install: InstallId::from_bytes([1; 16]),
        }),
        ..another()
    }
}

fn unsigned() -> Author {
    Author {
        signer: None,
        ..another()
    }
}

#[test]
fn a_document_that_its_author_could_not_begin_is_kept_aside() {
    for (seed, author) in [(40, by([9; 32])), (41, unsigned())] {
        let mut scene = Scene::new(seed, Role::Volunteer);
        let mine = scene.register("Ana");
        scene.sync(Vec::new());
        let (_, row) = whole_of_another(seed, "Eva");
        let pages = vec![(vec![author], vec![row.clone()])];
        let (_, unusable) = answered_by(&mut scene, pages, QUICKLY).finish(&mut scene);
        let status = scene.device.status().unwrap();
        assert_eq!((unusable, status.pages_aside, status.documents), (1, 1, 1));
        assert_eq!(scene.shown(mine, "name.given"), "Ana");
        // From the device that founded it, it is accepted.
        let pages = vec![(vec![another()], vec![row])];
        assert_eq!(
            answered_by(&mut scene, pages, QUICKLY).finish(&mut scene).1,
            0
        );
        assert_eq!(scene.device.status().unwrap().documents, 2);
    }
}

/// A row with a founding change of the document, with this origin, by this author.
fn beginning(scene: &mut Scene, of: &Document, origin: &Origin) -> PageRow {
    let edits = [Edit::put("name.given", "Otra")];
    let authorship = told_by([5; 16]);
    let made = Document::create(of.id(), origin, &authorship, &edits, &mut scene.rng);
    let context = SlimContext {
        actor: None,
        time_ms: 0,
        previous: None,
    };
    PageRow::Change(PageChange {
        vouch: None,
        document: of.id(),
        author: 0,
        slim: slim(&made.unwrap().1.raw, &context),
        received_ms: None,
    })
}

#[test]
fn a_foreign_first_change_leaves_the_document_as_it_was() {
    let mut scene = Scene::new(42, Role::Volunteer);
    let document = document_of_another(43, "Eva");
    let (record, origin) = (document.id(), document.origin().unwrap());
    let row = row_of(&document);
    let pages = vec![(vec![another()], vec![row])];
    assert_eq!(
        answered_by(&mut scene, pages, QUICKLY).finish(&mut scene).1,
        0
    );
    // The same content as the founder's, signed with another key; and a founding change at another site with
    // its own key.
    let elsewhere = Origin::made(DocumentKind::Core, SiteId::from_bytes([8; 16]), [8; 16]);
    for (count, (author, origin)) in [(by([9; 32]), origin), (another(), elsewhere)]
        .into_iter()
        .enumerate()
    {
        let row = beginning(&mut scene, &document, &origin);
        let pages = vec![(vec![author], vec![row])];
        assert_eq!(
            answered_by(&mut scene, pages, QUICKLY).finish(&mut scene).1,
            1
        );
        let status = scene.device.status().unwrap();
        assert_eq!(
            (status.pages_aside, status.documents),
            (count as u64 + 1, 1)
        );
        assert_eq!(scene.shown(record, "name.given"), "Eva");
    }
    // Another install of the founder's device may found it.
    let row = beginning(&mut scene, &document, &origin);
    let pages = vec![(vec![another()], vec![row])];
    assert_eq!(
        answered_by(&mut scene, pages, QUICKLY).finish(&mut scene).1,
        0
    );
    let conflicts = scene.device.conflicts(Some(record)).unwrap();
    assert_eq!(conflicts.len(), 1, "both names stand");
}

#[test]
fn what_was_registered_before_the_device_had_a_site_belongs_to_it_from_then_on() {
    let mut scene = Scene::before_enrolment(44);
    let registration = Registration {
        fields: vec![
            ("name.given".into(), Value::from("Eva")),
            ("phone".into(), Value::from("664 111 2233")),
        ],
        basis: "document".into(),
    };
    let Scene { device, rng, .. } = &mut scene;
    let (one, code) = device.register(&registration, NOW_MS, rng).unwrap();
    let (other, _) = device
        .register_with_family(&registration, one, NOW_MS, rng)
        .unwrap();
    device
        .add_entry(one, "note", &[("text", "Prueba")], NOW_MS, rng)
        .unwrap();
    let draft = format!("{{\"family_of\":\"{one}\"}}");
    device.put_app_item("draft/1", &draft, NOW_MS).unwrap();
    let view = device.view(one, NOW_MS).unwrap();
    assert!(!view.fields.contains_key("home_site"));
    scene.enrol(Role::CaseWorker);
    let device = &scene.device;
    let lines = device.list().unwrap();
    assert_eq!(lines.len(), 2);
    let again = lines.iter().find(|line| line.code == code.to_string());
    let again = again.unwrap().record;
    assert!(again != one && again != other);
    assert!(
        device.view(one, NOW_MS).is_err(),
        "of before there is nothing left"
    );
    let view = device.view(again, NOW_MS).unwrap();
    assert_eq!(view.fields["name.given"].values, ["Eva"]);
    assert_eq!(view.fields["phone"].values, ["664 111 2233"]);
    assert_eq!(view.fields["home_site"].values, [SITE.to_string()]);
    assert_eq!(view.entries["note"].len(), 1);
    assert_eq!(device.households(again).unwrap()[0].members.len(), 2);
    let history = device.history(again, None).unwrap();
    assert!(
        history
            .iter()
            .all(|change| change.author.as_ref().unwrap().name == "Rosa")
    );
    let kept = device.app_items("draft/").unwrap();
    assert_eq!(kept[0].value, format!("{{\"family_of\":\"{again}\"}}"));
    // Every document opens its id with this device's key, and the server gets each once.
    let (report, stop) = scene.sync(Vec::new());
    assert_eq!((stop, report.quarantined), (StopReason::Done, 0));
    assert_eq!(scene.changes().len() as u64, report.changes_sealed);
    assert!(matches!(scene.handle(Event::ReplyEnded)[..], []));
}
