//! A store and its server were both put back: the numbers of an actor are given out again, and two changes have one
//! place. Neither is lost, and nothing stays kept aside that is in the document.

use puente_client::{RecordState, StopReason};
use puente_document::{Authorship, Document, Edit};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::bundle::{ServerKeys, courier_key};
use puente_protocol::change::{SlimContext, slim};
use puente_protocol::identity::{self, Actor};
use puente_protocol::page::{Grants, PageChange, PageRow, RecordElsewhere, VerdictRow};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::id::{ChangeHash, RecordId};

use crate::run::{document_of_another, row_of};
use crate::scene::*;

const ALONE: SlimContext<'_> = SlimContext {
    actor: None,
    time_ms: 0,
    previous: None,
};

pub(crate) fn keys(epoch: u32) -> ServerKeys {
    ServerKeys {
        epoch,
        courier: courier_key(&[7; 32]),
        receipt: [8; 32],
        recovery: None,
    }
}

fn another_life() -> Grants {
    granted(Role::Volunteer, Some(keys(2)))
}

impl Scene {
    /// The bytes of what this device sent of a record.
    pub(crate) fn sent(&self, record: RecordId) -> Vec<Vec<u8>> {
        let items = self.logs.values().flatten();
        let items = items.flat_map(VerifiedSegment::items);
        let raws = items.filter_map(|(item, _)| match item {
            Item::Change { document, raw, .. } if *document == record => Some(raw.clone()),
            _ => None,
        });
        raws.collect()
    }

    pub(crate) fn carried(&self) -> Vec<ChangeHash> {
        let items = self.logs.values().flatten();
        let items = items.flat_map(VerifiedSegment::items);
        let carried = items.filter_map(|(item, _)| match item {
            Item::Carried(of) => Some(of.changes()),
            _ => None,
        });
        let hashes = carried.flatten();
        hashes
            .map(|raw| puente_protocol::change::hash_of(raw))
            .collect()
    }

    /// Puts something as an actor into a document, and answers its change as it comes down.
    pub(crate) fn write(
        &mut self,
        document: &mut Document,
        actor: Actor,
        edit: Edit,
    ) -> (ChangeHash, PageRow) {
        let by = Authorship {
            may_resolve: true,
            ..told_by(actor)
        };
        let change = document.edit(&by, &[edit], &mut self.rng);
        let change = change.unwrap().unwrap();
        let row = PageRow::Change(PageChange {
            vouch: None,
            document: document.id(),
            author: 0,
            slim: slim(&change.raw, &ALONE),
            received_ms: None,
        });
        (change.hash, row)
    }

    /// A record with a value that the server had, and as the server has it now: with what a copy of this store wrote
    /// in the place of the value.
    fn reused(&mut self) -> (RecordId, Document, PageRow) {
        let record = self.register("Ana");
        self.sync(Vec::new());
        let first = self.sent(record).remove(0);
        self.set(record, "alone", "alone");
        self.sync(Vec::new());
        let install = *self.logs.keys().next().unwrap();
        let actor = identity::actor(&self.key, install, record, 0);
        let mut theirs = Document::from_changes(record, &[&first]).unwrap();
        let (_, row) = self.write(&mut theirs, actor, Edit::put("household", "H9"));
        (record, theirs, row)
    }

    fn aside(&self) -> u64 {
        self.device.status().unwrap().pages_aside
    }
}

#[test]
fn a_value_without_a_place_in_what_comes_whole_is_written_again_beside_it() {
    let mut scene = Scene::new(61, Role::Volunteer);
    let (record, theirs, _) = scene.reused();
    let (report, stop) = scene.sync(vec![row_of(&theirs)]);
    assert_eq!((stop, report.written_again), (StopReason::Done, 1));
    assert_eq!((report.unusable, scene.aside()), (0, 0));
    assert_eq!(scene.shown(record, "alone"), "alone");
    assert_eq!(scene.shown(record, "household"), "H9");
    let state = scene.device.state(record).unwrap();
    assert!(matches!(state, RecordState::OnServer { .. }));
    // It goes up as another actor, as of what its author had seen.
    let again = scene.sent(record).pop().unwrap();
    let mut there = theirs.clone();
    there.apply(&[&again]).unwrap();
    assert_eq!(there.read().text("alone"), Some("alone"));
}

#[test]
fn what_is_written_again_takes_no_place_that_a_copy_has_taken() {
    let mut scene = Scene::new(68, Role::Volunteer);
    let (record, mut theirs, _) = scene.reused();
    let install = *scene.logs.keys().next().unwrap();
    let taken = identity::actor(&scene.key, install, record, 1);
    scene.write(&mut theirs, taken, Edit::put("name.surname1", "Paz"));
    scene.sync(vec![row_of(&theirs)]);
    assert_eq!(scene.shown(record, "alone"), "alone");
    assert_eq!(scene.shown(record, "name.surname1"), "Paz");
    let again = scene.sent(record).pop().unwrap();
    theirs.apply(&[&again]).unwrap();
    assert_eq!(theirs.read().text("alone"), Some("alone"));
}

#[test]
fn what_another_wrote_and_has_no_place_any_more_is_brought() {
    let mut scene = Scene::with_keys(62, Role::Volunteer, Some(keys(1)));
    let document = document_of_another(63, "Ana");
    let (mut mine, mut theirs) = (document.clone(), document);
    let (lost, _) = scene.write(&mut mine, [5; 16], Edit::put("alone", "alone"));
    scene.write(&mut theirs, [5; 16], Edit::put("household", "H9"));
    scene.authors = vec![another()];
    scene.sync(vec![row_of(&mine)]);
    let (_, stop) = scene.sync_told(vec![row_of(&theirs)], Some(another_life()));
    assert_eq!((stop, scene.aside()), (StopReason::Done, 0));
    assert_eq!(scene.carried(), [lost]);
    let verdict = VerdictRow {
        document: theirs.id(),
        change: lost,
        state: ChangeState::Quarantined,
        reason: "actor_reused".into(),
    };
    scene.sync(vec![PageRow::Verdict(verdict)]);
    let attention = scene.device.attention().unwrap();
    assert_eq!(attention.len(), 1);
    assert_eq!(attention[0].fields, ["alone"]);
}

#[test]
fn what_was_kept_aside_of_a_document_goes_when_it_comes_whole() {
    let mut scene = Scene::new(64, Role::Volunteer);
    let (_, theirs, row) = scene.reused();
    scene.sync(vec![row]);
    assert_eq!(scene.aside(), 1);
    scene.sync(vec![row_of(&theirs)]);
    assert_eq!(scene.aside(), 0);
}

#[test]
fn what_was_kept_aside_of_a_document_leaves_with_it() {
    let mut scene = Scene::new(65, Role::Volunteer);
    let (record, _, row) = scene.reused();
    scene.sync(vec![row]);
    assert_eq!(scene.aside(), 1);
    let elsewhere = PageRow::Elsewhere(RecordElsewhere { record });
    let (report, _) = scene.sync(vec![elsewhere]);
    assert_eq!((report.purged, scene.aside()), (1, 0));
}

/// In its new life a server refuses what it took before, and somebody has written on that.
#[test]
fn what_grew_from_a_refused_change_is_brought_before_it_goes() {
    let mut scene = Scene::with_keys(66, Role::Volunteer, Some(keys(1)));
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    let begun = Document::from_changes(record, &[&scene.sent(record)[0]]).unwrap();
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let refused = scene.changes()[1];
    let mut grown = begun.clone();
    grown.apply(&[&scene.sent(record)[1]]).unwrap();
    let (lost, row) = scene.write(&mut grown, [5; 16], Edit::put("household", "H9"));
    scene.sync(vec![row]);
    let verdict = VerdictRow {
        document: record,
        change: refused,
        state: ChangeState::Quarantined,
        reason: "not_entitled".into(),
    };
    let rows = vec![row_of(&begun), PageRow::Verdict(verdict)];
    let (report, stop) = scene.sync_told(rows, Some(another_life()));
    assert_eq!(stop, StopReason::Done);
    assert!(report.round_trips < 5, "{} round trips", report.round_trips);
    assert_eq!(scene.carried(), [lost]);
    let (again, _) = scene.sync(Vec::new());
    assert_eq!(again.round_trips, 1);
}

/// Others have seen what the server had, and it comes back through them too.
#[test]
fn what_a_server_had_is_brought_as_it_is_by_a_store_that_forks_in_its_new_life() {
    let mut scene = Scene::with_keys(67, Role::Volunteer, Some(keys(1)));
    let record = scene.register("Ana");
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let mine = scene.changes();
    let sent = scene.sent(record);
    let raws: Vec<&[u8]> = sent.iter().map(Vec::as_slice).collect();
    let mut grown = Document::from_changes(record, &raws).unwrap();
    let (theirs, row) = scene.write(&mut grown, [5; 16], Edit::put("household", "H9"));
    scene.sync(vec![row]);
    scene.set(record, "name.surname1", "Paz");
    scene.logs.clear();
    scene.chain.clear();
    let (report, stop) = scene.sync_forked(Vec::new(), Some(another_life()), Some(2));
    assert_eq!(stop, StopReason::Done);
    // What no server had is written again; nobody has seen it.
    assert_eq!(report.written_again, 1);
    let carried = scene.carried();
    for change in mine.iter().chain([&theirs]) {
        assert!(carried.contains(change), "{change}");
    }
    assert_eq!(scene.shown(record, "household"), "H9");
    assert_eq!(scene.shown(record, "name.surname1"), "Paz");
    let state = scene.device.state(record).unwrap();
    assert!(matches!(state, RecordState::OnServer { .. }));
}
