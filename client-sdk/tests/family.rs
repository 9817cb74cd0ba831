//! Families on a device, with no network at all.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "offline/phone.rs"]
mod phone;

use puente_client::{Error, Registration, Standing};
use puente_record::Value;
use puente_record::id::RecordId;

use phone::{NOW_MS, Phone};

const MINUTE_MS: i64 = 60_000;

impl Phone {
    fn registration(given: &str) -> Registration {
        Registration {
            fields: vec![("name.given".into(), Value::from(given))],
            basis: String::new(),
        }
    }

    fn register(&mut self, given: &str) -> RecordId {
        let of = Self::registration(given);
        self.device.register(&of, NOW_MS, &mut self.rng).unwrap().0
    }

    fn same_family(&mut self, one: RecordId, other: RecordId) {
        let Self { device, rng, .. } = self;
        device.same_family(one, other, NOW_MS, rng).unwrap();
    }

    fn set(&mut self, record: RecordId, field: &str, value: &str, at_ms: i64) {
        let fields = [(field.to_owned(), Value::from(value))];
        let Self { device, rng, .. } = self;
        device.set(record, &fields, "", at_ms, rng).unwrap();
    }

    /// The given names in each household of a record.
    fn families(&self, record: RecordId) -> Vec<Vec<String>> {
        let households = self.device.households(record).unwrap().into_iter();
        let names = households.map(|household| {
            let members = household.members.into_iter();
            members.map(|member| member.person.given).collect()
        });
        names.collect()
    }
}

#[test]
fn one_tap_begins_a_family_and_the_next_brings_others_in() {
    let mut phone = Phone::new(1);
    let [ana, leo, sol] = ["Ana", "Leo", "Sol"].map(|given| phone.register(given));
    assert!(phone.families(ana).is_empty());
    phone.same_family(ana, leo);
    phone.same_family(sol, leo);
    phone.same_family(sol, ana); // said before
    assert_eq!(phone.families(sol), [["Ana", "Leo", "Sol"]]);
    let of = Phone::registration("Eva");
    let Phone { device, rng, .. } = &mut phone;
    let (eva, _) = device.register_with_family(&of, sol, NOW_MS, rng).unwrap();
    assert_eq!(phone.families(eva), [["Ana", "Eva", "Leo", "Sol"]]);
    let nobody = RecordId::from_bytes([0; 16]);
    let Phone { device, rng, .. } = &mut phone;
    let refused = device.register_with_family(&of, nobody, NOW_MS, rng);
    assert!(matches!(refused, Err(Error::NoSuchRecord)));
    assert_eq!(phone.device.list().unwrap().len(), 4);
}

#[test]
fn a_draft_becomes_one_of_a_family_or_stays_a_draft() {
    let mut phone = Phone::new(1);
    let ana = phone.register("Ana");
    let of = Phone::registration("Leo");
    let nobody = RecordId::from_bytes([0; 16]);
    let Phone { device, rng, .. } = &mut phone;
    device.put_app_item("draft/1", "{}", NOW_MS).unwrap();
    let refused = device.register_draft("draft/1", &of, Some(nobody), NOW_MS, rng);
    assert!(matches!(refused, Err(Error::NoSuchRecord)));
    assert_eq!(device.app_items("draft/").unwrap().len(), 1);
    assert_eq!(device.list().unwrap().len(), 1);
    let kept = device.register_draft("draft/1", &of, Some(ana), NOW_MS, rng);
    assert!(kept.is_ok() && device.app_items("draft/").unwrap().is_empty());
    assert_eq!(phone.families(ana), [["Ana", "Leo"]]);
}

#[test]
fn two_families_become_one_and_part_again_with_everybody_where_they_were() {
    let mut phone = Phone::new(2);
    let [ana, leo, sol, luz] = ["Ana", "Leo", "Sol", "Luz"].map(|given| phone.register(given));
    phone.same_family(ana, leo);
    phone.same_family(sol, luz);
    let changes = |phone: &Phone, of| phone.device.history(of, Some("household")).unwrap().len();
    phone.same_family(leo, sol);
    for of in [ana, leo, sol, luz] {
        assert_eq!(phone.families(of), [["Ana", "Leo", "Luz", "Sol"]]);
        assert_eq!(changes(&phone, of), 1, "nobody is rewritten");
    }
    let Phone { device, rng, .. } = &mut phone;
    device.part_households(luz, NOW_MS, rng).unwrap();
    assert_eq!(phone.families(ana), [["Ana", "Leo"]]);
    assert_eq!(phone.families(luz), [["Luz", "Sol"]]);
}

#[test]
fn who_leaves_takes_nobody_along_and_an_old_family_does_not_come_back() {
    let mut phone = Phone::new(3);
    let [ana, leo, sol, luz] = ["Ana", "Leo", "Sol", "Luz"].map(|given| phone.register(given));
    for other in [leo, sol, luz] {
        phone.same_family(ana, other);
    }
    let Phone { device, rng, .. } = &mut phone;
    device.leave_household(&[ana], NOW_MS, rng).unwrap();
    device.leave_household(&[sol, luz], NOW_MS, rng).unwrap();
    assert!(phone.families(ana).is_empty());
    assert_eq!(phone.families(leo), [["Leo"]]);
    assert_eq!(phone.families(sol), [["Luz", "Sol"]]);
    let eva = phone.register("Eva");
    phone.same_family(ana, eva);
    assert_eq!(phone.families(ana), [["Ana", "Eva"]]);
    assert_eq!(phone.families(leo), [["Leo"]]);
}

#[test]
fn a_record_is_seen_as_it_was_and_every_value_has_its_author_and_its_time() {
    let mut phone = Phone::new(4);
    let ana = phone.register("Ana");
    phone.set(ana, "age", "30", NOW_MS + MINUTE_MS);
    phone.set(ana, "phone", "+526641112233", NOW_MS + 2 * MINUTE_MS);
    phone.set(ana, "age", "31", NOW_MS + 3 * MINUTE_MS);
    let age_at = |at_ms: i64| {
        let view = phone.device.view_at(ana, at_ms).unwrap();
        view.fields.get("age").map(|age| age.values.clone())
    };
    assert_eq!(age_at(NOW_MS), None);
    assert_eq!(age_at(NOW_MS + MINUTE_MS).unwrap(), ["30"]);
    assert_eq!(age_at(NOW_MS + 3 * MINUTE_MS).unwrap(), ["31"]);
    let before = phone.device.view_at(ana, NOW_MS + MINUTE_MS).unwrap();
    assert!(!before.fields.contains_key("phone"));

    let history = phone.device.history(ana, None).unwrap();
    let minutes: Vec<_> = history
        .iter()
        .map(|line| (line.told_ms - NOW_MS) / MINUTE_MS)
        .collect();
    assert_eq!(minutes, [0, 1, 2, 3]);
    assert!(
        history
            .iter()
            .all(|line| line.standing == Standing::SavedHere)
    );
    let of_age = phone.device.history(ana, Some("age")).unwrap();
    let [first, second] = &of_age[..] else {
        panic!("two changes of the age")
    };
    let replaced = &second.edits[0].replaced;
    assert_eq!(
        (&*replaced[0].value, replaced[0].change),
        ("30", first.change)
    );
    let seen = phone
        .device
        .view_at_heads(ana, &second.deps, NOW_MS)
        .unwrap();
    assert_eq!(seen.fields["age"].values, ["30"]);
}
