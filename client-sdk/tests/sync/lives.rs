//! A server begins another life, and a copy of the store writes in it: nothing is taken for sent that the server did not
//! compare, and what a server refused in an earlier life goes up again by whatever road is left.

use puente_client::{RecordState, StopReason};
use puente_document::{Document, Edit};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::page::{Grants, PageRow, VerdictRow};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::id::{ChangeHash, DocumentId, RecordId};

use crate::displaced::keys;
use crate::run::{document_of_another, row_of};
use crate::scene::*;

fn life(epoch: u32) -> Option<Grants> {
    Some(granted(Role::Volunteer, Some(keys(epoch))))
}

fn refused(document: DocumentId, change: ChangeHash) -> PageRow {
    verdict(document, change, ChangeState::Quarantined, "not_entitled")
}

fn verdict(document: DocumentId, change: ChangeHash, state: ChangeState, reason: &str) -> PageRow {
    PageRow::Verdict(VerdictRow {
        document,
        change,
        state,
        reason: reason.into(),
    })
}

impl Scene {
    /// The server was put back to before it knew any log of this device.
    fn lose_logs(&mut self) {
        self.logs.clear();
        self.chain.clear();
    }

    /// A record with a value that the server refused.
    fn with_refused(&mut self) -> (RecordId, ChangeHash, Document) {
        let record = self.register("Ana");
        self.sync(Vec::new());
        let begun = Document::from_changes(record, &[&self.sent(record)[0]]).unwrap();
        self.set(record, "alone", "alone");
        self.sync(Vec::new());
        let change = self.changes()[1];
        self.sync(vec![refused(record, change)]);
        assert_eq!(self.device.attention().unwrap().len(), 1);
        (record, change, begun)
    }

    /// The documents about which the device asked.
    pub(crate) fn asked(&self) -> Vec<DocumentId> {
        let items = self.logs.values().flatten();
        let items = items.flat_map(VerifiedSegment::items);
        let asked = items.filter_map(|(item, _)| match item {
            Item::Carried(of) if of.changes().is_empty() => Some(of.listing().document),
            _ => None,
        });
        asked.collect()
    }

    /// A change of another that has no place beside what the server sends, so that the device's log alone has it.
    fn with_displaced(&mut self) -> (Document, ChangeHash) {
        let document = document_of_another(63, "Ana");
        let (mut mine, mut theirs) = (document.clone(), document);
        let (lost, _) = self.write(&mut mine, [5; 16], Edit::put("alone", "alone"));
        self.write(&mut theirs, [5; 16], Edit::put("household", "H9"));
        self.authors = vec![another()];
        self.sync(vec![row_of(&mine)]);
        self.sync_told(vec![row_of(&theirs)], life(2));
        assert_eq!(self.carried(), [lost]);
        (theirs, lost)
    }
}

#[test]
fn what_was_refused_in_an_earlier_life_goes_up_again_when_the_store_then_forks() {
    let mut scene = Scene::with_keys(81, Role::Volunteer, Some(keys(1)));
    let (record, change, _) = scene.with_refused();
    scene.lose_logs();
    let (_, stop) = scene.sync_forked(Vec::new(), life(2), Some(2));
    assert_eq!(stop, StopReason::Done);
    assert!(scene.carried().contains(&change));
    // It may have entered meanwhile, of which the answer tells.
    assert!(scene.asked().contains(&record));
    assert_eq!(scene.device.attention().unwrap().len(), 1);
}

#[test]
fn what_was_refused_in_the_log_of_an_earlier_install_goes_up_again_in_another_life() {
    let mut scene = Scene::with_keys(82, Role::Volunteer, Some(keys(1)));
    let (_, change, begun) = scene.with_refused();
    scene.sync_forked(Vec::new(), None, Some(1));
    assert_eq!(scene.carried(), []);
    scene.lose_logs();
    scene.sync_told(vec![row_of(&begun)], life(2));
    assert_eq!(scene.carried(), [change]);
    let (again, _) = scene.sync(Vec::new());
    assert_eq!(again.round_trips, 1);
}

#[test]
fn what_was_brought_for_another_goes_up_again_in_every_life_after_a_fork() {
    let mut scene = Scene::with_keys(83, Role::Volunteer, Some(keys(1)));
    let document = document_of_another(63, "Ana");
    scene.authors = vec![another()];
    scene.sync(vec![row_of(&document)]);
    scene.sync_told(Vec::new(), life(2));
    assert_eq!(scene.carried(), document.order());
    scene.sync_forked(Vec::new(), None, Some(1));
    scene.lose_logs();
    scene.sync_told(Vec::new(), life(3));
    assert_eq!(scene.carried(), document.order());
}

#[test]
fn what_only_a_log_has_of_another_goes_up_again_when_that_log_ends() {
    for is_sent in [false, true] {
        let mut scene = Scene::with_keys(84, Role::Volunteer, Some(keys(1)));
        let (theirs, lost) = scene.with_displaced();
        if is_sent {
            // The fork comes before another life, in which the earlier log does not go up.
            scene.sync_forked(Vec::new(), None, Some(1));
            scene.lose_logs();
            scene.sync_told(vec![row_of(&theirs)], life(3));
        } else {
            // The fork comes within the other life.
            scene.lose_logs();
            scene.sync_forked(Vec::new(), life(3), Some(2));
        }
        assert!(scene.carried().contains(&lost), "{is_sent}");
    }
}

/// A copy of this store wrote as many segments in the server's new life, and the server compared none of this one's.
#[test]
fn a_log_that_is_as_long_in_another_life_is_compared() {
    let mut scene = Scene::with_keys(85, Role::Volunteer, Some(keys(1)));
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let mine = scene.changes();
    let state = |scene: &Scene| scene.device.state(record).unwrap();
    assert!(matches!(state(&scene), RecordState::OnServer { .. }));
    let (report, stop) = scene.sync_forked(Vec::new(), life(2), Some(2));
    assert_eq!(stop, StopReason::Done);
    assert_eq!(report.written_again, 0);
    let mut carried = scene.carried();
    carried.retain(|change| mine.contains(change));
    assert_eq!(carried, mine);
    assert!(matches!(state(&scene), RecordState::OnServer { .. }));
}

#[test]
fn a_log_that_is_the_same_in_another_life_is_compared_once() {
    let mut scene = Scene::with_keys(86, Role::Volunteer, Some(keys(1)));
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    let (report, stop) = scene.sync_told(Vec::new(), life(2));
    assert_eq!((stop, report.written_again), (StopReason::Done, 0));
    let state = scene.device.state(record).unwrap();
    assert!(matches!(state, RecordState::OnServer { .. }));
    let (again, _) = scene.sync(Vec::new());
    assert_eq!(again.round_trips, 1);
}

/// A document comes as it is now, and the verdicts after it in their order: the first is older than the document.
#[test]
fn what_entered_after_it_was_refused_is_asked_for_when_the_older_verdict_takes_it_out() {
    let mut scene = Scene::with_keys(87, Role::Volunteer, Some(keys(1)));
    let mut document = document_of_another(63, "Ana");
    let (moved, _) = scene.write(&mut document, [5; 16], Edit::put("alone", "alone"));
    scene.authors = vec![another()];
    scene.sync(vec![row_of(&document)]);
    scene.sync_told(Vec::new(), life(2));
    assert!(scene.carried().contains(&moved));
    let asked = scene.asked().len();
    scene.sync(vec![
        row_of(&document),
        refused(document.id(), moved),
        verdict(document.id(), moved, ChangeState::Accepted, ""),
    ]);
    assert_eq!(scene.asked()[asked..], [document.id()]);
    scene.sync(vec![row_of(&document)]);
    assert_eq!(scene.shown(document.id(), "alone"), "alone");
    assert_eq!(scene.device.attention().unwrap().len(), 0);
}

/// What a change depends on did not come: the record has left, or the device has lost what it had. The server knows.
#[test]
fn a_record_that_may_have_left_is_asked_about_before_it_goes() {
    let mut scene = Scene::with_keys(88, Role::Volunteer, Some(keys(1)));
    let document = document_of_another(63, "Ana");
    let mut grown = document.clone();
    scene.write(&mut grown, [5; 16], Edit::put("alone", "alone"));
    let (_, later) = scene.write(&mut grown, [5; 16], Edit::put("household", "H9"));
    scene.authors = vec![another()];
    scene.sync(vec![row_of(&document)]);
    let mut answers = vec![vec![later], vec![row_of(&grown)]].into_iter();
    let (report, stop) = scene.sync_answered(&mut answers);
    assert_eq!((stop, report.purged), (StopReason::Done, 0));
    assert_eq!(scene.asked(), [document.id()]);
    assert_eq!(scene.shown(document.id(), "household"), "H9");
}
