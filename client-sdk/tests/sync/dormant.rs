//! A volunteer's device lets go of who came long ago and has nothing open, and gets them back when somebody asks.

use puente_client::{Error, StopReason, SyncReport};
use puente_document::{Document, Edit};
use puente_policy::Role;
use puente_protocol::bundle::{ServerKeys, courier_key};
use puente_protocol::change::{SlimContext, slim};
use puente_protocol::page::{PageChange, PageRow};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::id::RecordId;

use crate::run::{document_of_another, row_of};
use crate::scene::*;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const ALONE: SlimContext<'_> = SlimContext {
    actor: None,
    time_ms: 0,
    previous: None,
};

/// A device whose server has a recovery key.
fn scene(seed: u64, role: Role) -> Scene {
    let keys = ServerKeys {
        epoch: 1,
        courier: courier_key(&[7; 32]),
        receipt: [8; 32],
        recovery: Some(courier_key(&[9; 32])),
    };
    Scene::with_keys(seed, role, Some(keys))
}

impl Scene {
    /// Somebody registers another person, so that the receipt tells what time it is so many days later.
    fn sync_after(&mut self, days: i64, rows: Vec<PageRow>) -> SyncReport {
        self.server_ms = Some(NOW_MS + days * DAY_MS);
        self.register("Eva");
        let (report, stop) = self.sync(rows);
        assert_eq!(stop, StopReason::Done);
        report
    }

    fn code(&self, record: RecordId) -> String {
        self.device.line(record).unwrap().code
    }

    fn is_here(&self, record: RecordId) -> bool {
        self.device.line(record).is_ok()
    }

    /// Somebody whom another device registered, as the server has it.
    fn came(&mut self) -> Document {
        let document = document_of_another(80, "Ana");
        self.sync_after(0, vec![row_of(&document)]);
        assert!(self.is_here(document.id()));
        document
    }

    /// A change of such a record by somebody else, as a row.
    fn changed(&mut self, document: &mut Document, edit: Edit) -> PageRow {
        let change = document.edit(&told_by([5; 16]), &[edit], &mut self.rng);
        PageRow::Change(PageChange {
            vouch: None,
            document: document.id(),
            author: 0,
            slim: slim(&change.unwrap().unwrap().raw, &ALONE),
            received_ms: None,
        })
    }
}

#[test]
fn a_volunteer_lets_go_of_who_came_more_than_fourteen_days_ago() {
    let mut scene = scene(50, Role::Volunteer);
    let ana = scene.register("Ana");
    let code = scene.code(ana);
    assert_eq!(scene.sync_after(14, Vec::new()).purged, 0);
    assert_eq!(
        scene.sync_after(15, Vec::new()).purged,
        3,
        "Ana, and two who came as early"
    );
    assert!(matches!(scene.device.record(&code), Err(Error::Dormant)));
    assert!(scene.device.find("Ana").unwrap().is_empty());
    // The server is told with the next segment.
    scene.sync_after(15, Vec::new());
    let items = scene
        .logs
        .values()
        .flatten()
        .flat_map(VerifiedSegment::items);
    assert!(
        items
            .into_iter()
            .any(|(item, _)| *item == Item::Purged(ana))
    );
}

#[test]
fn a_clock_that_runs_ahead_empties_no_phone() {
    let mut scene = scene(51, Role::Volunteer);
    let ana = scene.register("Ana");
    scene.sync_after(0, Vec::new());
    let mut effects = scene.handle_at(NOW_MS + 900 * DAY_MS, puente_client::Event::SyncRequested);
    let puente_client::Effect::SendExchange(body) = effects.remove(0) else {
        panic!("{effects:?}")
    };
    let (_, page) = scene.take(&body);
    for event in [
        puente_client::Event::BytesArrived(page.to_bytes()),
        puente_client::Event::ReplyEnded,
    ] {
        scene.handle_at(NOW_MS + 900 * DAY_MS, event);
    }
    assert!(scene.is_here(ana));
}

#[test]
fn without_a_recovery_key_nobody_leaves() {
    let mut scene = Scene::new(57, Role::Volunteer);
    let ana = scene.register("Ana");
    scene.sync_after(90, Vec::new());
    assert!(scene.is_here(ana));
}

#[test]
fn who_works_with_cases_keeps_them() {
    for role in [Role::CaseWorker, Role::ShelterAdmin] {
        let mut scene = scene(52, role);
        let ana = scene.register("Ana");
        assert_eq!(scene.sync_after(90, Vec::new()).purged, 0);
        assert!(scene.is_here(ana));
    }
}

#[test]
fn nobody_leaves_who_has_something_open_or_about_whom_somebody_writes() {
    let mut scene = scene(53, Role::Volunteer);
    let (urgent, begun, alone) = (
        scene.register("Ana"),
        scene.register("Sol"),
        scene.register("Luz"),
    );
    scene.set(urgent, "urgent_medical", "today");
    scene.set(alone, "alone", "alone");
    scene.set(alone, "age", "15");
    let key = format!("section/{begun}/needs");
    scene.device.put_app_item(&key, "{}", NOW_MS).unwrap();
    scene.sync_after(30, Vec::new());
    for record in [urgent, begun, alone] {
        assert!(scene.is_here(record));
    }
    scene.set(urgent, "urgent_medical", "none");
    scene.device.delete_app_item(&key).unwrap();
    scene.sync_after(30, Vec::new());
    assert!(!scene.is_here(urgent) && !scene.is_here(begun));
    assert!(
        scene.is_here(alone),
        "nobody noted that the offices for children were told"
    );
}

#[test]
fn a_record_comes_again_when_something_is_open_again_and_only_then() {
    let mut scene = scene(54, Role::Volunteer);
    let mut ana = scene.came();
    scene.sync_after(20, Vec::new());
    assert!(!scene.is_here(ana.id()));
    for (edit, stays) in [
        (Edit::put("household", "H1"), false),
        (Edit::put("urgent_medical", "now"), true),
    ] {
        let row = scene.changed(&mut ana, edit);
        let asked = scene.asked().len();
        let mut answers = [vec![row], vec![row_of(&ana)]].into_iter();
        let (report, stop) = scene.sync_answered(&mut answers);
        assert_eq!((stop, report.round_trips), (StopReason::Done, 2));
        assert_eq!(scene.asked()[asked..], [ana.id()]);
        assert_eq!(scene.is_here(ana.id()), stays);
    }
}

#[test]
fn a_recalled_record_stays_for_a_day() {
    let mut scene = scene(55, Role::Volunteer);
    let ana = scene.came();
    let code = scene.code(ana.id());
    scene.sync_after(20, Vec::new());
    scene.device.recall(&code, NOW_MS).unwrap();
    let mut answers = [vec![row_of(&ana)]].into_iter();
    scene.sync_answered(&mut answers);
    assert_eq!(scene.asked(), [ana.id()]);
    assert!(scene.is_here(ana.id()));
    scene.set(ana.id(), "household", "H2");
    scene.sync_after(20, Vec::new());
    assert!(scene.is_here(ana.id()));
    scene.sync_after(22, Vec::new());
    assert!(!scene.is_here(ana.id()));
    let nobody = scene.device.recall("2222-2222-2", NOW_MS);
    assert!(matches!(nobody, Err(Error::NoSuchRecord)));
}

#[test]
fn who_becomes_a_case_worker_asks_for_everybody_again() {
    let mut scene = scene(56, Role::Volunteer);
    let ana = scene.register("Ana");
    scene.sync_after(20, Vec::new());
    let mut grants = granted(Role::CaseWorker, None);
    grants.generation = 2;
    scene.sync_told(Vec::new(), Some(grants));
    assert!(scene.asked().contains(&ana));
}
