//! Records of a hostile author. Admission accepts them, because it does not judge values. Whatever they hold, a
//! person can look at them, write beside them, and continue.

use std::collections::BTreeMap;

use puente_client::{Error, Event, StopReason};
use puente_document::Document;
use puente_policy::Role;
use puente_protocol::page::{PageRow, WholeDocument};
use puente_record::field::{ENTRY_KINDS, FIELDS};
use puente_record::id::DocumentId;
use puente_record::{DocumentKind, Origin, Value};
use rand_core::{Rng as _, SeedableRng as _};

use crate::crafted::*;
use crate::scene::*;

/// Records of one round, per unit of `PUENTE_SCALE`.
const RECORDS: usize = 24;

fn scale() -> usize {
    let scale = std::env::var("PUENTE_SCALE").ok();
    scale.and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

/// What people, machines and attackers type into a field that expects something else.
fn garbage(dice: &mut Dice, ids: &[DocumentId]) -> String {
    let texts = [
        "",
        " ",
        "\0",
        "\u{7f}\u{202e}txet\u{200b}",
        "-1",
        "0",
        "99999999999999999999",
        "4294967295",
        "9999-99-99",
        "0000-00-00",
        "2026-02-30",
        "9999-12-31",
        "1900",
        "0",
        "true",
        "{}",
        "<b>",
        "'; --",
        "∅",
        "∅refused",
        "∅x",
        "male",
        "yes",
        "no",
        "1-4294967295",
        "2026-11-26T00:00:00Z",
        "+52",
        "MEX",
        "9999-12-31T23:59:59Z",
        "e\u{301}\u{301}",
        "ﷺ",
        "\n\n",
        "GOMC800101HDFRRL09",
        "P<",
        "core",
        "resolved: x",
    ];
    match dice.below(8) {
        0 => "ñ".repeat(4_000),
        1 => dice.pick(ids).to_string(),
        2 => "😀\u{0}/".repeat(dice.below(200)),
        _ => (*dice.pick(&texts)).to_owned(),
    }
}

struct Dice(puente_client::Rng);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.0.next_u64() % most as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

fn key(dice: &mut Dice, ids: &[DocumentId]) -> String {
    let field = dice.pick(FIELDS).id;
    let kind = dice.pick(ENTRY_KINDS);
    let lists = ["row", "portion", "claim", "note"];
    match dice.below(10) {
        0 => format!(
            "set/{field}/{}",
            garbage(dice, ids)
                .replace('\0', "")
                .chars()
                .take(40)
                .collect::<String>()
                + "x"
        ),
        1 => format!("claim/{field}/{}", dice.pick(ids)),
        2 | 3 => format!(
            "{}/{}/{}",
            kind.id,
            dice.pick(ids),
            dice.pick(kind.fields).id
        ),
        4 => {
            let of = [
                "place",
                "number",
                "status",
                "rows",
                "name.given",
                "age",
                "later",
            ];
            format!(
                "{}/{}/{}",
                dice.pick(&lists),
                dice.pick(ids),
                dice.pick(&of)
            )
        }
        5 => (*dice.pick(&[
            "rows",
            "name",
            "household",
            "later.field",
            "home_site",
            "code",
        ]))
        .to_owned(),
        6 => format!("set/household/{}", dice.pick(ids)),
        _ => field.to_owned(),
    }
}

/// A run-length encoded column with these values, as automerge writes it.
fn column(values: &[Vec<u8>]) -> Vec<u8> {
    let (mut out, mut apart) = (Vec::new(), Vec::new());
    for same in values.chunk_by(|a, b| a == b) {
        match same.len() {
            1 => apart.push(same[0].clone()),
            length => {
                if !apart.is_empty() {
                    out.extend(literal(&std::mem::take(&mut apart)));
                }
                out.extend(run(i64::try_from(length).unwrap(), &same[0]));
            }
        }
    }
    if !apart.is_empty() {
        out.extend(literal(&apart));
    }
    out
}

/// A change that puts these values and replaces none.
fn change(
    on: Option<&Document>,
    actor: u8,
    start_op: u64,
    puts: &BTreeMap<String, String>,
) -> Vec<u8> {
    let deps = on.map(Document::heads).unwrap_or_default();
    let mut crafted = Crafted::on(deps, [actor; 16], start_op, "x", "");
    let count = puts.len();
    crafted.set(
        KEY,
        column(
            &puts
                .keys()
                .map(|key| prefixed(key.as_bytes()))
                .collect::<Vec<_>>(),
        ),
    );
    crafted.set(INSERT, uleb(count as u64));
    crafted.set(ACTION, column(&vec![uleb(1); count]));
    let metas = puts
        .values()
        .map(|value| uleb((value.len() as u64) << 4 | 6));
    crafted.set(VALUE_META, column(&metas.collect::<Vec<_>>()));
    crafted.set(PRED_COUNT, column(&vec![uleb(0); count]));
    crafted.set(
        VALUE,
        puts.values().flat_map(|value| value.bytes()).collect(),
    );
    crafted.time = [i64::MIN >> 11, 1 << 53, 0, NOW_MS][usize::from(actor) % 4];
    crafted.message =
        [&b""[..], b"document", b"decided: x", "ñ\0".as_bytes()][usize::from(actor) % 4].to_vec();
    crafted.raw()
}

/// A document with values from several authors who did not see each other's changes.
fn document(dice: &mut Dice, ids: &[DocumentId], id: DocumentId, origin: Origin) -> PageRow {
    let Origin {
        kind,
        core,
        opening,
    } = origin;
    let mut first = BTreeMap::from([
        ("kind".to_owned(), kind.as_str().to_owned()),
        ("begun".to_owned(), opening.to_string()),
    ]);
    first.extend(core.map(|core| ("core".to_owned(), core.to_string())));
    let mut put_some = |puts: &mut BTreeMap<String, String>| {
        for _ in 0..dice.below(40) {
            let key = key(dice, ids);
            // The server does check where a record is.
            if puente_record::Key::parse(&key).is_err() || key == "home_site" {
                continue;
            }
            if puts.values().map(String::len).sum::<usize>() < 40_000 {
                let value = garbage(dice, ids);
                puts.entry(key).or_insert(value);
            }
        }
    };
    put_some(&mut first);
    let begun = change(None, 1, 1, &first);
    let base = Document::from_changes(id, &[&begun]).unwrap();
    let mut raws = vec![begun];
    for actor in 2..6 {
        let mut puts = BTreeMap::new();
        put_some(&mut puts);
        puts.retain(|key, _| !first.contains_key(key) || key == "x");
        if !puts.is_empty() {
            raws.push(change(Some(&base), actor, first.len() as u64 + 1, &puts));
        }
    }
    for raw in &raws {
        puente_admission::guard::guard(raw).unwrap();
    }
    let raws: Vec<&[u8]> = raws.iter().map(|raw| &raw[..]).collect();
    let saved = Document::from_changes(id, &raws).unwrap();
    PageRow::Document(WholeDocument {
        vouch: None,
        document: id,
        kind,
        record: core.unwrap_or(id),
        actors: Vec::new(),
        slim: saved.save(),
        authors: vec![(0, 2), (u32::MAX, 1), (1, u32::MAX)],
        received: None,
    })
}

/// Looks at everything that a person can look at.
fn look(scene: &Scene, ids: &[DocumentId]) {
    let device = &scene.device;
    let shown = |value: &dyn erased::Shown| value.show();
    shown(&device.list().unwrap());
    shown(&device.latest(20).unwrap());
    shown(&device.page(Some(ids[0]), 10).unwrap());
    shown(&device.conflicts(None).unwrap());
    shown(&device.attention().unwrap());
    device.treatment_report(NOW_MS).unwrap();
    for list in device.lists().unwrap() {
        shown(&device.list_view(list.list).unwrap());
    }
    for id in ids {
        match device.view(*id, NOW_MS) {
            Err(Error::NoSuchRecord) => continue,
            view => shown(&view.unwrap()),
        }
        shown(&device.history(*id, None).unwrap());
        for at_ms in [i64::MIN, 0, i64::MAX] {
            shown(&device.view_at(*id, at_ms).unwrap());
        }
        device.households(*id).unwrap();
        device.state(*id).unwrap();
        if let Ok(line) = device.line(*id) {
            let text = serde_json::to_value(&line).unwrap();
            let given = text["given"].as_str().unwrap_or_default();
            device.find(given).unwrap();
            device.alike(given, given, "x").unwrap();
        }
    }
}

mod erased {
    pub(super) trait Shown {
        fn show(&self);
    }

    impl<T: serde::Serialize> Shown for T {
        fn show(&self) {
            serde_json::to_string(self).unwrap();
        }
    }
}

/// Does everything that a person can do with one record.
fn work(scene: &mut Scene, id: DocumentId, dice: &mut Dice, ids: &[DocumentId]) {
    let value = Value::from("x");
    let Scene { device, rng, .. } = scene;
    let refused = |error: &Error| !matches!(error, Error::Damaged(_) | Error::Storage(_));
    for _ in 0..10 {
        let field = dice.pick(FIELDS).id.to_owned();
        let done = device.set(id, &[(field, value.clone())], "", NOW_MS, rng);
        assert!(done.as_ref().err().is_none_or(refused), "{done:?}");
    }
    for conflict in device.conflicts(Some(id)).unwrap().iter().take(5) {
        let done = device.resolve(id, &conflict.field, &value, "x", NOW_MS, rng);
        assert!(done.as_ref().err().is_none_or(refused), "{done:?}");
    }
    let other = *dice.pick(ids);
    for done in [
        device.same_family(id, other, NOW_MS, rng),
        device.leave_household(&[id], NOW_MS, rng),
    ] {
        assert!(done.as_ref().err().is_none_or(refused), "{done:?}");
    }
}

#[test]
fn whatever_stands_in_a_record_people_can_look_at_it_and_work_on() {
    for round in 0..scale() as u64 {
        let mut dice = Dice(puente_client::Rng::seed_from_u64(round));
        let mut scene = Scene::new(40 + round, Role::ShelterAdmin);
        let mine = scene.register("Ana");
        let mut ids = vec![mine, DocumentId::from_bytes([9; 16])];
        let key = another().signer.unwrap().key;
        let mut founded = Vec::new();
        for place in 0..RECORDS as u8 {
            // Parts of one another, of lists, and of nothing.
            let (salt, core) = ([place; 16], *dice.pick(&ids));
            let origin = match place % 6 {
                0..3 => Origin::made(DocumentKind::Core, SITE, salt),
                3 => Origin::made(DocumentKind::List, SITE, salt),
                4 => Origin::added(DocumentKind::Contact, core, salt),
                _ => Origin::added(DocumentKind::Protection, core, salt),
            };
            let id = origin.id(&key).unwrap();
            founded.push((id, origin));
            ids.push(id);
        }
        let mut rows = Vec::new();
        for (id, origin) in &founded {
            rows.push(document(&mut dice, &ids, *id, *origin));
        }
        let (report, stop) = scene.sync(rows);
        assert_eq!(
            (stop, report.unusable),
            (StopReason::Done, 0),
            "round {round}"
        );
        look(&scene, &ids);
        for (id, _) in founded {
            work(&mut scene, id, &mut dice, &ids);
        }
        look(&scene, &ids);
        let (_, stop) = scene.sync(Vec::new());
        assert_eq!(stop, StopReason::Done);
        assert_eq!(scene.shown(mine, "name.given"), "Ana", "round {round}");
        assert!(matches!(scene.handle(Event::ReplyEnded)[..], []));
    }
}
