//! What a device does when its holder's grants change.

use puente_client::{Effect, Event, StopReason, SyncReport};
use puente_policy::Role;
use puente_protocol::page::{Grant, Grants, PageRow};
use puente_record::Value;
use puente_record::id::{RecordId, SiteId};

use crate::scene::{NOW_MS, SITE, Scene};

const OTHER: SiteId = SiteId::from_bytes([8; 16]);

impl Scene {
    /// One exchange in which the holder's only grant is replaced by one at another site.
    fn transfer(&mut self, role: Role, rows: Vec<PageRow>) -> (SyncReport, StopReason) {
        let Effect::SendExchange(body) = self.handle(Event::SyncRequested).remove(0) else {
            panic!()
        };
        self.transfer_in_answer_to(&body, role, rows)
    }

    fn transfer_in_answer_to(
        &mut self,
        body: &[u8],
        role: Role,
        rows: Vec<PageRow>,
    ) -> (SyncReport, StopReason) {
        let (_, mut page) = self.take(body);
        let at = vec![Grant {
            site: OTHER,
            site_name: "Albergue".into(),
            role,
            account: None,
            ends_ms: None,
        }];
        page.grants = Some(Grants {
            keys: None,
            generation: 2,
            revoked: false,
            at,
            sites: None,
            accounts: None,
        });
        page.rows = rows;
        self.handle(Event::BytesArrived(page.to_bytes()));
        let mut effects = self.handle(Event::ReplyEnded);
        loop {
            match effects.remove(0) {
                Effect::TryPage { page, batch } => {
                    let outcomes = Some(puente_admission::join(&batch));
                    effects = self.handle(Event::PageTried { page, outcomes });
                }
                Effect::SendExchange(body) => {
                    let (_, page) = self.take(&body);
                    self.handle(Event::BytesArrived(page.to_bytes()));
                    effects = self.handle(Event::ReplyEnded);
                }
                Effect::Finish(report, stop) => return (report, stop),
                effect => panic!("{effect:?}"),
            }
        }
    }

    /// A record that was handed over to the other site.
    fn moved_away(&mut self) -> RecordId {
        let record = self.register("Ana");
        self.set(record, "home_site", &OTHER.to_string());
        record
    }
}

#[test]
fn a_record_seen_by_new_grants_alone_leaves_unless_the_server_sends_it() {
    // The record may have left the other site since, and nobody told this device.
    let mut scene = Scene::new(15, Role::ShelterAdmin);
    scene.moved_away();
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, page) = scene.take(&body);
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let (report, stop) = scene.transfer(Role::Volunteer, Vec::new());
    assert_eq!((stop, report.purged), (StopReason::Done, 1));
}

#[test]
fn a_record_that_this_device_itself_brings_to_the_new_site_stays() {
    let mut scene = Scene::new(20, Role::ShelterAdmin);
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    // Written while the response with the new grants is on its way: the response cannot contain it.
    let record = scene.moved_away();
    let (report, stop) = scene.transfer_in_answer_to(&body, Role::Volunteer, Vec::new());
    assert_eq!(
        (stop, report.purged, report.round_trips),
        (StopReason::Done, 0, 2)
    );
    assert_eq!(scene.shown(record, "name.given"), "Ana");

    // Or written in the very request: the server does not send back what the request brought.
    let mut scene = Scene::new(21, Role::ShelterAdmin);
    scene.moved_away();
    let (report, stop) = scene.transfer(Role::Volunteer, Vec::new());
    assert_eq!(
        (stop, report.purged, report.round_trips),
        (StopReason::Done, 0, 1)
    );
}

#[test]
fn a_record_that_the_server_sends_under_new_grants_stays() {
    let mut scene = Scene::new(16, Role::ShelterAdmin);
    let record = scene.moved_away();
    // The server already has the record; its response was lost.
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    scene.take(&body);
    let whole = scene.whole(record);
    let (report, stop) = scene.transfer(Role::Volunteer, vec![whole]);
    assert_eq!((stop, report.purged), (StopReason::Done, 0));
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}

#[test]
fn nothing_leaves_on_half_an_answer() {
    let mut scene = Scene::new(23, Role::ShelterAdmin);
    let record = scene.moved_away();
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, page) = scene.take(&body);
    // The page acknowledges the move. The row that says that somebody else kept the record here was to follow.
    scene.handle(Event::BytesArrived(page.to_bytes()));
    scene.handle(Event::LineBroke);
    let Effect::SendExchange(body) = scene.handle(Event::PauseEnded).remove(0) else {
        panic!()
    };
    assert_eq!(scene.shown(record, "name.given"), "Ana");
    let (_, page) = scene.take(&body);
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let effects = scene.handle(Event::ReplyEnded);
    let [Effect::Finish(report, StopReason::Done)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(report.purged, 1);
}

#[test]
fn who_moved_to_another_site_registers_people_there() {
    let mut scene = Scene::new(18, Role::Volunteer);
    scene.transfer(Role::Volunteer, Vec::new());
    let record = scene.register("Eva");
    let view = scene.device.view(record, NOW_MS).unwrap();
    assert_eq!(view.fields["home_site"].values, [OTHER.to_string()]);
    assert_ne!(OTHER, SITE);
    let household = Value::from("H1");
    let fields = [("household".to_owned(), household)];
    let set = scene
        .device
        .set(record, &fields, "", NOW_MS, &mut scene.rng);
    assert!(set.is_ok(), "a volunteer may write at the new site");
}
